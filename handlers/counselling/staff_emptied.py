"""What is left of a card on a colleague's phone: one line, and a way on."""

from domain.counselling import OPEN_STATES, RequestState
from handlers.counselling.staff_screens import number_of
from handlers.screen import Button, Rows, Screen
from locales import Translator
from storage.messages import Outdated


def emptied(tr: Translator, one: Outdated) -> Screen:
    """The line in place of a card; of what she may not read any more it says nothing."""
    if one.code is None or not one.readable:
        closed = tr.html("This page is put away.") if one.here else tr.html("This page is closed.")
        return Screen(closed, _ways_on(tr, one))
    number = number_of(one.code)
    if one.state not in OPEN_STATES:
        return Screen(_over(tr, number, one.state), _ways_on(tr, one))
    return Screen(tr.html("{number}: name and words are put away again.", number=number), _ways_on(tr, one))


def _over(tr: Translator, number: str, state: RequestState | None) -> str:
    if state is RequestState.WITHDRAWN:
        return tr.html("{number} was taken back.", number=number)
    return tr.html("{number} is finished.", number=number)


def _ways_on(tr: Translator, one: Outdated) -> Rows:
    """Only where she may go: whoever has left the team has no way on from here."""
    if not one.here:
        return ()
    if not one.triage:
        return ((Button(tr.ptext("staff button", "🏠 My start"), "staff"),),)
    queue = Button(tr.ptext("staff button", "📋 Queue"), "queue")
    if one.code is None or one.state not in OPEN_STATES:
        return ((queue,),)
    return ((Button(tr.ptext("staff button", "↩️ Back"), f"case:{one.code}"), queue),)
