"""The routes of the team and the week."""

from domain.access import Right
from handlers.routing import Command, Route, Tap
from handlers.staff import feed, opening, roster, untold, walk_ins

OPENING, REGISTER, TRIAGE = Right.OPENING, Right.REGISTER, Right.TRIAGE
INVITE, ROSTER = Right.INVITE, Right.ROSTER
routes: list[Route] = [
    Command("aabningstid", opening.days, OPENING),
    Tap("opening", opening.days, OPENING, opening.typed),
    Tap("opening:several", opening.several, OPENING, opening.typed),
    Tap("opening:{day}", opening.one_day, OPENING, opening.typed),
    Tap("opening:{day}:until", opening.until, OPENING, opening.typed),
    Tap("opening:{day}:at:{which}", opening.choose_time, OPENING, opening.typed),
    Tap("opening:{day}:hours", opening.hours_from, OPENING, opening.typed_hours),
    Tap("opening:{day}:hours:{clock}", opening.hours_until, OPENING, opening.typed_hours),
    Tap("opening:{day}:also", opening.also_from, OPENING, opening.typed_also),
    Tap("opening:{day}:also:{clock}", opening.also_until, OPENING, opening.typed_also),
    Tap("opening:{day}:check:{which}:{clock}", opening.check, OPENING, opening.typed),
    Tap("opening:{day}:say:{which}:{clock}", opening.say, OPENING),
    Tap("opening:{day}:back", opening.take_back, OPENING),
    Command("kalender", feed.look, TRIAGE),
    Tap("feed", feed.look, TRIAGE),
    Tap("feed:new", feed.make, TRIAGE),
    Tap("feed:end", feed.end, TRIAGE),
    Command("ikke_naaet", untold.waiting, TRIAGE),
    Tap("untold", untold.waiting, TRIAGE),
    Tap("untold:{notice}", untold.call, TRIAGE),
    Tap("untold:{notice}:none", untold.no_answer, TRIAGE),
    Tap("untold:{notice}:told", untold.told, TRIAGE),
    Command("henvendelse", walk_ins.begin, REGISTER),
    Tap("walk", walk_ins.begin, REGISTER),
    Tap("walk:{token}:{topic}", walk_ins.choose_language, REGISTER),
    Tap("walk:{token}:{topic}:{language}", walk_ins.choose_family, REGISTER),
    Tap("walk:{token}:{topic}:{language}:{family}", walk_ins.save, REGISTER),
    Tap("walked:{token}", walk_ins.look, REGISTER),
    Tap("walked:{token}:day:{back}", walk_ins.on_day, REGISTER),
    Tap("walked:{token}:way:{way}", walk_ins.by_way, REGISTER),
    Tap("walked:{token}:name", walk_ins.name_family, REGISTER),
    Tap("walked:{token}:undo", walk_ins.undo, REGISTER),
    Command("hold", roster.team, INVITE),
    Tap("team", roster.team, INVITE),
    Tap("team:{member}", roster.one, ROSTER),
    Tap("team:{member}:confirm", roster.confirm, ROSTER),
    Tap("team:{member}:refuse", roster.refuse, ROSTER),
    Tap("team:{member}:remove", roster.remove, ROSTER),
    Tap("team:{member}:remove:yes", roster.remove_yes, ROSTER),
    Tap("invite", roster.invite, INVITE),
    Tap("invite:{role}", roster.invite_as, INVITE),
    Tap("invite:{role}:{field}", roster.invite_helper, INVITE),
]
