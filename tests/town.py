"""A small town for tests: people with phones, the house on a local Telegram, a clock that only moves when told.

Everybody does what a person can do: press what is visible, by its label in her own language, or send something.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlalchemy import make_url

from bot.demo_people import label
from bot.demo_people import plain as plain
from bot.house import House
from bot.settings import PROGRAMME, Settings, read_settings
from bot.wiring import close_house, open_house
from domain.people import Role
from locales import Languages, Translator
from locales.programme_words import words_beside
from simulator import Clock, LocalTelegram, Message, Person, create_app, serve
from storage import invitations
from storage.migrate import migrate
from tests.short_ways import looked_at_before, short_ways

ZONE = ZoneInfo("Europe/Copenhagen")
# A Monday morning: the house opens for drop-in on Tuesday and Thursday, and bookings are free on all other days.
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
KEY = "tK0o5kS0z7mUuUYFxTnT8oUKqNMIK8Yw1G8R7C1q0cA="


async def no_pause(seconds: float) -> None:
    """Waiting between attempts, for people who have no time."""


@cache
def read_words() -> Languages:
    """Every catalogue, read once for all towns."""
    return Languages.load(ZONE, programme=words_beside(PROGRAMME))


@cache
def first_day() -> bytes:
    """A database as it is on the first day, made once for all towns."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "nabobot.sqlite3"
        migrate(make_url(f"sqlite:///{path}"))
        return path.read_bytes()


class Citizen:
    """Somebody with a phone, and the language she reads."""

    def __init__(self, town: "Town", phone: Person, tr: Translator) -> None:
        self.town, self.phone, self.tr = town, phone, tr
        # How often she pressed or wrote something.
        self.acted = 0

    def label(self, sentence: str) -> str:
        """What stands on the button with this English label, in her language."""
        return label(self.tr, sentence)

    @property
    def sees(self) -> list[str]:
        """The labels she can press now."""
        return self.phone.sees

    @property
    def text(self) -> str:
        """The newest message."""
        return plain(self.phone.text)

    def reads(self, sentence: str, **values: object) -> bool:
        """Whether the newest message holds this sentence, in her language."""
        return self._wording(sentence, values) in self.text

    def has_read(self, sentence: str, **values: object) -> bool:
        """Whether any message of the bot in her chat holds this sentence, in her language."""
        wording = self._wording(sentence, values)
        return any(wording in plain(message.text) for message in self.phone.messages if message.from_bot)

    def times_read(self, sentence: str, **values: object) -> int:
        """How many messages of the bot in her chat hold this sentence, in her language."""
        wording = self._wording(sentence, values)
        return sum(wording in plain(message.text) for message in self.bot_messages())

    def _wording(self, sentence: str, values: dict[str, object]) -> str:
        if values:
            return plain(self.tr.text(sentence, **values))
        return plain(self.label(sentence))

    def bot_messages(self) -> list[Message]:
        """What the bot wrote into her chat."""
        return [message for message in self.phone.messages if message.from_bot]

    async def starts(self, payload: str | None = None) -> None:
        self.phone.start(payload)
        await self.town.step()

    async def taps(self, sentence: str, *, message: Message | None = None) -> None:
        """Press the button with this English label, as it stands in her language."""
        await self.taps_label(self.label(sentence), message=message)

    async def taps_label(self, label: str, *, message: Message | None = None) -> None:
        """Press a button that carries a day, a time or a name; marks nobody sees are not asked for."""
        self.acted += 1
        shown = self.sees if message is None else message.labels
        self.phone.tap(next((one for one in shown if plain(one) == plain(label)), label), message=message)
        await self.town.step()

    async def taps_nth(self, number: int) -> str:
        """Press the so-many-th button, counted from 0; says what stood on it."""
        label = self.sees[number]
        await self.taps_label(label)
        return plain(label)

    async def is_told(self) -> None:
        """Whatever she is to be told has arrived: every step waits until the bot has come to rest."""

    async def types(self, text: str) -> None:
        self.acted += 1
        self.phone.send(text)
        await self.town.step()

    async def presses(self, data: str) -> None:
        """Send any data at all, as a modified client can."""
        self.phone.press(data)
        await self.town.step()

    async def shares_number(self) -> None:
        self.phone.tap(self.label("📱 Share my number"))
        await self.town.step()

    async def sends_voice(self) -> None:
        self.phone.send_voice()
        await self.town.step()

    async def sends_photo(self) -> None:
        self.phone.send_photo()
        await self.town.step()


