"""``livefire drill rescore`` and ``livefire drill rules``: a finished drill by other points, from its file alone."""

import secrets
from pathlib import Path

import msgspec
import rich_click as click

from drill.cli.columns import columns
from drill.cli.examples import examples
from drill.errors import ExitCode, JournalError, MatchError
from drill.hub.offline import give, now_for
from drill.i18n import Language, _
from drill.journal import jsonlines
from drill.journal.base import Head
from drill.journal.recorder import happened_of, opened_of
from drill.journal.replaying import model_of
from drill.journal.sqlite.reader import SqliteReader, open_reader
from drill.journal.sqlite.store import open_writer
from drill.journal.verify import entries_of
from drill.report.naming import column_name
from drill.scenario.model import Model
from drill.scenario.problems import Found, has_errors, in_file_order, rendered
from drill.scenario.source import decoded, first_bytes
from drill.text import one_line
from drill.world.happened import Happened
from drill.world.inputs import Refusal, RulesAmended
from scoring.board import LiveBoard
from scoring.model import LedgerLine, Row
from scoring.moves import Move, changed_lines, moves
from scoring.rulebook import read_rules
from scoring.rulesheet import rules_sheet
from scoring.sayings import moment


class Rescored(msgspec.Struct, frozen=True):
    """A drill by its own rules and by others."""

    before: tuple[Row, ...]
    after: tuple[Row, ...]
    was: dict[str, tuple[LedgerLine, ...]]
    now: dict[str, tuple[LedgerLine, ...]]

    @property
    def moves(self) -> tuple[Move, ...]:
        """How every team moves, by the rank after."""
        return moves(self.before, self.after)

    @property
    def labels(self) -> dict[str, str]:
        """The teams' names."""
        return {row.standing.team: row.standing.label for row in self.after}


