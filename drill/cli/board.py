"""``livefire board``: the wall in this terminal, of a live drill or of a finished file."""

import asyncio
import os
from pathlib import Path

import rich_click as click

from drill.cli.examples import examples
from drill.client.link import HubLink
from drill.errors import ExitCode, InvitationError
from drill.i18n import _
from drill.journal.recorder import happened_of, opened_of
from drill.journal.replaying import model_of
from drill.journal.sqlite.reader import open_reader
from drill.journal.verify import entries_of
from drill.tui.board.app import BoardApp
from drill.tui.board.still import StillLink
from drill.tui.terminal import check_terminal
from drill.wire.invitation import Invitation, parse
from drill.wire.messages import SeatKind
from drill.world.cards import ClockCard, ClockState, Put, View
from scoring.bench import JudgeView
from scoring.wall.view import WallView


@click.command(
    help=_(
        "Show the board in this terminal, full screen: ranks, clock, what is due, what happened, the prizes."
        " Takes an observer's invitation or a drill file."
    ),
    epilog=examples(
        "livefire board 'livefire://127.0.0.1:7450/#...'", "livefire board song-may-ransomware-1.drill"
    ),
)
@click.argument("what", metavar="INVITATION|FILE.drill")
def board(what: str) -> int:
    """Show the wall."""
    check_terminal(os.environ)
    if what.strip().startswith("livefire:"):
        return asyncio.run(_live(parse(what)))
    BoardApp(still(Path(what))).run()
    return ExitCode.OK


async def _live(invitation: Invitation) -> int:
    link = HubLink(invitation)
    welcome = await link.open()
    try:
        if welcome.kind is not SeatKind.OBSERVER:
            raise InvitationError(
                _("This invitation is for another desk."),
                _("The board takes an observer's invitation; sit down in this seat with livefire join."),
            )
        await BoardApp(link).run_async()
    finally:
        await link.close()
    if link.ended is not None:
        raise link.ended
    return ExitCode.OK


def still(path: Path) -> StillLink:
    """Return the wall of a file as its last entry left it.

    Raises:
        JournalError: the file cannot be read.
        ScenarioError: the scenario that it carries has mistakes.
        VerificationError: it was played with another scenario or library.
    """
    with open_reader(path) as reader:
        opened = opened_of(reader)
        model = model_of(opened)
        wall, judges = WallView(model, opened), JudgeView(model, opened)
        latest = 0
        for entry in entries_of(reader):
            happened = happened_of(entry)
            latest = max(latest, happened.t)
            wall.apply(entry.seq, happened)
            judges.apply(entry.seq, happened)
    wall.tell(Put(card) for card in judges.cards())
    wall.advance(latest)
    clock = View(wall.cards()).get(ClockCard, "clock")
    over = clock is not None and clock.state is ClockState.ENDED
    return StillLink(wall.cards(), clock.length if clock is not None and over else latest)
