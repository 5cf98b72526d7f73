"""The routes around a gathering: answers, the door, who is coming, who was there, and what became of the messages."""

from domain.access import Right
from handlers.gatherings import (
    answering,
    arriving,
    monthly,
    reminding,
    staff_attendance,
    staff_coming,
    staff_delivered,
    staff_held,
    staff_progress,
    staff_telling,
    telling,
)
from handlers.routing import Command, Route, Tap

RUNS = Right.GATHERINGS
routes: list[Route] = [
    Tap("session:{session}", answering.look),
    Tap("session:{session}:yes", answering.coming),
    Tap("session:{session}:no", answering.not_coming),
    Tap("session:{session}:leave", answering.leave),
    Tap("session:{session}:back", answering.come_back),
    Tap("session:{session}:here", arriving.here),
    Tap("session:{session}:party", answering.party),
    Tap("session:{session}:party:{who}", answering.count),
    Tap("session:{session}:party:{who}:{number}", answering.set_count),
    Tap("session:{session}:care:{care}", answering.care),
    Command("aktiviteter", staff_held.sessions, RUNS),
    Tap("held", staff_held.sessions, RUNS),
    Tap("held:{session}", staff_held.look, RUNS),
    Tap("held:{session}:who", staff_held.who, RUNS),
    Tap("held:{session}:who:{page}", staff_held.who_page, RUNS),
    Tap("held:{session}:nudge", staff_held.nudge, RUNS),
    Tap("held:{session}:file", staff_held.as_file, RUNS),
    Tap("held:{session}:list", staff_attendance.everybody, RUNS),
    Tap("held:{session}:list:{page}", staff_attendance.one_page, RUNS),
    Tap("held:{session}:tick:{sign_up}:{here}:{page}", staff_attendance.tick, RUNS),
    Tap("held:{session}:history", staff_attendance.history, RUNS),
    Tap("held:{session}:more", staff_attendance.more, RUNS, staff_attendance.find_whose),
    Tap("held:{session}:add:{family}", staff_attendance.add, RUNS),
    Tap("held:{session}:came:{attendance}", staff_attendance.came, RUNS),
    Tap("held:{session}:came:{attendance}:undo", staff_attendance.take_back, RUNS),
    Tap("held:{session}:came:{attendance}:{who}", staff_attendance.count, RUNS),
    Tap("held:{session}:came:{attendance}:{who}:{number}", staff_attendance.set_count, RUNS),
    Tap("held:{session}:sent", staff_delivered.messages, RUNS),
    Tap("held:{session}:sent:{page}", staff_delivered.messages_page, RUNS),
    Tap("held:{session}:calls", staff_delivered.calls, RUNS),
    Tap("held:{session}:call:{sign_up}", staff_delivered.call, RUNS),
    Tap("held:{session}:call:{sign_up}:told", staff_delivered.told, RUNS),
    Tap("gathering:{gathering}:attendance", staff_progress.attendance, RUNS),
    Tap("gathering:{gathering}:attendance:{page}", staff_progress.attendance_page, RUNS),
]
NOTICES = {
    **reminding.NOTICES,
    **telling.NOTICES,
    **monthly.NOTICES,
    **staff_coming.NOTICES,
    **staff_telling.NOTICES,
}
DUTIES = (reminding.remind, monthly.tell_what_is_on, staff_coming.tell_who_is_coming)
