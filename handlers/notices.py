"""Messages of the outbox: how each kind is written at the moment it leaves, and what happens if its fate is unknown."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.counselling import notices as counselling
from handlers.counselling import (
    referred,
    replying,
    staff_company,
    staff_handing_over,
    staff_notices,
    staff_presence,
    staff_waiting,
    waiting,
)
from handlers.gatherings import around_routes as around
from handlers.gatherings import groups_notices
from handlers.gatherings import offers as joining
from handlers.notice_kind import NoticeKind
from handlers.report import year_routes
from handlers.screen import Screen
from handlers.staff import covering, morning, roster
from handlers.staff import referred as staff_referred
from handlers.surveys import survey_routes
from locales import Translator

NOTICES: Mapping[str, NoticeKind] = {
    "reminder": NoticeKind(counselling.reminder, urgent=False),
    "offer": NoticeKind(counselling.offer, lost=staff_notices.not_arrived),
    "offer-expired": NoticeKind(counselling.offer_expired, urgent=False),
    "answer": NoticeKind(counselling.answer, lost=staff_notices.not_arrived),
    "question": NoticeKind(replying.asked, lost=staff_notices.not_arrived),
    "invitation": NoticeKind(replying.asked, urgent=False, lost=staff_notices.not_arrived),
    "referral": NoticeKind(referred.asked, urgent=False, lost=staff_notices.not_arrived),
    "referral-returned": NoticeKind(referred.returned, urgent=False, lost=staff_notices.not_arrived),
    "referral-taken": NoticeKind(referred.taken, urgent=False, lost=staff_notices.not_arrived),
    "staff-referred": NoticeKind(
        staff_referred.arrived, urgent=False, lost=staff_handing_over.unseen, when=staff_presence.when_she_is_back
    ),
    "staff-referral-over": NoticeKind(staff_referred.over, urgent=False, when=staff_presence.when_she_is_back),
    "call-agreed": NoticeKind(counselling.call_agreed, lost=staff_notices.not_arrived),
    "company-agreed": NoticeKind(counselling.company_agreed, lost=staff_notices.not_arrived),
    "hours-changed": NoticeKind(counselling.hours_changed),
    "not-forgotten": NoticeKind(waiting.not_forgotten, urgent=False),
    "staff-waiting": NoticeKind(staff_waiting.waiting_long, urgent=False, when=staff_presence.at_once),
    "staff-nobody": NoticeKind(staff_waiting.nobody_is_here, urgent=False),
    "no-answer": NoticeKind(counselling.no_answer, urgent=False),
    "staff-company": NoticeKind(staff_company.soon, urgent=False),
    "cancelled-by-us": NoticeKind(counselling.cancelled_by_us, lost=staff_notices.not_arrived),
    "missed": NoticeKind(counselling.missed, urgent=False),
    "closed": NoticeKind(counselling.closed, urgent=False),
    "staff-card": NoticeKind(staff_notices.card, urgent=False, when=staff_presence.a_card_leaves),
    "staff-went": NoticeKind(staff_notices.went, urgent=False, when=staff_presence.when_she_can_say),
    "staff-late": NoticeKind(staff_notices.late, urgent=False),
    "staff-morning": NoticeKind(morning.morning, urgent=False, repeat=False),
    "staff-cover": NoticeKind(covering.chosen, urgent=False),
    "staff-cover-begins": NoticeKind(covering.begins, urgent=False),
    "staff-cover-ends": NoticeKind(covering.ends, urgent=False),
    "staff-no-cover": NoticeKind(covering.nobody, urgent=False),
    "staff-days-off": NoticeKind(covering.entered, urgent=False),
    "staff-joining": NoticeKind(roster.joining, urgent=False),
    "team-confirmed": NoticeKind(roster.confirmed),
    "team-left": NoticeKind(roster.left),
    "window-lost": NoticeKind(staff_notices.window_lost, urgent=False),
    **joining.NOTICES,
    **around.NOTICES,
    **groups_notices.NOTICES,
    **year_routes.NOTICES,
    **survey_routes.NOTICES,
}


def as_repeat(tr: Translator, screen: Screen) -> Screen:
    """The same once more, honestly marked."""
    said = tr.html("Perhaps you have seen this already.")
    return replace(screen, text=f"<i>{said}</i>\n\n{screen.text}")
