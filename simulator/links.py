"""Decides which links Telegram accepts, and how it writes them."""

from urllib.parse import urlsplit

from simulator.refusals import bad_request


class WrongLink(Exception):
    """The link is not one that Telegram opens."""


def checked(link: str) -> str:
    """The link as Telegram keeps it."""
    link = link.strip()
    scheme = urlsplit(link).scheme.lower()
    if scheme in ("tg", "ton", "tonsite"):
        return link
    if "://" not in link:
        link = f"http://{link}"
    parts = urlsplit(link)
    if parts.scheme.lower() not in ("http", "https"):
        raise WrongLink("Unsupported URL protocol")
    if "." not in (parts.hostname or "") or " " in parts.netloc:
        raise WrongLink("Wrong HTTP URL")
    return parts._replace(path=parts.path or "/", netloc=parts.netloc.lower()).geturl()


def button_link(link: str, what: str = "Inline keyboard button URL") -> str:
    try:
        return checked(link)
    except (WrongLink, ValueError) as problem:
        raise bad_request(f"{what} '{link}' is invalid: {problem}") from None


def text_link(link: str) -> str | None:
    """A link in a text; one that cannot be opened is dropped and its text stays."""
    try:
        return checked(link)
    except (WrongLink, ValueError):
        return None
