"""Whoever writes in another language than the one she reads is offered that one; nothing is switched by itself."""

import asyncio
from dataclasses import replace
from functools import partial

from handlers.context import Ctx
from handlers.house import screens
from handlers.screen import Screen
from locales import Languages, Translator
from locales.guessing import guess, long_enough


def offering(ctx: Ctx, answer: Screen, text: str) -> Screen:
    """The answer to words nobody waited for; which language they are in is found out after the commit."""
    # On a keyboard of its own a button is only words, and these would lead nowhere.
    if ctx.person.staff is not None or answer.ask_contact is not None or not long_enough(text):
        return answer
    return replace(answer, later=partial(_offering, ctx.services.languages, ctx.tr, text))


async def _offering(languages: Languages, tr: Translator, text: str, answer: Screen) -> Screen:
    code = await asyncio.to_thread(guess, text)
    found = next((one for one in languages.offered if one.code == code), None)
    if found is None or found.catalogue == tr.language.catalogue:
        return answer
    return screens.offer_language(languages.translator(found.code), tr, answer)
