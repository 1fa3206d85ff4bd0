"""The two doors of the page: the document and its stream of events. Nothing can be said through either."""

import asyncio
from collections.abc import MutableSet

from aiohttp import ClientConnectionResetError, web

from drill.hub.channels import Channels
from drill.hub.seats import SeatBook
from drill.hub.web.page import HEADERS, Theme, page
from drill.hub.web.viewers import MOST, Viewers
from drill.i18n import Language, _, current_language, speaking
from drill.wire.messages import SeatKind

BEAT = 10.0
"""Seconds after which a page that got nothing gets a sign of life; its invitation is looked at again then."""
PATIENCE = 20.0
"""Seconds that one page may take to read what it was sent; then it is cut off and comes back by itself."""
RETRY = b"retry: 2000\n\n"
"""Milliseconds after which a browser comes back."""
ROLE = SeatKind.OBSERVER.value


class BoardPage:
    """The wall for browsers that hold an observer's invitation.

    Args:
        channels: where the wall is told.
        seats: who may look.
        lines: connections that are in use and must not be taken for idle ones.
    """

    def __init__(
        self, channels: Channels, seats: SeatBook, lines: MutableSet[asyncio.Transport | None]
    ) -> None:
        self._seats = seats
        self._lines = lines
        self.viewers = Viewers(channels.wall)
        channels.show_on(self.viewers)

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Open the two doors."""
        router.add_get("/board", self._page, allow_head=False)
        router.add_get("/board/stream", self._stream, allow_head=False)

    async def _page(self, request: web.Request) -> web.Response:
        language = _language(request)
        if not self._may(request):
            return _refused(language, 403)
        theme = request.query.get("theme", "")
        text = page(language, Theme(theme) if theme in set(Theme) else Theme.SYSTEM)
        return web.Response(text=text, content_type="text/html", headers=HEADERS)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        language = _language(request)
        if not self._may(request):
            return _refused(language, 403)
        if len(self.viewers) >= MOST:
            return _refused(language, 503)
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream; charset=utf-8"})
        response.enable_chunked_encoding()
        await response.prepare(request)
        self._lines.add(request.transport)
        try:
            await self._tell(request, response, language)
        except (ClientConnectionResetError, ConnectionError, TimeoutError):
            # The page is gone, or does not read; it comes back when it can.
            _cut(request.transport)
        finally:
            self._lines.discard(request.transport)
        return response

    async def _tell(self, request: web.Request, response: web.StreamResponse, language: Language) -> None:
        line = request.transport if response.chunked else None
        viewer, now = self.viewers.come(language, line), asyncio.get_running_loop().time
        told, looked = RETRY, now()
        try:
            while now() - looked < BEAT or self._may(request):
                looked = looked if now() - looked < BEAT else now()
                async with asyncio.timeout(PATIENCE):
                    await response.write(told)
                told = await viewer.next(self.viewers, BEAT)
        finally:
            self.viewers.leave(viewer)

    def _may(self, request: web.Request) -> bool:
        """Return whether the token is an observer's invitation that still opens its seat."""
        row = self._seats.find(request.query.get("token", ""))
        return row is not None and row.revoked is None and not row.team and row.role == ROLE


def _language(request: web.Request) -> Language:
    wanted = request.query.get("lang", "")
    return Language(wanted) if wanted in set(Language) else current_language()


def _refused(language: Language, status: int) -> web.Response:
    with speaking(language):
        text = _("This link opens no board.") if status == 403 else _("Too many are looking at this board.")
    return web.Response(text=text + "\n", status=status, headers=HEADERS)


def _cut(transport: asyncio.Transport | None) -> None:
    if transport is not None:
        transport.abort()
