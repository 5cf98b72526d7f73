"""The routes of the house itself, on one page."""

from domain.access import Right
from domain.consent import Purpose
from handlers.house import actions, cards, choices, clearing, staff_slips, survey_question
from handlers.routing import Command, Route, Tap

routes: list[Route] = [
    Command("home", actions.home),
    Command("language", actions.languages),
    Command("privacy", actions.about),
    Command("hours", actions.hours),
    Tap("home", actions.home),
    Tap("residents-home", actions.residents_home),
    Tap("go-on", actions.go_on),
    Tap("lang", actions.languages),
    Tap("lang:{language}", actions.choose_language),
    Tap("lang-other", actions.other_languages),
    Tap("lang-other:{language}", actions.choose_other),
    Tap("switch", actions.stay),
    Tap("switch:{language}", actions.switch),
    Tap("invited:{join}", actions.invited),
    Tap("hours", actions.hours),
    Tap("map", actions.where),
    Tap("card", cards.look),
    Tap("card:{card}", cards.show),
    Tap("card:time:{code}", cards.show_time),
    Tap("about", actions.about),
    Tap("privacy", actions.privacy),
    Tap("known", actions.known),
    Tap("known:file", actions.known_as_file),
    Tap("known:data", actions.known_as_data),
    Tap("choices", choices.look),
    Tap("may-ask", survey_question.look),
    *(Tap(f"{purpose.value}:{{answer}}", choices.turn(purpose)) for purpose in Purpose),
    Tap("clear", clearing.clear),
    Tap("clear:yes", clearing.clear_yes),
    Tap("cleared:{newest}", clearing.cleared),
    Tap("forget", actions.forget),
    Tap("forget:yes", actions.forget_yes),
    Command("sedler", staff_slips.choose_partner, Right.BE_STAFF),
    Tap("slips", staff_slips.choose_partner, Right.BE_STAFF),
    Tap("slips:{key}", staff_slips.slips, Right.BE_STAFF),
    Tap("slips:{key}:{languages}", staff_slips.slips_languages, Right.BE_STAFF),
    Tap("slips:{key}:{languages}:pdf", staff_slips.slips_in, Right.BE_STAFF),
    Tap("poster", staff_slips.poster, Right.BE_STAFF),
    Tap("poster:{languages}", staff_slips.poster_languages, Right.BE_STAFF),
    Tap("poster:{languages}:{form}", staff_slips.poster_drawn, Right.BE_STAFF),
]
