"""The programme both bots serve while they are measured: the shipped one, with more hours than a house ever had."""

from datetime import time, timedelta
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent.parent / "programmes" / "viby-syd.toml"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Enough for everybody in a run, over about as many days as the shipped programme opens: looking for a free time
# over a whole year would be most of what is measured, and no house does that.
OPENS, CLOSES, LENGTH, HORIZON = time(8), time(16), timedelta(minutes=30), timedelta(days=28)
REPLACED = ("[counselling.bookable]", "[[counselling.bookable.hours]]", "[[closed]]")
BOOKABLE = f"""
[counselling.bookable]
length_minutes = {LENGTH.seconds // 60}
notice_hours = 3
horizon_days = {HORIZON.days}
deciding_minutes = 15
offer_hours = 48
"""


def programme() -> str:
    """The TOML text."""
    kept = [block for block in _blocks(SHIPPED.read_text("utf-8")) if not block.startswith(REPLACED)]
    return "".join([*kept, BOOKABLE, *(_hours(weekday) for weekday in WEEKDAYS)])


def _hours(weekday: str) -> str:
    return f'[[counselling.bookable.hours]]\nweekday = "{weekday}"\nfrom = "{OPENS:%H:%M}"\nto = "{CLOSES:%H:%M}"\n'


def _blocks(text: str) -> list[str]:
    """The tables of a TOML text, each with its header."""
    blocks = [""]
    for line in text.splitlines(keepends=True):
        if line.startswith("["):
            blocks.append("")
        blocks[-1] += line
    return blocks
