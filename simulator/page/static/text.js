// Lays out formatted text as Telegram does: each paragraph in the direction of its own first letter.

import { el } from "./dom.js";

const FROM_THE_RIGHT = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u;
const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "code" };

/** Cut runs of one formatting at their line breaks, so that each line becomes a paragraph. */
function linesOf(runs) {
  const lines = [[]];
  for (const run of runs) {
    run.text.split("\n").forEach((piece, number) => {
      if (number) lines.push([]);
      if (piece) lines.at(-1).push({ ...run, text: piece });
    });
  }
  return lines;
}

function deepLinkOf(url, bot) {
  const address = URL.canParse(url) ? new URL(url) : null;
  const here = address?.host === "t.me" && address.pathname.toLowerCase() === `/${bot.toLowerCase()}`;
  return here ? address.searchParams.get("start") : null;
}

/** Make a link; one to the bot itself starts it, as Telegram does, and any other opens beside this page. */
export function link(url, chat, content, attributes = {}) {
  const payload = deepLinkOf(url, chat.bot.username);
  const elsewhere = { ...attributes, href: url, target: "_blank", rel: "noopener noreferrer" };
  if (payload === null) return el("a", elsewhere, content);
  return el("button", { ...attributes, type: "button", onclick: () => chat.act("start", { payload }) }, content);
}

function pieceOf(run, chat) {
  let content = run.text;
  for (const style of run.styles) if (TAGS[style]) content = el(TAGS[style], {}, content);
  if (run.styles.includes("spoiler")) content = el("span", { class: "spoiler", tabindex: "0" }, content);
  if (run.styles.includes("bot_command")) {
    const send = () => chat.act("send", { text: run.text });
    return el("button", { type: "button", class: "link", onclick: send }, content);
  }
  const url = addressOf(run);
  return url ? link(url, chat, content, { class: "link" }) : content;
}

/** Find where a run leads; what Telegram finds by itself may come without a scheme. */
function addressOf(run) {
  if (run.styles.includes("phone_number")) return `tel:${run.text.replaceAll(" ", "")}`;
  if (run.styles.includes("email")) return `mailto:${run.text}`;
  if (!run.url) return null;
  return /^[a-z]+:/i.test(run.url) ? run.url : `http://${run.url}`;
}

function paragraph(line, chat) {
  const quote = line[0]?.styles.some((style) => style.endsWith("blockquote"));
  // A line of numbers reads from the left in every language, but it stands where the lines around it stand.
  const numbers = !line.some((run) => /\p{Letter}/u.test(run.text));
  const kinds = [quote && "quote", numbers && "numbers"].filter(Boolean).join(" ");
  return el("p", { dir: "auto", class: kinds || null }, ...line.map((run) => pieceOf(run, chat)));
}

/** Tell on which side a text stands as a whole: by its first letter. */
function sideOf(runs) {
  const letter = runs.map((run) => run.text).join("").match(/\p{Letter}/u)?.[0] ?? "";
  return FROM_THE_RIGHT.test(letter) ? "rtl" : "ltr";
}

export function wordsOf(runs, chat) {
  const lines = linesOf(runs).map((line) => paragraph(line, chat));
  return el("div", { class: "words", dir: sideOf(runs) }, lines);
}
