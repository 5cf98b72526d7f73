"""A language as this house has it: what its speakers have checked over what came with the program."""

from collections.abc import Sequence
from datetime import datetime

from handlers.context import Services
from handlers.house.learning import check_of
from locales import LANGUAGES
from locales.catalogues import strings_of
from locales.checking import WRITTEN_HERE, version_of
from locales.desk import Desk, Sentence
from storage import sentences
from storage.engine import Tx
from storage.sentences import Checked


def to_check(services: Services) -> list[str]:
    """The languages with sentences of their own, which somebody else than their writers must read."""
    codes = services.languages.translators
    return [code for code in codes if code == LANGUAGES[code].catalogue and code not in WRITTEN_HERE]


async def desk_of(services: Services, tx: Tx, language: str) -> Desk:
    """A language as the database has it now: the copy that residents read may be some seconds old."""
    checks = (await sentences.newest_checks(tx, language)).get(language, {})
    known = {key: check_of(one) for key, one in checks.items()}
    return Desk(services.languages.translators.shelf, language, known)


def checked(sentence: Sentence, words: Sequence[str], name: str, at: datetime) -> Checked:
    """That somebody stands for these words; they are kept where they are not those of the catalogue."""
    said = tuple(words)
    hers = None if said == strings_of(sentence.message) else said
    return Checked(sentence.language.code, sentence.key, version_of(sentence.message, said), name, at, hers)
