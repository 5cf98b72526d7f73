"""The draft of the impact assessment for this plan."""

import re

from bot.clock import Clock
from bot.settings import Settings
from bot.wiring import languages_of, load_programme
from documents import dpia
from handlers.counselling.words import topic_name
from locales.tongues import tongue


def draft(settings: Settings) -> str:
    """The draft as of today, with this plan's programme."""
    programme = load_programme(settings.programme)
    languages = languages_of(settings.programme, programme)
    tr = languages.staff
    about = dpia.About(
        day=f"{Clock(settings.clock_file).now().astimezone(programme.zone):%d.%m.%Y}",
        languages=[tongue(tr, language.code) for language in languages.offered],
        topics=[_without_picture(topic_name(tr, programme, one.key)) for one in programme.counselling.topics],
    )
    return dpia.draft(programme, about)


def _without_picture(label: str) -> str:
    """A label on paper, without what stands in front of it on a button."""
    return re.sub(r"^\W+", "", label)
