// One phone: whose it is, the chat with the bot, and what can be done there.

import { Composer } from "./composer.js";
import { button, el, icon, match, redraw } from "./dom.js";
import { languageName, directionOf } from "./languages.js";
import { menuOf } from "./menu.js";
import { drawMessage } from "./message.js";
import { dateOf, dayOf, now, timeOf } from "./moments.js";
import { act } from "./server.js";
import { Toasts } from "./toasts.js";

const DOT = "a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8z";
const DOTS = `M12 6.9${DOT}M12 13.9${DOT}M12 20.9${DOT}`;

export class Phone {
  constructor(choose) {
    this.choose = choose;
    this.toasts = new Toasts();
    this.composer = new Composer(this);
    this.element = el("div", { class: "place-of-phone" }, this.buildPeople(), this.buildBody());
  }

  buildPeople() {
    this.people = el("nav", { class: "people", "aria-label": "Whose phone this is" });
    return this.people;
  }

  buildBody() {
    this.clock = el("span", { class: "status-time" });
    this.owner = el("span", { class: "owner" });
    this.chat = el("div", { class: "chat", role: "log", tabindex: "0", "aria-label": "Messages" });
    // A picture that has loaded, a keyboard that has opened: the newest message stays in view.
    this.chat.addEventListener("load", () => this.toNewest(), true);
    new ResizeObserver(() => this.toNewest()).observe(this.chat);
    const middle = el("div", { class: "middle" }, this.chat, this.toasts.element);
    const status = el("div", { class: "status" }, this.clock, this.owner);
    this.body = el("section", { class: "phone" }, status, this.buildHead(), middle, this.composer.element);
    return this.body;
  }

  buildHead() {
    this.face = el("span", { class: "face", "aria-hidden": "true" });
    this.name = el("bdi", {});
    const block = () => this.act(this.person.blocked ? "unblock" : "block");
    this.blocking = el("button", { type: "button", onclick: block });
    const menu = menuOf(button("Chat menu", { class: "round" }, icon(DOTS)), { class: "menu" });
    menu.list.append(this.blocking);
    const names = el("div", { class: "names" }, el("h2", {}, this.name), el("p", {}, "bot"));
    return el("header", { class: "head" }, this.face, names, menu.box);
  }

  /** Do something as this phone's person, and say so on the phone if it cannot be done. */
  async act(action, body) {
    try {
      await act(this.person.id, action, body);
    } catch (refusal) {
      this.toasts.show(refusal.message);
    }
  }

  press(message, label) {
    this.pressed = { person: this.person.id, message: message.message_id, label };
    return this.act("tap", { label, message_id: message.message_id });
  }

  /** Tell which button of a message waits for an answer. */
  spinning({ message_id }) {
    const here = this.pressed?.person === this.person.id && this.pressed.message === message_id;
    return here && this.person.spinning ? this.pressed.label : null;
  }

  show(state, person, unread) {
    const turned = this.person?.id !== person.id;
    this.person = person;
    this.bot = state.bot;
    this.showPeople(state.people, unread);
    this.showOwner(person);
    this.composer.show(person);
    this.showMessages(person, turned);
    this.toasts.follow(person);
    this.tick();
  }

  showPeople(people, unread) {
    const all = people.map(({ id, first_name, language_code }) => [id, first_name, language_code, unread.has(id)]);
    const isNews = redraw(this.people, [all, this.person.id], () => all.map((one) => this.chooser(one)));
    const chosen = this.people.querySelector('[aria-pressed="true"]');
    if (isNews) chosen.scrollIntoView({ inline: "nearest", block: "nearest" });
  }

  chooser([id, name, language, isUnread]) {
    const words = [el("bdi", { class: "whose" }, name), el("small", { lang: language }, languageName(language))];
    const news = isUnread && el("span", { class: "news", role: "img", "aria-label": "new message" });
    const chosen = id === this.person.id;
    return el("button", { type: "button", "aria-pressed": `${chosen}`, onclick: () => this.choose(id) }, words, news);
  }

  showOwner(person) {
    this.body.setAttribute("aria-label", `${person.name}’s phone`);
    this.body.dir = directionOf(person.language_code);
    this.owner.textContent = person.name;
    this.name.textContent = person.bot_name;
    this.face.textContent = [...person.bot_name][0];
    this.chat.lang = person.language_code ?? "en";
    this.blocking.textContent = person.blocked ? "Unblock the bot" : "Block the bot";
  }

  showMessages(person, turned) {
    if (turned) this.chat.replaceChildren();
    const fresh = match(this.chat, [...this.welcome(person), ...this.days(person)]);
    if (!turned) fresh.forEach((element) => element.classList.add("arrives"));
    if (fresh.length) this.toNewest();
  }

  welcome(person) {
    if (person.messages.length) return [];
    const words = person.description || "No messages here yet.";
    const lines = words.split("\n").map((line) => el("p", { dir: "auto" }, line));
    return [{ key: "welcome", from: words, draw: () => el("div", { class: "welcome" }, lines) }];
  }

  /** List the messages, and before the first of each day the day. */
  *days(person) {
    let last = null;
    for (const message of person.messages) {
      const date = dateOf(message.date);
      if (date !== last) yield this.dayChip(date, message, person);
      last = date;
      const from = [message, this.spinning(message)];
      yield { key: `${message.message_id}`, from, draw: () => drawMessage(message, this) };
    }
  }

  dayChip(date, message, person) {
    const words = dayOf(message.date, person.language_code ?? "en");
    return { key: date, from: words, draw: () => el("p", { class: "day-chip", dir: "auto" }, words) };
  }

  toNewest() {
    this.chat.scrollTop = this.chat.scrollHeight;
  }

  tick() {
    this.clock.textContent = timeOf(now());
  }
}
