"""What a family sees on a phone of the house: its own language, one question after another, and nothing afterwards."""

from handlers.screen import Button, Screen, column
from handlers.surveys.filling import Here
from handlers.surveys.wording import asked, keys_of, options_of
from locales import Translator


def hand_over(tr: Translator, house: str, data: str) -> Screen:
    """Before the first question: who asks, and that a no costs nothing."""
    head = f"📝 <b>{tr.value(house)}</b>"
    # Translators: [sensitive] a family reads this on a phone of the house that staff hand over.
    text = tr.html("We have a few short questions for you. What you answer is confidential. We only see totals.")
    rows = column(
        Button(tr.ptext("button", "▶️ Answer"), f"{data}:begin"),
        Button(tr.ptext("button", "No, thank you"), f"{data}:no"),
    )
    return Screen(f"{head}\n\n{text}", rows, at=data)


def question(tr: Translator, here: Here, number: int) -> Screen:
    """One question; what was answered before is not shown, for the phone may be given back at any moment."""
    every, data = len(keys_of(here.round)), f"ballot:{here.invitation.code}"
    head = tr.html("Question {n} of {all}", n=tr.number(number + 1), all=tr.number(every))
    buttons = [Button(words, f"{data}:{number}:{one.value}") for one, words in options_of(tr, here.round)]
    stop = Button(tr.ptext("button", "✖️ Stop"), f"{data}:no")
    back = [Button(tr.ptext("button", "↩️ Back"), f"{data}:{number - 1}")] if number else []
    text = f"{head}\n\n<b>{tr.value(asked(tr, here.round, number))}</b>"
    return Screen(text, (*column(*buttons), (*back, stop)), at=f"{data}:{number}")


def thanks(tr: Translator, staff: Button) -> Screen:
    """It is done: the phone goes back, and the answers are nowhere to be seen."""
    text = tr.html("Thank you! Please give the phone back now.")
    return Screen(f"✅ {text}", ((staff,),), at="staff")


def stopped(tr: Translator, staff: Button) -> Screen:
    """A no is a no."""
    text = tr.html("That is quite all right. Please give the phone back now.")
    return Screen(text, ((staff,),), at="staff")
