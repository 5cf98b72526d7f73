// Writes the demo's time in words: the bar's in English, a phone's in its person's language.

let zone = "UTC";
let ahead = 0;

/** Take over the server's clock; between two states it runs on here. */
export function setClock(clock) {
  zone = clock.zone;
  ahead = Date.parse(clock.now) - Date.now();
}

export const now = () => new Date(Date.now() + ahead);

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
