"""A card for whoever runs a gathering: somebody wants to read about it in another language than Danish."""

from domain.access import runs
from domain.notices import Due
from handlers.context import Ctx
from handlers.gatherings.words import title
from handlers.screen import Button, Screen, column
from locales import LANGUAGES
from storage import gatherings
from storage.engine import Tx


async def words_wanted(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Which gathering and which language; nothing once the words are there, or she runs it no more."""
    gathering = await gatherings.find_gathering(tx, due.data["gathering"])
    rules = ctx.programme.rules(gathering.activity) if gathering else None
    if gathering is None or rules is None or not runs(ctx.person, rules):
        return None
    language = due.data["language"]
    if language not in await gatherings.wanted_languages(tx, gathering.id):
        return None
    tr = ctx.tr
    text = tr.html(
        "A resident wants to read about “{title}” in {language}. Can you write it in that language?",
        title=title(tr, ctx.programme, gathering),
        language=LANGUAGES[language].own_name,
    )
    look = Button(tr.ptext("button", "📋 See the gathering"), f"gathering:{gathering.code}")
    return Screen(f"🌐 {text}", column(look))
