"""``livefire tell`` and ``livefire see``: a seat without a screen, for scripts, for screen readers, for a bad line.

They open the seat like a desk does and through the same link; a desk that is open in the seat is closed by that.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import get_args

import msgspec
import rich_click as click

from drill.cli.examples import examples
from drill.client.link import HubLink
from drill.errors import ExitCode
from drill.i18n import Words, _, current_language
from drill.rehearse.controls import Known, parse_control
from drill.scenario.model import Text
from drill.text import clean
from drill.wire.authority import Given
from drill.wire.invitation import Invitation, parse
from drill.wire.messages import SeatKind
from drill.world.cards import AnyCard, MarkCard, RowCard, TeamCard, TimelineCard, View, kind_of
from drill.world.grammar import parse as parse_order
from drill.world.inputs import Refusal
from drill.world.judging import MARKER
from drill.world.vocabulary import vocabulary_of_view

KINDS = sorted(kind_of(card) for card in get_args(AnyCard))
"""Every kind of card there is."""


@click.command(
    help=_(
        "Say one line in a seat: an order, an answer, a reply, a note; a control; a mark. As in a match file."
    ),
    epilog=examples(
        "livefire tell 'livefire://127.0.0.1:7450/#...' 'isolate host pc-vanthu'",
        "livefire tell 'livefire://127.0.0.1:7450/#...' 'pause: lunch'",
    ),
)
@click.argument("invitation")
@click.argument("line")
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
def tell(invitation: str, line: str, *, as_json: bool) -> int:
    """Say one line in a seat and print what became of it."""
    refusal = asyncio.run(_tell(parse(invitation), line))
    if as_json:
        click.echo(_json({"taken": refusal is None, **_said(refusal)}))
    elif refusal is None:
        click.echo(_("Taken."))
    else:
        click.echo(" ".join(_said(refusal).values()))
    return ExitCode.OK if refusal is None else ExitCode.FAILED


@click.command(
    help=_(
        "Print what a seat sees now: every card, or those of some kinds (alert, order, service, row, feed, ...)."
    ),
    epilog=examples(
        "livefire see 'livefire://127.0.0.1:7450/#...'",
        "livefire see 'livefire://127.0.0.1:7450/#...' alert order --json",
    ),
)
@click.argument("invitation")
@click.argument("kinds", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a card."))
def see(invitation: str, kinds: tuple[str, ...], *, as_json: bool) -> int:
    """Print the cards of a seat."""
    strange = [kind for kind in kinds if kind not in KINDS]
    if strange:
        raise click.UsageError(
            _("There are no cards called {kinds}; there are {known}.").format(
                kinds=", ".join(strange), known=", ".join(KINDS)
            )
        )
    for card in asyncio.run(_see(parse(invitation), kinds)):
        click.echo(_json(card) if as_json else told(card))
    return ExitCode.OK


async def _tell(invitation: Invitation, line: str) -> Refusal | None:
    async with _seated(invitation) as link:
        given = understood(link.welcome.kind, link.role, link.view, line)
        return given if isinstance(given, Refusal) else await link.send(given)


async def _see(invitation: Invitation, kinds: tuple[str, ...]) -> list[AnyCard]:
    async with _seated(invitation) as link:
        return [card for card in link.view if not kinds or kind_of(card) in kinds]


@asynccontextmanager
async def _seated(invitation: Invitation) -> AsyncIterator[HubLink]:
    link = HubLink(invitation)
    await link.open()
    try:
        yield link
    finally:
        await link.close()


def understood(kind: SeatKind, role: str, view: View, line: str) -> Given | Refusal:
    """Return the command that a line stands for in a seat, or why it is none."""
    if kind is SeatKind.TEAM:
        return parse_order(vocabulary_of_view(view), line, role)
    teams = [card.key for card in (*view.all(TeamCard), *view.all(RowCard))]
    teams += sorted({card.code for card in view.all(MarkCard)})
    planned = (card.key for card in view.all(TimelineCard) if card.kind == "inject")
    injects = tuple(key.removeprefix("inject:") for key in planned)
    return parse_control(Known(tuple(teams), injects, all_told=role != MARKER), line)


def told(card: AnyCard) -> str:
    """Return a card as one line: its kind, its key, and what it says, in the reader's language."""
    said = [f"{name}={value}" for name, value in _fields(card) if value]
    return f"{kind_of(card)} {card.key}: " + " · ".join(said)


def _fields(card: AnyCard) -> Iterable[tuple[str, str]]:
    for name in card.__struct_fields__[1:]:
        yield name, _plain(getattr(card, name))


def _plain(value: object) -> str:
    match value:
        case None | "":
            return ""
        case Text():
            return _line(value.say(current_language()))
        case Words():
            return _line(value.say())
        case tuple():
            return ", ".join(_plain(part) for part in value)
        case msgspec.Struct():
            return "/".join(_plain(getattr(value, name)) for name in value.__struct_fields__)
        case _:
            return _line(str(value))


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _said(refusal: Refusal | None) -> dict[str, str]:
    if refusal is None:
        return {}
    said = {"reason": refusal.reason.say()}
    return said | {"remedy": refusal.remedy.say()} if refusal.remedy else said


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
