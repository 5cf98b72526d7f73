"""Danish words of the staff's side for states, steps, outcomes and roles."""

from domain.counselling import Happening, Outcome, RequestState
from domain.notices import NoticeState
from domain.people import Role
from locales import Translator


def role_name(tr: Translator, role: Role) -> str:
    """What a role is called."""
    names = {
        Role.LEADER: tr.ptext("role", "leader"),
        Role.FAMILY_WORKER: tr.ptext("role", "family worker"),
        Role.COORDINATOR: tr.ptext("role", "coordinator of family evenings"),
        Role.HEALTH_NURSE: tr.ptext("role", "outreach health nurse"),
        Role.HELPER: tr.ptext("role", "helper"),
    }
    return names[role]


def state_name(tr: Translator, state: RequestState) -> str:
    """Where a request stands."""
    names = {
        RequestState.NEW: tr.ptext("state", "New"),
        RequestState.TAKEN: tr.ptext("state", "Taken"),
        RequestState.OFFERED: tr.ptext("state", "Times offered"),
        RequestState.BOOKED: tr.ptext("state", "Booked"),
        RequestState.CLOSED: tr.ptext("state", "Closed"),
        RequestState.WITHDRAWN: tr.ptext("state", "Taken back"),
    }
    return names[state]


def what_happened(tr: Translator, what: str) -> str:
    """The headline of a card."""
    headlines = {
        "new": tr.ptext("headline", "🆕 New request"),
        "booked": tr.ptext("headline", "🗓 A time is booked"),
        "moved": tr.ptext("headline", "🔁 A time was moved"),
        "cancelled": tr.ptext("headline", "❌ The resident cancelled"),
        "withdrawn": tr.ptext("headline", "↩️ The resident took it back"),
        "accepted": tr.ptext("headline", "✅ She chose a time"),
        "declined": tr.ptext("headline", "🔁 None of the times fits"),
        "put-back": tr.ptext("headline", "↩️ Back in the queue"),
        "handed-back": tr.ptext("headline", "👥 From whoever stood in"),
        "late": tr.ptext("headline", "❗ An answer is promised soon"),
        "not-arrived": tr.ptext("headline", "⚠️ A message did not arrive"),
        "hours": tr.ptext("headline", "🕑 Cancelled: other opening hours"),
        "company": tr.ptext("headline", "🤝 You come along to a meeting"),
        "answered": tr.ptext("headline", "💬 She answered"),
        "answer-changed": tr.ptext("headline", "💬 She changed her answer"),
        "wrote": tr.ptext("headline", "💬 She has written"),
        "read": tr.ptext("headline", "🆘 She would like help to read it"),
        "read-call": tr.ptext("headline", "📞 She would like to be called and have it read to her"),
        "read-interpreter": tr.ptext("headline", "🗣 She would like an interpreter"),
        "number": tr.ptext("headline", "📱 She gave her number"),
        "corrected": tr.ptext("headline", "✏️ Name or number corrected"),
        "referral-yes": tr.ptext("headline", "✅ The resident says yes to a referral"),
        "referral-contact": tr.ptext("headline", "✅ The resident says yes: make the contact"),
        "referral-no": tr.ptext("headline", "➖ The resident says no to a referral"),
        "referral-withdrawn": tr.ptext("headline", "↩️ The resident takes a yes back"),
        "referral-lapsed": tr.ptext("headline", "⏳ No answer about a referral"),
        "referral-helped": tr.ptext("headline", "🤝 A referral has helped"),
        "referral-not-reached": tr.ptext("headline", "📵 The helper could not reach the resident"),
        "referral-returned": tr.ptext("headline", "↩️ A referral came back"),
        "referral-left": tr.ptext("headline", "↩️ A helper is no longer here"),
        "referral-unseen": tr.ptext("headline", "⚠️ A helper did not get a referral"),
        "over": tr.ptext("headline", "🕑 How did it go?"),
        "expired": tr.ptext("headline", "⏳ The offer ran out"),
    }
    return headlines.get(what, tr.ptext("headline", "🆕 New request"))


