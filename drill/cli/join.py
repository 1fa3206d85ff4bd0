"""``livefire join``: sit down in the seat that an invitation opens."""

import asyncio
import gc
import os

import rich_click as click

from drill.cli.examples import examples
from drill.client.link import HubLink
from drill.errors import ExitCode
from drill.i18n import _
from drill.tui.desks import desk_for, unpack
from drill.tui.terminal import check_terminal
from drill.wire.invitation import Invitation, parse

EPILOG = examples("livefire join 'livefire://127.0.0.1:7450/#...'")
"""In quotes: the shell would cut it at #."""
SETTLED = 2.0
"""Seconds in which a desk stands."""


@click.command(
    help=_(
        "Sit down in the seat that INVITATION opens: a team's, a controller's or a judge's desk."
        " The seat comes back by itself after a broken line or a restarted hub;"
        " opening the same invitation in a second place takes the seat over."
    ),
    epilog=EPILOG,
)
@click.argument("invitation")
def join(invitation: str) -> int:
    """Sit down in a seat."""
    known = parse(invitation)
    check_terminal(os.environ)
    return asyncio.run(sit_down(known))


async def sit_down(invitation: Invitation) -> int:
    """Open the seat, run its desk until the person leaves, and close the seat.

    Raises:
        LinkError: the hub cannot be reached or turned the invitation away.
    """
    link = HubLink(invitation)
    click.echo(_("Joining {host}:{port}…").format(host=invitation.host, port=invitation.port), err=True)
    collect_later()
    try:
        # The hub answers from another process: meanwhile a thread loads what any desk needs.
        welcome, _unpacked = await asyncio.gather(link.open(), asyncio.to_thread(unpack))
        await desk_for(welcome.kind, link).run_async()
    finally:
        await link.close()
    if link.ended is not None:
        raise link.ended
    return ExitCode.OK


def collect_later() -> None:
    """Keep the collector away until the desk stands: what is built up to then stays, there is nothing to free."""
    gc.disable()
    asyncio.get_running_loop().call_later(SETTLED, gc.enable)
