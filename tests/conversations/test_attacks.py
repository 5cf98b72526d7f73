"""Forged presses, borrowed ids, nasty words: nobody gets what is not hers, nothing breaks, nothing leaks."""

from datetime import timedelta
from typing import Any

from sqlalchemy import text, update

from domain.access import TABLE, Right
from domain.gathering_rules import Unit
from domain.gatherings import GatheringState
from domain.notices import Notice
from domain.people import Role
from domain.polls import PollKind
from domain.referrals import Line, ReferralState
from domain.sign_ups import Needs, Party, SignUpState
from domain.surveys import InvitationState, Mode, Option, quarter_of
from handlers.gatherings.signing_up import SIGN_UP
from handlers.house_rules import ROUTES
from handlers.routing import Command, Tap
from handlers.surveys.wording import version_of, wording_of
from handlers.words.checks import checked, desk_of
from simulator.messages import Document
from storage import (
    families,
    outbox,
    paper_ballots,
    people,
    polls,
    questions,
    referrals,
    register,
    sentences,
    sign_ups,
    surveys,
    walk_ins,
)
from tests.conversations.gatherings import looks_at, open_course, open_evening, open_group, open_mothers
from tests.conversations.ledger import everything, readable, rows, unsound
from tests.conversations.taking_part import takes_part
from tests.conversations.test_themes import LINES, wrote
from tests.conversations.walks import asks, asks_for_a_call, books
from tests.town import MONDAY, Citizen, Town

DEAD = "This button no longer works. Here is what is true now."
NOBODY_READS = "I am an automatic helper, and nobody reads this message. Please tap a button."
NO_SUCH = "00000000"
# What somebody asked for, what she was asked back, what she was asked to agree to; the private group she is in.
OWNED = ("{code}", "{question}", "{referral}", "{gathering}", "{session}", "{sign_up}", "{invitation}")
HERS = [
    route.pattern
    for route in ROUTES
    if isinstance(route, Tap) and not route.right and any(owned in route.pattern for owned in OWNED)
]
SESSIONS = [
    route.pattern
    for route in ROUTES
    if isinstance(route, Tap)
    and not route.right
    and route.pattern.startswith("session:")
    # The calendar file of what is open to all is open to all.
    and not route.pattern.endswith(":file")
]
STAFFS = [route for route in ROUTES if route.right is not None]


