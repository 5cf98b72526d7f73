"""Where the page of a gathering leads by its rules: to its group, to votes, to the turns with the food."""

from domain.gathering_rules import Food, GatheringRules
from handlers.screen import Button
from locales import Translator


def ways_on(tr: Translator, rules: GatheringRules, gathering: str) -> list[Button]:
    """A button for each of them that its rules know."""
    group = Button(tr.ptext("staff button", "👥 Who is in it"), f"group:{gathering}")
    votes = Button(tr.ptext("staff button", "🗳 Votes"), f"polls:{gathering}")
    food = Button(tr.ptext("staff button", "🍲 Food turns"), f"turns:{gathering}")
    every = ((rules.by_invitation, group), (rules.votes, votes), (rules.food is Food.TURNS, food))
    return [button for wanted, button in every if wanted]
