"""The routes of the words desk."""

from domain.access import Right
from handlers.routing import Command, Route, Tap
from handlers.words import staff_desk as desk

WORDS = Right.WORDS
routes: list[Route] = [
    Command("ord", desk.choose, WORDS),
    Tap("words", desk.choose, WORDS),
    Tap("words:{language}", desk.overview, WORDS),
    Tap("words:{language}:{key}", desk.look, WORDS),
    Tap("words:{language}:{key}:skip", desk.skip, WORDS),
    Tap("words:{language}:{key}:back", desk.pause, WORDS),
    Tap("words:{language}:{key}:{version}:ok", desk.right, WORDS),
    Tap("words:{language}:{key}:{version}:write", desk.write, WORDS),
    Tap("words-undo:{check}", desk.undo, WORDS),
]
