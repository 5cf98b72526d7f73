"""What speakers of the house have checked or read aloud comes into use: a copy of what the database holds."""

from handlers.context import Services
from locales.checking import Check
from storage import sentences
from storage.engine import Tx
from storage.sentences import Checked


async def learn(tx: Tx, services: Services) -> None:
    """Read what was checked or recorded since we looked last, here or from the command line."""
    mark = await sentences.mark(tx)
    if mark == services.aloud.mark:
        return
    checks = await sentences.newest_checks(tx)
    services.languages.learn({code: {key: check_of(one) for key, one in of.items()} for code, of in checks.items()})
    services.aloud.clips = {(one.language, one.sentence): one for one in await sentences.every_clip(tx)}
    services.aloud.mark = mark


def check_of(checked: Checked) -> Check:
    """What the database has of a sentence, as the catalogues read it."""
    return Check(checked.version, checked.name, checked.at.date(), checked.words)


DUTIES = (learn,)
