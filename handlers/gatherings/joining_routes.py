"""What residents press: what is on, signing up, and what they signed up for, on one page."""

from handlers.gatherings import own, reading_help, signing_up, whats_on
from handlers.routing import Route, Tap

routes: list[Route] = [
    Tap("on", whats_on.look),
    Tap("on:news:{answer}", whats_on.news),
    Tap("on:kind:{activity}", whats_on.kind),
    Tap("on:kind:{activity}:{page}", whats_on.kind),
    Tap("on:{gathering}", whats_on.page),
    Tap("on:{gathering}:days", whats_on.days),
    Tap("on:{gathering}:map", whats_on.where),
    Tap("on:{gathering}:file", whats_on.course_file),
    Tap("on:{gathering}:read", reading_help.help_me_read),
    Tap("session:{session}:file", whats_on.session_file),
    Tap("join:{gathering}", signing_up.begin),
    Tap("mine:{sign_up}", own.look),
    Tap("mine:{sign_up}:change", signing_up.change),
    Tap("mine:{sign_up}:leave", own.leave),
    Tap("mine:{sign_up}:leave:yes", own.leave_yes),
    Tap("mine:{sign_up}:no", own.decline),
    Tap("mine:{sign_up}:take", own.take),
    Tap("mine:{sign_up}:again", own.once_more),
    Tap("mine:{sign_up}:remind", own.remind),
]
