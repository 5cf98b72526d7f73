"""The phrasebook: ready sentences and questions for two people who share no language, by situation."""

from locales.phrasebook import (
    appointment,
    daycare,
    feelings,
    goodbye,
    health,
    housing,
    letters,
    municipality,
    school,
    tax,
)
from locales.phrasebook.phrase import Phrase, Situation

__all__ = ["PHRASES", "SITUATIONS", "Phrase", "Situation"]

_IN_ORDER: tuple[Situation, ...] = (
    appointment.SITUATION,
    letters.SITUATION,
    daycare.SITUATION,
    school.SITUATION,
    housing.SITUATION,
    tax.SITUATION,
    health.SITUATION,
    municipality.SITUATION,
    feelings.SITUATION,
    goodbye.SITUATION,
)
SITUATIONS = {situation.key: situation for situation in _IN_ORDER}
PHRASES = {phrase.key: phrase for situation in _IN_ORDER for phrase in situation.phrases}
