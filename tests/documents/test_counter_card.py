"""The card that is held up: one page in every script, and two sentences stand apart."""

from documents.counter_card import Spoken, counter_card


def test_a_card_is_one_page_in_every_script_and_two_sentences_stand_apart() -> None:
    sentences = ["Jeg har en aftale mandag den 23. november kl. 13.00.", "Jeg vil gerne have en tolk."]
    danish = Spoken("da", False, " ".join(sentences))
    for own in (None, Spoken("ar", True, "لديّ موعد"), Spoken("ti", False, "ትግርኛ"), Spoken("vi", False, "tiếng Việt")):
        paper = counter_card("Nabohuset", danish, own)
        (page,) = paper.pictures()
        assert page.startswith(b"\x89PNG")
        said = paper.words["danish"]
        assert isinstance(said, dict)
        assert said["lines"] == sentences
