"""The verbs of a request's card: what a family worker can do with it now, one tap each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.appointments import Appointment, Kind
from domain.counselling import Request, RequestState, Way
from handlers.context import Ctx
from handlers.screen import Button, Rows, beside

# A talk may begin a little before its time.
EARLY = timedelta(minutes=15)


def verbs_of(ctx: Ctx, request: Request, appointment: Appointment | None, *, talked: bool) -> Rows:
    """Every verb of the card, two in a row; what a colleague holds can only be looked at."""
    tr, code, me = ctx.tr, request.code, ctx.person.staff
    details = Button(tr.ptext("staff button", "👤 Name, number, note"), f"case:{code}:details")
    log = Button(tr.ptext("staff button", "🕘 History"), f"case:{code}:history")
    family = Button(tr.ptext("staff button", "👪 The family"), f"case:{code}:family")
    if not request.open:
        return ((family, log),)
    if held_by_another(ctx, request):
        return beside([details, family, log])
    last = [*_passing_on(ctx, request), details, family, log]
    if request.state is RequestState.BOOKED and appointment is not None:
        return beside([*_booked(ctx, request, appointment), *last])
    over = [_take_over(ctx, request)] if me is not None and request.keeper(me.id) != me.id else []
    return beside([*over, *_unbooked(ctx, request, talked=talked), *last])


def held_by_another(ctx: Ctx, request: Request) -> bool:
    """Whether a colleague has taken it, and is here to do it."""
    me = ctx.person.staff
    return me is not None and not request.open_to(me.id)


def _take_over(ctx: Ctx, request: Request) -> Button:
    """For good, and not only as long as her colleague is away."""
    return Button(ctx.tr.ptext("staff button", "✋ Take it over"), f"case:{request.code}:take")


def _booked(ctx: Ctx, request: Request, appointment: Appointment) -> Sequence[Button]:
    tr, code = ctx.tr, request.code
    first = [_ring(ctx, request)] if appointment.kind is Kind.CALL else []
    missed = Button(tr.ptext("staff button", "➖ Did not come"), f"case:{code}:missed")
    cancel = Button(tr.ptext("staff button", "❌ Cancel the time"), f"case:{code}:cancel")
    if ctx.now >= appointment.starts_at:
        return [*first, _held(ctx, request), missed, *_words(ctx, request)]
    may_have_begun = [_held(ctx, request)] if begun(ctx.now, appointment) else []
    return [*first, *may_have_begun, *_words(ctx, request), cancel]


def _unbooked(ctx: Ctx, request: Request, *, talked: bool) -> Sequence[Button]:
    tr, code = ctx.tr, request.code
    close = Button(tr.ptext("staff button", "🏁 Close"), f"case:{code}:close")
    back = Button(tr.ptext("staff button", "↩️ Put back"), f"case:{code}:put-back")
    middle = [*_meeting(ctx, request, talked=talked), *_words(ctx, request)]
    if request.state is RequestState.NEW:
        # Whoever does something with a request takes it by that.
        take = Button(tr.ptext("staff button", "✋ Take it"), f"case:{code}:take")
        return [take, *middle, _held(ctx, request), close]
    return [*middle, *([] if talked else [_held(ctx, request), back]), close]


def _meeting(ctx: Ctx, request: Request, *, talked: bool) -> Sequence[Button]:
    """How to meet: by telephone, at a time, or at somebody else's."""
    tr, code = ctx.tr, request.code
    offer = Button(tr.ptext("staff button", "🗓 Offer times"), f"case:{code}:offer")
    if talked:
        offer = Button(tr.ptext("staff button", "🔁 Follow-up talk"), f"case:{code}:follow-up")
    company = Button(tr.ptext("staff button", "🤝 Come along"), f"case:{code}:company")
    call = Button(tr.ptext("staff button", "📞 Confirm a call"), f"case:{code}:call")
    by_phone = request.way is Way.CALL or request.has_phone
    return [*([_ring(ctx, request), call] if by_phone else []), offer, company]


def _words(ctx: Ctx, request: Request) -> Sequence[Button]:
    """What is said to her."""
    tr, code = ctx.tr, request.code
    answer = Button(tr.ptext("staff button", "✍️ Write to her"), f"case:{code}:answer")
    ask = Button(tr.ptext("staff button", "❓ Ask"), f"case:{code}:ask")
    phrases = Button(tr.ptext("staff button", "💬 Phrases"), f"phrase:case:{code}")
    return [answer, ask, phrases, Button(tr.ptext("staff button", "🎟 Invite"), f"case:{code}:invite")]


def _passing_on(ctx: Ctx, request: Request) -> Sequence[Button]:
    """Who else can help."""
    tr, code = ctx.tr, request.code
    refer = Button(tr.ptext("staff button", "➡️ Refer"), f"case:{code}:refer")
    return [refer, Button(tr.ptext("staff button", "🌉 Bridging"), f"case:{code}:bridge")]


def _ring(ctx: Ctx, request: Request) -> Button:
    return Button(ctx.tr.ptext("staff button", "📞 Ring now"), f"case:{request.code}:ring")


def _held(ctx: Ctx, request: Request) -> Button:
    return Button(ctx.tr.ptext("staff button", "✅ Talk held"), f"case:{request.code}:held")


def begun(now: datetime, appointment: Appointment) -> bool:
    """Whether it can be said how an appointment went."""
    return now >= appointment.starts_at - EARLY
