"""What staff see of a family: never a name, and why two may be one only in general words."""

from collections.abc import Sequence

from domain.families import Alike, Family, Join
from domain.registers import Met
from handlers.context import Ctx
from handlers.counselling.staff_screens import ways_home
from handlers.screen import Button, Screen, beside, column
from handlers.staff.walk_in_screens import called
from locales import Translator

# Of the history of joins, the newest stand on the screen.
MOST_JOINS = 12


def _short(code: str) -> str:
    return code[:4].upper()


def family(
    ctx: Ctx, found: Family, joins: Sequence[Join], alike: int, *, back: str | None, toast: str | None
) -> Screen:
    """One family: how many of it are here, how often it was talked with, and whether it was two."""
    tr = ctx.tr
    lines = [f"👪 <b>{tr.html('Family {family}', family=called(found.code, found.nickname))}</b>"]
    lines.append(tr.nhtml("{n} of it is in the chat.", "{n} of it are in the chat.", found.persons))
    lines.append(tr.nhtml("{n} talk this year.", "{n} talks this year.", found.talks))
    lines.append(tr.nhtml("{n} request in all.", "{n} requests in all.", found.requests))
    lines += [line for one in joins[-MOST_JOINS:] for line in _history(ctx, one, found.id)]
    if alike:
        said = tr.nhtml("{n} other looks like the same family.", "{n} others look like the same family.", alike)
        lines.append(f"⚠️ {said}")
    here = f"family:{found.code}"
    parts = [_part(tr, found.code, one) for one in joins if one.stands]
    verbs = (
        Button(tr.ptext("staff button", "✏️ Nickname"), f"{here}:name"),
        Button(tr.ptext("staff button", "🔗 Join with another"), f"{here}:join"),
    )
    home = Button(tr.ptext("staff button", "↩️ Back"), back) if back else None
    rows = (*beside([*verbs, *parts]), *column(home), *ways_home(tr))
    return Screen("\n".join(lines), rows, at=f"{back}:family" if back else here, toast=toast)


def _history(ctx: Ctx, one: Join, family: int) -> list[str]:
    """When two entries became one family, and when they were two again; each names the other."""
    tr, code = ctx.tr, _short(one.kept_code if one.joined == family else one.joined_code)
    lines: list[str] = [
        tr.html("{moment}: joined with {code} ({name})", moment=tr.moment(one.at), code=code, name=one.name)
    ]
    if one.undone_at is not None:
        moment, name = tr.moment(one.undone_at), one.undone_by or ""
        lines.append(tr.html("{moment}: parted from {code} ({name})", moment=moment, code=code, name=name))
    return lines


def _part(tr: Translator, code: str, one: Join) -> Button:
    # Translators: on a button; {code} is what staff call the family that was joined, such as 3F2A.
    label = tr.ptext("staff button", "✂️ Part from {code}", code=_short(one.joined_code))
    return Button(label, f"family:{code}:part:{one.id}")


def rename(ctx: Ctx, met: Met, no_name: str) -> Screen:
    """A word by which the family is known again; no full names."""
    tr = ctx.tr
    head = tr.html("Family {family}", family=called(met.code, met.nickname))
    text = tr.html("Write a word by which you know the family again. No full names, no CPR numbers.")
    clear = Button(tr.ptext("staff button", "🗑 No nickname"), no_name) if met.nickname else None
    return Screen(f"👪 <b>{head}</b>\n\n{text}", (*column(clear, _back(tr, met)), *ways_home(tr)))


def _back(tr: Translator, met: Met) -> Button:
    return Button(tr.ptext("staff button", "↩️ Back"), f"family:{met.code}")


def reason(tr: Translator, why: Alike) -> str:
    """Why two may be one family; never the value itself."""
    names = {
        Alike.PHONE: tr.ptext("alike", "same telephone number"),
        Alike.NICKNAME: tr.ptext("alike", "same nickname"),
        Alike.NAME: tr.ptext("alike", "same name and language"),
    }
    return names[why]


def choose(
    ctx: Ctx, met: Met, alike: Sequence[tuple[Met, Alike]], lately: Sequence[Met], problem: str | None
) -> Screen:
    """Which other family is the same? Those that look like it come first."""
    tr = ctx.tr
    text = tr.html(
        "Which family is the same as {family}? Choose one, or write a code or a nickname.",
        family=called(met.code, met.nickname),
    )
    likely = [_other(met, one, f"{called(one.code, one.nickname)} · {reason(tr, why)}") for one, why in alike]
    rows = (*column(*likely), *beside([_other(met, one) for one in lately]), (_back(tr, met),), *ways_home(tr))
    return Screen("\n\n".join([*([problem] if problem else []), text]), rows)


def _other(met: Met, one: Met, label: str | None = None) -> Button:
    return Button(label or called(one.code, one.nickname), f"family:{met.code}:join:{one.code}")


def several(ctx: Ctx, met: Met, others: Sequence[Met]) -> Screen:
    """More than one family fits what was written."""
    rows = (*column(*(_other(met, one) for one in others), _back(ctx.tr, met)), *ways_home(ctx.tr))
    return Screen(ctx.tr.html("Several families fit. Which one is it?"), rows)


def check(ctx: Ctx, kept: Met, joined: Family, why: Alike | None) -> Screen:
    """What will be when the two are one."""
    tr = ctx.tr
    one, other = called(kept.code, kept.nickname), called(joined.code, joined.nickname)
    lines = [f"👪 <b>{tr.html('Are {one} and {other} one family?', one=one, other=other)}</b>"]
    if why is not None:
        lines.append(tr.html("Why it looks so: {reason}.", reason=reason(tr, why)))
    talks = tr.ntext("{n} talk", "{n} talks", joined.talks)
    requests = tr.ntext("{n} request", "{n} requests", joined.requests)
    lines.append(tr.html("{talks} and {requests} go over to {one}.", talks=talks, requests=requests, one=one))
    lines.append(tr.html("From now on it counts as one family. Nobody is told, and it can be undone."))
    data = f"family:{kept.code}:join:{joined.code}"
    yes = Button(tr.ptext("staff button", "✅ Yes, one family"), f"{data}:yes")
    no = Button(tr.ptext("staff button", "🚫 Not the same"), f"{data}:no")
    back = Button(tr.ptext("staff button", "↩️ Back"), f"family:{kept.code}:join")
    return Screen("\n".join(lines), (*column(yes, no, back), *ways_home(tr)), at=data)


def part(ctx: Ctx, met: Met, one: Join) -> Screen:
    """What will be when the two are two again."""
    tr = ctx.tr
    text = tr.html(
        "Make {code} a family of its own again? What was joined goes back, and both count.",
        code=_short(one.joined_code),
    )
    yes = Button(tr.ptext("staff button", "✂️ Yes, part them"), f"family:{met.code}:part:{one.id}:yes")
    return Screen(text, (*column(yes, _back(tr, met)), *ways_home(tr)), at=f"family:{met.code}:part:{one.id}")


def first_the_other(ctx: Ctx, met: Met, before: Join) -> Screen:
    """A join inside another can be undone only after it."""
    tr, code = ctx.tr, _short(before.joined_code)
    text = tr.html("It came along with {code}. First part from {code}, and then from this one.", code=code)
    return Screen(text, (*column(_part(tr, met.code, before), _back(tr, met)), *ways_home(tr)), at=f"family:{met.code}")
