"""Words about polls that residents and staff both read."""

from typing import Any

from domain.gathering_rules import GatheringRules
from domain.polls import Poll
from domain.programme import Programme
from handlers.gatherings.words import own_words, theme_name
from locales import Translator


def option_name(tr: Translator, programme: Programme, rules: GatheringRules, option: Any) -> str:
    """What an option is called: a guest or theme of the programme, or staff's own words."""
    if isinstance(option, dict):
        return own_words(tr, option) or ""
    guest = next((one for one in rules.guests if one.key == option), None)
    return tr.pick(guest.texts) if guest else theme_name(tr, programme, str(option))


def option_names(tr: Translator, programme: Programme, rules: GatheringRules, poll: Poll) -> list[str]:
    """All options of a poll."""
    return [option_name(tr, programme, rules, option) for option in poll.options]
