"""The screens of the house itself."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from html import unescape

from domain.calendar import stretches
from domain.programme import Place, Programme
from domain.slots import Span, drop_in_on, local_day, usual_drop_in_on
from handlers import icons
from handlers.house.footer import footer, talk_button
from handlers.house.help import help_button
from handlers.screen import Attachment, Button, MapPin, Rows, Screen, beside, column
from locales import Language, Translator
from locales.spoken import ANOTHER
from locales.tongues import own_name, tongue

# Telegram takes 4096 characters; tags and marks of direction take their share.
LONGEST_TEXT = 3500
MOST_CHANGES = 3


def choose_language(
    greetings: Iterable[str], languages: Sequence[Language], tr: Translator, *, newcomer: bool
) -> Screen:
    """The first question of all, in the likeliest languages; each language by its own name, two in a row.

    With a button in each row the first of them, which is hers, would lie above what she sees of the chat.
    """
    buttons = [Button(language.own_name, f"lang:{language.code}") for language in languages]
    other = Button(tr.ptext("button", "My language isn't here"), "lang-other")
    home = () if newcomer else footer(tr)
    return Screen("\n".join(greetings), (*beside(buttons), (other,), *home), at="lang")


def with_other_languages(screen: Screen, languages: Sequence[Language], read: str) -> Screen:
    """The way to the other languages, said in them: nobody was asked yet whether she reads this one."""
    names = [language.own_name for language in languages if language.code != read]
    others = Button(f"🌐 {' · '.join(names[:2])} …", "lang")
    # A newcomer has no appointments, so that five choices stay five.
    rows = [row for row in screen.rows if [button.data for button in row] != ["mine"]]
    return replace(screen, rows=(*rows[:-1], (others,), *rows[-1:]))


def offer_language(guessed: Translator, tr: Translator, answer: Screen) -> Screen:
    """The language she seems to write in, offered in it and in the one she reads; all else stays as it was."""
    yes = Button(guessed.language.own_name, f"switch:{guessed.code}")
    no = Button(tr.ptext("button", "No"), "switch")
    offers = [_offer(reader, guessed.code) for reader in (guessed, tr)]
    text = "\n".join([*offers, "", answer.text])
    return replace(answer, text=text, rows=((yes, no), *answer.rows), icon=icons.of("switch"))


def _offer(tr: Translator, code: str) -> str:
    # Translators: {language} is the name of a language as a dictionary has it; say "in this language: ..." if need be.
    return tr.html("Shall we write to you in {language}?", language=tongue(tr, code))


def other_languages(tr: Translator, codes: Sequence[str]) -> Screen:
    """Languages we do not write yet; whoever chooses one gets an interpreter."""
    text = tr.html("Which language do you speak? We write to you in another one, and find an interpreter when we meet.")
    pairs = beside([Button(own_name(tr, code), f"lang-other:{code}") for code in (*codes, ANOTHER)])
    return Screen(text, (*pairs, (Button(tr.ptext("button", "↩️ Back"), "lang"),)), at="lang-other")


def welcome(tr: Translator, house: str, then: Screen) -> Screen:
    """Before the first question: who reads this, that Telegram is not sealed, that one can also just come.

    Whoever scanned a poster reads below it what she may sign up for; the middle of the house needs no words.
    """
    # Translators: three short, warm sentences; {house} is the name of the community house.
    notice = tr.html(
        "Welcome to {house}! Our family workers read what you send here. "
        "Telegram is not sealed, so write no secrets; you can also just come by.",
        house=house,
    )
    led = f"\n\n{then.text}" if (then.at or "").startswith("on") else ""
    return Screen(f"👋 {notice}{led}", then.rows, at=then.at)


def home(tr: Translator, programme: Programme, now: datetime, *, unfinished: bool) -> Screen:
    """The middle of the house; on a day that is unlike others it says so."""
    today = today_otherwise(tr, programme, now)
    text: str = tr.html("This is {house}. What would you like?", house=programme.house.name)
    if today:
        text = f"🕑 <b>{today}</b>\n\n{text}"
    go_on = Button(tr.ptext("button", "📝 Go on where I was"), "go-on") if unfinished else None
    return Screen(
        text,
        column(
            go_on,
            Button(tr.ptext("button", "💬 Talk to someone"), "talk"),
            Button(tr.ptext("button", "📅 What's on"), "on"),
            Button(tr.ptext("button", "🗓 My appointments"), "mine"),
            Button(tr.ptext("button", "🕑 Hours and help now"), "hours"),
            Button(tr.ptext("button", "⚙️ Language and privacy"), "about"),
        ),
        at="home",
    )


def hours(tr: Translator, programme: Programme, coming: Span | None, now: datetime) -> Screen:
    """When one can just come, where that is, and help now."""
    opening = tr.html("Come by, no appointment needed. It is free.")
    weekly = "\n".join(
        tr.html("{day}: {hours}", day=tr.weekday(hours.weekday), hours=tr.hours(hours.opens, hours.closes))
        for hours in programme.counselling.drop_in
    )
    unlike = changed_days(tr, programme, now)
    if unlike:
        weekly = "\n\n".join([weekly, "\n".join(unlike)])
    parts = [opening, weekly, *([next_time(tr, coming, now)] if coming else []), address(tr, programme.house)]
    buttons = column(Button(tr.ptext("button", "📍 Show the map"), "map"), card_button(tr), help_button(tr))
    return Screen("\n\n".join(parts), (*buttons, *footer(tr, person=True)), at="hours")


def card_button(tr: Translator, card: str = "card") -> Button:
    """The way to the cards that are shown at a counter, or to one of them."""
    return Button(tr.ptext("button", "🪪 Show at the counter"), card)


def changed_days(tr: Translator, programme: Programme, now: datetime) -> list[str]:
    """The coming days that are unlike other weeks for whoever just comes by: days closed in a row are one line."""
    today, changes = local_day(programme, now), programme.changes
    closed = stretches((day for day, change in changes.items() if change.closed), programme.closed)
    others = [(day, day) for day, change in changes.items() if not change.closed and _otherwise(programme, day)]
    last = today + programme.counselling.bookable.horizon
    shown = [one for one in sorted([*closed, *others]) if today <= one[0] <= last][:MOST_CHANGES]
    return [_closed_from(tr, *one) if one[0] != one[1] else changed_day(tr, programme, one[0]) for one in shown]


def _otherwise(programme: Programme, day: date) -> bool:
    """Whether drop-in is otherwise; that the house opens later before it, or closes sooner after it, says nothing."""
    return drop_in_on(programme, day) != usual_drop_in_on(programme, day)


def _closed_from(tr: Translator, first: date, last: date) -> str:
    return tr.html("{first} to {last}: closed", first=tr.day(first), last=tr.day(last))


def changed_day(tr: Translator, programme: Programme, day: date) -> str:
    """A day that is unlike other weeks."""
    spans, change = drop_in_on(programme, day), programme.changes.get(day)
    if not spans and change is not None and not change.closed:
        return tr.html("{day}: only with an appointment", day=tr.day(day))
    if not spans:
        return tr.html("{day}: closed", day=tr.day(day))
    hours = tr.list([tr.hours(span.starts_at, span.ends_at) for span in spans])
    return tr.html("{day}: {hours}", day=tr.day(day), hours=hours)


def today_otherwise(tr: Translator, programme: Programme, now: datetime) -> str | None:
    """That today is unlike other weeks, for whoever is on her way."""
    day = local_day(programme, now)
    change, spans = programme.changes.get(day), drop_in_on(programme, day)
    if change is None or not (change.closed or _otherwise(programme, day)):
        return None
    if not spans:
        return tr.html("Today we are closed.") if change.closed else tr.html("Today only with an appointment.")
    return tr.html("Today: {hours}", hours=tr.list([tr.hours(span.starts_at, span.ends_at) for span in spans]))


def next_time(tr: Translator, coming: Span, now: datetime) -> str:
    """Whether we are open, or when we are next."""
    if coming.starts_at <= now:
        return tr.html("We are open now, until {time}.", time=tr.time(coming.ends_at))
    return tr.html("Next time: {moment}", moment=tr.soon(coming.starts_at, now))


def address(tr: Translator, house: Place) -> str:
    """Where the house is, each thing on a line of its own."""
    lines = [tr.value(house.name), tr.value(house.address)]
    return "\n".join([*lines, tr.value(house.phone)] if house.phone else lines)


def map_pin(house: Place) -> MapPin:
    """The house on the map."""
    return MapPin(house.name, house.address, house.latitude, house.longitude)


def where(tr: Translator, house: Place) -> Screen:
    """The map, and where one was before."""
    return Screen(address(tr, house), footer(tr, back="hours"), pin=map_pin(house))


def about(tr: Translator) -> Screen:
    """Language and privacy, tier two: the plain page."""
    # Translators: [sensitive] the duty to notify.
    text = tr.html(
        "We keep what you tell us to ourselves. One exception: if a child is in danger, we must call the municipality. "
        "We talk with you first whenever we can."
    )
    rows = column(
        Button(tr.ptext("button", "🌐 Change language"), "lang"),
        Button(tr.ptext("button", "What you know about me"), "known"),
        Button(tr.ptext("button", "Who reads what"), "privacy"),
        Button(tr.ptext("button", "⚙️ What we may send you"), "choices"),
        Button(tr.ptext("button", "🗑 Forget me"), "forget"),
    )
    return Screen(text, (*rows, *footer(tr)), at="about")


def privacy(tr: Translator, programme: Programme) -> Screen:
    """Tier three: the full text."""
    # Translators: [sensitive] [long] the full text on privacy; plain words, but complete. Keep the empty lines.
    text = tr.html(
        "<b>Who answers for this:</b> {controller}. Ask us: {contact}.\n\n"
        "<b>Who reads it:</b> the family workers in {house}. Others only if you say yes. Not the landlord. "
        "The municipality cannot look into it. What you sign up for is read by those who run it.\n\n"
        "<b>One exception:</b> if a child is in danger, the law says we must tell the municipality. "
        "We talk with you first whenever we can.\n\n"
        "<b>What we keep:</b> your language, what you asked for, your times, what you signed up for. "
        "What you write yourself is kept encrypted. "
        "We erase it seven days after the visit, and after 30 days at the latest. "
        "A telephone number goes at the same time. We keep that a talk was held, to count families.\n\n"
        "<b>What we ask afterwards:</b> only if you say yes. Your answers are confidential: staff see totals, "
        "and never who said what. When the round closes, nothing leads from an answer to you.\n\n"
        "<b>Telegram:</b> a company outside Denmark. It keeps the chat and what you send, your voice too. "
        "You can delete the chat yourself.\n\n"
        "<b>Your rights:</b> you can see everything and be forgotten, in this chat. Tell us when something is wrong. "
        "You can complain to Datatilsynet.",
        controller=programme.controller,
        contact=programme.contact,
        house=programme.house.name,
    )
    return Screen(text, footer(tr, back="about"), at="privacy")


def clear(tr: Translator) -> Screen:
    """The first of the two taps."""
    text = tr.html(
        "Shall we empty this chat? Everything from the last two days goes. "
        "What is older only you can remove: delete the chat in Telegram."
    )
    yes = Button(tr.ptext("button", "🧹 Yes, clear it"), "clear:yes")
    return Screen(text, (*column(yes), *footer(tr, back="about")), at="clear")


def forget(tr: Translator) -> Screen:
    """The first of the two taps."""
    # Translators: [sensitive] erasure.
    text = tr.html("Shall we forget you? Your times are cancelled, and what you wrote is erased. We cannot undo it.")
    yes = Button(tr.ptext("button", "🗑 Yes, forget me"), "forget:yes")
    # Who only wants nothing to be seen on her phone need not be forgotten for that.
    only = Button(tr.ptext("button", "🧹 Clear this chat"), "clear")
    return Screen(text, (*column(yes, only), *footer(tr, back="about")), at="forget")


def forgotten(tr: Translator) -> Screen:
    """The second tap is done."""
    # Translators: [sensitive] erasure. {start} is the command that begins anew.
    text = tr.html(
        "You are forgotten. To see nothing here either, delete this chat. You are always welcome again: {start}",
        start="/start",
    )
    return Screen(text)


def known(tr: Translator, lines: Sequence[str]) -> Screen:
    """Everything we know, as text; what does not fit into a message comes as a file with all of it."""
    text = "\n".join([f"<b>{tr.html('This is all we know about you:')}</b>", *lines])
    rows = column(
        Button(tr.ptext("button", "✏️ Change name or number"), "correct"),
        Button(tr.ptext("button", "📄 Send it as a file"), "known:file"),
        Button(tr.ptext("button", "💾 Send it as data"), "known:data"),
    )
    shown = Screen(text, (*rows, *footer(tr, back="about")), at="known")
    if len(text) <= LONGEST_TEXT:
        return shown
    return replace(shown, text=f"{text[:LONGEST_TEXT].rsplit(chr(10), 1)[0]}\n…", attachment=_as_file(lines))


def _as_file(lines: Sequence[str]) -> Attachment:
    return Attachment("nabohuset.txt", unescape("\n".join(lines)).encode())


def known_as_file(tr: Translator, lines: Sequence[str]) -> Screen:
    """The same as a file that people read."""
    return replace(known(tr, lines), attachment=_as_file(lines))


def known_as_data(tr: Translator, lines: Sequence[str], content: bytes) -> Screen:
    """The same as a file that machines read."""
    return replace(known(tr, lines), attachment=Attachment("nabohuset.json", content))


def understood_nothing(tr: Translator, current: Screen, *, resident: bool) -> Screen:
    """Words that nobody waits for."""
    sentence = tr.html("I am an automatic helper, and nobody reads this message. Please tap a button.")
    return with_ways(tr, sentence, current, resident=resident)


def tap_an_answer(tr: Translator, question: Screen) -> Screen:
    """Words where a button is waited for."""
    sentence = tr.html("Please tap an answer below, so that it reaches us.")
    return replace(question, text=f"{sentence}\n\n{question.text}", icon=icons.SAID, fresh=True)


def keeps_no_pictures(tr: Translator) -> Screen:
    """A photo of a letter shows a CPR number: it is taken out of the chat, and help with the letter offered."""
    sentence = tr.html(
        "I removed your picture, because letters often show a CPR number. We would like to help you with it."
    )
    letter = Button(tr.ptext("button", "✉️ Help with a letter"), "talk:letters")
    rows = (*column(letter), *footer(tr, person=True))
    return Screen(sentence, rows, icon=icons.LETTER, forget=True, fresh=True)


def keeps_no_pictures_yet(tr: Translator, then: Screen) -> Screen:
    """The same for somebody who has not chosen a language yet."""
    sentence = tr.html(
        "I removed your picture, because letters often show a CPR number. We would like to help you with it."
    )
    return replace(then, text=f"{sentence}\n\n{then.text}", icon=icons.LETTER, forget=True, fresh=True)


def keeps_no_voice(tr: Translator, current: Screen) -> Screen:
    """A voice message outside a note."""
    sentence = tr.html("Nobody can listen to this here, and we do not keep it. Shall we call you?")
    call = Button(tr.ptext("button", "📞 Call me"), "talk:call")
    return Screen(sentence, (*column(call), *footer(tr, person=True)), at=current.at, fresh=True)


def cannot_read(tr: Translator, current: Screen, *, resident: bool) -> Screen:
    """A sticker, a place, somebody else's number."""
    return with_ways(tr, tr.html("Thank you! I can only read buttons and words."), current, resident=resident)


def with_ways(tr: Translator, sentence: str, current: Screen, *, resident: bool) -> Screen:
    """A sentence in front of the screen she is at, and for residents the way to a person."""
    rows: Rows = current.rows
    if resident and current.ask_contact is None and not any(button.data == "talk" for button in current.buttons):
        rows = (*rows[:-1], (talk_button(tr), help_button(tr)), *rows[-1:])
    text, contact = f"{sentence}\n\n{current.text}", current.ask_contact
    return Screen(text, rows, at=current.at, ask_contact=contact, icon=icons.SAID, fresh=True)
