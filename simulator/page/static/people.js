// The dialog that adds a person with a phone.

import { el, redraw } from "./dom.js";
import { languageCodes, languageName } from "./languages.js";
import { post } from "./server.js";

const find = (id) => document.getElementById(id);

const option = (value, words, attributes = {}) => el("option", { value, ...attributes }, words);

export class AddDialog {
  constructor(choose) {
    this.choose = choose;
    find("languages").append(...languageCodes.map((code) => option(code, languageName(code), { lang: code })));
    find("add-form").addEventListener("submit", (event) => this.add(event));
    find("add-cancel").addEventListener("click", () => find("add-dialog").close());
  }

  show(roles) {
    find("role-field").hidden = !roles.length;
    redraw(find("roles"), roles, () => [option("", "Resident"), ...roles.map((role) => option(role, role))]);
  }

  open() {
    find("add-form").reset();
    find("add-refusal").textContent = "";
    find("add-dialog").showModal();
  }

  async add(event) {
    event.preventDefault();
    const answers = Object.fromEntries(new FormData(find("add-form")));
    try {
      const { id } = await post("people", { ...answers, role: answers.role || null });
      find("add-dialog").close();
      this.choose(id);
    } catch (refusal) {
      find("add-refusal").textContent = refusal.message;
    }
  }
}
