// Writes the demo's time in words: the bar's in English, a phone's in its person's language.

let zone = "UTC";
let tell = () => new Date();

/** Take over the server's clock; between two states it runs on here, unless it stands still there too. */
export function setClock(clock) {
  zone = clock.zone;
  const then = Date.parse(clock.now);
  const ahead = then - Date.now();
  tell = () => new Date(clock.frozen ? then : Date.now() + ahead);
}

export const now = () => tell();

function written(moment, language, parts) {
  // Telegram writes times in western digits whatever the language.
  const options = { timeZone: zone, numberingSystem: "latn", calendar: "gregory", hourCycle: "h23", ...parts };
  return new Intl.DateTimeFormat([language, "en-GB"], options).format(new Date(moment));
}

export const timeOf = (moment) => written(moment, "en-GB", { hour: "2-digit", minute: "2-digit" });

export const dayOf = (moment, language = "en-GB") =>
  written(moment, language, { weekday: "long", day: "numeric", month: "long" });

export const shortDayOf = (moment) => written(moment, "en-GB", { weekday: "short", day: "numeric", month: "short" });

/** Tell two days apart, in the demo's zone. */
export const dateOf = (moment) => written(moment, "en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });
