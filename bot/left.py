"""What a screen leaves in a chat, message by message; written down together with the next commit."""

from domain.people import Person
from handlers.screen import Screen
from storage.messages import Lying


class Left:
    """Collects the messages of one screen; in whose chat nobody knows, or nobody may know, is not collected."""

    def __init__(self, person: Person | None, screen: Screen | None) -> None:
        self._person = person
        self._about = screen.request if screen and person and person.staff else None
        self.messages: list[Lying] = []

    def note(self, message: int, *, sound: bool = False) -> None:
        """This message lies there now, with this screen in it."""
        if self._person is not None:
            self.messages.append(Lying(self._person.id, message, self._about, sound))
