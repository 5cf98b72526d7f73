// The lower edge of a phone: START, the text field, what can be attached, commands and the bot's own keyboard.

import { button, el, icon, redraw } from "./dom.js";
import { menuOf } from "./menu.js";

const LINES = "M4 6.5h16M4 12h16M4 17.5h16";
const CLIP = "M20 11.5l-8.2 8.2a5 5 0 0 1-7-7l8.6-8.7a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.7-7.6";
const SEND = "M3 20.5l18-8.5L3 3.5v6.6l11 1.9-11 1.9z";
// Any place will do: a bot only learns that it is one.
const HERE = { latitude: 56.125, longitude: 10.16 };
const ATTACHMENTS = [
  ["Photo of a letter", "photo", {}],
  ["Voice message", "voice", { seconds: 7 }],
  ["Sticker", "sticker", {}],
  ["Location", "location", HERE],
  ["My phone number", "contact", {}],
];

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.start = el("button", { type: "button", class: "wide start", onclick: () => phone.act("start") }, "START");
    this.unblock = el("button", { type: "button", class: "wide", onclick: () => phone.act("unblock") }, "UNBLOCK");
    this.line = this.buildLine();
    this.keyboard = el("div", { class: "keyboard", role: "group", "aria-label": "Keyboard of the bot" });
    this.element = el("footer", { class: "composer" }, this.start, this.unblock, this.line, this.keyboard);
  }

  buildLine() {
    this.field = el("textarea", { rows: 1, "aria-label": "Message", placeholder: "Message", maxlength: 4096 });
    this.field.addEventListener("keydown", (event) => this.enter(event));
    this.commands = menuOf(button("Commands", { class: "round" }, icon(LINES, "drawn")), { class: "menu commands" });
    this.attachments = menuOf(button("Attach", { class: "round" }, icon(CLIP, "drawn")), { class: "menu attachments" });
    this.attachments.list.append(...ATTACHMENTS.map((attachment) => this.attachment(attachment)));
    const send = el("button", { type: "submit", class: "round send", "aria-label": "Send", title: "Send" }, icon(SEND));
    return el("form", { class: "line", onsubmit: (event) => this.send(event) },
      this.commands.box, this.field, this.attachments.box, send);
  }

  attachment([label, action, body]) {
    return el("button", { type: "button", onclick: () => this.phone.act(action, body) }, label);
  }

  enter(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.send(event);
  }

  send(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) return;
    this.field.value = "";
    this.phone.act("send", { text });
  }

  show(person) {
    const fresh = person.messages.length === 0;
    const writes = !fresh && !person.blocked;
    this.start.hidden = !fresh || person.blocked;
    this.unblock.hidden = !person.blocked;
    this.line.hidden = !writes;
    this.commands.box.hidden = person.commands.length === 0;
    redraw(this.commands.list, person.commands, () => person.commands.map((command) => this.command(command)));
    redraw(this.keyboard, [writes, person.keyboard], () => (writes ? this.rows(person.keyboard) : []));
  }

  command({ command, description }) {
    const words = [el("span", { dir: "auto" }, description), el("code", { dir: "ltr" }, `/${command}`)];
    return el("button", { type: "button", onclick: () => this.phone.act("send", { text: `/${command}` }) }, words);
  }

  rows(keyboard) {
    return keyboard.map((row) => el("div", { class: "row" }, ...row.map((label) => this.key(label))));
  }

  key(label) {
    const press = () => this.phone.act("tap", { label });
    return el("button", { type: "button", class: "key", onclick: press }, el("span", { dir: "auto" }, label));
  }
}
