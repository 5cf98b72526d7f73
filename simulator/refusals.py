"""What the server says when it does not do as asked, worded as Telegram words it."""

from typing import Any

PREFIXES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}


class Refusal(Exception):
    """A request was answered with an error."""

    def __init__(self, code: int, description: str, parameters: dict[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    @property
    def answer(self) -> dict[str, Any]:
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def refused(code: int, reason: str) -> Refusal:
    """Prefix the reason with the words for its code and lower its first letter, except in CODES_LIKE_THIS."""
    shouted = len(reason) > 1 and (reason[1].isupper() or reason[1] == "_")
    return Refusal(code, f"{PREFIXES[code]}: {reason if shouted else reason[:1].lower() + reason[1:]}")


def bad_request(reason: str) -> Refusal:
    return refused(400, reason)


def forbidden(reason: str) -> Refusal:
    return refused(403, reason)


def flood(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