def minutes(day: int, hour: int) -> str:
    return str(int(MONDAY.replace(day=day, hour=hour, minute=0).timestamp()) // 60)


FITTING = {
    "day": "2026-11-25",
    "at": minutes(25, 13),
    "window": f"{minutes(24, 9)}-{minutes(24, 12)}",
    "outcome": "guided",
    "minutes": "45",
    "which": "opens",
    "token": "abcd1234",
    "held": "2026-11-23",
    "way": "gathering",
    "topic": "letters",
    "language": "ar",
    "family": "new",
    "clock": "1500",
    "key": "skole",
    "member": "1",
    "role": "helper",
    "field": "economy",
    "question": "from",
    "answer": "tax",
    "activity": "course",
    "specialist": "economy",
    "to": "any",
    "lines": "01",
    "result": "helped",
    "bridge": "school",
    "built": "0",
    "contact": "1",
    "absence": "1",
    "was": "0",
    "weekday": "1",
    "opens": "0900",
    "closes": "1500",
    "month": "2026-11",
    "page": "0",
    "entry": "1",
    "join": "1",
    "remind": "on",
    "care": "on",
    "who": "adults",
    "number": "2",
    "here": "1",
    "attendance": "1",
    "what": "theme",
    "value": "sleep",
    "detail": "title",
    "hours": "1700-1930",
    "count": "1",
    "weeks": "1",
    "but": "0",
    "paper": "poster",
    "languages": "da",
    "form": "pdf",
    "poll": NO_SUCH,
    "choice": "0",
    "children": "1",
    "child": "1",
    "kind": "topic",
    "year": "2026",
    "area": "absence",
    "asked": "1",
    "theme": "1",
    "criterion": "evenings-held",
    "written": "da",
    "partner": "school",
    "clip": "1",
    "survey": "counselling",
    "option": "a-lot",
    "said": "000",
    "version": "0" * 12,
    "check": "1",
    "phrase": "which-day",
    "card": "letter",
    "situation": "appointment",
}


def pressed(pattern: str, **ids: str) -> str:
    """The tap data of a route, with these ids and otherwise such as would be good."""
    return pattern.format_map({**FITTING, **ids})


async def state_of(town: Town) -> dict[str, list[dict[str, Any]]]:
    """All that matters in the database: not where people look, not what came and went."""
    found = await everything(town)
    passing = ("at", "seen_at", "keyboard")
    found["persons"] = [{k: v for k, v in row.items() if k not in passing} for row in found["persons"]]
    return {name: rows for name, rows in found.items() if name not in ("inbox", "messages", "vitals")}


async def codes(town: Town, way: str) -> str:
    ((code,),) = await rows(town, "SELECT code FROM requests WHERE way = :way", way=way)
    return str(code)


async def offer_of(town: Town) -> str:
    return str((await rows(town, "SELECT code FROM appointments WHERE state = 'offered'"))[0][0])


async def amina_has_all(town: Town) -> tuple[Citizen, Citizen]:
    """A resident with a time, an offer and a request nobody took; and the family worker who offered."""
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(2)
    await mette.taps_nth(0)
    await mette.taps_nth(1)
    await mette.taps("✅ Send the offer")
    await books(amina, day=1)
    await asks(amina, way="🚪 I come by")
    await amina.taps("✔️ Go on")
    await amina.taps("No name")
    await amina.taps("✅ Send")
    return amina, mette


async def asked_of_amina(town: Town) -> dict[str, str]:
    """She is asked something, and asked whether she may be passed on."""
    async with town.running.database.transaction() as tx:
        row = (await tx.execute(text("SELECT id, staff_id FROM requests WHERE state = 'offered'"))).one()
        question = await questions.ask_question(tx, row.id, row.staff_id, "from", town.now)
        mette = row.staff_id
        referral = await referrals.ask_referral(tx, row.id, mette, "caseworker", mette, [Line.TOPIC], town.now)
    asked = {"question": str(question), "referral": str(referral), "invitation": await is_asked(town)}
    return {**asked, **await in_a_private_group(town)}


async def is_asked(town: Town, mode: Mode = Mode.CHAT) -> str:
    """Amina is asked how it went, in her chat, or her family on a phone of the house; what she said so far is kept."""
    async with town.running.database.transaction() as tx:
        row = (await tx.execute(text("SELECT person_id, family_id FROM requests WHERE state = 'offered'"))).one()
        services, quarter = town.running.services, quarter_of(town.now.date())
        survey = services.programme.survey("counselling")
        assert survey is not None
        wording = wording_of(services, survey)
        here = await surveys.open_round(tx, survey.key, quarter, wording, version_of(wording), town.now)
        person = row.person_id if mode is Mode.CHAT else None
        code = await surveys.invite(tx, here.id, row.family_id, person, "counselling", town.now, "en")
        found = await surveys.find_invitation(tx, str(code))
        assert found is not None
        await surveys.move_invitation(tx, found.id, InvitationState.BEGUN)
        link = await surveys.begin_ballot(tx, found.id, here.id, mode)
        await surveys.fill_ballot(tx, link, {"help": Option.NO}, complete=False, counted=False)
    return found.code


async def is_on_paper(town: Town) -> str:
    """A family is asked on paper, and has it."""
    async with town.running.database.transaction() as tx:
        here, *_ = await surveys.open_rounds(tx)
        whose = await people.add_family(tx, town.now)
        found = await surveys.find_invitation(
            tx, str(await surveys.invite(tx, here.id, whose, None, "counselling", town.now, "ar"))
        )
        assert found is not None
        await surveys.move_invitation(tx, found.id, InvitationState.ASKED)
        await paper_ballots.print_code(tx, found.id)
    return found.code


async def in_a_private_group(town: Town) -> dict[str, str]:
    """Amina is in a group of which nobody else learns."""
    group = await open_group(town)
    async with town.running.database.transaction() as tx:
        row = (await tx.execute(text("SELECT person_id FROM requests WHERE state = 'offered'"))).one()
        amina = await people.get_person(tx, row.person_id)
        assert amina is not None
        told = (SignUpState.GOING, Party(), Needs(), town.now)
        code = await sign_ups.sign_up(tx, group.id, amina.family, amina.id, *told)
    return {"gathering": group.code, "session": group.sessions[0].code, "sign_up": code}


async def test_what_is_not_hers_is_as_if_it_were_not_there(calm_town: Town) -> None:
    await amina_has_all(calm_town)
    eve, strange = await calm_town.resident("Eve", "en"), await calm_town.resident("Strange", "en")
    real = [await codes(calm_town, way) for way in ("come", "book", "call")]
    asked = await asked_of_amina(calm_town)
    offer, before = await offer_of(calm_town), await state_of(calm_town)
    nothing = dict.fromkeys(["code", "offer", *asked], NO_SUCH)
    for pattern in HERS:
        for code in real if "{code}" in pattern else real[:1]:
            eve.phone.press(pressed(pattern, code=code, offer=offer, **asked))
            strange.phone.press(pressed(pattern, **nothing))
            await calm_town.answered()
            assert eve.text == strange.text
            assert eve.sees == strange.sees
            assert eve.reads(DEAD)
    await calm_town.step()
    assert await state_of(calm_town) == before
    assert HERS


async def test_her_own_offer_does_not_open_anothers_request(calm_town: Town) -> None:
    await amina_has_all(calm_town)
    eve, offer = await calm_town.resident("Eve", "en"), await offer_of(calm_town)
    await asks_for_a_call(eve)
    ((own,),) = await rows(calm_town, "SELECT code FROM requests ORDER BY id DESC LIMIT 1")
    before = await state_of(calm_town)
    await eve.presses(f"request:{own}:offer:{offer}")
    assert eve.reads(DEAD)
    assert await state_of(calm_town) == before


async def test_anothers_form_cannot_be_filled_in(calm_town: Town) -> None:
    amina, eve = await calm_town.resident("Amina", "en"), await calm_town.resident("Eve", "en")
    await asks(amina, way="🚪 I come by")
    ((token,),) = await rows(calm_town, "SELECT token FROM drafts")
    before = await state_of(calm_town)
    for data in (f"form:{token}:topic:money", f"form:{token}:needs:on", f"form:{token}:summary:send", "form:x:y:z"):
        await eve.presses(data)
        assert eve.reads(DEAD)
    assert await state_of(calm_town) == before


async def test_somebody_elses_card_is_not_her_number(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await asks(amina, way="📞 Call me")
    for user_id in (amina.phone.id + 1, None):
        amina.phone.send_contact("4512345678", user_id)
        await calm_town.step()
        assert amina.reads("That does not look like a telephone number.")
    assert "4512345678" not in await readable(calm_town)
    await amina.shares_number()
    assert amina.reads("When shall we call you?")


async def lost_message(town: Town) -> str:
    """The offer to Amina has not arrived."""
    async with town.running.database.transaction() as tx:
        lost = update(outbox.outbox).where(outbox.outbox.c.kind == "offer").values(state="failed")
        return str((await tx.execute(lost.returning(outbox.outbox.c.id))).scalar_one())


async def contact_to_make(town: Town) -> str:
    """Amina has said yes to somebody outside, whom Mette contacts."""
    async with town.running.database.transaction() as tx:
        row = (await tx.execute(text("SELECT id, staff_id FROM requests WHERE state = 'offered'"))).one()
        mette = row.staff_id
        code = await referrals.ask_referral(tx, row.id, mette, "caseworker", mette, [Line.TOPIC], town.now)
        asked = await referrals.find_referral(tx, str(code))
        assert asked is not None
        assert await referrals.move_referral(tx, asked, ReferralState.AGREED)
        return asked.code


async def of_every_kind(town: Town) -> dict[str, Citizen]:
    """Everybody who is no family worker: a resident, one removed, one whom no leader confirmed, every other role."""
    others = {role.value: await town.staff(role.value, role) for role in Role if role is not Role.FAMILY_WORKER}
    removed, waits = await town.staff("Sara"), await town.staff("Una")
    async with town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [removed.phone.id, waits.phone.id])
        await people.leave_staff(tx, known[removed.phone.id].id, town.now)
        place = people.staff.c.person_id == known[waits.phone.id].id
        await tx.execute(update(people.staff).where(place).values(confirmed_at=None))
    removed.tr = town.words.translator("da")
    return {"resident": await town.resident("Eve", "en"), "removed": removed, "unconfirmed": waits, **others}


def may(kind: str, right: Right | None) -> bool:
    return right is not None and kind in {role.value for role, cells in TABLE.items() if right in cells}


async def families_met(town: Town) -> dict[str, str]:
    """Three families: one that somebody talked with, into which another was joined, and one more."""
    async with town.running.database.transaction() as tx:
        found = [await people.add_family(tx, town.now) for _ in range(3)]
        await walk_ins.add_walk_in(tx, "beef0001", found[0], None, "ar", 1, town.now)
        await families.join_families(tx, found[0], found[1], 1, town.now)
        kept, other = [await families.get_family(tx, one) for one in (found[0], found[2])]
    return {"family": kept.code, "other": other.code}


async def a_gathering(town: Town, amina: Citizen) -> dict[str, str]:
    """An evening that begins in half an hour: Amina's family is in it, and was not told of the new time."""
    evening = await open_evening(town, at=town.now + timedelta(minutes=30))
    session, signed = evening.sessions[0], await takes_part(town, amina, evening)
    async with town.running.database.transaction() as tx:
        assert signed.person is not None
        data = {"session": session.code, "was": 0, "starts": 0}
        await outbox.enqueue(tx, [Notice(signed.person, "session-moved", "lost", data)], town.now)
        lost = update(outbox.outbox).where(outbox.outbox.c.purpose == "lost").values(state="failed")
        await tx.execute(lost.values(settled_at=town.now))
        await sign_ups.say(tx, session.id, signed.family, signed.person, Unit.FAMILY, food=False)
        (said,) = await sign_ups.attendances_of(tx, [session.id])
    found = {"session": session.code, "gathering": evening.code, "of": evening.code, "sign_up": signed.code}
    return {**found, "attendance": str(said.id)}


async def a_course(town: Town, amina: Citizen) -> dict[str, str]:
    """A course that Amina's family takes part in."""
    course = await open_course(town)
    return {"course": course.code, "enrolled": (await takes_part(town, amina, course)).code}


# Of a gathering that is open these make no sense, nor `end` of one of which something is to come.
OF_DRAFTS = ("begin", "turn", "count", "series", "make", "open", "drop")


async def to_plan(town: Town, pattern: str) -> dict[str, str]:
    """For a tap that plans, an evening that is just made for it; what else is pressed finds the one it had."""
    if not pattern.startswith(("plan:{", "planned:")):
        return {}
    verb = pattern.split(":")[2:3]
    state = GatheringState.DRAFT if verb and verb[0] in OF_DRAFTS else GatheringState.OPEN
    when = timedelta(days=-1 if verb == ["end"] else 2)
    evening = await open_evening(town, at=town.now + when, state=state)
    number = {"was": "1", "count": "1"} if verb and verb[0] in ("series", "make") else {}
    return {"gathering": evening.code, "session": evening.sessions[0].code, **number}


async def of_groups(town: Town, pattern: str) -> dict[str, str]:
    """For a tap about votes, turns with the food or partners' hours, what it needs."""
    if pattern.startswith("ledger"):
        return {"activity": "course", "partner": "school", "day": "261123", "year": "2026"}
    if not pattern.startswith(("poll", "turns")):
        return {}
    mothers = await open_mothers(town)
    session = mothers.sessions[0]
    async with town.running.database.transaction() as tx:
        until = town.now + timedelta(days=2)
        code = await polls.ask(tx, mothers.id, PollKind.TOPIC, ["sleep", "food"], mothers.staff, town.now, until)
        poll = await polls.find_poll(tx, code)
        assert poll is not None
        await polls.vote(tx, poll.id, 1, 0, town.now)
        await polls.close_poll(tx, poll.id, town.now)
    return {"gathering": mothers.code, "session": session.code, "poll": code, "kind": "topic", "choice": "0"}


async def of_ballots(town: Town, pattern: str) -> dict[str, str]:
    """For a ballot that is handed out: a family that is due, has begun, or has a paper; and lines."""
    if pattern.startswith("ballot:"):
        return {"invitation": await is_asked(town, Mode.HOUSE)}
    if pattern.startswith(("ballotpaper:", "ballotentry:")):
        return {"invitation": await is_on_paper(town)}
    if pattern.startswith("themes:"):
        return {"asked": str(await wrote(town, *LINES))}
    if not pattern.startswith(("ballots:", "ballotprint:")):
        return {}
    async with town.running.database.transaction() as tx:
        whose = await people.add_family(tx, town.now)
        held = (town.now - timedelta(days=4), town.now)
        await register.register_talk(tx, whose, "walk-in", None, 1, *held, request=None, appointment=None)
        return {"family": (await families.get_family(tx, whose)).code}


async def of_words(town: Town, pattern: str) -> dict[str, str]:
    """For a tap of the words desk, a sentence that waits, and one that she has just checked."""
    if not pattern.startswith("words"):
        return {}
    async with town.running.database.transaction() as tx:
        desk = await desk_of(town.running.services, tx, "ar")
        here, other = desk.waiting()[:2]
        check = await sentences.add_check(tx, checked(other, other.words, "Mette", town.now))
    return {"language": "ar", "key": here.key, "version": here.version, "check": str(check)}


async def of_voices(town: Town, pattern: str) -> dict[str, str]:
    """For a tap about recordings, one that Mette has made."""
    if not pattern.startswith("voices:"):
        return {}
    spoken = town.running.services.languages.translators.spoken("ar")
    one = next(iter(spoken.values()))
    sound = town.telegram.files.store("voice", Document("voice.ogg", b"OggS", "audio/ogg", 5)).id
    async with town.running.database.transaction() as tx:
        mette: int = (await tx.execute(text("SELECT id FROM staff WHERE name = 'Mette'"))).scalar_one()
        return {"clip": str(await sentences.keep_clip(tx, "ar", one.name, one.version, sound, mette, town.now))}


async def made_for(town: Town, pattern: str) -> dict[str, str]:
    """What is made for one tap alone."""
    made = (to_plan, of_groups, of_ballots, of_voices, of_words)
    return {name: value for make in made for name, value in (await make(town, pattern)).items()}


async def test_a_nurse_gets_an_answer_everywhere_in_her_group_and_the_family_worker_nowhere(calm_town: Town) -> None:
    mette, ida = await calm_town.staff("Mette"), await calm_town.staff("Ida", Role.HEALTH_NURSE)
    group, amina = await open_group(calm_town), await calm_town.resident("Amina", "en")
    signed = await takes_part(calm_town, amina, group)
    ids = {"gathering": group.code, "sign_up": signed.code, "children": "1", "child": "1"}
    routes = [one.pattern for one in STAFFS if isinstance(one, Tap) and one.pattern.startswith("group:")]
    before = await state_of(calm_town)
    for pattern in routes:
        value = "job" if ":plan:" in pattern else "started"
        await mette.presses(pressed(pattern, **ids, value=value))
        assert mette.reads(DEAD), pattern
    assert await state_of(calm_town) == before
    for pattern in routes:
        value = "job" if ":plan:" in pattern else "started"
        await ida.presses(pressed(pattern, **ids, value=value))
        assert not ida.reads(DEAD), pattern
    assert routes


async def test_what_is_not_her_session_is_as_if_it_were_not_there(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    ids = await a_gathering(calm_town, amina)
    eve, strange = await calm_town.resident("Eve", "en"), await calm_town.resident("Strange", "en")
    before = await state_of(calm_town)
    for pattern in SESSIONS:
        await eve.presses(pressed(pattern, **ids))
        await strange.presses(pressed(pattern, session=NO_SUCH))
        assert (eve.text, eve.sees) == (strange.text, strange.sees)
        assert eve.reads(DEAD)
    assert await state_of(calm_town) == before
    assert SESSIONS


async def test_what_only_some_may_do_nobody_else_can(calm_town: Town) -> None:
    amina, mette = await amina_has_all(calm_town)
    persons, code = await of_every_kind(calm_town), await codes(calm_town, "come")
    ids = {"code": code, "notice": await lost_message(calm_town), **await families_met(calm_town)}
    ids |= {"referral": await contact_to_make(calm_town), **await a_gathering(calm_town, amina)}
    ids |= {"invitation": await is_asked(calm_town, Mode.HOUSE), **await a_course(calm_town, amina)}
    before = await state_of(calm_town)
    for route in STAFFS:
        barred = {kind: someone for kind, someone in persons.items() if not may(kind, route.right)}
        for someone in barred.values():
            if isinstance(route, Command):
                someone.phone.send(f"/{route.name}")
            else:
                someone.phone.press(pressed(route.pattern, **ids))
        await calm_town.answered()
        refusal = DEAD if isinstance(route, Tap) else NOBODY_READS
        for kind, someone in barred.items():
            assert someone.reads(refusal), (kind, route)
    await calm_town.step()
    assert await state_of(calm_town) == before
    # It is the right that decides, not the route: she who has it gets an answer everywhere.
    for route in STAFFS:
        # Groups are the nurses': see above.
        nurses = isinstance(route, Tap) and route.pattern.startswith(("group:", "referred:{referral}:group"))
        if isinstance(route, Tap) and may("family-worker", route.right) and not nurses:
            mine = {**ids, **await made_for(calm_town, route.pattern)}
            mette.phone.press(pressed(route.pattern, **mine))
            await calm_town.answered()
            assert not mette.reads(DEAD), route


NOISE = [
    "x" * 64, "ÿ" * 32, "😀" * 16, ":" * 64, "::::", "form", "form:", "form:::", "form:a:b:c:d:e:f", "case", "case:",
    "request:", "request::times", "request:%s:times", "request:{code}", "case:{code}:details", "lang:", "lang:xx",
    "lang-other:xx", "help:", "help:xx:quiet", "help:da:da:da", "home:home", "\x00", "\n", " ", "' OR 1=1 --",
    "reminders:", "talk:new:new", "null", "0", "-1", "9" * 64, "٣" * 32, "staff:staff", "forget:yes:yes",
]  # fmt: skip
NUMBERS = ["9" * 9, "9" * 15, "9" * 30, "-1", "", "1e9", "٣٣٣", "0", "nan"]


async def test_noise_in_a_press_breaks_nothing(calm_town: Town) -> None:
    amina, mette = await amina_has_all(calm_town)
    call, come, book = [await codes(calm_town, way) for way in ("call", "come", "book")]
    for someone in (amina, mette):
        for data in NOISE:
            someone.phone.press(data)
    for number in NUMBERS:
        for data in (f"request:{book}:time:{number}", f"request:{book}:take:{number}", f"request:{book}:day:{number}"):
            amina.phone.press(data)
        for data in (
            f"case:{call}:call:{number}-{number}",
            f"case:{come}:call:{number}",
            f"case:{come}:close:{number}",
        ):
            mette.phone.press(data)
    await calm_town.step()
    assert (amina.phone.spinning, mette.phone.spinning) == (0, 0)
    assert await unsound(calm_town) == {}


async def test_noise_in_a_sign_up_breaks_nothing(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    evening, amina = await open_evening(calm_town), await calm_town.resident("Amina", "en")
    await looks_at(amina, evening)
    await amina.taps("✅ Sign up")
    ((token,),) = await rows(calm_town, "SELECT token FROM drafts")
    values = ("", "<", "send", "on", "none", "zzz", "yes", "kitchen", "pork", "0-99", *NUMBERS)
    for step in (one.name for one in SIGN_UP.steps):
        for value in values:
            amina.phone.press(f"form:{token}:{step}:{value}")
    for number in NUMBERS:
        amina.phone.press(f"on:kind:evening:{number}")
    await calm_town.step()
    assert amina.phone.spinning == 0
    assert await unsound(calm_town) == {}


async def test_noise_in_a_form_breaks_nothing(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("🗓 Offer times")
    await asks(amina, way="🗓 Book a time")
    tokens = dict(await rows(calm_town, "SELECT form, token FROM drafts"))
    for value in (
        "",
        "<",
        "send",
        "on",
        "none",
        "zzz",
        "t.99999999999",
        "t.999999999",
        "day.x",
        "day.2026-11-25",
        *NUMBERS,
    ):
        for step in (
            "topic",
            "way",
            "day",
            "time",
            "phone",
            "window",
            "needs",
            "interpreter",
            "note",
            "name",
            "summary",
        ):
            amina.phone.press(f"form:{tokens['wish']}:{step}:{value}")
        mette.phone.press(f"form:{tokens['offer']}:times:{value}")
    await calm_town.step()
    assert await unsound(calm_town) == {}
    await amina.types("/start")
    await amina.taps("💬 Talk to someone")
    assert amina.label("💬 Ask for a talk") in amina.sees
