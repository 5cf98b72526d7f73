"""What went wrong, as one line for whoever runs the house."""

from telegram.error import InvalidToken, TelegramError

from bot.reports import Mishap, where
from documents.dpia import Undescribed
from domain.programme_table import ProgrammeError
from locales import CatalogueIncomplete
from storage.cipher import WrongKey
from storage.outages import is_outage
from storage.schema import DatabaseProblem
from storage.sealed_file import CopyProblem

# These speak for themselves, and hold nothing that people wrote.
OUR_OWN = (Mishap, ProgrammeError, CatalogueIncomplete, WrongKey, DatabaseProblem, CopyProblem, Undescribed)


def explained(problem: Exception) -> str:
    """One line about what went wrong, with nothing in it that others must not read."""
    if isinstance(problem, OUR_OWN):
        return str(problem)
    if isinstance(problem, InvalidToken):
        return "Telegram does not know this NABOBOT_TOKEN: ask @BotFather for the one in force"
    if isinstance(problem, TelegramError):
        return f"Telegram could not be asked ({type(problem).__name__}); try again, or see NABOBOT_API_URL"
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename} cannot be used: {problem.strerror}"
    if is_outage(problem):
        return "the database cannot be used (locked, full, away or damaged); see its disk, then start again"
    if isinstance(problem, OSError) and problem.strerror:
        return f"the disk cannot be used: {problem.strerror}"
    return f"a defect: {type(problem).__name__} at {where(problem)}"
