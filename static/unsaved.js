// Asks before a page is left on which a form marked `data-unsaved` holds something that was typed and not
// sent; `data-unsaved="typed"` where it came back with what was typed. Sending the form itself asks nothing.
"use strict";

(() => {
  const forms = [...document.querySelectorAll("form[data-unsaved]")];
  const said = (form) => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const begun = new Map(forms.map((form) => [form, form.dataset.unsaved === "typed" ? "" : said(form)]));
  let sent = null;

  document.addEventListener("submit", (event) => {
    sent = event.target;
  });
  window.addEventListener("beforeunload", (event) => {
    const own = sent;
    // Whoever stays on the page may leave it another way.
    sent = null;
    if (forms.some((form) => form !== own && said(form) !== begun.get(form))) event.preventDefault();
  });
})();
