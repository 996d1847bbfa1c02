"""Not answering: the other side waits until it has had enough."""

import asyncio

from starlette.requests import Request

LONGEST_SECONDS = 60
LOOKS_EVERY_SECONDS = 0.1


async def keep_silent(request: Request) -> None:
    """Say nothing until whoever asked has hung up."""
    for _ in range(int(LONGEST_SECONDS / LOOKS_EVERY_SECONDS)):
        if await request.is_disconnected():
            return
        await asyncio.sleep(LOOKS_EVERY_SECONDS)
