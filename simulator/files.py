"""Files that were uploaded: their ids, and the links under which they can be fetched for an hour."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from simulator.clock import Clock
from simulator.images import dimensions
from simulator.messages import Document
from simulator.refusals import bad_request

LARGEST_DOWNLOAD = 20 << 20
LINK_LIFE = timedelta(hours=1)
FOLDERS = {"document": "documents", "photo": "photos", "voice": "voice", "sticker": "stickers"}
CLASSES = {"document": "Document", "photo": "Photo", "voice": "VoiceNote", "sticker": "Sticker"}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(eq=False)
class StoredFile:
    """One file as Telegram keeps it."""

    id: str
    unique_id: str
    kind: str
    document: Document
    path: str
    linked_at: datetime | None = None

    @property
    def ids(self) -> dict[str, Any]:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.document.bytes)}

    @property
    def content(self) -> dict[str, Any]:
        """The part of a message that shows this file."""
        named: dict[str, Any] = {"mime_type": self.document.mime_type}
        if self.kind == "document":
            return {"document": {"file_name": self.document.name, **named, **self.ids}}
        if self.kind == "voice":
            return {"voice": {"duration": self.document.seconds, **named, **self.ids}}
        width, height = dimensions(self.document.bytes)
        return {"photo": [{"width": width, "height": height, **self.ids}]}


class Files:
    """All files this bot has sent or received."""

    def __init__(self, clock: Clock, chance: Random) -> None:
        self._clock = clock
        self._chance = chance
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def store(self, kind: str, document: Document) -> StoredFile:
        suffix = "." + document.name.rpartition(".")[2] if "." in document.name else ""
        path = f"{FOLDERS[kind]}/file_{len(self._by_id)}{suffix}"
        stored = StoredFile(self._identifier(60), self._identifier(15), kind, document, path)
        self._by_id[stored.id] = self._by_path[path] = stored
        return stored

    def find(self, file_id: str, kind: str) -> StoredFile:
        """The file to send again; it must have been sent as the same kind before."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {CLASSES[stored.kind]} as {CLASSES[kind]}")
        return stored

    def link(self, file_id: str) -> dict[str, Any]:
        """Make the file fetchable for an hour."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(stored.document.bytes) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        stored.linked_at = self._clock.now()
        return {**stored.ids, "file_path": stored.path}

    def fetch(self, path: str) -> bytes | None:
        stored = self._by_path.get(path)
        if stored is None or stored.linked_at is None or self._clock.now() - stored.linked_at > LINK_LIFE:
            return None
        return stored.document.bytes

    def _identifier(self, length: int) -> str:
        return "".join(self._chance.choices(LETTERS, k=length))


def document(name: str, content: bytes) -> Document:
    """A file of the type its name tells."""
    return Document(name, content, mimetypes.guess_type(name)[0] or "application/octet-stream")
