"""The routes of surveys: residents' own, and ballots that staff hand out."""

from domain.access import Right
from handlers.routing import Command, Route, Tap
from handlers.surveys import answering, asking, rounds, staff_ballots, staff_paper

BALLOTS = Right.BALLOTS
routes: list[Route] = [
    Tap("survey:{invitation}", answering.look),
    Tap("survey:{invitation}:go", answering.go),
    Tap("survey:{invitation}:later", answering.later),
    Tap("survey:{invitation}:line", answering.line, typed=answering.write),
    Tap("survey:{invitation}:line:none", answering.no_line),
    Tap("survey:{invitation}:done", answering.said_thanks),
    Tap("survey:{invitation}:no", answering.no),
    Tap("survey:{invitation}:no:yes", answering.no_at_all),
    Tap("survey:{invitation}:{number}", answering.question),
    Tap("survey:{invitation}:{number}:{option}", answering.choose),
    Command("svar", staff_ballots.choose, BALLOTS),
    Tap("ballots", staff_ballots.choose, BALLOTS),
    Tap("ballots:{survey}", staff_ballots.families, BALLOTS, staff_ballots.find_whose),
    Tap("ballots:{survey}:{family}", staff_ballots.family, BALLOTS),
    Tap("ballots:{survey}:{family}:{language}", staff_ballots.hand_over, BALLOTS),
    Tap("ballots:{survey}:{family}:{language}:begin", staff_ballots.begin, BALLOTS),
    Tap("ballots:{survey}:{family}:{language}:no", staff_ballots.not_now, BALLOTS),
    Tap("ballot:{invitation}:no", staff_ballots.stop, BALLOTS),
    Tap("ballot:{invitation}:{number}", staff_ballots.question, BALLOTS),
    Tap("ballot:{invitation}:{number}:{option}", staff_ballots.give, BALLOTS),
    Tap("ballotprint:{survey}:{family}", staff_paper.languages, BALLOTS),
    Tap("ballotprint:{survey}:{family}:{language}", staff_paper.print_one, BALLOTS),
    Tap("ballotpapers", staff_paper.out, BALLOTS, staff_paper.find_whose),
    Tap("ballotpaper:{invitation}", staff_paper.look, BALLOTS),
    Tap("ballotpaper:{invitation}:again", staff_paper.print_again, BALLOTS),
    Tap("ballotentry:{invitation}", staff_paper.enter, BALLOTS),
    Tap("ballotentry:{invitation}:{said}", staff_paper.tick, BALLOTS),
    Tap("ballotentry:{invitation}:{said}:keep", staff_paper.keep, BALLOTS),
]
NOTICES = asking.NOTICES
DUTIES = rounds.DUTIES
