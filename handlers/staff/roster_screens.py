"""What the team sees of itself: who is here, who waits, and a link that lets one more in."""

from collections.abc import Sequence

from documents.qr import qr_png
from domain.absence import Absence
from domain.access import Right, may
from domain.people import Role, Staff
from domain.programme import Specialist
from handlers.context import Ctx
from handlers.counselling.staff_words import role_name
from handlers.screen import Attachment, Button, Screen, column
from handlers.staff.absence_screens import team_lines
from handlers.staff.menu import way_home
from locales import Translator


def field_name(ctx: Ctx, field: str | None) -> str | None:
    """What a helper is good at, as the programme words it."""
    found = ctx.programme.counselling.specialist(field) if field else None
    return field if found is None else ctx.tr.pick(found.texts)


def _line(ctx: Ctx, member: Staff) -> str:
    tr, field = ctx.tr, field_name(ctx, member.field)
    parts = [member.name, role_name(tr, member.role), *([field] if field else [])]
    parts += [] if member.confirmed else [tr.ptext("team", "waits for a leader")]
    parts += [tr.ptext("team", "away")] if member.away else []
    parts += [tr.ptext("team", "stands in")] if member.covers else []
    return " · ".join(parts)


def team(ctx: Ctx, members: Sequence[Staff], off: Sequence[Absence] = ()) -> Screen:
    """Everybody in the team, and their days off; a leader opens each of them."""
    tr, leads = ctx.tr, may(ctx.person, Right.ROSTER)
    lines = [f"<b>{tr.html('The team')}</b>", *(tr.value(_line(ctx, one)) for one in members)]
    lines += team_lines(ctx, off)
    buttons = [Button(one.name, f"team:{one.id}") for one in members] if leads else []
    invite = Button(tr.ptext("staff button", "➕ Invite somebody"), "invite")
    return Screen("\n".join(lines), (*column(*buttons, invite), *way_home(tr)), at="team")


def member(ctx: Ctx, one: Staff) -> Screen:
    """One colleague, as a leader sees her."""
    tr = ctx.tr
    remove = Button(tr.ptext("staff button", "🚪 Take off the team"), f"team:{one.id}:remove")
    away = Button(tr.ptext("staff button", "🌴 Time off"), f"away:{one.id}")
    rows = column(away, remove) if one.confirmed else (_decisions(tr, one),)
    return Screen(f"<b>{tr.value(_line(ctx, one))}</b>", (*rows, *way_home(tr, "team")), at=f"team:{one.id}")


def _decisions(tr: Translator, one: Staff) -> tuple[Button, Button]:
    yes = Button(tr.ptext("staff button", "✅ Confirm"), f"team:{one.id}:confirm")
    return yes, Button(tr.ptext("staff button", "❌ Refuse"), f"team:{one.id}:refuse")


def joining(ctx: Ctx, one: Staff, inviter: str | None) -> Screen:
    """Somebody whom no leader invited wants to come in."""
    tr, field = ctx.tr, field_name(ctx, one.field)
    role = role_name(tr, one.role) + (f" ({field})" if field else "")
    text = tr.html(
        "{name} wants to join the team as {role}, invited by {inviter}.",
        name=one.name,
        role=role,
        inviter=inviter or tr.text("somebody who has left"),
    )
    return Screen(f"👋 {text}", (_decisions(tr, one), *way_home(tr, "team")), at=f"team:{one.id}")


def sure(ctx: Ctx, one: Staff) -> Screen:
    """The first tap of two."""
    tr = ctx.tr
    text = tr.html(
        "Take {name} off the team? Her access ends at once, and what she has taken goes back to the queue.",
        name=one.name,
    )
    yes = Button(tr.ptext("staff button", "🚪 Yes, take off"), f"team:{one.id}:remove:yes")
    return Screen(text, (*column(yes), *way_home(tr, f"team:{one.id}")), at=f"team:{one.id}:remove")


def last_leader(ctx: Ctx, one: Staff) -> Screen:
    """Somebody must be there to confirm the next."""
    said = ctx.tr.html("{name} is the only leader. Invite another leader first.", name=one.name)
    return Screen(said, way_home(ctx.tr, "team"), at="team")


def choose_role(ctx: Ctx, roles: Sequence[Role]) -> Screen:
    """As what?"""
    tr = ctx.tr
    buttons = [Button(_capital(role_name(tr, role)), f"invite:{role.value}") for role in roles]
    lines = [tr.html("Whom do you invite?")]
    if not may(ctx.person, Right.ROSTER):
        lines.append(tr.html("A leader says yes before she can do anything."))
    return Screen("\n\n".join(lines), (*column(*buttons), *way_home(tr, "team")), at="invite")


def choose_field(ctx: Ctx, fields: Sequence[Specialist]) -> Screen:
    """What is the helper good at?"""
    tr = ctx.tr
    buttons = [Button(tr.pick(one.texts), f"invite:{Role.HELPER.value}:{one.key}") for one in fields]
    return Screen(tr.html("What does she help with?"), (*column(*buttons), *way_home(tr, "invite")), at="invite")


def invitation(ctx: Ctx, role: Role, field: str | None, link: str) -> Screen:
    """The link, once; drawn anew it is the team that stands here, and not the link."""
    tr, good_at = ctx.tr, field_name(ctx, field)
    text = tr.html(
        "An invitation as {role}. It is good for one person, for seven days. Pass it on, or let her scan the code.",
        role=role_name(tr, role) + (f" ({good_at})" if good_at else ""),
    )
    picture = Attachment("invitation.png", qr_png(link))
    return Screen(f"{text}\n\n{tr.value(link)}", way_home(tr, "team"), at="team", attachment=picture)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
