"""What a speaker has checked, written into a catalogue of a checkout: so that it goes out to every house."""

from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Message

from locales.catalogues import messages, read
from locales.checking import Check, as_comment, is_about_checking, name_in
from locales.extract import written


def write_back(path: Path, code: str, checks: Mapping[str, Check]) -> None:
    """Put what was checked into one catalogue; nothing else of it is touched."""
    if not path.exists():
        return
    catalog = read(path, code)
    for message in messages(catalog):
        check = checks.get(name_in(message))
        if check is not None:
            _stand(message, check)
    path.write_bytes(written(catalog, code))


def _stand(message: Message, check: Check) -> None:
    """Her words, and her name; what it was called before, and who checked it then, is over."""
    if check.words is not None:
        message.string = tuple(check.words) if message.pluralizable else check.words[0]
    message.flags.discard("fuzzy")
    kept = [comment for comment in message.user_comments if not is_about_checking(comment)]
    message.user_comments = [*kept, as_comment(check)]
