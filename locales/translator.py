"""The Translator: one reader's sentences, dates, lists and numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from gettext import NullTranslations
from zoneinfo import ZoneInfo

import structlog
from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from locales import moments
from locales.languages import Language
from locales.marks import JOINER, RIGHT_TO_LEFT, from_the_right, isolated, settled
from locales.sentences import Safe, SentenceBroken, fill, rendered

When = datetime | time
# The context under which a catalogue knows the words of a programme.
PROGRAMME = "programme"

log = structlog.get_logger(__name__)


def N_(msgid: str) -> str:
    """Mark a sentence of a constant for the catalogues; it is translated where it is shown."""
    return msgid


def P_(context: str, msgid: str) -> str:
    """Mark a sentence of a constant that is known by its context; it is translated where it is shown, in the same."""
    return msgid


@dataclass(frozen=True)
class Translator:
    """What one reader reads: `text` is plain, `html` is Telegram's HTML with its values escaped."""

    language: Language
    words: NullTranslations
    zone: ZoneInfo
    # Where it is wanted, what was said: context and sentence, in their order.
    said: list[tuple[str | None, str]] | None = field(default=None, compare=False)

    @property
    def code(self) -> str:
        return self.language.code

    @property
    def rtl(self) -> bool:
        return self.language.rtl

    def text(self, msgid: str, /, **values: object) -> str:
        return self._say(self._own(msgid), msgid, values)

    def html(self, msgid: str, /, **values: object) -> Safe:
        return self._write(self._own(msgid), msgid, values)

    def value(self, words: object) -> Safe:
        """Write a value by itself, escaped and kept in its own direction: there is nothing to translate in it."""
        return self._write("{value}", "{value}", {"value": words})

    def ptext(self, context: str, msgid: str, /, **values: object) -> str:
        return self._say(self._own(msgid, context), msgid, values)

    def phtml(self, context: str, msgid: str, /, **values: object) -> Safe:
        return self._write(self._own(msgid, context), msgid, values)

    def whole(self, context: str | None, msgid: str, same: Mapping[str, object]) -> Safe:
        """A sentence as it stands on every screen, with values that never change; nobody hears that it was said."""
        words = self.words.gettext(msgid) if context is None else self.words.pgettext(context, msgid)
        return self._write(words, msgid, same)

    def ntext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Say the sentence that fits the number, which it knows as `{n}`."""
        return self._say(self.words.ngettext(one, many, n), one if n == 1 else many, {**values, "n": self.number(n)})

    def nhtml(self, one: str, many: str, n: int, /, **values: object) -> Safe:
        """Write the sentence that fits the number, which it knows as `{n}`."""
        return self._write(self.words.ngettext(one, many, n), one if n == 1 else many, {**values, "n": self.number(n)})

    def pick(self, texts: Mapping[str, str]) -> str:
        """Choose among the languages in which a text of the programme was written, or say it as its catalogue does."""
        own = texts.get(self.code) or texts.get(self.language.catalogue)
        source = next(filter(None, (texts.get(code) for code in ("en", "da", *texts))), "")
        return own or self._own(source, PROGRAMME)

    def day(self, day: date) -> str:
        return moments.day(self.language, day)

    def month(self, when: date) -> str:
        return moments.month(self.language, when)

    def time(self, when: When) -> str:
        shown = when if isinstance(when, time) else moments.local(when, self.zone).time()
        return moments.clock(self.language, shown)

    def moment(self, when: datetime) -> str:
        """Say day and time as the house's clock shows them."""
        day = self.day(moments.local(when, self.zone).date())
        return f"{day}{self.language.at}{self._apart(self.time(when))}"

    def soon(self, when: datetime, now: datetime) -> str:
        """Say a moment as people do when it is today or tomorrow."""
        match (moments.local(when, self.zone).date() - moments.local(now, self.zone).date()).days:
            case 0:
                # Translators: in the middle of a sentence; {time} is a time such as 16:00.
                return self.text("today, {time}", time=self.time(when))
            case 1:
                # Translators: in the middle of a sentence; {time} is a time such as 16:00.
                return self.text("tomorrow, {time}", time=self.time(when))
            case _:
                return self.moment(when)

    def hours(self, start: When, end: When) -> str:
        """Say from when to when, on one line; read from the right, the start still comes first."""
        return self._ordered(f"{self._apart(self.time(start))}–{JOINER}{self._apart(self.time(end))}")

    def weekday(self, iso: int) -> str:
        """Name a day of the week, Monday being 1."""
        return moments.weekday(self.language, iso)

    def list(self, items: Sequence[str]) -> str:
        """Join words as in "A, B and C"."""
        return self._ordered(format_list([self._apart(item) for item in items], locale=self.language.locale))

    def date(self, day: date) -> str:
        """Write a day with its year."""
        return moments.dated(self.language, day)

    def number(self, n: int | float, digits: int = 0) -> str:
        """Write a number, with so many decimals at least."""
        exact = f"#,##0.{'0' * digits}##" if digits else None
        return format_decimal(n, exact, locale=self.language.locale)

    def percent(self, share: float, digits: int = 0) -> str:
        """Write a share from 0 to 1 as this language writes percent, with so many decimals."""
        pattern = Locale.parse(self.language.locale).percent_formats[None].pattern
        exact = pattern.replace("0", f"0.{'0' * digits}", 1) if digits else pattern
        return format_percent(share, exact, locale=self.language.locale)

    def _own(self, msgid: str, context: str | None = None) -> str:
        """Translate a sentence; an empty one is the name of a catalogue's header, which nobody should read."""
        if not msgid:
            return ""
        if self.said is not None:
            self.said.append((context, msgid))
        return self.words.gettext(msgid) if context is None else self.words.pgettext(context, msgid)

    def _say(self, words: str, source: str, values: Mapping[str, object]) -> str:
        return self._filled(
            words, source, {name: rendered(v, markup=False, rtl=self.rtl) for name, v in values.items()}
        )

    def _write(self, words: str, source: str, values: Mapping[str, object]) -> Safe:
        shown = {name: rendered(value, markup=True, rtl=self.rtl) for name, value in values.items()}
        return Safe(self._filled(words, source, shown))

    def _filled(self, words: str, source: str, shown: Mapping[str, str]) -> str:
        """Fill the translation, or the English sentence where the translation is broken."""
        try:
            sentence = fill(words, shown)
        except SentenceBroken:
            log.warning("translation_broken", language=self.code, msgid=source)
            sentence = fill(source, shown)
        return from_the_right(sentence) if self.rtl else sentence

    def _apart(self, words: str) -> str:
        return isolated(settled(words)) if self.rtl else words

    def _ordered(self, words: str) -> str:
        """Keep what stands in a row from being read from the wrong end, wherever it is inserted."""
        return RIGHT_TO_LEFT + words if self.rtl else words
