"""What staff see of the plan: the activities, the gatherings of one of them, and the page of one gathering."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.gathering_rules import Care, GatheringRules
from domain.gatherings import About, Detail, Gathering, GatheringState, Session
from domain.programme import Activity
from domain.slots import local_day
from handlers.context import Ctx
from handlers.gatherings.staff_planner import (
    Planned,
    called,
    day_words,
    heading,
    kinds_she_sees,
    meeting_of,
    meeting_words,
    plans,
)
from handlers.gatherings.staff_ways import ways_on
from handlers.gatherings.words import about_words, activity_name, own_words, venue_of
from handlers.screen import Button, Rows, Screen, beside, column
from handlers.staff.menu import way_home
from locales import LANGUAGES, Translator

SIGNS = {
    GatheringState.DRAFT: "✏️",
    GatheringState.OPEN: "📅",
    GatheringState.CANCELLED: "❌",
    GatheringState.ENDED: "🏁",
}
ON_A_PAGE = 10
# So many sessions stand on the page of their gathering; all of them on a page of their own.
MOST_SESSIONS = 12
MOST_CLASHES = 6


@dataclass(frozen=True, slots=True)
class Figures:
    """How many there are of one activity: drafts, those to come, and those of this year that are over."""

    drafts: int
    coming: int
    past: int


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a gathering: places taken, how many wait, what clashes, languages that are asked for."""

    taken: int = 0
    waiting: int = 0
    clashes: Sequence[str] = ()
    wanted: Sequence[str] = ()


def overview(ctx: Ctx, kinds: Sequence[Activity], figures: Mapping[str, Figures]) -> Screen:
    """The activities that are planned here, with how many there are of each."""
    tr = ctx.tr
    buttons = [Button(activity_name(tr, ctx.programme, one.key), f"plan:of:{one.key}:0") for one in kinds]
    lines = [_figures_line(ctx, one.key, figures[one.key]) for one in kinds]
    text = tr.html("The plan. Choose an activity.") if kinds else tr.html("No activity is planned here.")
    return Screen(
        "\n\n".join([text, *(["\n".join(lines)] if lines else [])]), (*column(*buttons), *way_home(tr)), at="plan"
    )


def _figures_line(ctx: Ctx, activity: str, found: Figures) -> str:
    return ctx.tr.html(
        "{activity}: {drafts} drafts, {coming} to come, {past} held this year",
        activity=activity_name(ctx.tr, ctx.programme, activity),
        drafts=found.drafts,
        coming=found.coming,
        past=found.past,
    )


def of_activity(ctx: Ctx, activity: str, found: Sequence[Gathering], page: int, figures: Figures) -> Screen:
    """The gatherings of one activity: drafts, then those to come, then those that are over."""
    tr, here = ctx.tr, found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    new = (
        Button(tr.ptext("staff button", "➕ Plan a new one"), f"plan:new:{activity}") if plans(ctx, activity) else None
    )
    buttons = [Button(_line(ctx, one), f"gathering:{one.code}") for one in here]
    earlier = Button(tr.ptext("staff button", "◂ Before"), f"plan:of:{activity}:{page - 1}") if page else None
    more = len(found) > (page + 1) * ON_A_PAGE
    later = Button(tr.ptext("staff button", "More ▸"), f"plan:of:{activity}:{page + 1}") if more else None
    pages = tuple(one for one in (earlier, later) if one)
    # Whoever plans one activity only begins here.
    back = "plan" if len(kinds_she_sees(ctx)) > 1 else None
    rows = (*column(new, *buttons), *((pages,) if pages else ()), *way_home(tr, back))
    return Screen(_figures_line(ctx, activity, figures), rows, at=f"plan:of:{activity}:{page}")


def _line(ctx: Ctx, gathering: Gathering) -> str:
    """Its state, its next day or its first, and what it is about."""
    tr, coming = ctx.tr, gathering.coming(ctx.now)
    session = next(iter(coming or gathering.standing), None)
    over = gathering.state is GatheringState.OPEN and not coming and gathering.standing
    words = about_words(tr, ctx.programme, gathering.about)
    if session and not words:
        words = about_words(tr, ctx.programme, session.about)
    day = day_words(ctx, meeting_of(ctx, session).day) if session else tr.text("no day yet")
    parts = [day, *([words] if words else [])]
    return f"{'✔️' if over else SIGNS[gathering.state]} {' · '.join(parts)}"[:60]


def page(ctx: Ctx, planned: Planned, around: Around, said: str | None = None) -> Screen:
    """A gathering as it is planned, with everything that can be changed."""
    head = f"<b>{ctx.tr.value(called(ctx, planned.gathering))}</b>"
    state = _state(ctx, planned)
    lines = [f"{head}\n{state}", *_when(ctx, planned), *_facts(ctx, planned, around), *_warnings(ctx, planned, around)]
    text = "\n\n".join([*([said] if said else []), *lines])
    return Screen(text, _page_buttons(ctx, planned), at=f"gathering:{planned.gathering.code}")