def happened(tr: Translator, step: Happening) -> str:
    """A step in the history."""
    names = {
        Happening.SENT: tr.ptext("step", "sent"),
        Happening.TAKEN: tr.ptext("step", "taken"),
        Happening.PUT_BACK: tr.ptext("step", "put back"),
        Happening.OFFERED: tr.ptext("step", "times offered"),
        Happening.OFFER_DECLINED: tr.ptext("step", "none of the times fits"),
        Happening.OFFER_EXPIRED: tr.ptext("step", "the offer ran out"),
        Happening.BOOKED: tr.ptext("step", "time confirmed"),
        Happening.MOVED: tr.ptext("step", "time moved"),
        Happening.CANCELLED: tr.ptext("step", "time cancelled"),
        Happening.CONFIRMED_COMING: tr.ptext("step", "says she is coming"),
        Happening.ANSWERED: tr.ptext("step", "answered"),
        Happening.HELD: tr.ptext("step", "talk held"),
        Happening.MISSED: tr.ptext("step", "did not come"),
        Happening.CLOSED: tr.ptext("step", "closed"),
        Happening.WITHDRAWN: tr.ptext("step", "taken back"),
        Happening.NO_ANSWER: tr.ptext("step", "called, no answer"),
        Happening.TOLD: tr.ptext("step", "told by phone what did not arrive"),
        Happening.FOLLOW_UP: tr.ptext("step", "one more talk"),
        Happening.ASKED_BACK: tr.ptext("step", "asked back"),
        Happening.REPLIED: tr.ptext("step", "answered by the resident"),
        Happening.HELP_READING: tr.ptext("step", "wants help to read it"),
        Happening.CORRECTED: tr.ptext("step", "name or number corrected"),
        Happening.DETAILS_SEEN: tr.ptext("step", "name, number and note looked at"),
        Happening.REFERRAL_ASKED: tr.ptext("step", "asked about a referral"),
        Happening.REFERRAL_AGREED: tr.ptext("step", "said yes to a referral"),
        Happening.REFERRAL_DECLINED: tr.ptext("step", "said no to a referral"),
        Happening.REFERRAL_WITHDRAWN: tr.ptext("step", "took a yes to a referral back"),
        Happening.REFERRAL_RECALLED: tr.ptext("step", "referral recalled"),
        Happening.REFERRAL_LAPSED: tr.ptext("step", "no answer about a referral"),
        Happening.REFERRAL_TAKEN: tr.ptext("step", "referral taken"),
        Happening.REFERRAL_HELPED: tr.ptext("step", "referral: helped"),
        Happening.REFERRAL_NOT_REACHED: tr.ptext("step", "referral: could not reach the resident"),
        Happening.REFERRAL_RETURNED: tr.ptext("step", "referral came back"),
        Happening.BRIDGED: tr.ptext("step", "bridge built"),
        Happening.BRIDGE_TAKEN_BACK: tr.ptext("step", "bridge taken back"),
    }
    return names[step]


def message_name(tr: Translator, kind: str) -> str:
    """A message to the resident."""
    names = {
        "reminder": tr.ptext("message", "reminder"),
        "offer": tr.ptext("message", "offered times"),
        "offer-expired": tr.ptext("message", "the offer ran out"),
        "answer": tr.ptext("message", "answer"),
        "question": tr.ptext("message", "question"),
        "invitation": tr.ptext("message", "invitation"),
        "call-agreed": tr.ptext("message", "when we call"),
        "company-agreed": tr.ptext("message", "that we come along"),
        "hours-changed": tr.ptext("message", "other opening hours"),
        "not-forgotten": tr.ptext("message", "that we have not forgotten"),
        "no-answer": tr.ptext("message", "that we tried to call"),
        "cancelled-by-us": tr.ptext("message", "we cancelled"),
        "missed": tr.ptext("message", "a new time after one missed"),
        "closed": tr.ptext("message", "it is finished"),
        "referral": tr.ptext("message", "question about a referral"),
        "referral-taken": tr.ptext("message", "who helps now"),
        "referral-returned": tr.ptext("message", "the helper cannot after all"),
    }
    return names.get(kind, kind)


def fate_name(tr: Translator, state: NoticeState, *, by_phone: bool = False) -> str:
    """What became of a message."""
    if by_phone:
        return tr.ptext("fate", "told by phone")
    names = {
        NoticeState.WAITING: tr.ptext("fate", "will be sent"),
        NoticeState.SENT: tr.ptext("fate", "sent"),
        NoticeState.EXPIRED: tr.ptext("fate", "too late, not sent"),
        NoticeState.CANCELLED: tr.ptext("fate", "no longer true, not sent"),
        NoticeState.BLOCKED: tr.ptext("fate", "not sent, the resident has blocked the bot"),
        NoticeState.FAILED: tr.ptext("fate", "could not be sent"),
        NoticeState.UNKNOWN: tr.ptext("fate", "perhaps not arrived"),
    }
    return names[state]


def outcome_name(tr: Translator, outcome: Outcome) -> str:
    """What came of a request."""
    names = {
        Outcome.GUIDED: tr.ptext("staff button", "She got guidance"),
        Outcome.BRIDGED: tr.ptext("staff button", "Bridge to the municipality"),
        Outcome.REFERRED: tr.ptext("staff button", "Referred to somebody else"),
        Outcome.FURTHER: tr.ptext("staff button", "More talks agreed"),
        Outcome.MISSED: tr.ptext("staff button", "We did not meet"),
        Outcome.NOT_NEEDED: tr.ptext("staff button", "No longer needed"),
    }
    return names[outcome]
