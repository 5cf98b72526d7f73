"""What can be wrong with the words of a translation: of which kind, and in English for whoever works on a catalogue."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong, by which a screen can say it in a language of its own."""

    FORMS = "forms"
    TAGS = "tags"
    BRACKETS = "brackets"
    LINES = "lines"
    ENDS = "ends"
    COMMANDS = "commands"
    SAME_EMOJI = "same-emoji"
    NESTING = "nesting"
    TURNING = "turning"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    LACKING = "lacking"
    ANONYMOUS = "anonymous"
    FLAG = "flag"
    TOPIC = "topic"
    SENTENCES = "sentences"
    CHARACTERS = "characters"
    LONG_SENTENCE = "long-sentence"
    BUTTON = "button"
    OFFICE_WORD = "office-word"
    MANY_EMOJI = "many-emoji"
    EMOJI_PLACE = "emoji-place"
    NO_WORD = "no-word"
    AVERAGE = "average"
    HARD = "hard"
    IDIOM = "idiom"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; `found` is what was found, or how much of it, and `most` how much there may be."""

    kind: Kind
    text: str
    found: str = ""
    most: str = ""

    def __str__(self) -> str:
        """What stands on a line of the check."""
        return self.text
