"""A resident can do everything without typing: every question of every form has a button that leads on."""

from datetime import timedelta

from handlers.counselling.every_form import FORMS
from handlers.forms import BACK
from tests.conversations.gatherings import looks_at, open_evening, open_mothers
from tests.conversations.ledger import rows
from tests.town import Citizen, Town

# Her own words are the one thing she cannot tap, and nothing keeps a voice there: back and to a person are her ways.
ONLY_TYPED = {("reply", "words")}
QUESTIONS = {(form.name, step.name) for form in FORMS.values() if form.right is None for step in form.steps}
SHARES = "📱 Share my number"
Met = set[tuple[str, str]]


async def where(town: Town) -> tuple[str, str, str] | None:
    """The form, the step and the token of what is being filled in."""
    found = await rows(town, "SELECT form, step, token FROM drafts")
    return (found[0][0], found[0][1], found[0][2]) if found else None


def choices(someone: Citizen, prefix: str) -> list[str]:
    """What the buttons of the newest message send that answer this question."""
    sent = [str(one.data) for row in someone.bot_messages()[-1].buttons for one in row]
    return [data for data in sent if data.startswith(prefix) and data != f"{prefix}{BACK}"]


async def taps_through(someone: Citizen, met: Met, way: str = "") -> None:
    """Press what can be pressed, in order, until each question is answered and the form is done."""
    while (here := await where(someone.town)) is not None:
        met.add(here[:2])
        await answers(someone, here, way)
        assert await where(someone.town) != here, f"no button leads on from {here[:2]}"


async def answers(someone: Citizen, here: tuple[str, str, str], way: str) -> None:
    if someone.label(SHARES) in someone.sees:
        await someone.shares_number()
        return
    prefix = f"form:{here[2]}:{here[1]}:"
    # Whatever can be turned on is turned on, so that each question comes that can come.
    for data in sorted(choices(someone, prefix), key=lambda one: (one != prefix + way, one == f"{prefix}on")):
        await someone.presses(data)
        if await where(someone.town) != here:
            return


async def asks_in_every_way(amina: Citizen, met: Met) -> None:
    for way in ("come", "book", "call"):
        await amina.taps("🏠 Home")
        await asks(amina, met, way)
    states = await rows(amina.town, "SELECT state FROM requests ORDER BY id")
    assert [state for (state,) in states] == ["new", "booked", "new"]


async def asks(someone: Citizen, met: Met, way: str) -> None:
    await someone.taps("💬 Talk to someone")
    await someone.taps("💬 Ask for a talk")
    await taps_through(someone, met, way)


async def corrects_name_and_number(amina: Citizen, met: Met) -> None:
    for label in ("🏠 Home", "⚙️ Language and privacy", "What you know about me", "✏️ Change name or number"):
        await amina.taps(label)
    for label in ("✏️ Change the name", "📱 Change the number"):
        await amina.taps(label)
        await taps_through(amina, met)
        assert amina.reads("It is corrected.")


async def signs_up(amina: Citizen, met: Met) -> None:
    town = amina.town
    for gathering in (await open_evening(town), await open_mothers(town, at=town.now + timedelta(days=3))):
        await looks_at(amina, gathering)
        await amina.taps("✅ Sign up")
        await taps_through(amina, met)
    assert len(await rows(town, "SELECT id FROM sign_ups WHERE state = 'going'")) == 2


async def answers_staff(mette: Citizen, amina: Citizen, met: Met) -> None:
    """Of what she wrote herself there is nothing to tap: she comes back, or to a person."""
    await asks(amina, met, "book")
    await mette.taps("❓ Ask")
    await mette.taps("May we call you?")
    await amina.taps("Yes")
    await amina.taps("📱 Give my number")
    await taps_through(amina, met)
    await mette.taps("✍️ Write to her")
    await mette.types("Tag brevet med.")
    await mette.taps("✅ Send")
    await amina.taps("✍️ Answer")
    here = await where(amina.town)
    assert here is not None
    assert here[:2] in ONLY_TYPED
    assert amina.sees == [amina.label(one) for one in ("💬 Talk to a person", "↩️ Back", "🏠 Home")]
    await amina.taps("💬 Talk to a person")
    assert amina.label("💬 Ask for a talk") in amina.sees


def typed(town: Town, someone: Citizen) -> list[str]:
    """What she wrote with her own fingers: Start is a button, and so is what stands on a keyboard."""
    sent = [pending.update.get("message", {}) for pending in town.telegram.queue.issued.values()]
    hers = [message.get("text", "") for message in sent if message.get("from", {}).get("id") == someone.phone.id]
    return [text for text in hers if text and not text.startswith("/start")]


async def test_every_form_is_gone_through_without_a_letter(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina, basma = [await calm_town.resident(name, "ar") for name in ("Amina", "Basma")]
    met: Met = set()
    await signs_up(amina, met)
    await asks_in_every_way(amina, met)
    await corrects_name_and_number(amina, met)
    await answers_staff(mette, basma, met)
    assert met == QUESTIONS - ONLY_TYPED
    assert typed(calm_town, amina) == typed(calm_town, basma) == []
