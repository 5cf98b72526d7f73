// Draws one message: the bubble, what it carries, its buttons, and when it was sent.

import { cards } from "./cards.js";
import { el } from "./dom.js";
import { timeOf } from "./moments.js";
import { link, wordsOf } from "./text.js";

function key(shown, message, chat) {
  const words = el("span", { dir: "auto" }, shown.label);
  if (shown.url) return link(shown.url, chat, words, { class: "key leads-away" });
  const spins = chat.spinning(message) === shown.label;
  const spinner = spins && el("span", { class: "spinner", role: "img", "aria-label": "waiting" });
  const press = () => chat.press(message, shown.label);
  return el("button", { type: "button", class: "key", onclick: press }, words, spinner);
}

function keys(message, chat) {
  if (!message.buttons.length) return null;
  const row = (buttons) => el("div", { class: "row" }, ...buttons.map((shown) => key(shown, message, chat)));
  return el("div", { class: "keys" }, ...message.buttons.map(row));
}

/** Leave out what a link has brought along: people see that they have pressed START, and no more. */
function visible({ from_bot, text, runs }) {
  return !from_bot && text.startsWith("/start ") ? runs.slice(0, 1) : runs;
}

function bubble(message, chat) {
  const runs = visible(message);
  const words = runs.length ? wordsOf(runs, chat) : null;
  const edited = message.edited && el("span", {}, "edited ");
  const when = el("p", { class: "when" }, edited, el("time", { datetime: message.date }, timeOf(message.date)));
  const held = cards(message);
  const unknown = !words && !held.length && el("p", {}, `(${message.kind})`);
  return el("div", { class: message.sticker ? "bubble bare" : "bubble" }, held, words, unknown, when);
}

/** Keep one element for a message as long as it stands in the chat, and redraw it when the bot has edited it. */
export function drawMessage(message, chat) {
  const who = message.from_bot ? "theirs" : "mine";
  const speaker = message.from_bot ? chat.person.bot_name : "You";
  return el("article", { class: `message ${who}`, "aria-label": speaker }, bubble(message, chat), keys(message, chat));
}
