"""The routes of the phrasebook: on one phone between two people, then about a request."""

from domain.access import Right
from handlers.phrases import staff_counter as counter
from handlers.phrases import staff_sending as sending
from handlers.routing import Command, Route, Tap

STAFF, TRIAGE = Right.BE_STAFF, Right.TRIAGE
routes: list[Route] = [
    Command("fraser", counter.begin, STAFF),
    Tap("phrase", counter.languages, STAFF),
    Tap("phrase:here:{language}", counter.here, STAFF, counter.find),
    Tap("phrase:here:{language}:say:{phrase}", counter.say, STAFF),
    Tap("phrase:here:{language}:said:{phrase}:{answer}", counter.look, STAFF, counter.find),
    Tap("phrase:here:{language}:{situation}:{page}", counter.phrases, STAFF, counter.find),
    Tap("phrase:case:{code}", sending.begin, TRIAGE, sending.find),
    Tap("phrase:case:{code}:say:{phrase}", sending.say, TRIAGE),
    Tap("phrase:case:{code}:{situation}:{page}", sending.phrases, TRIAGE, sending.find),
]
