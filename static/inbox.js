// Keys of the inbox. Each does what a button, a link or a field of the page does without script. Who
// speaks to the computer, or hits keys by chance, switches them off (WCAG 2.1.4); this browser remembers.
"use strict";

(() => {
  const rows = [...document.querySelectorAll(".inbox-row")];
  const current = () => document.activeElement?.closest(".inbox-row");

  const go = (step) => {
    if (!rows.length) return;
    const at = rows.indexOf(current());
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
    const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  };

  const box = () => current()?.querySelector("input[name=chosen]");

  const use = (target) => {
    if (!target) return false;
    if (target.matches("input, select")) {
      // A field is about the chosen comments: the one in hand is among them.
      const own = box();
      if (own) own.checked = true;
      target.focus();
    } else {
      target.click();
    }
    return true;
  };

  const onKey = (key) => {
    if (key === "j" || key === "k") {
      go(key === "j" ? 1 : -1);
      return true;
    }
    if (key === "x") {
      const own = box();
      if (own) own.checked = !own.checked;
      return Boolean(own);
    }
    const selector = `[data-row-key="${CSS.escape(key)}"]`;
    const inRow = current()?.querySelector(selector);
    return use(inRow || document.querySelector(`[data-key="${CSS.escape(key)}"]`));
  };

  const KEPT_AS = "single-keys";
  const isOn = () => localStorage.getItem(KEPT_AS) !== "off";
  for (const said of document.querySelectorAll("[data-keys-switch]")) {
    const box = said.querySelector("input");
    box.checked = isOn();
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(KEPT_AS);
      else localStorage.setItem(KEPT_AS, "off");
    });
    said.hidden = false;
  }

  document.addEventListener("keydown", (event) => {
    if (!isOn()) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // Whoever types a text types letters; a box that is ticked takes none.
    if (event.target.closest("textarea, select, input:not([type=checkbox], [type=radio])")) return;
    // Who writes an answer chooses among its fields by keys, and is not led away from it.
    if (event.target.closest("form[data-unsaved]")) return;
    if (onKey(event.key)) event.preventDefault();
  });
})();
