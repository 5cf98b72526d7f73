"""Every screen a resident can come to is short, plain and leads home, in every language we offer."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from html import unescape
from typing import Any

import pytest
from sqlalchemy import update

from domain.gatherings import About, Detail, Gathering
from domain.notices import Lane, Notice
from domain.people import Role
from domain.polls import PollKind
from handlers import icons
from handlers.counselling.every_form import FORMS
from handlers.counselling.wish import WISH
from handlers.gatherings import voting
from handlers.gatherings.signing_up import SIGN_UP
from handlers.house import screens
from handlers.house_rules import ROUTES
from handlers.notices import NOTICES
from handlers.routing import Routes, Tap
from locales.catalogues import FOLDER, messages, path_of, read, strings_of
from locales.catalogues import RESIDENTS as RESIDENTS_PO
from locales.checking import WRITTEN_HERE, is_sensitive
from locales.marks import TAG
from locales.plain_language import ANONYMOUS, FLAG, LIMITS, OFFICE_WORDS, sentences
from locales.tongues import tongue
from storage import outbox, people, polls
from storage.people import persons
from tests.conversations.gatherings import (
    EVENING,
    fills_in,
    looks_at,
    open_course,
    open_evening,
    open_group,
    open_mothers,
    signs_up,
)
from tests.conversations.ledger import rows
from tests.conversations.surveys import A_LOT, LITTLE, MOSTLY, NO, UNSAID, at_ten, had_a_talk, is_closed
from tests.conversations.taking_part import takes_part
from tests.conversations.test_gathering_changes import cancels, moves
from tests.conversations.walks import asks, asks_for_a_call, books, finishes
from tests.town import MONDAY, Citizen, Town, plain, read_words

# What only draws a screen anew after a kill is on no button.
UNSEEN = {
    "cleared:{newest}",
    "session:{session}:here",
    "invited:{join}",
    "vote:{poll}",
    "survey:{invitation}:line",
    "request:{code}:read",
}
RESIDENTS = {route.pattern for route in ROUTES if isinstance(route, Tap) and route.right is None} - UNSEEN
# Home, Back, the way to a person and the way to listen stand on top of the choices.
WAYS = ("🏠 Home", "↩️ Back", "💬 Talk to a person", "💬 Talk to someone", "🔊 Listen")
# Days, times, ages, food, languages and her own requests: of these there may be more than five, named as they are.
LISTED = re.compile(
    r"lang:.*|lang-other:.*|switch|switch:.*|form:\w+:(day|time|window|interpreter):[^<]*|request:\w+:(day|time|offer):.*|request:\w+"
    r"|referral:\w+|on:\w{8}|mine:\w{8}|on:kind:\w+|form:\w+:(adults|children|dish|kitchen):[^<]*"
    r"|session:\w+:party:.*|mygroup:\w+:until:.*|vote:\w+:.*|food:\w+:(take|back):.*"
    r"|card:time:\w+"
)
# Explanations that stand in front of the screen she was at, which is then counted for itself.
IN_FRONT = (
    "I am an automatic helper, and nobody reads this message. Please tap a button.",
    "We removed your message, because it looked like it held a CPR number. Please never write it here.",
    "Thank you! I can only read buttons and words.",
    "This button no longer works. Here is what is true now.",
    "That was too long for us to keep. Please write a little less.",
    "That does not look like a telephone number.",
    "Thank you! We look forward to seeing you.",
    "Your voice message goes with your request. Telegram keeps the sound.",
    "If a child is in danger, we must tell the municipality.",
)
# Lists of facts, each on a line of its own, are as long as the facts.
FACTS = (
    "They see only this, and nothing else:",
    "Is this right?",
    "Your time:",
    "This is all we know about you:",
    "We take turns with the food. Tap a day that suits you.",
    "This is what is on:",
    "Choose a day:",
    "You take part in:",
    "You told us:",
    "When:",
    "Is somebody in danger? Call 112 now. Nobody reads this chat at night.",
)
# What a screen may say with a picture of its own in front; an activity's picture stands in the programme.
SAYS = ("✅", "🔁", "❌", "👋", "👍", "📞")
# The small message that takes a keyboard away, and is taken away itself at once.
TAKES_THE_KEYBOARD = "✓"
# Two hundred screens in every language take minutes: `make languages` walks through all, the suite through Danish,
# and through Arabic where the pictures are tried. Dari says what Persian says.
EVERY = [one.code for one in read_words().offered if one.reads is None]
WALKED = EVERY if "NABOBOT_EVERY_LANGUAGE" in os.environ else ["da"]
ORDINAL = re.compile(r"(\d)\.(?=\s)")
# Until a draft of what must not be misread is checked, the Danish sentence stands below it: it is not counted.
BENEATH = re.compile(
    "|".join(
        re.sub(r"\\{\w+\\}", ".+?", re.escape(TAG.sub("", strings_of(message)[-1])))
        for message in messages(read(path_of(FOLDER, "da", RESIDENTS_PO), "da"))
        if is_sensitive(message)
    )
)


@dataclass(frozen=True)
class Shown:
    """One screen as it left: its words, its rows of label and data."""

    html: str
    rows: tuple[tuple[tuple[str, str], ...], ...]

    @cached_property
    def text(self) -> str:
        return plain(unescape(TAG.sub("", self.html)))

    @property
    def buttons(self) -> list[tuple[str, str]]:
        return [button for row in self.rows for button in row]

    @property
    def is_door(self) -> bool:
        """Whether this is the home itself, or the choice of a language before there is one."""
        data = {data for _, data in self.buttons}
        return {"on", "hours", "about"} <= data or any(one.startswith(("lang:", "lang-other")) for one in data)


# What a card says in Danish is for whoever it is held up to: she reads it once, in her own language.
HELD_UP = (
    "I would like to talk with a member of staff.",
    "I have a letter that I do not understand.",
    "I need to make a call. May I borrow a phone?",
    "I speak {language}. I would like an interpreter.",
)


def screens_of(town: Town, someone: Citizen) -> Iterator[Shown]:
    """Every screen that was shown to somebody."""
    for call in town.telegram.calls:
        if call.parameters.get("chat_id") == someone.phone.id and "text" in call.parameters and call.ok:
            if call.parameters["text"] == TAKES_THE_KEYBOARD:
                continue
            yield Shown(call.parameters["text"], rows_of(call.parameters.get("reply_markup") or {}))


def rows_of(markup: Any) -> tuple[tuple[tuple[str, str], ...], ...]:
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return tuple(tuple((button["text"], button.get("callback_data", "")) for button in row) for row in rows)


def faults(shown: Shown, someone: Citizen) -> Iterator[str]:
    """What is wrong with a screen."""
    yield from _faults_of_buttons(shown, someone)
    yield from _faults_of_ways(shown, someone)
    if icon_of(shown) not in icons_known(someone):
        yield "no icon in front"
    if ANONYMOUS.search(shown.text) or FLAG.search(shown.text):
        yield "promises what nobody can keep, or shows a flag"
    if not is_a_list(shown, someone):
        yield from _faults_of_length(shown, someone)


def _faults_of_buttons(shown: Shown, someone: Citizen) -> Iterator[str]:
    ways = {someone.label(label) for label in WAYS}
    choices = [label for label, data in shown.buttons if label not in ways and not LISTED.fullmatch(data)]
    if len(choices) > 5:
        yield f"{len(choices)} choices"
    listed = [label for label, data in shown.buttons if LISTED.fullmatch(data)]
    labels = [plain(label) for label, _ in shown.buttons if label not in listed]
    yield from (f"{label!r} is long" for label in labels if len(label) > LIMITS.button_characters)
    yield from (f"{label!r} is an office word" for label in labels if OFFICE_WORDS.search(label))
    yield from (f"{data!r} is over 64 bytes" for _, data in shown.buttons if len(data.encode()) > 64)
    if shown.rows and not shown.is_door and someone.label("🏠 Home") not in [label for label, _ in shown.rows[-1]]:
        yield "home is not in the last row"


def _faults_of_ways(shown: Shown, someone: Citizen) -> Iterator[str]:
    """Home, Back and the way to a person: always there, in the same place and order."""
    home, back, person = (someone.label(label) for label in ("🏠 Home", "↩️ Back", "💬 Talk to a person"))
    for left, row in zip(range(len(shown.rows), 0, -1), shown.rows, strict=True):
        labels = [label for label, _ in row]
        if {home, back} & {*labels} and (left != 1 or labels not in ([home], [back, home], [back])):
            yield f"{labels} is not the last row, Back and then Home"
        if person in labels and (left != 2 or labels[0] != person):
            yield f"{labels} is not the row above the last, a person first"


def icon_of(shown: Shown) -> str:
    """What stands in front, if it is no word."""
    first = shown.text.split(maxsplit=1)[0]
    return "" if any(sign.isalnum() for sign in first) else first


def icons_known(someone: Citizen) -> set[str]:
    """Every icon there is: of places, of questions, of what arrives, of activities, and what a screen says itself."""
    activities = someone.town.running.services.programme.activities
    own = {someone.tr.pick(one.texts).split()[0] for one in activities}
    alone = (icons.SAID, icons.VOICE, icons.LETTER, icons.HELP_NOW)
    return {*icons.PLACES.values(), *icons.KINDS.values(), *icons.STEPS.values(), *alone, *own, *SAYS}


def two_icons(seen: Iterable[Shown]) -> dict[str, set[str]]:
    """What says the same, and not with the same icon."""
    found: dict[str, set[str]] = {}
    for shown in seen:
        found.setdefault(shown.text.removeprefix(icon_of(shown)).strip(), set()).add(icon_of(shown))
    return {words: icons for words, icons in found.items() if len(icons) > 1}


def _faults_of_length(shown: Shown, someone: Citizen) -> Iterator[str]:
    own = shown.text if someone.tr.code in WRITTEN_HERE else BENEATH.sub("", shown.text)
    if len(own) > LIMITS.characters:
        yield f"{len(own)} characters"
    # The offer of another language stands in front, in both.
    offered = any(data.startswith("switch:") for _, data in shown.buttons)
    text = own.partition("\n\n")[2] if offered else own
    if someone.tr.code != "da":
        text = _without_what_is_held_up(text, someone)
    for explanation in IN_FRONT:
        text = text.replace(plain(someone.tr.text(explanation)), "")
    if (number := sum(sentence.stopped for sentence in sentences(ORDINAL.sub(r"\1", text)))) > LIMITS.sentences:
        yield f"{number} sentences"


def _without_what_is_held_up(text: str, someone: Citizen) -> str:
    danish = someone.town.words.translator("da")
    spoken = tongue(danish, someone.tr.code)
    said = [plain(danish.text(one, **({"language": spoken} if "{language}" in one else {}))) for one in HELD_UP]
    return re.sub("|".join(map(re.escape, said)), "", text)


def is_a_list(shown: Shown, someone: Citizen) -> bool:
    """Whether this is the full text on privacy, or a list of facts."""
    services = someone.town.running.services
    full_text = screens.privacy(someone.tr, services.programme).text
    return shown.html.endswith(full_text) or any(plain(someone.tr.text(fact)) in shown.text for fact in FACTS)


async def goes_through_the_house(amina: Citizen) -> None:
    """Every room but the counselling."""
    await amina.starts()
    await amina.taps("My language isn't here")
    await amina.taps_nth(0)
    await amina.types("/language")
    await amina.taps_label(amina.tr.language.own_name)
    for label in (
        "📅 What's on",
        "No, thank you",
        "🏠 Home",
        "🕑 Hours and help now",
        "📍 Show the map",
        "↩️ Back",
        "🪪 Show at the counter",
        "🗣 Talk with somebody",
        "↩️ Back",
        "✉️ Help with a letter",
        "↩️ Back",
        "📱 Borrow a phone",
        "↩️ Back",
    ):
        await amina.taps(label)
    if amina.tr.code != "da":
        await amina.taps_label(f"🌐 {amina.label('An interpreter')}")
        await amina.taps("↩️ Back")
    for label in ("↩️ Back", "🆘 Help now"):
        await amina.taps(label)
    for label in ("I can't phone", "🏠 Home", "⚙️ Language and privacy", "Who reads what", "↩️ Back"):
        await amina.taps(label)
    await amina.taps("⚙️ What we may send you")
    for purpose in ("surveys", "news"):
        await amina.taps(f"🔕 Turn {purpose} on")
        await amina.taps(f"🔔 Turn {purpose} off")
    for label in ("↩️ Back", "🌐 Change language"):
        await amina.taps(label)
    await amina.types("/privacy")
    for label in ("🗑 Forget me", "🧹 Clear this chat", "🧹 Yes, clear it"):
        await amina.taps(label)
    await amina.types("/home")
    await amina.types("Hvad er det her for noget?")
    for data in ("switch", f"switch:{amina.tr.code}"):
        await amina.presses(data)
    await amina.types("010190-1234")
    amina.phone.send_sticker()
    await amina.town.step()
    await amina.presses("no-such-button")


async def answers_every_question(amina: Citizen) -> None:
    """Every question of the form, wrong answers too."""
    await amina.sends_photo()
    await amina.taps("✉️ Help with a letter")
    await amina.types("/home")
    await amina.sends_voice()
    await amina.presses("talk:call")
    await amina.taps("👪 Family")
    await amina.types("ikke et nummer")
    await amina.shares_number()
    await amina.taps_nth(0)
    for label in ("An interpreter", "Someone comes with me", "A quiet room", "Write or say more", "✔️ Go on"):
        await amina.taps(label)
    await amina.taps_nth(2)
    await amina.types("x" * 301)
    await amina.types("En note & <b>to</b>")
    await amina.types("/start")
    await amina.taps("📝 Go on where I was")
    await amina.types("Umm Yusuf")
    await amina.taps("✅ Send")
    await asks(amina, way="🗓 Book a time")
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    for label in ("✔️ Go on", "No name", "✏️ Change something", "↩️ Back"):
        await amina.taps(label)


async def is_passed_on(mette: Citizen, hassan: Citizen, amina: Citizen) -> None:
    """Asked with every line there is: yes, no, a list of who helps, taken back."""
    await mette.taps("➡️ Refer")
    await mette.taps_label("💰 Økonomisk rådgiver")
    await mette.taps("Hassan")
    for line in ("Ønsket tid", "Navn", "Telefonnummer", "Note"):
        await mette.taps_label(line)
    await mette.taps("✅ Ask the resident")
    await amina.types("Hvem er det?")
    await amina.taps("✅ Yes, that is fine")
    await amina.taps("🤝 Who helps you")
    await hassan.taps("✋ I take it")
    await amina.taps("🤝 Who helps you")
    for answer in ("No, thank you", "✅ Yes, that is fine"):
        await mette.taps("➡️ Refer")
        await mette.taps_label("🏛 Sagsbehandler")
        await mette.taps("✅ Ask the resident")
        await amina.types("/mine")
        await amina.taps_nth(0)
        await amina.taps("❓ A question for you")
        await amina.taps(answer)
    await amina.taps("↩️ Back")
    await amina.taps("🤝 Who helps you")
    await amina.taps_nth(1)
    await amina.taps("Take my yes back")
    await amina.taps("See my request")
    await amina.taps("🤝 Who helps you")


async def does_everything_with_a_time(mette: Citizen, amina: Citizen) -> None:
    """Offered, chosen, moved, reminded of, confirmed, cancelled; refused and taken back."""
    await mette.taps("🗓 Offer times")
    for number in (0, 0, 1, 2):
        await mette.taps_nth(number)
    await mette.taps("✅ Send the offer")
    await amina.taps("None of these")
    await mette.taps("🗓 Offer times")
    await mette.types("30/11 14.30")
    await mette.taps("✅ Send the offer")
    await amina.taps_nth(0)
    for label in ("↩️ Back", "🏠 Home", "🗓 My appointments"):
        await amina.taps(label)
    await amina.taps_nth(0)
    await amina.taps("Map and calendar file")
    await amina.taps("🗓 Another time")
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    await amina.taps("✅ Yes, no reminder")
    await amina.taps("🔔 Remind me")
    await amina.types("/privacy")
    for label in ("⚙️ What we may send you", "🔔 Turn reminders off", "🔕 Turn reminders on"):
        await amina.taps(label)
    await amina.town.until(MONDAY.replace(day=24, hour=13, minute=0))
    await amina.taps("👍 I'm coming")
    for label in ("🏠 Home", "🗓 My appointments", "🪪 Show at the counter"):
        await amina.taps(label)
    # Her own time stands third.
    await amina.taps_nth(2)
    await mette.taps("❓ Ask")
    await mette.taps("Who is the letter from?")
    await amina.taps("The municipality")
    await amina.taps("✏️ Change my answer")
    await amina.taps("I don't know")
    await mette.taps("❓ Ask")
    await mette.taps("May we call you?")
    await amina.types("Hvad mener du?")
    await amina.taps("Yes")
    await mette.taps("❓ Ask")
    await mette.taps("✍️ In my own words")
    await mette.types("Er det det gule brev?")
    await mette.taps("✅ Send")
    await amina.taps("✍️ Answer")
    await amina.types("x" * 301)
    await amina.types("Nej, det hvide")
    await amina.taps("See my request")
    await mette.taps("🎟 Invite")
    await mette.taps_nth(0)
    await amina.taps("No, thank you")
    await mette.taps("✍️ Write to her")
    await mette.types("Tag brevet med.")
    await mette.taps("✅ Send")
    await amina.taps("❓ Help me read this")
    await mette.taps("💬 Phrases")
    await mette.types("hvornår passer det dig")
    await mette.taps_nth(0)
    await mette.taps("✅ Send")
    await amina.taps("Tomorrow")
    await mette.taps("✍️ Write to her")
    await mette.types("Tag brevet med.")
    await mette.taps("✅ Send")
    await amina.taps("✍️ Answer")
    await amina.taps("↩️ Back")
    await amina.taps("❌ Cancel my time")
    await amina.taps("❌ Yes, cancel it")
    assert amina.reads("Your time is cancelled. Thank you for telling us. You are always welcome again.")


async def hears_all_that_staff_can_say(mette: Citizen, amina: Citizen) -> None:
    """Cancelled by the house, called, missed, closed; and too many at once."""
    await books(amina)
    await amina.taps("🗓 Another time")
    await amina.taps_nth(1)
    await amina.taps_nth(0)
    await amina.taps("✅ Yes, this time")
    await mette.taps("❓ Ask")
    await mette.taps("May we call you?")
    await amina.taps("Yes")
    await amina.taps("📱 Give my number")
    await amina.types("ikke et nummer")
    await amina.shares_number()
    await mette.taps("✍️ Write to her")
    await mette.types("Tag brevet med.")
    await mette.taps("✅ Send")
    await amina.taps("❓ Help me read this")
    if amina.tr.code != "da":
        await amina.taps("An interpreter")
        await amina.taps("❓ Help me read this")
    await amina.taps("📞 Call me")
    await mette.taps("❌ Cancel the time")
    await mette.taps("❌ Yes, cancel")
    await mette.taps("🏁 Close")
    await mette.taps("No longer needed")
    await asks_for_a_call(amina)
    await mette.taps("📞 Confirm a call")
    await mette.taps_nth(1)
    await amina.town.until(MONDAY.replace(day=25, hour=12, minute=30))
    await mette.taps("➖ Did not come")
    await amina.taps("Take it back")
    await amina.taps("Yes, take it back")
    for _ in range(3):
        await asks(amina, way="🚪 I come by")
        await finishes(amina)
    await amina.types("/start")
    await amina.taps("💬 Talk to someone")
    await amina.taps("💬 Ask for a talk")
    await amina.taps("🗓 My appointments")


async def looks_and_signs_up(amina: Citizen) -> None:
    """Looks at all that is on, signs up her family and herself, changes it, leaves, waits and gets a place."""
    town = amina.town
    first = await open_evening(town, About(title={"da": "Sov <godt>"}, details={Detail.BRING: {"da": "Sutsko"}}))
    for week in range(1, 6):
        await open_evening(town, at=EVENING + timedelta(weeks=week), places=1)
    course, mothers = await open_course(town, at=EVENING + timedelta(days=1)), await open_mothers(town)
    await amina.types("/home")
    await amina.taps("📅 What's on")
    kind = town.running.services.programme.activity("evening")
    assert kind is not None
    await amina.taps_label(amina.tr.pick(kind.texts))
    await amina.taps("➡️ Show more")
    await amina.taps("↩️ Back")
    await amina.taps_nth(0)
    for label in ("📍 Show the map", "↩️ Back", "🗓 To my calendar"):
        await amina.taps(label)
    if amina.label("🌐 Help me read this") in amina.sees:
        await amina.taps("🌐 Help me read this")
        await amina.taps("↩️ Back")
    else:
        await amina.presses(f"on:{first.code}:read")
    await fills_in(amina, children=["0-2", "3-5"])
    await amina.taps("✏️ Change the rest")
    offered = ("Food we do not eat", "An interpreter", "What you may call us", "A number to call")
    for label in offered:
        if amina.label(label) in amina.sees:
            await amina.taps(label)
    await amina.taps("✔️ Go on")
    for label in ("No nuts", "Something else", "✔️ Go on"):
        await amina.taps(label)
    if amina.reads("Which language should the interpreter speak? We find an adult, never a child."):
        await amina.taps_nth(0)
    await amina.taps("No name")
    await amina.shares_number()
    await amina.taps("✅ Yes, no reminders")
    for label in ("✏️ Change it", "✅ Save the change", "📋 When and where", "✏️ See my sign-up", "❌ We can't come"):
        await amina.taps(label)
    await amina.taps("❌ Yes, take us off")
    await amina.taps("✅ Sign up again")
    await looks_at(amina, course)
    for label in ("🗓 All the days", "🗓 All to my calendar", "🗓 Only the next one"):
        await amina.taps(label)
    await looks_at(amina, mothers)
    for label in ("✅ Sign up", "No", "✔️ Go on", "✅ Sign me up"):
        await amina.taps(label)
    await waits_for_a_place(amina)


async def waits_for_a_place(amina: Citizen) -> None:
    """In line, offered a place, too late, in line again, and the evening goes by."""
    town = amina.town
    other = await town.resident("Other", "en")
    full = await open_evening(town, at=EVENING + timedelta(days=4), places=1)
    await signs_up(other, full)
    await looks_at(amina, full)
    for label in ("✅ Get in line", "No", "Our own food", "✔️ Go on", "✅ Get in line"):
        await amina.taps(label)
    await other.taps("❌ We can't come")
    await other.taps("❌ Yes, take us off")
    await town.later(days=1, hours=1)
    await amina.taps("✅ Sign up again")
    await forgets_what_she_said_to_reminders(town)
    await amina.types("/mine")
    await amina.taps_label(
        next(label for label in amina.sees if amina.tr.day(full.sessions[0].starts_at.date()) in label)
    )
    await amina.taps("🔔 Remind me")
    await amina.presses((await taken(town, full)) + ":take")
    # The other button of the offer, in an old message: what is theirs by now they keep.
    await amina.presses((await taken(town, full)) + ":no")
    await town.until(EVENING + timedelta(days=4, minutes=5))
    await amina.presses(f"on:{full.code}")
    await amina.presses(await taken(town, full))
    await town.until(EVENING + timedelta(days=4, hours=3))
    await amina.presses(f"on:{full.code}")


async def taken(town: Town, full: Gathering) -> str:
    """The tap of the sign-up that stands."""
    wanted = "SELECT code FROM sign_ups WHERE gathering_id = :full AND state = 'going'"
    ((code,),) = await rows(town, wanted, full=full.id)
    return f"mine:{code}"


async def forgets_what_she_said_to_reminders(town: Town) -> None:
    """As if nobody had asked her yet."""
    async with town.running.database.transaction() as tx:
        await tx.execute(update(persons).values(reminders=None))


async def takes_part_in_evenings(amina: Citizen) -> None:
    """Reminded, answers in every way, gives the place away and comes back, is told of changes, arrives."""
    town = amina.town
    first, second = [await open_evening(town, at=town.now + timedelta(days=days)) for days in (8, 9)]
    for evening in (first, second):
        await takes_part(town, amina, evening)
    await town.until(first.sessions[0].starts_at - timedelta(days=7))
    await amina.taps("✅ Yes, coming")
    await amina.taps("👥 More or fewer")
    await amina.taps_nth(1)
    await amina.taps_nth(3)
    await amina.taps("↩️ Back")
    for label in ("🧸 No childcare", "❌ Not this time", "Yes, give it on", "↪️ I come after all"):
        await amina.taps(label)
    await moves(town, second, timedelta(hours=1))
    await cancels(town, second)
    await town.until(first.sessions[0].starts_at)
    await amina.starts(f"d-{first.sessions[0].door}")
    assert amina.reads("Welcome! It is good that you are here.")


async def is_in_a_group(amina: Citizen) -> None:
    """Invited, joins, tells a name and a month, is asked, stays, leaves."""
    town = amina.town
    await town.staff("Ida", Role.HEALTH_NURSE)
    group = await open_group(town, at=town.now + timedelta(days=3))
    await amina.starts("m-no-such-invitation")
    await amina.starts(f"m-{group.join_code}")
    await amina.taps("✅ I'd like to join")
    await amina.taps("✍️ What we call you")
    await amina.types("Umm Yusuf")
    await amina.taps("📅 When my leave ends")
    await amina.taps_nth(0)
    ((code,),) = await rows(town, "SELECT code FROM sign_ups ORDER BY id DESC LIMIT 1")
    await amina.presses(f"mygroup:{code}:remind:on")
    await amina.taps("✍️ What we call you")
    await amina.taps("↩️ Back")
    await amina.taps("✍️ What we call you")
    await amina.taps("No name")
    await town.later(days=30)
    assert amina.has_read("Your leave is over, as you told us. Do you stay in the group, or do you say goodbye?")
    for label in ("🤝 I stay", "👋 Leave the group", "👋 Yes, say goodbye"):
        await amina.taps(label)


async def votes_and_brings_food(amina: Citizen) -> None:
    """Asked for a topic and for food; votes, changes it, reads the result; takes a turn and gives it back."""
    town = amina.town
    mothers = await open_mothers(town, at=town.now + timedelta(days=3))
    await takes_part(town, amina, mothers)
    async with town.running.database.transaction() as tx:
        until, options = town.now + timedelta(days=1), ["sleep", "network"]
        code = await polls.ask(tx, mothers.id, PollKind.TOPIC, options, mothers.staff, town.now, until)
        poll = await polls.find_poll(tx, code)
        assert poll is not None
        await voting.ask_all(tx, mothers, poll, town.now)
    await town.later(minutes=1)
    for number in (0, 1):
        await amina.taps_nth(number)
    await town.later(days=1)
    session = mothers.sessions[0].code
    async with town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [amina.phone.id])
        ask = Notice(known[amina.phone.id].id, "food-asked", "food", {"session": session}, lane=Lane.BULK)
        await outbox.enqueue(tx, [ask], town.now)
    await town.later(minutes=1)
    await amina.taps("📅 Another day")
    for number in (0, 0):
        await amina.taps_nth(number)


async def tells_how_it_went(carla: Citizen) -> None:
    """Asked whether she may be asked; asked, not now, later; every answer, a line, changed, removed, no."""
    town = carla.town
    await asks_for_a_call(carla)
    await carla.taps("👍 May we ask you later?")
    await carla.taps("✅ Yes, you may")
    await is_closed(town, carla)
    await had_a_talk(town, carla)
    await town.until(at_ten(town.now, 4))
    await carla.types("Hvad?")
    for label in ("🕑 Not now", "▶️ Answer", "↩️ Back", "▶️ Answer", LITTLE, "↩️ Back", MOSTLY, A_LOT, UNSAID):
        await carla.taps(label)
    await carla.types("x" * 301)
    await carla.types("Kaffe & <b>kage</b>")
    for label in ("✏️ Change my answers", NO, A_LOT, A_LOT, "✔️ Go on", "✏️ Change my answers", NO, NO, NO):
        await carla.taps(label)
    await carla.taps("🗑 Remove what I wrote")
    await carla.types("/mine")
    for label in ("📝 My answers", "🗑 Remove my answers", "↩️ Back", "🗑 Remove my answers", "🗑 Yes, remove them"):
        await carla.taps(label)
    await carla.taps("▶️ Answer after all")
    await carla.taps("↩️ Back")
    await carla.taps("▶️ Answer after all")
    await carla.taps(NO)
    await town.later(days=5)
    await carla.taps("No, thank you")


async def goes(amina: Citizen) -> None:
    """Sees what we know, and is forgotten."""
    await amina.types("/privacy")
    for label in ("What you know about me", "📄 Send it as a file", "💾 Send it as data", "↩️ Back"):
        await amina.taps(label)
    await asks_for_a_call(amina)
    await amina.types("/privacy")
    await amina.taps("What you know about me")
    for label in ("✏️ Change name or number", "✏️ Change the name", "My Telegram name", "📱 Change the number"):
        await amina.taps(label)
    # On the keyboard a label is typed.
    await amina.types(amina.label("↩️ Back"))
    for label in ("Remove the number", "Remove the name"):
        await amina.taps(label)
    await amina.types("/privacy")
    for label in ("🗑 Forget me", "🗑 Yes, forget me"):
        await amina.taps(label)


def reached(town: Town) -> set[str]:
    """The routes and the questions that were really pressed."""
    routes, updates = Routes(ROUTES), [pending.update for pending in town.telegram.queue.issued.values()]
    presses = [update["callback_query"].get("data", "") for update in updates if "callback_query" in update]
    found = [routes.tap(data) for data in presses]
    tapped = {one.route.pattern for one in found if one is not None and isinstance(one.route, Tap)}
    return tapped | {data.split(":")[2] for data in presses if data.startswith("form:")}


async def lives_through_everything(calm_town: Town, language: str) -> list[Citizen]:
    """Residents who read this language come to every screen there is for them; gives who they are."""
    mette = await calm_town.staff("Mette")
    hassan = await calm_town.staff("Hassan", Role.HELPER, "economy")
    await mette.taps("👀 See what residents see")
    amina = await calm_town.citizen("Amina", language)
    await goes_through_the_house(amina)
    await answers_every_question(amina)
    await is_passed_on(mette, hassan, amina)
    await does_everything_with_a_time(mette, amina)
    await hears_all_that_staff_can_say(mette, amina)
    await takes_part_in_evenings(amina)
    basma = await calm_town.resident("Basma", language)
    await looks_and_signs_up(basma)
    await is_in_a_group(amina)
    await votes_and_brings_food(amina)
    carla = await calm_town.resident("Carla", language)
    await tells_how_it_went(carla)
    await goes(amina)
    return [amina, basma, carla]


def holds_everywhere(town: Town, residents: list[Citizen], language: str) -> None:
    """Whatever these residents came to is all there is, and each of it is short and plain and leads home."""
    # The number and the note are written, not pressed; whoever speaks Danish is asked for no interpreter.
    questions = {step.name for step in (*WISH.steps, *SIGN_UP.steps)} - {"phone", "note"}
    danish = {"request:{code}:read:interpreter"} if language == "da" else set()
    assert (RESIDENTS | questions) - danish - reached(town) == set()
    seen = {shown for resident in residents for shown in screens_of(town, resident)}
    assert {shown.text: found for shown in seen if (found := list(faults(shown, residents[0])))} == {}
    assert two_icons(seen) == {}


@pytest.mark.parametrize("language", WALKED)
async def test_every_screen_is_short_and_plain_and_leads_home(calm_town: Town, language: str) -> None:
    residents = await lives_through_everything(calm_town, language)
    holds_everywhere(calm_town, residents, language)


def test_every_place_and_question_has_an_icon() -> None:
    assert [pattern for pattern in RESIDENTS | UNSEEN if icons.of(pattern) is None] == []
    questions = {f"{form.name}:{step.name}" for form in FORMS.values() if form.right is None for step in form.steps}
    assert questions == set(icons.STEPS)
    # A member of the team reads three of these, and the other begins with a picture of its own.
    others = {"team-confirmed", "team-left", "window-lost", "reminder"}
    kinds = {kind for kind in NOTICES if not kind.startswith("staff-")} - others
    assert {kind for kind in kinds if kind.partition("-")[0] not in icons.KINDS} == set()
