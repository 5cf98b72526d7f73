"""Reads a day and its hours as they are typed when something is planned."""

import re
from datetime import time

from domain.slots import local_day
from handlers.context import Ctx
from handlers.staff.typed import Typed, read_typed


def read_hours(words: str) -> tuple[time, time] | None:
    """From when to when, as in tap data: 1700-1930."""
    found = re.fullmatch(r"([01]\d|2[0-3])([0-5]\d)-([01]\d|2[0-3])([0-5]\d)", words, re.ASCII)
    if found is None:
        return None
    begins, ends = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    return (begins, ends) if begins < ends else None


def read_words(ctx: Ctx, text: str) -> Typed | None:
    """What was typed about one day; a date may be written 12.1.2027 as well."""
    slashed = re.sub(r"\b(\d{1,2})[./]\s?(\d{1,2})[./ ]\s?((?:20)\d\d)\b", r"\1/\2/\3", text)
    read = read_typed(slashed, local_day(ctx.programme, ctx.now))
    return None if read is None or (read.days is not None and read.days[0] != read.days[1]) else read


def parts_of(text: str) -> list[str]:
    """Several times that take turns, one by one."""
    found = re.split(r"[,;\n]|\bog\b", re.sub(r"(?i)\b(på skift|skiftevis|i skift)\b", "", text))
    return [part.strip() for part in found if part.strip()]
