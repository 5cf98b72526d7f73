"""Words about who comes and what they need."""

from domain.gathering_rules import GatheringRules
from domain.sign_ups import Needs, Party
from handlers.gatherings.food_words import dish_name, kitchen_words
from handlers.gatherings.words import band_name
from locales import Translator
from locales.tongues import own_name


def party_lines(tr: Translator, rules: GatheringRules, party: Party) -> list[str]:
    """Who comes, a line each; of one woman only whether a child comes along."""
    lines: list[str] = []
    if not rules.unit.one_person:
        lines.append(tr.nhtml("{n} adult", "{n} adults", party.adults))
        lines += [children_line(tr, band, count) for band, count in party.children.items() if count]
    elif party.young:
        lines.append(tr.nhtml("{n} child comes along", "{n} children come along", party.young))
    if party.childcare:
        lines.append(tr.html("We look after the children."))
    return lines


def children_line(tr: Translator, band: str, count: int) -> str:
    """How many children of an age."""
    # Translators: {ages} is such as "3–5 years"; {n} is how many children.
    return tr.html("Children {ages}: {n}", ages=band_name(tr, band), n=tr.number(count))


def needs_lines(tr: Translator, needs: Needs) -> list[str]:
    """What they bring and need, a line each."""
    lines: list[str] = []
    if needs.dish:
        lines.append(tr.html("You bring: {dish}", dish=dish_name(tr, needs.dish)))
    if any(needs.allergies.values()):
        lines.append(tr.html("For the kitchen: {needs}", needs=kitchen_words(tr, needs.allergies)))
    if needs.interpreter:
        lines.append(tr.html("Interpreter: {language}", language=own_name(tr, needs.interpreter)))
    return lines
