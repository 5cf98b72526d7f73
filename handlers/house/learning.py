"""What speakers of the house have checked or read aloud comes into use: a copy of what the database holds."""

from collections.abc import Iterable
from itertools import groupby

from handlers.context import Said, Services
from locales.checking import Check
from locales.shelf import HouseShelf
from storage import sentences
from storage.engine import Tx
from storage.sentences import Checked, Clip


async def learn(tx: Tx, services: Services) -> None:
    """Read what was checked or recorded since we looked last, here or from the command line."""
    mark = await sentences.mark(tx)
    if mark == services.aloud.mark:
        return
    checks = await sentences.newest_checks(tx)
    services.languages.learn({code: {key: check_of(one) for key, one in of.items()} for code, of in checks.items()})
    services.aloud.clips = heard(await sentences.every_clip(tx), services.languages.translators)
    services.aloud.mark = mark


def heard(clips: Iterable[Clip], words: HouseShelf) -> dict[str, dict[Said, int]]:
    """Which recording says which sentence; those of words that are not served any more say none."""
    found: dict[str, dict[Said, int]] = {}
    for language, of in groupby(sorted(clips, key=_language), _language):
        spoken = words.spoken(language) if language in words else {}
        said = {one.sentence: one for one in of if one.sentence in spoken}
        found[language] = {
            (spoken[name].context, spoken[name].source): clip.id
            for name, clip in said.items()
            if clip.version == spoken[name].version
        }
    return {language: clips for language, clips in found.items() if clips}


def _language(clip: Clip) -> str:
    return clip.language


def check_of(checked: Checked) -> Check:
    """What the database has of a sentence, as the catalogues read it."""
    return Check(checked.version, checked.name, checked.at.date(), checked.words)


DUTIES = (learn,)
