// Shows what the bot answers to a press: a line that passes, or a box that waits for OK.

import { el } from "./dom.js";

const SHOWN_MS = 4000;
const MS_PER_LETTER = 50;

export class Toasts {
  constructor() {
    this.element = el("div", { class: "toasts", role: "status" });
    this.known = new Map();
  }

  /** Show the alerts that have come since we last looked; those from before the page was opened are over. */
  follow(person) {
    const known = this.known.get(person.id) ?? person.alerts.length;
    this.known.set(person.id, person.alerts.length);
    for (const alert of person.alerts.slice(known)) this.show(alert.text, alert.modal);
  }

  show(text, modal = false) {
    const words = text.split("\n").map((line) => el("p", { dir: "auto" }, line));
    const toast = el("div", { class: modal ? "toast modal" : "toast" }, words);
    this.element.append(toast);
    if (modal) this.waitForOk(toast);
    else setTimeout(() => toast.remove(), SHOWN_MS + text.length * MS_PER_LETTER);
  }

  waitForOk(toast) {
    toast.setAttribute("role", "alertdialog");
    const ok = el("button", { type: "button", class: "jump strong", onclick: () => toast.remove() }, "OK");
    toast.append(ok);
    ok.focus();
  }
}
