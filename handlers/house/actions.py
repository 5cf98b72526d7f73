"""What happens at the door and in the house's own rooms."""

from dataclasses import replace

from domain.slots import next_drop_in
from handlers import forms, problems
from handlers.context import Ctx
from handlers.counselling import actions as counselling
from handlers.counselling import referred, replying
from handlers.counselling.every_form import FORMS
from handlers.counselling.staff_actions import join, staff_home
from handlers.gatherings import arriving, group_joining, papers, whats_on
from handlers.gatherings.links import WHATS_ON
from handlers.house import clearing, forgetting, mine, screens, switching
from handlers.house.partners import taken_apart
from handlers.listening import listened_to, with_listen
from handlers.screen import Screen
from handlers.surveys import answering, scanning, staff_paper
from locales.spoken import ANOTHER
from locales.tongues import unwritten
from storage import invitations, people, personal
from storage.engine import Tx

# Where she stands who came with an invitation, followed by its code.
INVITED = "invited:"
# Whoever reads none of these knows her language by its name on the button.
MOST_GREETINGS = 3


async def home(ctx: Ctx, tx: Tx) -> Screen:
    """The middle of the house: staff have their own."""
    unfinished = await forms.open_form(ctx, tx, FORMS) is not None
    here = await _middle(ctx, tx, unfinished=unfinished)
    # Her last screen was a question of a form that nobody kept so long: she is told, and not left to look for it.
    return here if unfinished or ctx.person.at != "form" else problems.lost_draft(ctx.tr, here)


async def _middle(ctx: Ctx, tx: Tx, *, unfinished: bool) -> Screen:
    if ctx.person.staff is not None:
        return await staff_home(ctx, tx)
    if ctx.person.language is None:
        return await languages(ctx, tx)
    return screens.home(ctx.tr, ctx.programme, ctx.now, unfinished=unfinished)


async def residents_home(ctx: Ctx, tx: Tx) -> Screen:
    """What a resident sees, for staff who want to look."""
    return screens.home(ctx.tr, ctx.programme, ctx.now, unfinished=False)


async def go_on(ctx: Ctx, tx: Tx) -> Screen:
    """Back into a form that was left."""
    found = await forms.open_form(ctx, tx, FORMS)
    if found is None:
        return problems.lost_draft(ctx.tr, await _middle(ctx, tx, unfinished=False))
    return await forms.proceed(ctx, tx, *found)


async def languages(ctx: Ctx, tx: Tx) -> Screen:
    """The choice of language, the phone's first."""
    offered = ctx.services.languages.ordered(ctx.person.language or ctx.person.phone_language)
    every = (ctx.services.languages.translator(language.code) for language in offered[:MOST_GREETINGS])
    likeliest = [ctx.services.noting(tr) for tr in every]
    greetings = [tr.html("Choose your language") for tr in likeliest]
    screen = screens.choose_language(greetings, offered, ctx.tr, newcomer=ctx.person.language is None)
    return _on_the_way(ctx, listened_to(ctx.services, screen, *likeliest))


def _on_the_way(ctx: Ctx, screen: Screen) -> Screen:
    """Whoever came with an invitation, or a ballot on paper, and still chooses her language is led there afterwards."""
    invited = ctx.person.language is None and (ctx.person.at or "").startswith((INVITED, scanning.ON_THE_WAY))
    return replace(screen, at=ctx.person.at) if invited else screen


async def other_languages(ctx: Ctx, tx: Tx) -> Screen:
    """Her language is not here."""
    return _on_the_way(ctx, screens.other_languages(ctx.tr, unwritten(_offered(ctx))))


def _offered(ctx: Ctx) -> set[str]:
    return {one.code for one in ctx.services.languages.offered}


async def choose_language(ctx: Ctx, tx: Tx, language: str) -> Screen:
    """She reads this language from now on."""
    if language not in _offered(ctx):
        return await languages(ctx, tx)
    return await _speak(ctx, tx, language, None)


async def choose_other(ctx: Ctx, tx: Tx, language: str) -> Screen:
    """She speaks a language we do not write: the nearest one we do, and an interpreter when we meet."""
    if language in _offered(ctx):
        # The list is an old one: meanwhile we write hers.
        return await choose_language(ctx, tx, language)
    if language not in {*unwritten(_offered(ctx)), ANOTHER}:
        return await other_languages(ctx, tx)
    nearest = ctx.services.languages.nearest(ctx.person.phone_language)
    return await _speak(ctx, tx, nearest.code, language)


