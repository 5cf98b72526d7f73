// Draws what a message carries beside text: a file, a place, a voice, a picture, a contact.

import { el, icon, svg } from "./dom.js";

const FILE = "M6 2h8l5 5v15H6zM14 2v6h5";
const PLAY = "M8 5v14l11-7z";
const PERSON = "M12 12a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zm-8 9a8 8 0 0 1 16 0z";
const LETTER = "M14 36h68M14 48h60M14 60h66M14 72h52M14 84h62M14 96h34";
const PIN = "M0 0c-9-13-15-19-15-28a15 15 0 0 1 30 0c0 9-6 15-15 28z";

function sizeOf(bytes) {
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} kB`;
}

function file(content) {
  const size = el("small", { dir: "ltr" }, `${sizeOf(content.size)} · Save`);
  const name = el("span", { class: "what" }, el("bdi", {}, content.name), size);
  return el("a", { class: "card file", href: content.href, download: content.name }, icon(FILE), name);
}

/** Give numbers from 0 to 1 that are always the same for the same thing. */
function* varied(seed) {
  let value = 7 + [...String(seed)].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 65521, 1);
  for (;;) yield (value = (value * 75 + 74) % 65537) / 65537;
}

function streets(seed) {
  const rolled = varied(seed);
  const next = () => rolled.next().value;
  const across = [20, 58, 104].map((y) => `M-10 ${y + next() * 22}L310 ${y + next() * 22}`);
  const down = [30, 96, 178, 244].map((x) => `M${x + next() * 40} -10L${x + next() * 40} 150`);
  return [...across, ...down].join("");
}

/** Draw a map that is only a picture: tiles would have to come from the network. */
function map(seed) {
  const rolled = varied(`${seed}park`);
  const at = { cx: 40 + rolled.next().value * 60, cy: 30 + rolled.next().value * 70 };
  return svg("svg", { viewBox: "0 0 300 140", class: "map", "aria-hidden": "true" },
    svg("rect", { width: 300, height: 140, class: "land" }),
    svg("ellipse", { ...at, rx: 46, ry: 26, class: "park" }),
    svg("path", { d: "M190 -10C220 40 300 60 310 110", class: "water" }),
    svg("path", { d: streets(seed), class: "street" }),
    svg("path", { d: PIN, class: "pin", transform: "translate(150 84)" }),
    svg("circle", { cx: 150, cy: 56, r: 5.5, class: "pin-eye" }));
}

function place(content) {
  const spot = `${content.lat.toFixed(4)}, ${content.lon.toFixed(4)}`;
  const words = content.title
    ? [el("strong", { dir: "auto" }, content.title), el("span", { dir: "auto" }, content.address)]
    : [el("strong", {}, "Location"), el("small", { dir: "ltr" }, spot)];
  return el("div", { class: "card place" }, map(`${content.lat} ${content.lon}`), el("div", { class: "what" }, words));
}

function voice(content) {
  const rolled = varied(content.seconds);
  const bars = Array.from({ length: 28 }, (_, at) => {
    const height = 4 + rolled.next().value * 18;
    return svg("rect", { x: at * 5, y: 12 - height / 2, width: 3, height, rx: 1.5 });
  });
  const length = `${Math.floor(content.seconds / 60)}:${String(content.seconds % 60).padStart(2, "0")}`;
  return el("div", { class: "card voice", role: "img", "aria-label": `Voice message, ${content.seconds} seconds` },
    el("span", { class: "play" }, icon(PLAY)),
    svg("svg", { viewBox: "0 0 140 24", class: "wave" }, bars),
    el("small", {}, length));
}

const picture = (content) => el("img", { class: "picture", src: content.href, alt: "Picture" });

/** What a person sends from here is a letter; its photo is drawn, for the file behind it is a stand-in. */
function letter() {
  return svg("svg", { viewBox: "0 0 96 120", class: "letter", role: "img", "aria-label": "Photo of a letter" },
    svg("rect", { width: 96, height: 120, class: "sheet" }),
    svg("rect", { x: 60, y: 12, width: 22, height: 12, rx: 2, class: "stamp" }),
    svg("path", { d: LETTER, class: "lines" }));
}

function contact(content) {
  const name = el("strong", { dir: "auto" }, content.name);
  const phone = el("small", { dir: "ltr" }, `+${content.phone.replace("+", "")}`);
  return el("div", { class: "card contact" }, icon(PERSON), el("span", { class: "what" }, name, phone));
}

const sticker = (content) => el("div", { class: "sticker" }, content.emoji);

const KINDS = { document: file, place, voice, photo: picture, letter, contact, sticker };

export function cards(message) {
  const held = message.photo && !message.from_bot ? { ...message, photo: null, letter: {} } : message;
  return Object.entries(KINDS)
    .filter(([kind]) => held[kind])
    .map(([kind, draw]) => draw(held[kind]));
}
