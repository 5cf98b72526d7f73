"""Sends that carry a file, uploaded now or known by its id; and fetching files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.files import StoredFile, document
from simulator.messages import Document
from simulator.methods.sending import caption_content, caption_of, deliver
from simulator.parameters import Upload, Values
from simulator.refusals import bad_request

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram

LARGEST_PHOTO = 10 << 20


def send_document(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    return send_file(telegram, values, "document")


def send_photo(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    return send_file(telegram, values, "photo")


def send_voice(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    return send_file(telegram, values, "voice")


def send_file(telegram: LocalTelegram, values: Values, kind: str) -> dict[str, Any]:
    caption = caption_of(values)
    stored = file_of(telegram, values, kind)
    file = stored.document
    return deliver(telegram, values, lambda: stored.content | caption_content(*caption), file=file).as_json()


def file_of(telegram: LocalTelegram, values: Values, kind: str) -> StoredFile:
    given = values.get(kind, "")
    if isinstance(given, Upload):
        return telegram.files.store(kind, uploaded(given, kind, values))
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if "." in given:
        raise NotImplementedError(f"files by URL: {given}")
    return telegram.files.find(given, kind)


def uploaded(given: Upload, kind: str, values: Values) -> Document:
    if not given.content:
        raise bad_request("file must be non-empty")
    size = len(given.content)
    if kind == "photo" and size > LARGEST_PHOTO:
        reason = f"file of size {size} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes"
        raise bad_request(reason)
    if kind == "voice":
        return Document(given.name, given.content, "audio/ogg", values.get("duration", 0))
    return document(given.name, given.content)


def get_file(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    if not values.get("file_id"):
        raise bad_request("file_id not specified")
    return telegram.files.link(values["file_id"])
