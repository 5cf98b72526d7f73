"""Walks over a text of Telegram's HTML, character references and all, and says where it is wrong."""

from dataclasses import dataclass

from simulator.refusals import Refusal, bad_request

CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACE = " \t\r\n\0\v"


@dataclass
class Scanner:
    """A place in a source; the real parser is written in C, so a text ends with a NUL, which counts as a space."""

    source: str
    at: int = 0

    def __post_init__(self) -> None:
        self.source += "\0"

    @staticmethod
    def wrong(reason: str) -> Refusal:
        return bad_request(f"Can't parse entities: {reason}")

    def wrong_at(self, reason: str, position: int, rest: str = "") -> Refusal:
        offset = len(self.source[:position].encode("utf-8", "surrogatepass"))
        return self.wrong(f"{reason} at byte offset {offset}{rest}")

    def character(self) -> str:
        """The character a reference stands for, or the `&` itself where it stands for none."""
        end, code = self.at + 1, ""
        if self.source.startswith("#", end):
            code, end = self.numbered(end + 1)
        else:
            while self.source[end].isascii() and self.source[end].isalpha():
                end += 1
            code = CHARACTERS.get(self.source[self.at + 1 : end], "")
        if not code:
            self.at += 1
            return "&"
        self.at = end + (self.source[end] == ";")
        return code

    def numbered(self, end: int) -> tuple[str, int]:
        hexadecimal = self.source.startswith("x", end)
        digits = "0123456789abcdefABCDEF" if hexadecimal else "0123456789"
        begin = end = end + hexadecimal
        while self.source[end] in digits:
            end += 1
        code = int(self.source[begin:end] or "0", 16 if hexadecimal else 10)
        known = 0 < code < 0x10FFFF and end - self.at < 10
        return (chr(code) if known else ""), end

    def until(self, stops: str) -> str:
        begin = self.at
        while self.source[self.at] not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def skip_spaces(self) -> None:
        while self.at < len(self.source) - 1 and self.source[self.at] in SPACE:
            self.at += 1

    @property
    def ended(self) -> bool:
        return self.at >= len(self.source) - 1

    def name_token(self) -> str:
        begin = self.at
        while self.source[self.at].isascii() and (self.source[self.at].isalnum() or self.source[self.at] in ".-"):
            self.at += 1
        if self.source[self.at] not in SPACE + ">":
            raise self.wrong_at("Unexpected end of name token", begin)
        return self.source[begin : self.at].lower()

    def quoted(self) -> str:
        quote, value = self.source[self.at], []
        self.at += 1
        while not self.ended and self.source[self.at] != quote:
            if self.source[self.at] == "&":
                value.append(self.character())
            else:
                value.append(self.source[self.at])
                self.at += 1
        self.at += not self.ended
        return "".join(value)
