"""PostgreSQL, over asyncpg."""

from contextlib import AbstractAsyncContextManager

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine


class Server:
    """One database on a server."""

    def __init__(self, url: URL) -> None:
        self.engine = open_server(url)

    def begin(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction."""
        return self.engine.begin()

    async def empty_log(self) -> None:
        """A server sees to its own log."""

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()


def open_server(url: URL) -> AsyncEngine:
    """An engine with few connections: there is one writer at a time in this process."""
    return create_async_engine(url, pool_size=4, max_overflow=0, hide_parameters=True)
