"""A family worker's day, played on the local Telegram: every tap of hers counted, and compared with what we say."""

import re
from pathlib import Path

from bot.demo_day import ACTS
from tests.conversations.ledger import rows, unsound
from tests.town import Town

PAGE = Path(__file__).parents[2] / "docs" / "a-working-day.md"
ROW = re.compile(r"^\| ([^*|]+\.) \| (\d+) \|$", re.MULTILINE)
TOTAL = re.compile(r"\*\*The day\*\* \| \*\*(\d+)\*\*")


async def test_a_day_takes_as_many_taps_as_the_page_says(town: Town) -> None:
    mette, counted = await town.staff("Mette"), {}
    for words, act in ACTS:
        before = mette.acted
        await act(town, mette)
        counted[words] = mette.acted - before
    page = PAGE.read_text("utf-8")
    assert counted == {words: int(taps) for words, taps in ROW.findall(page)}
    assert TOTAL.findall(page) == [str(mette.acted)]
    assert await rows(town, "SELECT count(*) FROM requests") == [(12,)]
    assert await rows(town, "SELECT count(*) FROM talks WHERE token IS NOT NULL") == [(6,)]
    assert await rows(town, "SELECT count(*) FROM absences") == [(2,)]
    lost = "SELECT kind, state FROM outbox WHERE state NOT IN ('sent', 'waiting', 'cancelled')"
    assert await rows(town, lost) == []
    assert town.telegram.complaints == []
    assert await unsound(town) == {}
