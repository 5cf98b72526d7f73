"""What a screen leaves in a chat, message by message; written down together with the next commit."""

from domain.people import Person
from handlers.screen import Screen
from storage.messages import NO_REQUEST, Lying


def card(person: Person, message: int, screen: Screen | None, *, sound: bool = False) -> Lying:
    """A message in somebody's chat; of staff's it is remembered what they see in it."""
    if screen is None or person.staff is None:
        return Lying(person.id, message, sound=sound)
    return Lying(person.id, message, screen.request or NO_REQUEST, sound, screen.words)


class Left:
    """Collects the messages of one screen; in whose chat nobody knows, or nobody may know, is not collected."""

    def __init__(self, person: Person | None, screen: Screen | None) -> None:
        self._person, self._screen = person, screen
        self.messages: list[Lying] = []

    def note(self, message: int, *, sound: bool = False) -> None:
        """This message lies there now, with this screen in it."""
        if self._person is not None:
            self.messages.append(card(self._person, message, self._screen, sound=sound))
