"""The languages of paper from the command line."""

from collections.abc import Sequence

from bot.reports import Mishap
from locales import Languages


class NotSpoken(Mishap):
    """A language that this house does not offer, or more than the paper has room for."""


def check_languages(languages: Languages, codes: Sequence[str], most: int, paper: str) -> None:
    """Raise NotSpoken where one of these is not offered, or they are too many."""
    offered = [one.code for one in languages.offered]
    if strange := [code for code in codes if code not in offered]:
        raise NotSpoken(f"the language {strange[0]!r} is not offered here; there are: {', '.join(offered)}")
    if len(codes) > most:
        raise NotSpoken(f"a {paper} has room for {most} languages")


def split_languages(said: str) -> tuple[str, ...]:
    """Languages as they are typed: da,ar."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, said.split(",")))))
