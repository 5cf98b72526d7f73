"""Whoever comes second is told so, kindly, and nothing is ever given twice."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.settings import Settings
from simulator import Message
from tests.conversations.ledger import count, rows, unsound
from tests.conversations.walks import asks, asks_for_a_call, booking, books
from tests.town import MONDAY, Citizen, Town, town_in

GONE = "That time has just been taken. Here are the next ones."
DEAD = "This button no longer works. Here is what is true now."


class OneTimeTown(Town):
    """A town whose house has a single time to give."""

    def settings(self) -> Settings:
        given = super().settings()
        programme = given.programme.read_text(encoding="utf-8")
        hours = '[[counselling.bookable.hours]]\nweekday = "wednesday"\nfrom = "13:00"\nto = "13:45"\n\n'
        only = re.sub(r"(\[\[counselling\.bookable\.hours\]\]\n(?:\w.*\n)*\n?)+", hours, programme)
        path = self.folder / "one-time.toml"
        path.write_text(re.sub(r"horizon_days = \d+", "horizon_days = 7", only), encoding="utf-8")
        return replace(given, programme=path)


async def reaches_the_hours(someone: Citizen) -> None:
    await asks(someone, way="🗓 Book a time")
    await someone.taps_nth(0)


async def reaches_the_summary(someone: Citizen) -> None:
    await reaches_the_hours(someone)
    await someone.taps_nth(0)
    await someone.taps("✔️ Go on")
    await someone.taps("No name")


def calendar_files(someone: Citizen) -> int:
    """How often she was given her time for her calendar."""
    return sum(message.document is not None for message in someone.bot_messages())


async def test_of_two_on_the_last_time_one_gets_it_and_the_other_a_way_on(tmp_path: Path) -> None:
    async with town_in(tmp_path, restless=True, kind=OneTimeTown) as town:
        amina, basma = await town.resident("Amina", "ar"), await town.resident("Basma", "da")
        await reaches_the_hours(amina)
        await reaches_the_hours(basma)
        for someone in (amina, basma):
            someone.phone.tap(someone.sees[0])
        await town.step()
        assert amina.label("✔️ Go on") in amina.sees
        assert basma.reads("All times are taken just now. You can always just come by, or we call you.")
        await basma.taps("🚪 I come by")
        assert basma.label("✔️ Go on") in basma.sees
        assert await unsound(town) == {}


async def test_of_two_on_one_time_the_other_gets_the_next_ones(town: Town) -> None:
    amina, basma = await town.resident("Amina", "ar"), await town.resident("Basma", "en")
    await reaches_the_hours(amina)
    await reaches_the_hours(basma)
    wanted = basma.sees[0]
    for someone in (amina, basma):
        someone.phone.tap(someone.sees[0])
    await town.step()
    assert amina.label("✔️ Go on") in amina.sees
    assert basma.reads(GONE)
    assert wanted not in basma.sees
    await basma.taps_nth(0)
    await basma.taps("✔️ Go on")
    await basma.taps("No name")
    for someone in (amina, basma):
        await someone.types("/start")
        await someone.taps("📝 Go on where I was")
    await basma.taps(booking(basma))
    assert basma.has_read("Your time is booked. We look forward to seeing you.")
    assert await unsound(town) == {}


async def test_while_she_decides_nobody_else_sees_her_time(calm_town: Town) -> None:
    amina, basma = await calm_town.resident("Amina", "en"), await calm_town.resident("Basma", "en")
    await reaches_the_hours(amina)
    wanted = await amina.taps_nth(0)
    await reaches_the_hours(basma)
    assert wanted not in basma.sees
    await calm_town.later(minutes=14)
    await basma.taps("↩️ Back")
    await basma.taps_nth(0)
    assert wanted not in basma.sees
    await calm_town.later(minutes=2)
    await basma.taps("↩️ Back")
    await basma.taps_nth(0)
    await basma.taps_label(wanted)
    await amina.taps("✔️ Go on")
    await amina.taps("No name")
    await amina.taps(booking(amina))
    assert amina.reads(GONE)
    assert wanted not in amina.sees
    assert await count(calm_town, "requests") == 0


async def test_the_same_update_ten_times_and_again_a_week_later_counts_once(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    await reaches_the_summary(amina)
    amina.phone.tap(amina.label(booking(amina)))
    send = list(town.telegram.queue.issued)[-1]
    town.telegram.redeliver(send, times=9)
    await town.step()
    said = len(amina.bot_messages())
    town.telegram.redeliver(send, times=10)
    await town.step()
    assert len(amina.bot_messages()) == said
    await town.later(days=8)
    town.telegram.redeliver(send, as_id=7)
    await town.step()
    assert amina.has_read(DEAD)
    assert await count(town, "requests") == 1
    assert mette.times_read("🗓 A time is booked") == 1
    assert calendar_files(amina) == 1


async def test_a_double_tap_sends_one_request(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await reaches_the_summary(amina)
    for _ in range(2):
        amina.phone.tap(amina.label(booking(amina)))
    await town.step()
    assert amina.phone.spinning == 0
    assert amina.has_read("Your time:")
    assert calendar_files(amina) == 1
    assert mette.times_read("🗓 A time is booked") == 1
    assert await count(town, "requests") == 1


async def test_of_two_family_workers_one_takes_it_and_the_other_hears_who(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    amina = await town.resident("Amina", "en")
    await asks_for_a_call(amina)
    for worker in (sara, mette):
        worker.phone.tap(worker.label("✋ Take it"))
    await town.step()
    assert sara.reads("Taken by {name}", name="Sara")
    assert mette.reads("Taken by {name}", name="Sara")
    assert mette.phone.alerts == [mette.tr.text("{name} has taken this one.", name="Sara")]
    assert mette.label("📞 Confirm a call") not in mette.sees
    assert await unsound(town) == {}


@pytest.mark.parametrize("resident_first", [True, False])
async def test_she_cancels_while_the_family_worker_says_that_they_met(calm_town: Town, resident_first: bool) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "ar")
    await books(amina)
    await amina.taps("❌ Cancel my time")
    await calm_town.until(calm_town.now + timedelta(days=2, hours=3, minutes=20))
    await mette.types("/idag")
    await mette.taps_nth(0)
    presses = [(amina, "❌ Yes, cancel it"), (mette, "✅ Talk held")]
    for someone, label in presses if resident_first else reversed(presses):
        someone.phone.tap(someone.label(label))
    await calm_town.step()
    assert await unsound(calm_town) == {}
    assert await count(calm_town, "talks") == (0 if resident_first else 1)
    if resident_first:
        assert amina.reads("Your time is cancelled. Thank you for telling us. You are always welcome again.")
    else:
        assert amina.reads(DEAD)
        assert mette.reads("What came of it?")


async def test_two_offers_of_one_time_go_to_one_family(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    amina, basma = await calm_town.resident("Amina", "en"), await calm_town.resident("Basma", "da")
    for someone, worker in ((amina, mette), (basma, sara)):
        await asks_for_a_call(someone)
        await worker.taps("🗓 Offer times")
        await worker.types("30/11 14.30" if worker is mette else "30/11 15.00")
    for worker in (mette, sara):
        worker.phone.tap(worker.label("✅ Send the offer"))
    await calm_town.step()
    assert amina.sees[0] == amina.tr.moment(MONDAY.replace(day=30, hour=14, minute=30))
    assert amina.label("None of these") in amina.sees
    assert basma.label("None of these") not in basma.sees
    assert sara.phone.alerts == [sara.tr.text("All of these times are taken.")]
    assert await unsound(calm_town) == {}


WORDS = ("/start", "/mine", "/koe", "/idag", "Hej", "30/11 14.30", "20123456")

# Whoever mostly goes home, looks and closes gets nowhere; what leads on is pressed more often.
WEIGHTS = {
    "✅": 9,
    "✔": 9,
    "🗓": 9,
    "🏠": 0.2,
    "⬅": 0.2,
    "🏁": 0.5,
    "👤": 0.5,
    "🕘": 0.2,
    "📋": 1,
    "📅": 1,
    "❌": 2,
    "↩": 1,
}


async def offers(worker: Citizen, number: int) -> None:
    """Two times for whoever asked last."""
    await worker.taps("🗓 Offer times")
    await worker.taps_nth(number)
    await worker.taps_nth(0)
    await worker.taps_nth(1)
    await worker.taps("✅ Send the offer")


class Crowd:
    """Three residents and two family workers who press whatever they see, all at once, in an order a seed decides."""

    def __init__(self, town: Town, residents: list[Citizen], workers: list[Citizen], seed: int) -> None:
        self.town, self.people, self.chance = town, [*residents, *workers], Random(seed)
        self.residents = residents

    def acts(self, someone: Citizen) -> None:
        """Press something, most often under the newest message, sometimes under an old one; or write; or come anew."""
        message = self._message(someone)
        roll = self.chance.random()
        if roll < 0.06 or message is None:
            someone.phone.send(
                self.chance.choice(["/start", "/mine", "/koe", "/idag", "Hej", "30/11 14.30", "20123456"])
            )
        elif someone.phone.keyboard and roll < 0.5:
            someone.phone.share_contact()
        else:
            someone.phone.tap(self._label(message), message=message)

    def _label(self, message: Message) -> str:
        weights = [WEIGHTS.get(label[0], 4) for label in message.labels]
        return self.chance.choices(message.labels, weights)[0]

    def _message(self, someone: Citizen) -> Message | None:
        """Most often the newest message with buttons, sometimes an old one."""
        pressable = [message for message in someone.bot_messages() if message.labels]
        if not pressable:
            return None
        return pressable[-1] if self.chance.random() < 0.65 else self.chance.choice(pressable)

    async def mills_about(self, rounds: int) -> None:
        for _ in range(rounds):
            for someone in self.chance.sample(self.people, self.chance.randint(1, 4)):
                self.acts(someone)
            if self.chance.random() < 0.1:
                self.town.telegram.clock.jump(timedelta(minutes=self.chance.choice([1, 20, 60, 600, 1500])))
            await self.town.step()
            assert await unsound(self.town) == {}


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_five_people_press_nothing_is_promised_twice(calm_town: Town, seed: int) -> None:
    workers = [await calm_town.staff("Mette"), await calm_town.staff("Sara")]
    residents = [await calm_town.resident(name, "en") for name in ("Amina", "Basma", "Caro")]
    crowd = Crowd(calm_town, residents, workers, seed)
    for number, someone in enumerate(residents):
        await asks_for_a_call(someone)
        await offers(workers[number % 2], number)
        await books(someone)
    await crowd.mills_about(60)
    assert await rows(calm_town, "SELECT id FROM outbox WHERE state IN ('failed', 'unknown')") == []
    # It proves nothing unless they came far: most of what can happen to a request did.
    assert len(await rows(calm_town, "SELECT DISTINCT step FROM steps")) >= 6
