"""The routes of reading aloud."""

from domain.access import Right
from handlers.routing import Command, Route, Tap
from handlers.staff import voices, voices_form

VOICES = Right.VOICES
routes: list[Route] = [
    Command("stemmer", voices.overview, VOICES),
    Tap("voices", voices.overview, VOICES),
    Tap("voices:mine", voices.mine, VOICES),
    Tap("voices:mine:away", voices.ask_all_away, VOICES),
    Tap("voices:mine:gone", voices.take_all_away, VOICES),
    Tap("voices:mine:{page}", voices.mine, VOICES),
    Tap("voices:clip:{clip}", voices.recording, VOICES),
    Tap("voices:clip:{clip}:hear", voices.hear, VOICES),
    Tap("voices:clip:{clip}:again", voices_form.record_again, VOICES),
    Tap("voices:clip:{clip}:away", voices.ask_away, VOICES),
    Tap("voices:clip:{clip}:gone", voices.take_away, VOICES),
    Tap("voices:{language}", voices.language, VOICES),
    Tap("voices:{language}:record", voices_form.record, VOICES),
    Tap("voices:{language}:clips:{page}", voices.recordings, VOICES),
]
