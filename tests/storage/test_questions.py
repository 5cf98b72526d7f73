"""What is said between staff and a resident stands in its order, and what is said late is not erased unread."""

from domain.questions import OWN_WORDS, Saying
from storage import counselling, questions
from storage.engine import Tx
from tests.storage.house import DAY, HOUR, NOW, ask, resident, worker


async def test_everything_said_stands_in_its_order(tx: Tx) -> None:
    anna, sent = await worker(tx), await ask(tx, await resident(tx))
    code = await questions.ask_question(tx, sent.id, anna.id, OWN_WORDS, NOW, words="Which letter?")
    await counselling.add_answer(tx, sent.id, anna.id, "Come on Thursday", NOW + HOUR)
    await questions.add_reply(tx, sent.id, "The white one", NOW + 2 * HOUR)
    asked = await questions.find_question(tx, code)
    assert asked is not None
    await questions.answer_question(tx, asked.id, "yes", NOW + 3 * HOUR)
    found = await questions.said_between(tx, sent.id)
    assert [(one.saying, one.by, one.words, one.answer) for one in found] == [
        (Saying.ASKED, "Anna", "Which letter?", None),
        (Saying.WROTE, "Anna", "Come on Thursday", None),
        (Saying.REPLIED, None, "The white one", None),
        (Saying.CHOSE, None, "Which letter?", "yes"),
    ]


async def test_what_is_said_late_is_kept_a_week_and_no_longer(tx: Tx) -> None:
    anna, sent = await worker(tx), await ask(tx, await resident(tx))
    late = NOW + 31 * DAY
    await questions.ask_question(tx, sent.id, anna.id, OWN_WORDS, late, words="Which letter?")
    await questions.add_reply(tx, sent.id, "The white one", late)
    await counselling.erase_old_words(tx, late + 6 * DAY)
    assert {one.words for one in await questions.said_between(tx, sent.id)} == {"Which letter?", "The white one"}
    await counselling.erase_old_words(tx, late + 7 * DAY)
    assert {one.words for one in await questions.said_between(tx, sent.id)} == {None}
    assert await questions.count_unread(tx, sent.id) == 0


async def test_a_number_given_late_is_kept_long_enough_to_ring(tx: Tx) -> None:
    sent, late = await ask(tx, await resident(tx)), NOW + 31 * DAY
    await counselling.set_words(tx, sent.id, late, phone="20123456")
    await counselling.erase_old_words(tx, late + 6 * DAY)
    assert (await counselling.details_of(tx, sent.id)).phone == "20123456"
    await counselling.erase_old_words(tx, late + 7 * DAY)
    assert (await counselling.details_of(tx, sent.id)).phone is None
