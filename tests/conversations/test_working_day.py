"""A family worker's day, played on the local Telegram: every tap of hers counted."""

from bot.demo_day import ACTS
from tests.conversations.ledger import unsound
from tests.town import Town


async def test_a_day(town: Town) -> None:
    mette = await town.staff("Mette")
    for words, act in ACTS:
        before = mette.acted
        await act(town, mette)
        print(words, mette.acted - before)
    assert await unsound(town) == {}
    assert 0
