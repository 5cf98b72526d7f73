"""The attendance list that staff print: its words in Danish."""

from collections.abc import Sequence

from documents.attendance_list import ListWords
from handlers.gatherings.printed import Occasion
from locales import Translator


def list_words(tr: Translator, occasion: Occasion, bands: Sequence[str]) -> ListWords:
    """The words of one session's list; `bands` are the names of the children's age bands, in their order."""
    day = tr.day(occasion.starts_at.astimezone(tr.zone).date())
    return ListWords(
        tr.code,
        title=occasion.title,
        when=f"{day}{tr.language.at}{tr.hours(occasion.starts_at, occasion.ends_at)}",
        place=occasion.place,
        bands=tuple(bands),
        families=tr.ptext("list", "Families"),
        adults=tr.ptext("list", "Adults"),
        children=tr.ptext("list", "Children"),
        childcare=tr.ptext("list", "Childcare"),
        dish=tr.ptext("list", "Dish"),
        interpreter=tr.ptext("list", "Interpreter"),
        languages=tr.ptext("list", "Languages"),
        # Translators: above the boxes to tick.
        came=tr.ptext("list", "Came"),
        walk_ins=tr.ptext("list", "Came without signing up"),
        kitchen=tr.ptext("list", "For the kitchen"),
        no_allergies=tr.text("nobody has named an allergy"),
        destroy=tr.text("Destroy this list after the evening: it names families."),
        page=tr.text("Page {page} of {pages}", page="{page}", pages="{pages}"),
    )
