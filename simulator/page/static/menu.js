// Opens and closes a small list of choices beside the button it belongs to.

import { el } from "./dom.js";

/** Make a button's list; it closes after a choice, on Escape, and on a press elsewhere. */
export function menuOf(opener, attributes) {
  const list = el("div", { ...attributes, hidden: true });
  const box = el("div", { class: "menu-box" }, opener, list);
  const show = (open) => {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", open);
  };
  show(false);
  opener.addEventListener("click", () => {
    show(list.hidden);
    if (!list.hidden) list.querySelector("button")?.focus();
  });
  list.addEventListener("click", () => show(false));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    show(false);
    opener.focus();
  });
  document.addEventListener("pointerdown", (event) => box.contains(event.target) || show(false));
  return { box, list };
}
