// The hearing's page, improved: 'Comment' opens the form beneath its paragraph with the marked words
// quoted, the characters left are counted while typing, and what is not sent is not left without a
// question. Without this file the links lead to a page with the same form.
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

  // As the server counts: composed, a character outside the basic plane is one, a line's end one.
  const length = (text) => [...text.trim().normalize("NFC")].length;

  const count = (form) => {
    for (const said of form.querySelectorAll("[data-count-of]")) {
      const box = form.querySelector(`#${said.dataset.countOf}`);
      const spoken = said.nextElementSibling;
      let pause = 0;
      const say = () => {
        const left = Number(said.dataset.countMost) - length(box.value);
        const pattern = left < 0 ? said.dataset.countOver : said.dataset.countLeft;
        said.textContent = pattern.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
        said.hidden = box.value === "";
      };
      box.addEventListener("input", () => {
        say();
        // A screen reader would speak over every letter: it hears of it after a pause.
        clearTimeout(pause);
        pause = setTimeout(() => (spoken.textContent = said.textContent), PAUSE);
      });
      say();
    }
  };

  // Whether somebody typed what the form did not come with; what was refused was typed before.
  const holdsText = (form) => {
    const refused = form.querySelector(".error-summary") !== null;
    return [...form.querySelectorAll("textarea, input[type=text], input[type=email]")].some(
      (box) => box.value.trim() !== "" && (refused || box.value !== box.defaultValue),
    );
  };

  // What somebody typed is never taken away: the form that holds it says so, and stays.
  const unfinished = () => {
    const form = document.querySelector("#comment-form");
    if (!form || !holdsText(form)) return false;
    form.querySelector("[data-unfinished]").hidden = false;
    form.querySelector("[name=body]").focus();
    return true;
  };

  // A form that is sent leaves the page without a question.
  let sending = false;

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
    // What the form comes with; nobody typed it.
    if (marked.place === place) quote.defaultValue = marked.text;
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
  // Before proof.js hears of it, and sends the form itself a moment later.
  document.addEventListener("submit", (event) => {
    if (event.target.id === "support" && unfinished()) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (event.target.id === "comment-form") sending = true;
  }, true);
  window.addEventListener("beforeunload", (event) => {
    const form = document.querySelector("#comment-form");
    if (form && !sending && holdsText(form)) event.preventDefault();
  });
  window.addEventListener("pageshow", () => (sending = false));
  for (const hint of document.querySelectorAll("[data-with-script]")) hint.hidden = false;
  count(document);
})();
