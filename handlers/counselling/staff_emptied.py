"""What is left of a card on a colleague's phone: one line, and a way on."""

from domain.counselling import OPEN_STATES, RequestState
from handlers.counselling.staff_screens import number_of
from handlers.screen import Button, Screen
from locales import Translator


def emptied(tr: Translator, code: str | None, state: RequestState | None, *, readable: bool) -> Screen:
    """The line in place of a card; whoever may not read it any more sees neither number nor button."""
    if not readable:
        return Screen(tr.html("This page is closed."))
    queue = Button(tr.ptext("staff button", "📋 Queue"), "queue")
    if code is None:
        return Screen(tr.html("This page is put away again."), ((queue,),))
    if state in OPEN_STATES:
        back = Button(tr.ptext("staff button", "↩️ Back"), f"case:{code}")
        return Screen(tr.html("{number}: name and words are put away again.", number=number_of(code)), ((back, queue),))
    return Screen(_over(tr, number_of(code), state), ((queue,),))


def _over(tr: Translator, number: str, state: RequestState | None) -> str:
    if state is RequestState.WITHDRAWN:
        return tr.html("{number} was taken back.", number=number)
    return tr.html("{number} is finished.", number=number)