def _state(ctx: Ctx, planned: Planned) -> str:
    tr = ctx.tr
    states = {
        GatheringState.DRAFT: tr.html("✏️ Draft: nobody else sees it yet."),
        GatheringState.OPEN: tr.html("📅 Open for sign-up."),
        GatheringState.CANCELLED: tr.html("❌ Cancelled."),
        GatheringState.ENDED: tr.html("🏁 Ended."),
    }
    return states[planned.gathering.state]


def _when(ctx: Ctx, planned: Planned) -> list[str]:
    lines: list[str] = [session_line(ctx, one, numbered=not planned.rules.single) for one in planned.gathering.sessions]
    more = len(lines) - MOST_SESSIONS
    rest: list[str] = [ctx.tr.nhtml("… and {n} more", "… and {n} more", more)] if more > 0 else []
    return ["\n".join([*lines[:MOST_SESSIONS], *rest])] if lines else []


def session_line(ctx: Ctx, session: Session, *, numbered: bool) -> str:
    """A session in one line: its number, when, and its topic; struck out when it is cancelled."""
    tr = ctx.tr
    when, topic = meeting_words(ctx, meeting_of(ctx, session)), about_words(tr, ctx.programme, session.about)
    line: str = tr.value(" · ".join([when, *([topic] if topic else [])]))
    line = line if session.stands else f"<s>{line}</s>"
    return f"{session.number}. {line}" if numbered else f"📅 {line}"


def _facts(ctx: Ctx, planned: Planned, around: Around) -> list[str]:
    tr, gathering = ctx.tr, planned.gathering
    lines = [f"📍 {venue_line(ctx, gathering)}", _places(tr, gathering, planned.rules)]
    if planned.rules.childcare is not Care.NEVER:
        lines.append(tr.html("🧸 Childcare: yes") if gathering.childcare else tr.html("🧸 Childcare: no"))
    if not planned.draft and plans(ctx, gathering.activity):
        lines.append(tr.html("{taken} signed up, {waiting} waiting", taken=around.taken, waiting=around.waiting))
    return ["\n".join([*lines, *detail_lines(ctx, gathering.about)])]


def venue_line(ctx: Ctx, gathering: Gathering, session: Session | None = None) -> str:
    """Where it is, in one line."""
    venue = venue_of(ctx.programme, gathering, session)
    return ctx.tr.value(", ".join(filter(None, (venue.name, venue.address))))


def _places(tr: Translator, gathering: Gathering, rules: GatheringRules) -> str:
    if gathering.places is None:
        return tr.html("🔢 As many as come")
    if rules.unit.one_person:
        return tr.nhtml("🔢 {n} place", "🔢 {n} places", gathering.places)
    return tr.nhtml("🔢 Places for {n} family", "🔢 Places for {n} families", gathering.places)


def detail_name(tr: Translator, detail: str) -> str:
    """What a field in staff's own words is called."""
    names = {
        "title": tr.ptext("staff button", "🏷 Own title"),
        Detail.TALK: tr.ptext("staff button", "🎤 Talk"),
        Detail.CREATIVE: tr.ptext("staff button", "🎨 Something to make"),
        Detail.WHO: tr.ptext("staff button", "👋 Who is there"),
        Detail.BRING: tr.ptext("staff button", "🎒 What to bring"),
    }
    return names[detail]


def detail_lines(ctx: Ctx, about: About) -> list[str]:
    """What was written about it, in Danish."""
    found = [(one, own_words(ctx.tr, about.details.get(one, {}))) for one in Detail]
    return [f"{detail_name(ctx.tr, one)}: {ctx.tr.value(words)}" for one, words in found if words]


def _warnings(ctx: Ctx, planned: Planned, around: Around) -> list[str]:
    tr, (least, most) = ctx.tr, planned.rules.sessions
    lines: list[str] = [tr.html("⚠️ At the same time: {what}", what=one) for one in around.clashes[:MOST_CLASHES]]
    count = len(planned.gathering.standing)
    if planned.gathering.state is GatheringState.DRAFT and count and not least <= count <= most:
        lines.append(
            tr.html("⚠️ There are usually {least} to {most} sessions, here are {n}.", least=least, most=most, n=count)
        )
    if around.wanted:
        names = tr.list([LANGUAGES[one].own_name for one in around.wanted if one in LANGUAGES])
        lines.append(tr.html("🙋 Somebody asked for the words in: {languages}", languages=names))
    return ["\n".join(lines)] if lines else []


