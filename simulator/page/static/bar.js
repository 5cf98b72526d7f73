// The control bar: the clock that can jump, the people, and the switch of the bot.

import { AddDialog } from "./people.js";
import { el, redraw } from "./dom.js";
import { dayOf, now, shortDayOf, timeOf } from "./moments.js";
import { post } from "./server.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const find = (id) => document.getElementById(id);

const STATES = {
  running: "Bot: running",
  starting: "Bot: starting …",
  stopped: "Bot: stopped",
  ended: "Bot: ended by itself",
  connected: "Bot: connected",
  absent: "Bot: not connected",
};

export class Bar {
  constructor(choose) {
    this.dialog = new AddDialog(choose);
    find("to-next").addEventListener("click", () => this.move({ to: "next" }));
    find("hour").addEventListener("click", () => this.move({ jump: HOUR }));
    find("day-on").addEventListener("click", () => this.move({ jump: DAY }));
    find("add").addEventListener("click", () => this.dialog.open());
    find("switch").addEventListener("click", () => this.turn());
    find("more").addEventListener("click", () => this.unfold());
  }

  unfold() {
    const open = document.body.classList.toggle("unfolded");
    find("more").setAttribute("aria-expanded", `${open}`);
  }

  move(where) {
    return this.ask("clock", where);
  }

  turn() {
    return this.ask("bot", { action: this.isOn ? "kill" : "start" });
  }

  async ask(path, body) {
    try {
      await post(path, body);
    } catch (refusal) {
      this.say(refusal.message);
    }
  }

  say(words) {
    const notice = find("notice");
    notice.hidden = !words;
    if (notice.textContent !== words) notice.textContent = words;
  }

  show(state, next) {
    document.title = find("title").textContent = state.title;
    this.dialog.show(state.roles);
    this.showNext(state.clock.next_due);
    this.showBot(state.bot);
    this.showScenes(state.stage);
    find("help").textContent = helpFor(state, next);
    this.tick();
  }

  showNext(due) {
    find("to-next").disabled = !due;
    find("next").textContent = due ? `Next: ${shortDayOf(due)}, ${timeOf(due)}` : "Nothing is planned";
  }

  showBot(bot) {
    this.isOn = bot.state === "running" || bot.state === "starting";
    const control = find("switch");
    control.setAttribute("aria-checked", `${this.isOn || bot.state === "connected"}`);
    control.disabled = !bot.controllable;
    document.body.dataset.bot = bot.state;
    find("bot-state").textContent = STATES[bot.state];
    find("waiting").textContent = bot.waiting ? waitingWords(bot.waiting) : "";
    redraw(find("notice"), bot.ended, () => lastWords(bot.ended));
    find("notice").hidden = !bot.ended;
  }

  /** One button for each scene that has not been played; none while one is. */
  showScenes({ scenes, playing }) {
    const left = scenes.filter(({ played }) => !played);
    redraw(find("scenes"), [left, playing], () => left.map(({ name }) => this.scene(name, playing)));
  }

  scene(name, playing) {
    const play = () => this.ask("scene", { name });
    return el("button", { type: "button", class: "jump", disabled: playing, onclick: play }, `▶ ${name}`);
  }

  showLost() {
    find("help").textContent = "The local Telegram does not answer. This page tries again every second.";
  }

  tick() {
    find("time").textContent = timeOf(now());
    find("time").dateTime = now().toISOString();
    find("day").textContent = dayOf(now());
  }
}

function waitingWords(count) {
  return count === 1 ? "1 message waits for it" : `${count} messages wait for it`;
}

function lastWords(ended) {
  if (!ended) return [];
  const title = el("p", {}, `The bot has ended by itself (code ${ended.code}). Its last lines:`);
  return [title, el("pre", { dir: "ltr" }, ended.lines.join("\n"))];
}

/** Say the one thing to do now. */
function helpFor(state, next) {
  if (!state.people.length) return "Add a person to begin.";
  if (state.bot.state === "absent") return `Start a bot: API address ${location.origin}, token ${state.bot.token}`;
  if (state.bot.state === "stopped") return "The bot is off. You can go on writing.";
  if (state.bot.state === "ended") return "Start the bot again with the switch.";
  if (state.stage.playing) return state.stage.said;
  if (next) return `Tap START on ${next.name}’s phone.`;
  return state.stage.said || "Tap, write, or move the clock.";
}
