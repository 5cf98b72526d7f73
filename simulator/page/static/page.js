// The page: takes each new state of the local Telegram and shows it on the bar and on the phones.

import { Bar } from "./bar.js";
import { setClock } from "./moments.js";
import { Phone } from "./phone.js";
import { states } from "./server.js";

const TICK_MS = 1000;

const isNew = (person) => !person.messages.length && !person.blocked;

const newest = (person) => person.messages.at(-1)?.message_id ?? 0;

class Page {
  constructor() {
    this.chosen = [null, null];
    this.seen = new Map();
    this.bar = new Bar((person) => this.await(person));
    this.phones = this.chosen.map((_, at) => new Phone((person) => this.choose(at, person)));
    document.querySelector("#phones").append(...this.phones.map((phone) => phone.element));
  }

  /** Put a person's phone in this place; if the other place shows it already, they change places. */
  put(place, person) {
    if (this.chosen[1 - place] === person) this.chosen[1 - place] = this.chosen[place];
    this.chosen[place] = person;
  }

  choose(place, person) {
    this.put(place, person);
    this.show(this.state);
  }

  /** Show a new person's phone as soon as a state tells of her; in the first place, so that staff stay in view. */
  await(person) {
    this.awaited = person;
    this.show(this.state);
  }

  welcome(people) {
    if (!people.some(({ id }) => id === this.awaited)) return;
    this.put(0, this.awaited);
    this.awaited = null;
  }

  /** While a scene is played, whoever has just come is shown; staff stay in view. */
  follow(state) {
    const last = state.people.at(-1)?.id;
    if (state.stage.playing && this.state && !this.state.people.some(({ id }) => id === last)) this.put(0, last);
  }

  show(state) {
    this.follow(state);
    this.state = state;
    setClock(state.clock);
    this.welcome(state.people);
    this.settle(state.people);
    const shown = this.chosen.map((id) => state.people.find((person) => person.id === id));
    const next = shown.find((person) => person && isNew(person));
    const unread = this.unread(state.people);
    this.bar.show(state, next);
    this.phones.forEach((phone, place) => this.showPhone(phone, shown[place], shown[place] === next, unread));
  }

  showPhone(phone, person, isNext, unread) {
    phone.element.hidden = !person;
    phone.element.classList.toggle("beckons", isNext);
    if (person) phone.show(this.state, person, unread);
  }

  /** Keep who was chosen; where nobody is, take the next who is nowhere yet. */
  settle(people) {
    const here = new Set(people.map(({ id }) => id));
    this.chosen = this.chosen.map((id) => (here.has(id) ? id : null));
    const others = people.map(({ id }) => id).filter((id) => !this.chosen.includes(id));
    this.chosen = this.chosen.map((id) => id ?? others.shift() ?? null);
  }

  /** Tell who has news on a phone that is not in view. */
  unread(people) {
    const visible = this.chosen.filter((id, place) => id !== null && this.phones[place].element.offsetParent !== null);
    for (const person of people) {
      if (visible.includes(person.id) || !this.seen.has(person.id)) this.seen.set(person.id, newest(person));
    }
    return new Set(people.filter((person) => newest(person) > this.seen.get(person.id)).map(({ id }) => id));
  }

  tick() {
    this.bar.tick();
    this.phones.forEach((phone) => phone.tick());
  }

  async run() {
    for await (const state of states()) {
      if (state) this.show(state);
      else this.bar.showLost();
      document.body.classList.toggle("lost", !state);
    }
  }
}

const page = new Page();
setInterval(() => page.tick(), TICK_MS);
page.run();
