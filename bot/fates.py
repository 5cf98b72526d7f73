"""What became of a send, as far as anybody can know."""

from enum import Enum, auto

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.transport import NotSent, ServerTrouble

TOO_OLD = ("message can't be deleted",)
# Sentences with which Telegram says that there is nothing left to do.
NOTHING_TO_DO = (
    "message is not modified",
    "query is too old",
    "message to delete not found",
    *TOO_OLD,
)
NOT_EDITABLE = ("message to edit not found", "message can't be edited", "there is no text in the message to edit")
NOT_HTML = "can't parse entities"


class Fate(Enum):
    """How a send ended; only of `UNKNOWN` nobody knows whether it arrived."""

    ARRIVED = auto()
    NOT_SENT = auto()
    TOO_FAST = auto()
    BLOCKED = auto()
    REFUSED = auto()
    UNKNOWN = auto()


# These can be tried again without the risk of saying it twice.
SAFE_TO_REPEAT = frozenset({Fate.NOT_SENT, Fate.TOO_FAST})


def fate_of(problem: BaseException) -> Fate:
    """What an error says about a send."""
    match problem:
        case RetryAfter():
            return Fate.TOO_FAST
        # A token that Telegram does not know stops the house elsewhere; here it only means that nothing was said.
        case NotSent() | ServerTrouble() | InvalidToken() | EndPointNotFound():
            return Fate.NOT_SENT
        case Forbidden():
            return Fate.BLOCKED
        case BadRequest() | ChatMigrated():
            return Fate.REFUSED
    return Fate.UNKNOWN


def says(problem: TelegramError, *sentences: str) -> bool:
    """Whether Telegram refused with one of these sentences."""
    told = problem.message.lower()
    return isinstance(problem, BadRequest) and any(sentence in told for sentence in sentences)
