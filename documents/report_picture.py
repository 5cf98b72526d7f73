"""The year as a picture for the chat: bars against the goals, or one figure through the years."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from documents.charts import Bar, Trend
from documents.typesetting import Paper

# A phone is so many points wide, and is looked at closely.
PIXELS_PER_INCH = 250.0


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What stands around the bars; `legend` explains solid, hatched, pale and the line, in this order."""

    language: str
    heading: str
    subtitle: str
    goal: str
    legend: tuple[str, str, str, str]


def report_picture(words: PictureWords, bars: Sequence[Bar] = (), trends: Sequence[Trend] = ()) -> Paper:
    """The picture, as high as it must be."""
    said = {
        "heading": words.heading,
        "subtitle": words.subtitle,
        "words": {"goal": words.goal, "legend": words.legend},
        "bars": [asdict(one) for one in bars],
        "trends": [asdict(one) for one in trends],
    }
    return Paper("report_picture", words.heading, words.language, said)
