// Solves the challenge of a comment form in a worker while its text is being typed. Whatever fails here,
// the form is sent without a proof: then the comment waits for a look, and is not lost.
"use strict";

(() => {
  const address = document.currentScript.dataset.worker;
  const begun = new WeakMap();

  const asks = (form) => form && form.elements && form.elements.proof && form.elements.key;

  function begin(form) {
    if (begun.has(form)) return begun.get(form);
    const state = { done: false, wanted: null };
    begun.set(form, state);
    const finish = () => {
      state.done = true;
      if (state.wanted) form.requestSubmit(state.wanted.submitter);
    };
    try {
      const worker = new Worker(address);
      worker.onmessage = (message) => {
        form.elements.proof.value = message.data;
        worker.terminate();
        finish();
      };
      worker.onerror = finish;
      const { value: challenge, dataset } = form.elements.key;
      worker.postMessage({ challenge, bits: Number(dataset.bits) });
    } catch {
      setTimeout(finish);
    }
    return state;
  }

  // Forms may come later than this script: the page is asked, not each form.
  document.addEventListener("focusin", (event) => {
    if (asks(event.target.form)) begin(event.target.form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // What is only kept for later needs no proof.
    if (!asks(form) || form.elements.proof.value || event.submitter?.getAttribute("formaction")?.includes("/save")) return;
    const state = begin(form);
    if (state.done) return;
    event.preventDefault();
    state.wanted = { submitter: event.submitter };
    const waits = form.querySelector("[data-proof-waits]");
    if (waits) waits.hidden = false;
  }, true);
})();
