"""What staff and a resident say to each other about a request: questions, invitations, answers, words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# A question in staff's own words; every other kind is a ready one, a phrase, or an invitation to an activity.
OWN_WORDS = "own"
INVITATION = "invite:"
# A phrase of the phrasebook; its blanks are the words that are kept with it.
PHRASE = "phrase:"
# Instead of pressing a button she wrote.
IN_WORDS = "words"
# She would like help to read what staff wrote in their own words.
READ = "read"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a resident; `answer` is the key of the button she pressed.

    `words` are staff's own, or the blanks of a phrase.
    """

    id: int
    code: str
    request: int
    staff_name: str
    kind: str
    asked_at: datetime
    answer: str | None
    words: str | None


class Saying(StrEnum):
    """How something was said: staff wrote or asked, the resident chose a button or replied in words."""

    WROTE = "wrote"
    ASKED = "asked"
    CHOSE = "chose"
    REPLIED = "replied"


@dataclass(frozen=True, slots=True)
class Said:
    """One line of what was said: `by` is the member of staff, or None for the resident herself.

    `kind` is that of the question asked or answered, `answer` the key she chose, `words` what was written.
    """

    at: datetime
    saying: Saying
    by: str | None = None
    kind: str | None = None
    answer: str | None = None
    words: str | None = None
