// The hearing's page, improved: 'Comment' opens the form beneath its paragraph with the marked words
// quoted, and the characters left are counted while typing. Without this file the links lead to a page
// with the same form.
"use strict";

(() => {
  const PAUSE = 1500; // milliseconds
  let marked = { text: "", place: null };

  const placeOf = (node) =>
    (node instanceof Element ? node : node?.parentElement)?.closest(".paragraph") ?? null;

  // A press on the link clears the selection, so the last one is remembered.
  const remember = () => {
    const chosen = document.getSelection();
    const text = chosen ? chosen.toString().trim() : "";
    if (text === "") return;
    const place = placeOf(chosen.anchorNode);
    marked = { text, place: place === placeOf(chosen.focusNode) ? place : null };
  };

  const count = (form) => {
    for (const said of form.querySelectorAll("[data-count-of]")) {
      const box = form.querySelector(`#${said.dataset.countOf}`);
      const spoken = said.nextElementSibling;
      let pause = 0;
      const say = () => {
        // As the server counts: a character outside the basic plane is one, a line's end one.
        const left = Number(box.getAttribute("maxlength")) - [...box.value].length;
        said.textContent = `${left.toLocaleString(document.documentElement.lang)} ${said.dataset.countSays}`;
      };
      said.hidden = false;
      box.addEventListener("input", () => {
        say();
        // A screen reader would speak over every letter: it hears of it after a pause.
        clearTimeout(pause);
        pause = setTimeout(() => (spoken.textContent = said.textContent), PAUSE);
      });
      say();
    }
  };

  // What somebody typed is never taken away: the form that holds it says so, and stays.
  const unfinished = () => {
    const form = document.querySelector("#comment-form");
    const said = form?.querySelector("[data-unfinished]");
    if (!said || ![...form.querySelectorAll("textarea")].some((box) => box.value.trim())) return false;
    said.hidden = false;
    form.querySelector("[name=body]").focus();
    return true;
  };

  const open = async (link) => {
    const place = link.closest(".paragraph") ?? link.closest(".fixed");
    const answer = await fetch(link.href, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("#comment-form");
    if (!form) throw new Error("no form");
    document.querySelector("#comment-form")?.remove();
    place.after(document.adoptNode(form));
    const quote = form.querySelector("[name=quote]");
    if (marked.place === place) quote.value = marked.text.slice(0, Number(quote.getAttribute("maxlength")));
    count(form);
    form.querySelector("[name=body]").focus();
  };

  document.addEventListener("selectionchange", remember);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-comment-at]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (unfinished()) return;
    open(link).catch(() => location.assign(link.href));
  });
  for (const hint of document.querySelectorAll("[data-with-script]")) hint.hidden = false;
  for (const form of document.querySelectorAll(".comment-form")) count(form);
})();
