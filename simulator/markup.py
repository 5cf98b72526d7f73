"""Reads Telegram's HTML: text and entities, or the exact words with which the real parser refuses it."""

from dataclasses import dataclass, field
from typing import Any

from simulator import links
from simulator.scanner import SPACE, Scanner

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
SURROGATES = range(0xD800, 0xE000)


def units(text: str) -> int:
    """The length of a text as Telegram counts offsets: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class Open:
    """A tag that waits for its end."""

    name: str
    attributes: dict[str, str]
    offset: int
    begins: int


@dataclass
class Html(Scanner):
    """One reading of one text."""

    offset: int = 0
    parts: list[str] = field(default_factory=list)
    nested: list[Open] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def read(self) -> tuple[str, list[dict[str, Any]]]:
        text, end = self.source, len(self.source) - 1
        while self.at < end:
            if text[self.at] == "<":
                self.tag()
            elif text[self.at] == "&":
                self.plain(self.character())
            else:
                stop = min((found for sign in "<&" if (found := text.find(sign, self.at)) >= 0), default=end)
                self.plain(text[self.at : stop])
                self.at = stop
        if self.nested:
            raise self.wrong(f'Can\'t find end tag corresponding to start tag "{self.nested[-1].name}"')
        return self.result()

    def result(self) -> tuple[str, list[dict[str, Any]]]:
        found = "".join(self.parts)
        if any(ord(character) in SURROGATES for character in found):
            raise self.wrong(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return found, self.entities

    def plain(self, text: str) -> None:
        self.parts.append(text)
        self.offset += units(text)

    def tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.source[self.at] == "/":
            self.at += 1
            self.end_tag(begin)
        else:
            self.start_tag(begin)

    def start_tag(self, begin: int) -> None:
        name = self.until(SPACE + ">").lower()
        if self.ended:
            raise self.wrong_at("Unclosed start tag", begin)
        if name not in KINDS:
            raise self.wrong_at(f'Unsupported start tag "{name}"', begin)
        attributes: dict[str, str] = {}
        while self.source[self.at] != ">":
            self.skip_spaces()
            if self.source[self.at] != ">":
                self.attribute(name, begin, attributes)
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self.wrong_at('Tag "span" must have class "tg-spoiler"', begin)
        self.nested.append(Open(name, attributes, self.offset, len(self.parts)))

    def attribute(self, tag: str, begin: int, attributes: dict[str, str]) -> None:
        name = self.until(SPACE + "=>/\"'")
        if not name:
            if self.ended:
                raise self.wrong_at(f'Unclosed start tag "{tag}"', begin)
            raise self.wrong_at(f'Empty attribute name in the tag "{tag}"', begin)
        self.skip_spaces()
        if self.source[self.at] != "=":
            attributes[name] = ""
            if self.ended:
                raise self.wrong_at(f'Unclosed start tag "{tag}"', begin)
            return
        self.at += 1
        self.skip_spaces()
        if self.ended:
            raise self.wrong_at(f'Unclosed start tag "{tag}"', begin)
        attributes[name] = self.quoted() if self.source[self.at] in "\"'" else self.name_token()
        if self.ended:
            raise self.wrong_at("Unclosed start tag", begin)

    def end_tag(self, begin: int) -> None:
        if not self.nested:
            raise self.wrong_at("Unexpected end tag", begin)
        name = self.until(SPACE + ">").lower()
        self.skip_spaces()
        if self.source[self.at] != ">":
            raise self.wrong_at("Unclosed end tag", begin)
        self.at += 1
        opened = self.nested.pop()
        if name and name != opened.name:
            raise self.wrong_at("Unmatched end tag", begin, f', expected "</{opened.name}>", found "</{name}>"')
        if self.offset > opened.offset:
            self.close(opened)

    def close(self, opened: Open) -> None:
        entity: dict[str, Any] = {"type": KINDS[opened.name], "offset": opened.offset}
        entity["length"] = self.offset - opened.offset
        details = self.details(opened, entity)
        if details is not None:
            self.entities.append(entity | details)

    def details(self, opened: Open, entity: dict[str, Any]) -> dict[str, Any] | None:
        """What an entity carries besides its place; None where it is dropped."""
        attributes = opened.attributes
        if opened.name == "a":
            link = links.text_link(attributes.get("href") or "".join(self.parts[opened.begins :]))
            return None if link is None else {"url": link}
        if opened.name == "tg-emoji":
            identifier = attributes.get("emoji-id", "")
            if not identifier.isdecimal() or not int(identifier):
                raise self.wrong("Invalid custom emoji identifier specified")
            return {"custom_emoji_id": identifier}
        if opened.name == "blockquote" and "expandable" in attributes:
            return {"type": "expandable_blockquote"}
        if opened.name in ("pre", "code"):
            return self.code(opened, entity)
        return {}

    def code(self, opened: Open, entity: dict[str, Any]) -> dict[str, Any] | None:
        """A `code` with a language that fills a `pre` makes one entity of both."""
        language = opened.attributes.get("class", "").removeprefix("language-") if opened.name == "code" else ""
        last = self.entities[-1] if self.entities else {}
        fills = {key: last.get(key) for key in ("offset", "length")} == {
            "offset": entity["offset"],
            "length": entity["length"],
        }
        if fills and opened.name == "pre" and last["type"] == "code" and last.get("language"):
            last["type"] = "pre"
            return None
        if fills and opened.name == "code" and last["type"] == "pre" and language:
            last["language"] = language
            return None
        return {"language": language} if language else {}
