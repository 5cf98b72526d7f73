"""A file sealed as a whole, in pieces that fit into memory: what is cut short, mixed up or changed is not opened.

Behind a header each piece is its length and its ciphertext (ChaCha20-Poly1305). A piece is sealed with its place in the
order and with whether it is the last, so that none can be left out, doubled or moved, at the end neither. The key is
drawn from one of the house's own keys and a salt of this file; of the own key only a mark stands in the header, so that
a wrong key is told from a damaged file. The first piece is a few words about the file.
"""

import base64
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"nabobot copy 1\r\n"
PIECE = 1 << 20
_SALT, _MARK, _TAG, _LENGTH = 16, 8, 16, 4
_DAMAGED = "the copy is damaged or cut short: take another one"


class CopyProblem(Exception):
    """A copy cannot be made or used; the message says why and what to do."""


def seal_file(source: BinaryIO, target: BinaryIO, key: str, about: Mapping[str, Any]) -> None:
    """Seal everything in a file with this key, behind a few words about it."""
    salt = os.urandom(_SALT)
    header = MAGIC + salt + _drawn(key, salt, b"mark", _MARK)
    seal = ChaCha20Poly1305(_drawn(key, salt, b"seal", 32))
    target.write(header)
    piece = json.dumps(about).encode()
    for number, following in enumerate(_ahead(source)):
        sealed = seal.encrypt(_nonce(number, last=not following), piece, header)
        target.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        piece = following


def _ahead(source: BinaryIO) -> Iterator[bytes]:
    """Each piece while the one before it is sealed, and nothing while the last is."""
    while piece := source.read(PIECE):
        yield piece
    yield b""


def is_copy(path: Path) -> bool:
    """Whether this is a file that begins as a copy does."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


class SealedFile:
    """A sealed file that is being opened, piece by piece; `about` is what is said of it."""

    def __init__(self, source: BinaryIO, keys: Sequence[str]) -> None:
        self._source = source
        self._header = source.read(len(MAGIC) + _SALT + _MARK)
        self._seal = self._opened_with(keys)
        self._pieces = self._opened()
        self.about: Mapping[str, Any] = json.loads(next(self._pieces))

    def __iter__(self) -> Iterator[bytes]:
        """What is in it; raises CopyProblem at the first piece that is not as it was sealed."""
        return self._pieces

    def _opened_with(self, keys: Sequence[str]) -> ChaCha20Poly1305:
        if not self._header.startswith(MAGIC):
            raise CopyProblem("this is no copy of a Nabobot: give a file that `nabobot backup` wrote")
        salt, mark = self._header[len(MAGIC) : -_MARK], self._header[-_MARK:]
        for key in keys:
            if _drawn(key, salt, b"mark", _MARK) == mark:
                return ChaCha20Poly1305(_drawn(key, salt, b"seal", 32))
        raise CopyProblem(
            "the copy was sealed with a key that is not in NABOBOT_SECRET_KEY: put the one of that day behind the new"
        )

    def _opened(self) -> Iterator[bytes]:
        number, piece = 0, self._next()
        while piece is not None:
            following = self._next()
            try:
                yield self._seal.decrypt(_nonce(number, last=following is None), piece, self._header)
            except InvalidTag:
                raise CopyProblem(_DAMAGED) from None
            number, piece = number + 1, following
        if number == 0:
            raise CopyProblem(_DAMAGED)

    def _next(self) -> bytes | None:
        length = self._source.read(_LENGTH)
        if not length:
            return None
        size = int.from_bytes(length, "big")
        # A length that was tampered with must not make us read the whole file at once.
        piece = self._source.read(size) if size <= PIECE + _TAG else b""
        if len(length) < _LENGTH or len(piece) < max(size, _TAG):
            raise CopyProblem(_DAMAGED)
        return piece


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _drawn(key: str, salt: bytes, use: bytes, length: int) -> bytes:
    own = base64.urlsafe_b64decode(key)
    return HKDF(SHA256(), length, salt, b"nabobot copy 1 " + use).derive(own)
