"""A sealed file opens whole, with its key, or not at all: whatever was cut off, changed, doubled or put elsewhere."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import sealed_file
from storage.cipher import new_key
from storage.sealed_file import MAGIC, CopyProblem, SealedFile, seal_file
from tests.storage.house import KEY

PIECE = 64
HEADER = len(MAGIC) + 16 + 8
ABOUT = {"made_at": "2026-11-23T09:30:00+00:00"}
WORDS = bytes(range(256)) * 3 + b"the end"


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_file, "PIECE", PIECE)


def sealed(words: bytes = WORDS, key: str = KEY) -> bytes:
    target = BytesIO()
    seal_file(BytesIO(words), target, key, ABOUT)
    return target.getvalue()


def opened(whole: bytes, *keys: str) -> bytes:
    return b"".join(SealedFile(BytesIO(whole), keys or (KEY,)))


def pieces(whole: bytes) -> list[bytes]:
    """The pieces behind the header, each with its length."""
    found, at = [], HEADER
    while at < len(whole):
        size = 4 + int.from_bytes(whole[at : at + 4], "big")
        found.append(whole[at : at + size])
        at += size
    return found


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 10 * PIECE])
def test_what_was_sealed_comes_out(length: int) -> None:
    words = (WORDS * 2)[:length]
    whole = sealed(words)
    assert opened(whole) == words
    assert SealedFile(BytesIO(whole), [KEY]).about == ABOUT
    assert len(pieces(whole)) == 1 + -(-length // PIECE)


def test_no_word_and_no_key_can_be_read_in_it_and_no_two_are_alike() -> None:
    whole = sealed(b"CANARY" * 40)
    assert b"CANARY" not in whole
    assert b"made_at" not in whole
    assert KEY.encode() not in whole
    assert whole != sealed(b"CANARY" * 40)


def test_any_of_the_keys_opens_it_and_no_other_does() -> None:
    assert opened(sealed(), new_key(), KEY) == WORDS
    with pytest.raises(CopyProblem, match="sealed with a key that is not in NABOBOT_SECRET_KEY"):
        opened(sealed(), new_key())


@pytest.mark.parametrize("whole", [b"", b"PK\x03\x04 something else", MAGIC[:-1], b"SQLite format 3\x00" * 9])
def test_another_kind_of_file_is_told_apart(whole: bytes) -> None:
    with pytest.raises(CopyProblem, match="no copy of a Nabobot"):
        opened(whole)


@given(st.integers(HEADER, len(sealed()) - 1))
def test_cut_off_anywhere_it_is_refused(length: int) -> None:
    with pytest.raises(CopyProblem, match="damaged or cut short"):
        opened(sealed()[:length])


def test_cut_off_between_two_pieces_it_is_refused() -> None:
    whole = sealed()
    for number in range(len(pieces(whole))):
        with pytest.raises(CopyProblem, match="damaged or cut short"):
            opened(whole[:HEADER] + b"".join(pieces(whole)[:number]))


@given(st.integers(0, 8 * len(sealed()) - 1))
def test_with_any_bit_flipped_it_is_refused(bit: int) -> None:
    whole = bytearray(sealed())
    whole[bit // 8] ^= 1 << bit % 8
    with pytest.raises(CopyProblem):
        opened(bytes(whole))


def test_with_pieces_mixed_up_left_out_or_said_twice_it_is_refused() -> None:
    whole = sealed()
    first, second, third, *others = pieces(whole)
    strange = pieces(sealed())[1]
    for order in (
        [first, third, second, *others],
        [first, third, *others],
        [first, second, second, third, *others],
        [first, strange, third, *others],
        [first, second, third, *others, others[-1]],
        [*others],
    ):
        with pytest.raises(CopyProblem, match="damaged or cut short"):
            opened(whole[:HEADER] + b"".join(order))


def test_a_length_that_was_made_up_does_not_fill_the_memory() -> None:
    class Bounded(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert 0 <= size <= PIECE + 16 + HEADER
            return super().read(size)

    whole = sealed()[:HEADER] + b"\xff\xff\xff\xff" + b"x" * 99
    with pytest.raises(CopyProblem, match="damaged or cut short"):
        SealedFile(Bounded(whole), [KEY])
