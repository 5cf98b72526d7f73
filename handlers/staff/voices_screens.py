"""What a colleague sees who reads sentences aloud."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.drafts import Draft
from handlers.forms import choice
from handlers.screen import Button, Rows, Screen, beside, column
from handlers.staff.menu import way_home
from locales import Translator
from locales.languages import LANGUAGES, Language
from locales.read_aloud import Spoken
from storage.sentences import Clip

MOST = 8
LONGEST = 40
OUTDATED = "⚠️ "


@dataclass(frozen=True, slots=True)
class Count:
    """How many sentences of a language can be listened to, could be, say other words than they did, and never can."""

    recorded: int
    sentences: int
    outdated: int
    others: int


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording and the sentence it says, where that is still a sentence of ours."""

    clip: Clip
    language: str
    sentence: Spoken | None
    danish: str
    now: bool


def choose(tr: Translator, languages: Sequence[tuple[Language, int]], own: int) -> Screen:
    """Every language, with the number of its recordings."""
    buttons = [Button(_named(one, recorded), f"voices:{one.code}") for one, recorded in languages]
    text = tr.html("Residents who do not like to read can listen. Which language do you read aloud?")
    mine = Button(tr.ptext("staff button", "🗂 My recordings"), "voices:mine") if own else None
    return Screen(f"🎙 {text}", (*beside(buttons), *column(mine), *way_home(tr)), at="voices")


def _named(language: Language, recorded: int) -> str:
    """A language by its own name, with those that hear the same."""
    names = " / ".join(one.own_name for one in LANGUAGES.values() if one.catalogue == language.code)
    return f"{names} · {recorded}" if recorded else names


def language(tr: Translator, language: Language, count: Count) -> Screen:
    """How far a language is."""
    lines = [f"<b>{tr.value(language.own_name)}</b>"]
    lines.append(tr.html("{recorded} of {all} sentences can be heard.", recorded=count.recorded, all=count.sentences))
    if count.outdated:
        lines.append(
            tr.nhtml(
                "{n} recording says other words than residents read now.",
                "{n} recordings say other words than residents read now.",
                count.outdated,
            )
        )
    lines.append(
        tr.html("{n} others cannot be read aloud: buttons, and what holds a time, a name or a number.", n=count.others)
    )
    left = count.recorded < count.sentences
    record = Button(tr.ptext("staff button", "🎙 Read the next one aloud"), f"voices:{language.code}:record")
    some = count.recorded + count.outdated
    every = Button(tr.ptext("staff button", "🗂 What is recorded"), f"voices:{language.code}:clips:0")
    rows = (*column(record if left else None, every if some else None), *way_home(tr, "voices"))
    return Screen("\n\n".join(lines), rows, at=f"voices:{language.code}")


def told(tr: Translator, draft: Draft) -> Screen:
    """What she must know before the first recording."""
    text = tr.html("Residents hear your voice when they tap Listen, and Telegram keeps the sound.")
    more = tr.html("You can take your recordings away again at any time.")
    agree = choice(draft, "told", "yes", tr.ptext("staff button", "✔️ That is fine"))
    return Screen(f"🎙 {text} {more}", (*column(agree), *_ways(tr, draft)))


def read(tr: Translator, draft: Draft, one: Spoken | None, danish: str, problem: str | None) -> Screen:
    """The sentence to read aloud, and the same in Danish so that she knows it."""
    skip = choice(draft, "read", "skip", tr.ptext("staff button", "⏭ Skip it"))
    if one is None:
        text = tr.html("This sentence is not used any more.")
        return Screen(text, (*column(skip), *_ways(tr, draft)))
    lines = [problem] if problem else []
    shown = _words(tr, draft.answers["language"], one, danish)
    lines += [f"🎙 {tr.html('Read this aloud, as a voice message:')}", *shown]
    if draft.answers["replaces"]:
        lines.append(f"<i>{tr.html('It is recorded already; the new recording takes its place.')}</i>")
    return Screen("\n\n".join(lines), (*column(skip), *_ways(tr, draft)))


def keep(tr: Translator, draft: Draft, one: Spoken | None, danish: str) -> Screen:
    """Her recording, played back."""
    shown = _words(tr, draft.answers["language"], one, danish) if one else []
    lines = [tr.html("This is how it sounds. Do you keep it?"), *shown]
    keeps = choice(draft, "keep", "yes", tr.ptext("staff button", "✅ Keep it"))
    again = choice(draft, "keep", "again", tr.ptext("staff button", "🔁 Record it again"))
    skip = choice(draft, "keep", "skip", tr.ptext("staff button", "⏭ Skip it"))
    rows = ((keeps,), (again, skip), *_ways(tr, draft))
    return Screen("\n\n".join(lines), rows, voices=(draft.secrets["voice"],))


