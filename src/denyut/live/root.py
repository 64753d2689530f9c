"""The outermost application: the stream is served here on the loop, everything else by Django in its threads."""

import asyncio
from collections.abc import Callable
from typing import Any

from denyut.live.bridge import Bridge
from denyut.live.runner import Live
from denyut.live.stream import refuse
from denyut.live.wire import Receive, Scope, Send

STREAM = "/events"
NOT_READY = 503


class Root:
    """`Root(get_wsgi_application())` is what a server runs. `live` can say farewell before the server closes."""

    def __init__(self, django: Callable[..., Any], *, workers: int = 4) -> None:
        self.bridge, self.live = Bridge(django, workers), Live()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live_on(receive, send)
        elif scope["type"] != "http":
            return
        elif scope["path"] != STREAM:
            await self.bridge(scope, receive, send)
        elif self.live.streams is None:
            await refuse(send, NOT_READY)
        else:
            await self.live.streams(scope, receive, send)

    async def _live_on(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self.live.start()
        except Exception as error:  # whatever keeps it from starting, the server must be told so that it stops
            await self._stop()
            await send({"type": "lifespan.startup.failed", "message": f"Denyut could not start: {error}"})
        else:
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await self._stop()
            await send({"type": "lifespan.shutdown.complete"})

    async def _stop(self) -> None:
        await self.live.stop()
        await asyncio.to_thread(self.bridge.pool.shutdown)
