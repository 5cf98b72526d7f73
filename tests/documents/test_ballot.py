"""The ballot on paper: one page in every language, every letter drawn, a code, and nothing of whose it is."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
import segno

from documents.glyphs import missing
from documents.typesetting import Paper
from domain.asking import closing
from domain.programme_file import read_programme
from domain.surveys import Invitation, InvitationState, Quarter, Round, Survey
from handlers.context import Services
from handlers.surveys.printed import back_by, paper_of
from handlers.surveys.wording import version_of, wording_of
from tests.documents.pages import UNKNOWN_DIRECTION, has_title, is_tagged, language, pages, spoken_in
from tests.town import read_words

PLAN = Path(__file__).parents[2] / "programmes" / "viby-syd.toml"
TOKEN, CODE, FAMILY = "abcDEF-_0123456789abcd", "cafe0002", 987654
NOW, AUTUMN = datetime(2026, 11, 27, 9, tzinfo=UTC), Quarter(2026, 4)
SERVICES = Services(
    lambda: NOW, read_programme(tomllib.loads(PLAN.read_text(encoding="utf-8"))), read_words(), "nabo_bot"
)
LANGUAGES = [one.code for one in read_words().offered]
LONG = "Har I fået mere at vide om, hvad der findes af tilbud til familier i området? "


def round_of(survey: Survey) -> Round:
    wording = wording_of(SERVICES, survey)
    return Round(1, survey.key, AUTUMN, wording, version_of(wording), None)


def ballot_in(code: str, here: Round | None = None) -> Paper:
    here = here or round_of(SERVICES.programme.surveys[-1])
    until = closing(SERVICES.programme, here.survey, here.quarter)
    asked = InvitationState.ASKED
    invitation = Invitation(1, CODE, 1, FAMILY, None, "counselling", NOW, NOW, until, asked, None, code, None, False)
    return paper_of(SERVICES, invitation, here, TOKEN, NOW)


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_one_tagged_page_in_the_language_of_the_family(code: str) -> None:
    for survey in SERVICES.programme.surveys:
        paper = ballot_in(code, round_of(survey))
        page = paper.pdf()
        assert missing(str(paper.words)) == ()
        assert pages(page) == 1
        assert is_tagged(page)
        assert language(page) == spoken_in(code)
        assert has_title(page, paper.title)
        assert (b"/Direction/R2L" in page) is (read_words().translator(code).rtl and code not in UNKNOWN_DIRECTION)


def test_the_danish_question_stands_on_a_line_of_its_own_while_nobody_has_checked_the_draft() -> None:
    for code, below in (("fa", "Lærte du noget, du kan bruge derhjemme?"), ("da", "")):
        first = ballot_in(code, round_of(SERVICES.programme.surveys[0])).words["words"]["questions"][0]  # type: ignore[index]
        assert first["below"].strip("\u200f\u2068\u2069") == below
        assert "Lærte" not in first["question"] or code == "da"
        assert "\n" not in first["question"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_four_long_questions_still_fit_on_one_page(code: str) -> None:
    here = round_of(SERVICES.programme.surveys[0])
    for number in range(4):
        here.wording.questions[f"long-{number}"] = dict.fromkeys(LANGUAGES, LONG * 2)  # type: ignore[index]
    assert pages(ballot_in(code, here).pdf()) == 1


def test_the_code_carries_the_link_and_the_paper_says_nothing_of_whose_it_is() -> None:
    paper = ballot_in("da")
    with patch("segno.make", wraps=segno.make) as coded:
        paper.pdf()
    assert [call.args for call in coded.call_args_list] == [(f"https://t.me/nabo_bot?start=s-{TOKEN}",)]
    said = str(paper.words)
    # Who finds it learns that somebody was asked: neither who nor about what.
    assert not [word for word in (CODE, str(FAMILY), "rådgivning", "Rådgivning", "Fokus") if word in said]


def test_it_says_who_sees_it_where_it_goes_and_until_when() -> None:
    said = str(ballot_in("da").words)
    for words in (
        "fortrolige",
        "samlede tal",
        "kassen i",
        "Du behøver ikke svare",
        "fredag den 11. december",
        "😀 Ja, meget",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (NOW, datetime(2026, 12, 11, 9, tzinfo=UTC)),
        # Three days before the round closes, so that staff can enter it.
        (datetime(2027, 1, 17, 9, tzinfo=UTC), datetime(2027, 1, 28, 23, tzinfo=UTC)),
        (datetime(2027, 1, 30, 9, tzinfo=UTC), datetime(2027, 1, 30, 9, tzinfo=UTC)),
    ],
)
def test_it_is_to_be_back_before_the_round_closes(now: datetime, until: datetime) -> None:
    assert back_by(SERVICES, round_of(SERVICES.programme.surveys[-1]), now) == until