async def _speak(ctx: Ctx, tx: Tx, language: str, wanted: str | None) -> Screen:
    await people.choose_language(tx, ctx.person.id, language, wanted)
    person = replace(ctx.person, language=language, wanted_language=wanted)
    hers = replace(ctx, person=person, tr=ctx.services.translator(person))
    # Only here is it known which language she listens in from now on.
    return with_listen(hers, await _greeted(hers, tx, newcomer=ctx.person.language is None))


async def _greeted(ctx: Ctx, tx: Tx, *, newcomer: bool) -> Screen:
    """What she reads first in the language she has chosen."""
    if not newcomer:
        return replace(await home(ctx, tx), toast=ctx.tr.text("From now on we write to you in this language."))
    if (ctx.person.at or "").startswith(INVITED):
        return await group_joining.look(ctx, tx, (ctx.person.at or "").removeprefix(INVITED), newcomer=True)
    if ctx.person.at == scanning.ON_THE_WAY:
        return await scanning.go_on(ctx, tx)
    then = await _where_the_poster_leads(ctx, tx)
    return screens.welcome(ctx.tr, ctx.programme.house.name, then)


async def switch(ctx: Ctx, tx: Tx, language: str) -> Screen:
    """She was offered the language she wrote in, and wants it: where she was, in that language."""
    if ctx.person.staff is not None or language not in {one.code for one in ctx.services.languages.offered}:
        return await stay(ctx, tx)
    await people.choose_language(tx, ctx.person.id, language, ctx.person.wanted_language)
    person = replace(ctx.person, language=language)
    ctx = replace(ctx, person=person, tr=ctx.services.translator(person))
    # What she wrote reached nobody, and only now she can read that.
    screen = await _nobody_reads(ctx, tx, await stay(ctx, tx))
    return replace(screen, fresh=False, toast=ctx.tr.text("From now on we write to you in this language."))


async def stay(ctx: Ctx, tx: Tx) -> Screen:
    """She keeps the language she has: where she was."""
    assert ctx.redraw is not None
    return await ctx.redraw(tx, ctx.person)


async def _where_the_poster_leads(ctx: Ctx, tx: Tx) -> Screen:
    key = await people.poster_of(tx, ctx.person.id)
    if key and key.startswith(arriving.DOOR):
        return await arriving.arrive(ctx, tx, key) or await home(ctx, tx)
    if key == WHATS_ON:
        return await whats_on.look(ctx, tx)
    here = await papers.gathering_on(ctx, tx, key)
    if here is not None:
        return await whats_on.page_of(ctx, tx, here)
    paper = ctx.programme.paper(key)
    opens = paper.opens if paper else "home"
    return await {"talk": counselling.talk, "hours": hours, "home": home}[opens](ctx, tx)


async def start(ctx: Ctx, tx: Tx, payload: str) -> Screen:
    """The first tap of all; whoever comes from paper in one language and would be asked for hers is met in that one."""
    language, leads = taken_apart(payload)
    screen = await _from_paper(ctx, tx, leads)
    if language is None or f"lang:{language}" not in {button.data for button in screen.buttons}:
        return screen
    there = replace(ctx, person=replace(ctx.person, at=screen.at))
    met = await choose_language(there, tx, language)
    return screens.with_other_languages(met, ctx.services.languages.ordered(None), language)


async def _from_paper(ctx: Ctx, tx: Tx, payload: str) -> Screen:
    """From a poster, a leaflet or a partner's slip, or with an invitation to the roster."""
    if payload == WHATS_ON or ctx.programme.paper(payload) or await papers.gathering_on(ctx, tx, payload):
        await people.set_poster(tx, ctx.person.id, payload)
        if ctx.person.language is not None:
            return await _where_the_poster_leads(ctx, tx)
    elif payload:
        # Into the roster first: its tokens are random, and one in a thousand begins as another code does.
        invitation = await invitations.use_invitation(tx, payload, ctx.person.id, ctx.now)
        if invitation is not None:
            return await join(ctx, tx, invitation)
    if payload.startswith(group_joining.PREFIX):
        return await invited(ctx, tx, payload.removeprefix(group_joining.PREFIX))
    if payload.startswith(arriving.DOOR):
        return await _at_the_door(ctx, tx, payload)
    if payload.startswith(scanning.PREFIX):
        return await _with_a_ballot(ctx, tx, payload.removeprefix(scanning.PREFIX))
    return await home(ctx, tx)


async def invited(ctx: Ctx, tx: Tx, join: str) -> Screen:
    """A nurse's invitation: the language first, then what it is."""
    known = await group_joining.invitation_of(ctx, tx, join)
    if known is None or ctx.person.language is not None or ctx.person.staff is not None:
        return await (group_joining.look(ctx, tx, join) if ctx.person.language else home(ctx, tx))
    return replace(await languages(ctx, tx), at=f"{INVITED}{join}")


