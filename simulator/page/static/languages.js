// The languages a person's phone can be set to, each by its own name.

const NAMES = {
  ar: "العربية",
  ckb: "کوردی (سۆرانی)",
  da: "Dansk",
  en: "English",
  fa: "فارسی",
  pl: "Polski",
  prs: "دری",
  ro: "Română",
  so: "Soomaali",
  ti: "ትግርኛ",
  tr: "Türkçe",
  uk: "Українська",
  ur: "اردو",
  vi: "Tiếng Việt",
};

const RIGHT_TO_LEFT = new Set(["ar", "ckb", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"]);

const first = (code) => (code ?? "").split("-")[0];

export const languageCodes = Object.keys(NAMES);

export const languageName = (code) => NAMES[first(code)] ?? code ?? "no language";

export const directionOf = (code) => (RIGHT_TO_LEFT.has(first(code)) ? "rtl" : "ltr");