def _words(tr: Translator, language: str, one: Spoken, danish: str) -> list[str]:
    """The sentence, and in Danish what it says."""
    shown = [f"<b>{tr.value(one.words)}</b>"]
    return shown if language == "da" else [*shown, tr.html("In Danish: {words}", words=danish)]


def _ways(tr: Translator, draft: Draft) -> Rows:
    return way_home(tr, f"voices:{draft.answers['language']}")


def recordings(tr: Translator, found: Sequence[Recording], place: str, page: int, name: str) -> Screen:
    """What is recorded in a language, some at a time."""
    text = tr.html("<b>{language}</b>: what residents can listen to.", language=name)
    return _list(tr, found, text, (place, f"{place}:clips"), page, [_short(tr, one) for one in found])


def mine(tr: Translator, found: Sequence[Recording], page: int) -> Screen:
    """What she has recorded herself."""
    text = tr.nhtml("You have recorded {n} sentence.", "You have recorded {n} sentences.", len(found))
    labels = [f"{_short(tr, one)} · {one.language}" for one in found]
    screen = _list(tr, found, text, ("voices", "voices:mine"), page, labels)
    away = Button(tr.ptext("staff button", "🗑 Take all of mine away"), "voices:mine:away") if found else None
    return Screen(screen.text, (*screen.rows[:-1], *column(away), *screen.rows[-1:]), at=screen.at)


def _list(
    tr: Translator, found: Sequence[Recording], text: str, places: tuple[str, str], page: int, labels: Sequence[str]
) -> Screen:
    back, pages = places
    here = slice(page * MOST, (page + 1) * MOST)
    buttons = [
        Button(label, f"voices:clip:{one.clip.id}") for one, label in zip(found[here], labels[here], strict=True)
    ]
    earlier = [Button("◀️", f"{pages}:{page - 1}")] if page else []
    later = [Button("▶️", f"{pages}:{page + 1}")] if here.stop < len(found) else []
    outdated = tr.html("⚠️ says other words than residents read now.") if any(not one.now for one in found) else None
    rows = (*column(*buttons), *beside([*earlier, *later]), *way_home(tr, back))
    return Screen("\n\n".join(filter(None, [text, outdated])), rows, at=f"{pages}:{page}")


def _short(tr: Translator, one: Recording) -> str:
    words = one.danish or tr.text("not used any more")
    short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return short if one.now else OUTDATED + short


def recording(tr: Translator, found: Recording, name: str | None) -> Screen:
    """One recording, and what can be done with it."""
    here = f"voices:clip:{found.clip.id}"
    hear = Button(tr.ptext("staff button", "🔊 Listen to it"), f"{here}:hear")
    again = Button(tr.ptext("staff button", "🔁 Record it again"), f"{here}:again") if found.sentence else None
    away = Button(tr.ptext("staff button", "🗑 Take it away"), f"{here}:away")
    rows = (*column(hear, again, away), *way_home(tr, f"voices:{found.clip.language}:clips:0"))
    return Screen("\n\n".join([*_said(tr, found), _by(tr, found, name)]), rows, at=here)


def _said(tr: Translator, found: Recording) -> list[str]:
    if found.sentence is None:
        return [tr.html("This sentence is not used any more.")]
    lines = _words(tr, found.clip.language, found.sentence, found.danish)
    return lines if found.now else [*lines, tr.html("⚠️ says other words than residents read now.")]


def _by(tr: Translator, found: Recording, name: str | None) -> str:
    day = tr.moment(found.clip.at)
    if name is None:
        return tr.html("Read by somebody who has left the team, {moment}.", moment=day)
    return tr.html("Read by {name}, {moment}.", name=name, moment=day)


def ask_away(tr: Translator, found: Recording) -> Screen:
    """Shall it go?"""
    here = f"voices:clip:{found.clip.id}"
    text = tr.html("Shall this recording be taken away? Residents cannot listen to the sentence then.")
    away = Button(tr.ptext("staff button", "🗑 Yes, take it away"), f"{here}:gone")
    return Screen("\n\n".join([text, *_said(tr, found)]), (*column(away), *way_home(tr, here)), at=f"{here}:away")


def ask_all_away(tr: Translator, own: int) -> Screen:
    """Shall all go?"""
    text = tr.nhtml(
        "Shall your {n} recording be taken away? Residents do not hear you any more then.",
        "Shall your {n} recordings be taken away? Residents do not hear you any more then.",
        own,
    )
    away = Button(tr.ptext("staff button", "🗑 Yes, take them away"), "voices:mine:gone")
    return Screen(text, (*column(away), *way_home(tr, "voices:mine")), at="voices:mine:away")
