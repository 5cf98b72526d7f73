"""Encryption at rest of everything people write."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class WrongKey(Exception):
    """What is stored was sealed with another key than the ones given."""


class Cipher:
    """Seals with the newest key and opens with any of them."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, text: str | None) -> bytes | None:
        """Encrypt; nothing stays nothing."""
        return None if text is None else self._fernet.encrypt(text.encode())

    def unseal(self, sealed: bytes | None) -> str | None:
        """Decrypt; raise WrongKey when no key fits."""
        if sealed is None:
            return None
        try:
            return self._fernet.decrypt(bytes(sealed)).decode()
        except InvalidToken as problem:
            raise WrongKey("stored text cannot be opened with the keys in NABOBOT_SECRET_KEY") from problem


def new_key() -> str:
    """A fresh key, fit for NABOBOT_SECRET_KEY."""
    return Fernet.generate_key().decode()