def _page_buttons(ctx: Ctx, planned: Planned) -> Rows:
    tr, gathering, code = ctx.tr, planned.gathering, planned.gathering.code
    home = way_home(tr, f"plan:of:{gathering.activity}:0")
    if not plans(ctx, gathering.activity):
        return home
    if gathering.state not in (GatheringState.DRAFT, GatheringState.OPEN):
        return (*beside(_afterwards(ctx, planned)), *home)
    end = draft_ends(ctx, planned) if planned.draft else _open_ends(ctx, planned)
    when = [Button(tr.ptext("staff button", "📅 Day and time"), _when_data(planned))]
    if gathering.sessions and not planned.rules.single:
        when = [Button(tr.ptext("staff button", "📆 The sessions"), f"plan:{code}:sessions")]
    lower = () if planned.draft else beside(_used_for(ctx, planned))
    return (*beside([*when, *word_buttons(ctx, planned), *_frame_buttons(ctx, planned)]), *lower, *column(*end), *home)


def _used_for(ctx: Ctx, planned: Planned) -> list[Button]:
    """Where an open one leads beside its plan: who is coming, and its paper."""
    tr, gathering = ctx.tr, planned.gathering
    session = next(iter(gathering.coming(ctx.now) or reversed(gathering.standing)), None)
    coming = [Button(tr.ptext("staff button", "🎪 Who is coming"), f"held:{session.code}")] if session else []
    paper = Button(tr.ptext("staff button", "🖨 Print"), f"print:{gathering.code}")
    return [*coming, paper, *ways_on(tr, planned.rules, gathering.code)]


def _afterwards(ctx: Ctx, planned: Planned) -> list[Button]:
    """What is still looked up or put right when it is over or cancelled: who was there, and who was told."""
    tr, gathering = ctx.tr, planned.gathering
    session = next(iter(gathering.coming(ctx.now) or reversed(gathering.sessions)), None)
    held = Button(tr.ptext("staff button", "📈 Attendance"), f"gathering:{gathering.code}:attendance")
    if session is None:
        return [held]
    calls = Button(tr.ptext("staff button", "📞 Who must be called"), f"held:{session.code}:calls")
    return [calls, Button(tr.ptext("staff button", "✉️ Messages"), f"held:{session.code}:sent"), held]


def _when_data(planned: Planned) -> str:
    """A single meeting that has a day is moved; else it gets one."""
    session = next(iter(planned.gathering.standing), None)
    return f"planned:{session.code}:move" if session else f"plan:{planned.gathering.code}:turn"


def word_buttons(ctx: Ctx, planned: Planned) -> list[Button]:
    """What can be said about a gathering or a session: theme, words, where, and the same in other languages."""
    tr, data = ctx.tr, planned.data
    own = [Button(detail_name(tr, one), f"{data}:words:da:{one}") for one in ("title", *Detail)]
    return [
        Button(tr.ptext("staff button", "🎯 Theme"), f"{data}:set:theme"),
        *own,
        Button(tr.ptext("staff button", "📍 Where"), f"{data}:set:venue"),
        Button(tr.ptext("staff button", "🌍 In other languages"), f"{data}:words"),
    ]


def _frame_buttons(ctx: Ctx, planned: Planned) -> list[Button]:
    tr, data = ctx.tr, planned.data
    care = Button(tr.ptext("staff button", "🧸 Childcare"), f"{data}:set:care")
    places = Button(tr.ptext("staff button", "🔢 Places"), f"{data}:set:places")
    return [places, *([care] if planned.rules.childcare is Care.PLANNED else [])]


def draft_ends(ctx: Ctx, planned: Planned) -> list[Button | None]:
    """What becomes of a draft: it is opened once it has a day, or goes."""
    tr, code = ctx.tr, planned.gathering.code
    ready = bool(planned.gathering.coming(ctx.now))
    publish = Button(tr.ptext("staff button", "✅ Open for sign-up"), f"plan:{code}:open") if ready else None
    return [publish, Button(tr.ptext("staff button", "🗑 Delete the draft"), f"plan:{code}:drop")]


def _open_ends(ctx: Ctx, planned: Planned) -> list[Button | None]:
    tr, code = ctx.tr, planned.gathering.code
    if planned.gathering.coming(ctx.now):
        label = tr.ptext("staff button", "❌ Cancel it") if planned.rules.single else None
        return [Button(label or tr.ptext("staff button", "❌ Cancel all of it"), f"plan:{code}:cancel")]
    return [Button(tr.ptext("staff button", "🏁 End it"), f"plan:{code}:end")]


def sure(ctx: Ctx, planned: Planned, question: str, yes: str, data: str) -> Screen:
    """Two taps for what cannot be taken back; the question says whom it concerns."""
    text = f"{heading(ctx, planned)}\n\n{question}"
    no = Button(ctx.tr.ptext("staff button", "↩️ No, back"), planned.page)
    return Screen(text, column(Button(yes, f"{data}:yes"), no), at=data)


def told_line(tr: Translator, count: int) -> str:
    """How many sign-ups will hear of it."""
    if not count:
        return tr.html("Nobody has signed up, so nobody has to be told.")
    return tr.nhtml("{n} sign-up will be told.", "{n} sign-ups will be told.", count)


def today_year(ctx: Ctx) -> int:
    """The year it is in the house."""
    return local_day(ctx.programme, ctx.now).year
