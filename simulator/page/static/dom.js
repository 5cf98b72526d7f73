// Makes elements; text always goes in as text, so that nothing a bot writes can become markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

export function button(label, attributes, ...children) {
  return el("button", { type: "button", "aria-label": label, title: label, ...attributes }, ...children);
}

export function icon(path, look = "filled") {
  return svg("svg", { viewBox: "0 0 24 24", class: `icon ${look}`, "aria-hidden": "true" }, svg("path", { d: path }));
}

const drawnFrom = new WeakMap();

/** Remember what an element shows; say whether that is news. */
function isNews(element, from) {
  const drawn = JSON.stringify(from);
  if (drawnFrom.get(element) === drawn) return false;
  drawnFrom.set(element, drawn);
  return true;
}

/** Show other content only if what it is made from has changed; focus and scrolling stay as they are otherwise. */
export function redraw(element, from, draw) {
  const news = isNews(element, from);
  if (news) element.replaceChildren(...[draw()].flat().filter(Boolean));
  return news;
}

function renewed(kept, { from, draw }) {
  if (kept && !isNews(kept, from)) return kept;
  const fresh = draw();
  isNews(fresh, from);
  return fresh;
}

/** Make the children match the list, one for each key; those that have not changed stay untouched. */
export function match(parent, wanted) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const children = wanted.map((one) => {
    const child = renewed(old.get(one.key), one);
    child.dataset.key = one.key;
    return child;
  });
  const staying = new Set(children);
  const held = [...old.values()].find((child) => !staying.has(child) && child.contains(document.activeElement));
  for (const child of old.values()) if (!staying.has(child)) child.remove();
  children.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
  // Whoever works by keyboard stays in the message that has just been redrawn under her hand.
  if (held) children.find((child) => child.dataset.key === held.dataset.key)?.querySelector("button")?.focus();
  return children.filter((child) => ![...old.values()].includes(child));
}
