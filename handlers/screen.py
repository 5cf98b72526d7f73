"""What a person sees: a text, buttons, perhaps a place on the map, a file, pictures or recorded voices."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

LONGEST_TAP = 64


class TapTooLong(ValueError):
    """Tap data is over the 64 bytes that Telegram carries."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button: `data` names the route it leads to and ids only, never anything personal."""

    label: str
    data: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        """Refuse what Telegram would refuse, where it is built and not where it is sent."""
        if self.data is not None and not 1 <= len(self.data.encode()) <= LONGEST_TAP:
            raise TapTooLong(self.data.split(":", 1)[0])


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class MapPin:
    """A place to show on the map; degrees, WGS 84."""

    title: str
    address: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a screen; `caption` (Telegram HTML) is what must be seen where the text scrolled away.

    What takes long to draw is given as what draws it: that is called after the commit, beside the loop.
    """

    name: str
    content: bytes | Callable[[], bytes]
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """One rendering. `text` is Telegram HTML, escaped already; `at` is the tap that draws it anew.

    `ask_contact` labels the button that shares one's number: Telegram has it on a keyboard of its own, so then the
    other buttons go there as well. `fresh` asks for a new message where a tap would change the old one. `forget`
    takes the person's own message out of the chat; `clear` takes these messages away before it is sent. `commands` puts
    these, with what each says, into this chat's menu. `about` is the code of the request a member of staff sees in it;
    `words` says that a resident's name, number or own words stand there, which are put away again after some hours.
    `icon` stands in front of a text that has no picture of its own there.
    `later` completes it after the commit and beside the loop; where that fails it is shown as it is.
    """

    text: str
    rows: Rows = ()
    at: str | None = None
    toast: str | None = None
    ask_contact: str | None = None
    pin: MapPin | None = None
    attachment: Attachment | None = None
    pictures: tuple[Attachment, ...] = ()
    voices: tuple[str, ...] = ()
    fresh: bool = False
    forget: bool = False
    clear: tuple[int, ...] = ()
    commands: tuple[tuple[str, str], ...] | None = None
    about: str | None = None
    words: bool = False
    icon: str | None = None
    later: "Callable[[Screen], Awaitable[Screen]] | None" = None

    @property
    def aside(self) -> bool:
        """Whether it only adds something below: without a text, she stays where she is."""
        return not self.text

    @property
    def buttons(self) -> Iterable[Button]:
        """All buttons in reading order."""
        return (button for row in self.rows for button in row)

    @property
    def request(self) -> str | None:
        """The code of the request it shows: it says so, or is drawn anew from it."""
        place, _, rest = (self.at or "").partition(":")
        return self.about or (rest.partition(":")[0] if place == "case" else None)


def column(*buttons: Button | None) -> Rows:
    """One button a row; what is not there now is left out."""
    return tuple((button,) for button in buttons if button is not None)


def beside(buttons: Sequence[Button], in_a_row: int = 2) -> Rows:
    """Buttons side by side, so many in a row."""
    return tuple(tuple(buttons[start : start + in_a_row]) for start in range(0, len(buttons), in_a_row))