class Town:
    """The people, the house and the clock."""

    # Whoever plays the local Telegram may ask when the bot speaks next; a town moves its clock without asking, and to
    # look ahead at every step was a sixth of what it did.
    foresees = False

    def __init__(self, folder: Path, address: str, telegram: LocalTelegram, *, restless: bool) -> None:
        self.folder, self.address, self.telegram, self.restless = folder, address, telegram, restless
        self.words = read_words()
        self.house: House | None = None

    @property
    def running(self) -> House:
        assert self.house is not None, "the bot is not running"
        return self.house

    @property
    def now(self) -> datetime:
        return self.telegram.clock.now()

    def settings(self) -> Settings:
        """The settings the bot runs with."""
        given = {
            "NABOBOT_TOKEN": self.telegram.token,
            "NABOBOT_API_URL": self.address,
            "NABOBOT_DATA": str(self.folder),
            "NABOBOT_SECRET_KEY": KEY,
            "NABOBOT_PACE": "0",
            # The command line lives by the town's clock, too.
            "NABOBOT_CLOCK_FILE": str(self.telegram.clock.path),
        }
        return read_settings(given)

    async def open(self) -> None:
        """Start the bot."""
        self.house = await open_house(self.settings(), now=self.telegram.clock.now, pause=no_pause)
        if not self.foresees:
            self.house.foresight = ()
        self.house.work.set()
        await self.house.wake()
        await self.house.drain()

    async def kill(self) -> None:
        """End the bot without a word, as a power cut does: nothing is finished, nothing written."""
        if self.house is not None:
            house, self.house = self.house, None
            house.abandon()
            await close_house(house)

    async def settle(self) -> None:
        """Let the bot do everything there is to do now."""
        await self.answered()
        await self.running.tick()
        await self.running.drain()

    async def answered(self) -> None:
        """Let the bot answer whatever was pressed or sent; what time or somebody else brings waits for a step."""
        house = self.running
        for _ in range(50):
            new = await house.poll(0)
            # As the bot's own loop does.
            while house.work.is_set():
                await house.handle()
            await house.drain()
            if not new and not self.telegram.pending:
                break
        else:
            raise AssertionError("the bot never came to rest")

    async def step(self) -> None:
        """Somebody did something: let it take effect; in a restless town the bot is then killed and rebuilt."""
        if self.house is None:
            return
        await self.settle()
        if self.restless:
            await self.kill()
            with looked_at_before():
                await self.open()

    async def later(self, **by: float) -> None:
        """Let time pass."""
        self.telegram.clock.jump(timedelta(**by))
        await self.step()

    async def until(self, moment: datetime) -> None:
        """Let time pass until then."""
        self.telegram.clock.move_to(moment)
        await self.step()

    async def citizen(self, name: str, language: str, phone_language: str | None = None) -> Citizen:
        """Somebody who has not met the bot yet."""
        phone = self.telegram.add_person(name, phone_language or language)
        return Citizen(self, phone, self.words.translator(language))

    async def resident(self, name: str, language: str) -> Citizen:
        """Somebody who has chosen her language and stands in the hall."""
        someone = await self.citizen(name, language)
        await someone.starts()
        await someone.taps_label(someone.tr.language.own_name)
        return someone

    async def staff(self, name: str, role: Role = Role.FAMILY_WORKER, field: str | None = None) -> Citizen:
        """Somebody who joins the team by an invitation; a helper with the field she is good at."""
        phone = self.telegram.add_person(name, "da")
        async with self.running.database.transaction() as tx:
            until = self.now + timedelta(days=7)
            token = await invitations.make_invitation(tx, role, name, self.now, until, field=field)
        someone = Citizen(self, phone, self.words.staff)
        await someone.starts(token)
        return someone


@asynccontextmanager
async def town_in(
    folder: Path, *, restless: bool, at: datetime = MONDAY, kind: type[Town] = Town
) -> AsyncIterator[Town]:
    """A town with a running bot; `kind` may be one in which things go otherwise."""
    telegram = LocalTelegram(clock=Clock(folder / "clock", start=at.astimezone(UTC)), limits=False, hasty=False)
    database = folder / "nabobot.sqlite3"
    if not database.exists():
        database.touch(mode=0o600)
        database.write_bytes(first_day())
    with short_ways(telegram, read_words()):
        async with serve(create_app(telegram)) as address:
            town = kind(folder, address, telegram, restless=restless)
            await town.open()
            try:
                yield town
                assert telegram.complaints == []
            finally:
                await town.kill()


def labels_of(messages: list[Message]) -> Iterator[str]:
    """Every label under some messages."""
    return (button.label for message in messages for row in message.buttons for button in row)