async def _at_the_door(ctx: Ctx, tx: Tx, payload: str) -> Screen:
    """The code on a door: she is counted at once; a newcomer chooses her language, and is then made welcome in it."""
    welcome = await arriving.arrive(ctx, tx, payload)
    if welcome is not None and ctx.person.language is None:
        await people.set_poster(tx, ctx.person.id, payload)
        return await languages(ctx, tx)
    return welcome or await home(ctx, tx)


async def _with_a_ballot(ctx: Ctx, tx: Tx, token: str) -> Screen:
    """The code on a ballot of paper: staff enter it; whoever answers it chooses her language first, if she is new."""
    if ctx.person.staff is not None:
        return await staff_paper.scanned(ctx, tx, token)
    asked = await scanning.scanned(ctx, tx, token)
    if ctx.person.language is not None:
        return asked
    return replace(await languages(ctx, tx), at=scanning.ON_THE_WAY)


async def hours(ctx: Ctx, tx: Tx) -> Screen:
    """Opening hours, and help now."""
    return screens.hours(ctx.tr, ctx.programme, next_drop_in(ctx.programme, ctx.now), ctx.now)


async def where(ctx: Ctx, tx: Tx) -> Screen:
    """The map."""
    return screens.where(ctx.tr, ctx.programme.house)


async def about(ctx: Ctx, tx: Tx) -> Screen:
    """Language and privacy."""
    return screens.about(ctx.tr)


async def privacy(ctx: Ctx, tx: Tx) -> Screen:
    """The full text."""
    return screens.privacy(ctx.tr, ctx.programme)


async def known(ctx: Ctx, tx: Tx) -> Screen:
    """What we know about her, all of it."""
    return screens.known(ctx.tr, await mine.all_we_know(ctx, tx))


async def known_as_file(ctx: Ctx, tx: Tx) -> Screen:
    """The same, to keep."""
    return screens.known_as_file(ctx.tr, await mine.all_we_know(ctx, tx))


async def known_as_data(ctx: Ctx, tx: Tx) -> Screen:
    """Every field of it, for a machine to read."""
    lines = await mine.all_we_know(ctx, tx)
    return screens.known_as_data(ctx.tr, lines, await personal.export_of(tx, ctx.person))


async def forget(ctx: Ctx, tx: Tx) -> Screen:
    """The first tap of two."""
    if ctx.person.staff is not None:
        return await home(ctx, tx)
    return screens.forget(ctx.tr)


async def forget_yes(ctx: Ctx, tx: Tx) -> Screen:
    """Forget her, in whatever state her things are; counted totals stay."""
    if ctx.person.staff is not None:
        return await home(ctx, tx)
    here = await clearing.lying_here(ctx, tx)
    await forgetting.forget(ctx, tx)
    return replace(screens.forgotten(ctx.tr), at="", clear=here, fresh=True)


async def typed(ctx: Ctx, tx: Tx, current: Screen, text: str = "") -> Screen:
    """Words nobody waits for; whoever writes in another language than she reads is offered that one."""
    return switching.offering(ctx, await _nobody_reads(ctx, tx, current), text)


async def _nobody_reads(ctx: Ctx, tx: Tx, current: Screen) -> Screen:
    """That nobody reads her words; if a question waits, it is shown again with its buttons."""
    question = None
    if ctx.person.at != "form" and ctx.person.staff is None:
        question = await replying.waiting(ctx, tx) or await referred.waiting(ctx, tx)
        question = question or await answering.waiting(ctx, tx)
    if question is not None:
        return screens.tap_an_answer(ctx.tr, question)
    return screens.understood_nothing(ctx.tr, current, resident=ctx.person.staff is None)


async def voice(ctx: Ctx, tx: Tx, current: Screen, voice: str) -> Screen:
    """A voice where no question waits for it begins a request; another form of hers is not given up for it."""
    if ctx.person.staff is not None:
        return await other(ctx, tx, current)
    return await counselling.speak(ctx, tx, voice) or screens.keeps_no_voice(ctx.tr, current)


async def picture(ctx: Ctx, tx: Tx, current: Screen) -> Screen:
    """A picture, perhaps of a letter."""
    if ctx.person.staff is not None:
        return replace(await other(ctx, tx, current), forget=True)
    if ctx.person.language is None:
        return screens.keeps_no_pictures_yet(ctx.tr, await languages(ctx, tx))
    return screens.keeps_no_pictures(ctx.tr)


async def other(ctx: Ctx, tx: Tx, current: Screen) -> Screen:
    """Anything else."""
    return screens.cannot_read(ctx.tr, current, resident=ctx.person.staff is None)
