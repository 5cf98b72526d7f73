"""Files that are drawn when they are sent: after the commit, and beside the loop, so that nobody waits for a page."""

import asyncio
from dataclasses import replace

from handlers.screen import Attachment, Screen


async def drawn(screen: Screen) -> Screen:
    """The same screen, with every file ready to be sent."""
    if screen.attachment is None and not screen.pictures:
        return screen
    file = await _made(screen.attachment) if screen.attachment else None
    return replace(screen, attachment=file, pictures=tuple([await _made(one) for one in screen.pictures]))


async def _made(file: Attachment) -> Attachment:
    if isinstance(file.content, bytes):
        return file
    return replace(file, content=await asyncio.to_thread(file.content))