@click.command(
    help=_("Score a drill file by other points and weights, and show who moves."),
    epilog=examples(
        "livefire drill rescore NAME.drill --rules rules.yaml --why",
        "livefire drill rescore NAME.drill --rules r.yaml --publish --reason WHY",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--rules",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("The rules file; what it leaves out stays as the scenario has it."),
)
@click.option("--why", is_flag=True, help=_("Every line of the ledger whose points differ."))
@click.option("--publish", is_flag=True, help=_("Write the rules into the drill file; they count at once."))
@click.option("--reason", default="", help=_("Why; required to publish."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
def rescore(file: Path, *, rules: Path, why: bool, publish: bool, reason: str, as_json: bool) -> int:
    """Print ranks before and after, and keep the rules where asked."""
    if publish and not reason.strip():
        raise click.UsageError(_("Say why with --reason: teams will read it."))
    with open_reader(file) as reader:
        written = model_of(opened_of(reader))
        amendment = RulesAmended(rules_text(rules, written), reason)
        result = rescored(reader, written, amendment)
    head = _published(file, amendment) if publish else None
    click.echo(
        jsonlines.as_line(_object(result, head, why=why)) if as_json else _shown(result, head, why=why)
    )
    return ExitCode.OK


@click.command(
    help=_("Print the points and weights in force as a rules file to start from."),
    epilog=examples("livefire drill rules NAME.drill"),
)
@click.argument("file", type=click.Path(path_type=Path))
def rules(file: Path) -> int:
    """Print a rules file."""
    with open_reader(file) as reader:
        board = _scored(reader, model_of(opened_of(reader)))
    click.echo(rules_sheet(board.ledger.model), nl=False)
    return ExitCode.OK


def rules_text(path: Path, model: Model) -> str:
    """Return the text of a rules file that fits a scenario.

    Raises:
        MatchError: it cannot be read or has mistakes; all of them are told, a line each.
    """
    try:
        data = first_bytes(path)
    except OSError as error:
        raise MatchError(f"{path.name}: {error.strerror or error}") from error
    found = Found()
    text = decoded(path.name, data, found)
    if text is not None:
        read_rules(path.name, text, model, found)
    if text is None or has_errors(found.problems):
        raise MatchError("\n".join(rendered(problem) for problem in in_file_order(found.problems)))
    return text


def rescored(reader: SqliteReader, written: Model, amendment: RulesAmended) -> Rescored:
    """Return a drill as it stands and as it would stand by the rules of an amendment.

    Args:
        reader: the drill file.
        written: its scenario.
        amendment: rules that fit the scenario.
    """
    board = _scored(reader, written)
    before, was = board.rows(), {name: team.lines for name, team in board.ledger.teams.items()}
    board.feed(board.ledger.position + 1, Happened(0, "", "", amendment))
    now = {name: team.lines for name, team in board.ledger.teams.items()}
    return Rescored(before, board.rows(), was, now)


def _scored(reader: SqliteReader, written: Model) -> LiveBoard:
    board = LiveBoard(written)
    board.feed_all((entry.seq, happened_of(entry)) for entry in entries_of(reader))
    return board


def _published(file: Path, amendment: RulesAmended) -> Head:
    """Append the amendment as a hub would take it; return the new end of the chain.

    Raises:
        DrillBusyError: a hub holds the file.
        JournalError: the drill takes no other rules any more.
    """
    journal = open_writer(file)
    try:
        done = give(journal, amendment, now_for(journal), f"rescore-{secrets.token_hex(6)}")
        if isinstance(done, Refusal):
            raise JournalError(done.reason.say(), _("Leave out --publish to see what would differ."))
        return journal.head
    finally:
        journal.close()


def _object(result: Rescored, head: Head | None, *, why: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "teams": [
            {
                "team": team,
                "label": result.labels[team],
                "rank": [rank_before, rank_after],
                "total": [total_before, total_after],
            }
            for team, rank_before, rank_after, total_before, total_after in result.moves
        ],
        "published": head and {"seq": head.seq, "hash": head.hash.hex()},
    }
    if why:
        told["lines"] = [_line(was, now) for name in result.now for was, now in _changes(result, name)]
    return told


def _changes(result: Rescored, team: str) -> tuple[tuple[LedgerLine | None, LedgerLine | None], ...]:
    return changed_lines(result.was[team], result.now[team])


def _line(was: LedgerLine | None, now: LedgerLine | None) -> dict[str, object]:
    line = now or was
    assert line is not None  # noqa: S101 (a pair has at least one side)
    return {
        "team": line.team,
        "section": line.section,
        "rule": line.rule.value,
        "item": line.item,
        "points": [was.points if was else None, now.points if now else None],
        "because": list(line.because),
        "why": line.why.say(Language.ENGLISH),
    }


def _shown(result: Rescored, head: Head | None, *, why: bool) -> str:
    heading = [_("Rank"), _("Team"), _("Total"), _("Rank before"), _("Total before"), _("Moves")]
    rows = [
        [str(after), result.labels[team], str(total), str(before), str(total_before), moved(before, after)]
        for team, before, after, total_before, total in result.moves
    ]
    lines = [columns(heading, rows)]
    if why:
        lines += [text for team in result.now for text in _reasons(result, team)]
    if head is not None:
        lines += ["", _("Written as entry {seq}, head {head}.").format(seq=head.seq, head=head.hash.hex())]
        lines.append(_("Boards that are published take the new points over with the next release of scores."))
    return "\n".join(lines)


def moved(before: int, after: int) -> str:
    """Return a movement in words: ``up 2``, ``down 1``, ``–``."""
    if before == after:
        return "–"
    said = _("up {n}") if after < before else _("down {n}")
    return said.format(n=abs(before - after))


def _reasons(result: Rescored, team: str) -> list[str]:
    changes = _changes(result, team)
    if not changes:
        return []
    lines = ["", one_line(f"{result.labels[team]} ({team})")]
    for was, now in changes:
        line = now or was
        if line is not None:
            points = f"{_signed(was):>6} → {_signed(now):<6}"
            lines.append(
                f"{points} {moment(line.t)}  {column_name(line.section)}: {one_line(line.why.say(), 500)}"
            )
    return lines


def _signed(line: LedgerLine | None) -> str:
    return f"{line.points:+d}" if line else "·"
