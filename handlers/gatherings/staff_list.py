"""The attendance list of one session, for staff to print: who is expected, and what the kitchen needs."""

from collections import defaultdict
from collections.abc import Mapping

from documents.attendance_list import ListedFamily, attendance_list
from documents.glyphs import missing
from documents.typesetting import Paper
from domain.gatherings import Session
from domain.sign_ups import Needs, Party, SignUpState
from domain.turnout import Guest
from handlers.gatherings.food_words import dish_name, kitchen_name
from handlers.gatherings.printing import Printer
from handlers.gatherings.staff_coming import Held, gather
from handlers.gatherings.staff_names import family_name, guest_name
from handlers.gatherings.staff_printed import list_words
from handlers.gatherings.words import band_name, bands
from locales import Translator
from locales.tongues import tongue
from storage.engine import Tx
from storage.gathering_people import phones_of


async def list_of(printer: Printer, tx: Tx, session: Session) -> Paper:
    """The list; whoever has said that it does not come is not on it."""
    services, tr = printer.services, printer.services.languages.staff
    held = await gather(tx, printer.gathering, session, printer.rules)
    read = await _languages(tx, tr, held)
    ages = bands(services.programme)
    families = [_listed(tr, ages, held, one, read) for one in held.guests if one.expected]
    words = list_words(tr, printer.occasion(tr, printer.gathering, session), [band_name(tr, one) for one in ages])
    return attendance_list(families, _kitchen(tr, held), words)


def _kitchen(tr: Translator, held: Held) -> list[tuple[str, int]]:
    """What the kitchen has to know, with how many it is true of."""
    return [(kitchen_name(tr, kind), count) for kind, count in sorted(held.turnout.allergies.items())]


async def _languages(tx: Tx, tr: Translator, held: Held) -> Mapping[str, list[str]]:
    """What those read who are reached for each sign-up."""
    found: dict[str, list[str]] = defaultdict(list)
    for phone in await phones_of(tx, held.gathering.id, (SignUpState.GOING,), held.rules.unit):
        if phone.language and (name := tongue(tr, phone.language)) not in found[phone.sign_up]:
            found[phone.sign_up].append(name)
    return found


def _listed(tr: Translator, ages: list[str], held: Held, guest: Guest, read: Mapping[str, list[str]]) -> ListedFamily:
    assert guest.sign_up is not None
    party, needs = guest.party or Party(), guest.sign_up.needs
    return ListedFamily(
        printable_name(guest, held.names),
        party.adults,
        tuple(party.children.get(one, 0) for one in ages),
        party.young if party.childcare else 0,
        dish_name(tr, needs.dish) if needs.dish else "",
        _interpreter(tr, needs),
        tr.list(read.get(guest.sign_up.code, [])),
    )


def printable_name(guest: Guest, names: Mapping[int, tuple[str, str | None]]) -> str:
    """What stands on the list: of a name in letters that cannot be printed the code, so that there is a list."""
    name = guest_name(guest, dict(names))
    return family_name(None, names[guest.family][0], None) if missing(name) else name


def _interpreter(tr: Translator, needs: Needs) -> str:
    return tongue(tr, needs.interpreter) if needs.interpreter else ""
