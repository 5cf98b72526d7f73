"""What a screen still lacks when it is sent: after the commit, and beside the loop, so that nobody waits for it."""

import asyncio
from dataclasses import replace

import structlog

from handlers.screen import Attachment, Screen

log = structlog.get_logger(__name__)


async def drawn(screen: Screen) -> Screen:
    """The same screen, complete, with every file ready to be sent."""
    if screen.later is not None:
        screen = await _completed(screen)
    if screen.attachment is None and not screen.pictures:
        return screen
    file = await _made(screen.attachment) if screen.attachment else None
    return replace(screen, attachment=file, pictures=tuple([await _made(one) for one in screen.pictures]))


async def _completed(screen: Screen) -> Screen:
    """What is found out later must not cost her the answer there is already."""
    assert screen.later is not None
    try:
        return await screen.later(screen)
    except Exception:
        log.exception("screen_incomplete")
        return screen


async def _made(file: Attachment) -> Attachment:
    if isinstance(file.content, bytes):
        return file
    return replace(file, content=await asyncio.to_thread(file.content))
