"""Makes of a text what Telegram makes of it: cleaned, trimmed, with the entities it finds by itself, in one order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from simulator.markup import Html, units
from simulator.parameters import Undecodable, Values
from simulator.refusals import bad_request

Entity = dict[str, Any]
SPACES = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
DROPPED = re.compile("[\r\u2028-\u202e\u030a\u0333\u033f]")
FOUND = re.compile(
    r"(?P<url>(?<![\w@])(?:https?://[^\s<>\"']+|(?:[a-z0-9-]+\.)+(?:dk|com|org|net|eu|me|info)(?:/[^\s<>\"']*)?)(?<![.,:;!?)]))"
    r"|(?P<email>(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
    r"|(?P<phone_number>(?<![\w+])\+\d[\d ]{6,16}\d(?!\w))",
    re.IGNORECASE,
)
MAKES_ENTITY = re.compile(r"[./@#+]")
ORDER = ("blockquote", "expandable_blockquote", "pre", "code", "text_link", "bold", "italic", "underline")
SUPPLIED = {"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"}
SUPPLIED |= {"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"}
NOTHING_INSIDE = {"pre", "code"}


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style, for whoever draws it."""

    text: str
    styles: tuple[str, ...] = ()
    url: str | None = None


def clean(text: str) -> str:
    """Drop what Telegram drops from any text; control characters become spaces."""
    return DROPPED.sub("", SPACES.sub(" ", text))


def read(values: Values, name: str = "text", entities_name: str = "entities") -> tuple[str, list[Entity]]:
    """The text of a request with its entities, not trimmed yet."""
    text = values.get(name, "")
    if len(text.encode("utf-8", "surrogatepass")) > 1 << 15:
        raise bad_request("text is too long")
    mode = values.get("parse_mode", "").lower()
    if not text or mode in ("", "none"):
        return clean(text), list(supplied(values.get(entities_name)))
    if mode != "html":
        raise bad_request(
            "Not Implemented here: parse_mode" if mode.startswith("markdown") else "unsupported parse_mode"
        )
    return Html(clean(text)).read()


def supplied(given: Any) -> Iterator[Entity]:
    """Entities a bot gives itself; those that Telegram finds on its own are not taken from it."""
    if given is None or isinstance(given, Undecodable):
        return
    for entity in given:
        if entity.get("type") in SUPPLIED:
            yield dict(entity)


def finish(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Trim the text, add what Telegram finds in it, and put the entities in order."""
    first = min((entity["offset"] for entity in entities), default=len(text))
    trimmed = text.rstrip()
    leading = min(len(trimmed) - len(trimmed.lstrip(" \n")), first)
    trimmed = trimmed[leading:]
    end = units(trimmed)
    kept = [moved for entity in entities if (moved := shifted(entity, leading, end))]
    return trimmed, in_order(kept + [entity for entity in detected(trimmed) if not clashes(entity, kept)])


def shifted(entity: Entity, leading: int, end: int) -> Entity | None:
    begin = max(entity["offset"] - leading, 0)
    length = min(entity["offset"] - leading + entity["length"], end) - begin
    return entity | {"offset": begin, "length": length} if length > 0 else None


def detected(text: str) -> list[Entity]:
    if not MAKES_ENTITY.search(text):
        return []
    return [
        {"type": str(found.lastgroup), "offset": units(text[: found.start()]), "length": units(found[0])}
        for found in FOUND.finditer(text)
    ]


def clashes(entity: Entity, others: Iterable[Entity]) -> bool:
    """An entity Telegram finds gives way to a link or to code that was given."""
    return any(
        other["type"] in ("pre", "code", "text_link", "text_mention") and overlap(entity, other) for other in others
    )


def overlap(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def rank(entity: Entity) -> tuple[int, int, int]:
    kind = entity["type"]
    return entity["offset"], -entity["length"], ORDER.index(kind) if kind in ORDER else len(ORDER)


def in_order(entities: list[Entity]) -> list[Entity]:
    """By place; code holds no other formatting."""
    code = [entity for entity in entities if entity["type"] in NOTHING_INSIDE]
    free = [e for e in entities if e["type"] in NOTHING_INSIDE or not any(overlap(e, other) for other in code)]
    for entity in free:
        if entity["type"] == "code":
            entity.pop("language", None)
    return sorted(free, key=rank)


def runs(text: str, entities: list[Entity]) -> list[Run]:
    """The text cut wherever its style changes."""
    wide = text.encode("utf-16-le", "surrogatepass")
    edges = {0, len(wide) // 2}
    for entity in entities:
        edges |= {entity["offset"], entity["offset"] + entity["length"]}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(wide) // 2)
    return [
        run(wide[2 * begin : 2 * end].decode("utf-16-le", "surrogatepass"), begin, entities)
        for begin, end in pairwise(cuts)
    ]


def run(text: str, begin: int, entities: list[Entity]) -> Run:
    around = [e for e in entities if e["offset"] <= begin < e["offset"] + e["length"]]
    link = next((e.get("url") or text for e in around if e["type"] in ("text_link", "url")), None)
    return Run(text, tuple(entity["type"] for entity in around), link)
