"""How people take a survey: at once, after the reminder, half, not at all, or with a no."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.year.life import Village
from tests.year.village import Villager, Way, together

ANSWER, NO = "▶️ Answer", "No, thank you"
OPTIONS = ("😀 Yes, a lot", "🙂 Yes, mostly", "🙁 Only a little", "😞 No", "I'd rather not say")
# Of a hundred who are helped or not: most agree, and nobody knows that beforehand.
WEIGHTS = (45, 40, 7, 5, 3)
REMINDED = "You can still answer our short questions."


@dataclass(frozen=True)
class Manners:
    """Of ten who are asked: how many answer at once, after the reminder, half, with a no, or never."""

    chance: Random

    def of(self, someone: Villager) -> str:
        """Hers; the same whenever one asks."""
        kinds = ("at once",) * 5 + ("reminded",) * 2 + ("half", "no", "never")
        return kinds[Random(f"{someone.name} and surveys").randrange(len(kinds))]

    async def look(self, village: Village) -> None:
        """Those who find a survey on their screen take it their way."""
        await together(village.town, self._ways(village))

    def _ways(self, village: Village) -> Iterator[Way]:
        for one in village.everybody:
            one.listens()
            manner = self.of(one)
            if one.sees(ANSWER) and (manner != "reminded" or one.reads(REMINDED)) and manner != "never":
                yield says_no(one) if manner == "no" else answers(one, self.chance, 1 if manner == "half" else 3)


def says_no(someone: Villager) -> Way:
    """No, thank you."""
    someone.press(NO)
    yield


def answers(someone: Villager, chance: Random, questions: int) -> Way:
    """So many questions; whoever answers them all skips the line, or writes one, and sometimes thinks again."""
    someone.press(ANSWER)
    yield
    for _ in range(questions):
        someone.press(_chosen(chance))
        yield
    if questions < 3:
        someone.write("/start")
        yield
        return
    if chance.random() < 0.3:
        someone.write("Flere aftener, tak")
        yield
    else:
        someone.press("➡️ Skip")
        yield
    if chance.random() < 0.1:
        yield from thinks_again(someone, chance)


def thinks_again(someone: Villager, chance: Random) -> Way:
    """Change the first answer, and look at the rest again."""
    for sentence in ("✏️ Change my answers", _chosen(chance)):
        someone.press(sentence)
        yield
    someone.write("/start")
    yield


def _chosen(chance: Random) -> str:
    return chance.choices(OPTIONS, WEIGHTS)[0]
