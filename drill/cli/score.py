"""``livefire drill score``: re-score a drill file, without a hub, and say why."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import rich_click as click

from drill.cli.columns import columns
from drill.cli.damage import warn_if_broken
from drill.cli.examples import examples
from drill.errors import ExitCode
from drill.i18n import Language, _
from drill.journal import jsonlines
from drill.journal.recorder import happened_of, opened_of
from drill.journal.replaying import model_of
from drill.journal.sqlite.reader import SqliteReader, open_reader
from drill.journal.verify import entries_of
from drill.report.naming import column_name, tie_words
from drill.scenario.model import Model
from drill.text import one_line
from drill.world.happened import Happened
from scoring.board import LiveBoard, Released
from scoring.explain import because
from scoring.model import Board, LedgerLine, Row
from scoring.sayings import moment


@click.command(
    help=_("Score a drill file: ranks, points by section, and why."),
    epilog=examples(
        "livefire drill score NAME.drill",
        "livefire drill score NAME.drill --why --team alpha",
        "livefire drill score NAME.drill --released",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--team", help=_("Only this team."))
@click.option("--why", is_flag=True, help=_("Every line of the ledger with the entries behind it."))
@click.option("--released", is_flag=True, help=_("Only what judges have released; a frozen board as it is."))
@click.option("--at", "position", type=click.IntRange(min=1), help=_("As of this position of the journal."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
def score(
    file: Path, *, team: str | None, why: bool, released: bool, position: int | None, as_json: bool
) -> int:
    """Print the scoreboard of a drill."""
    with open_reader(file) as reader:
        result = Scored(reader, position, released=released)
        warn_if_broken(reader)
    rows = result.rows(team)
    if as_json:
        click.echo(jsonlines.as_line(_object(result, rows, why=why)))
    else:
        click.echo("\n".join(shown(result, rows, why=why)))
    return ExitCode.OK


class Scored:
    """A scored drill file."""

    def __init__(self, reader: SqliteReader, position: int | None, *, released: bool) -> None:
        opened = opened_of(reader)
        self.scenario = opened.scenario
        self.model: Model = model_of(opened)
        self.entries: dict[int, Happened] = {}
        published = Released(self.model)
        live = published.live if released else LiveBoard(self.model)
        feed = published.feed if released else live.feed
        for entry in entries_of(reader):
            if position is not None and entry.seq > position:
                break
            happened = happened_of(entry)
            self.entries[entry.seq] = happened
            feed(entry.seq, happened)
        self.board: Board = published.board() if released else live.board()
        self.frozen_at = published.frozen_at if released else 0
        ledger = live.ledger.teams
        self.lines: dict[str, tuple[LedgerLine, ...]] = {
            name: published.lines(name) if released else ledger[name].lines for name in ledger
        }

    def rows(self, team: str | None) -> list[Row]:
        """Return the rows of all teams or of one.

        Raises:
            click.UsageError: there is no such team.
        """
        rows = [row for row in self.board.rows if team in {None, row.standing.team}]
        if not rows:
            teams = ", ".join(sorted(self.lines))
            raise click.UsageError(
                _("No team is called {team}; there are {teams}.").format(team=team, teams=teams)
            )
        return rows


def _object(result: Scored, rows: Iterable[Row], *, why: bool) -> dict[str, object]:
    return {
        "scenario": result.scenario,
        "position": result.board.position,
        "teams": [_team(result, row, why=why) for row in rows],
    }


def _team(result: Scored, row: Row, *, why: bool) -> dict[str, object]:
    standing = row.standing
    return {
        "team": standing.team,
        "label": standing.label,
        "division": standing.division,
        "rank": row.rank,
        "total": standing.total,
        "gap": row.gap,
        "tie": row.tie.value,
        "automatic": standing.automatic,
        "judged": standing.judged,
        "pending": standing.pending,
        "sections": dict(standing.sections),
        "lines": [_line(result, line, why=why) for line in result.lines[standing.team]],
    }


def _line(result: Scored, line: LedgerLine, *, why: bool) -> dict[str, object]:
    said: dict[str, object] = {
        "section": line.section,
        "rule": line.rule.value,
        "item": line.item,
        "points": line.points,
        "t": line.t,
        "because": list(line.because),
        "why": line.why.say(Language.ENGLISH),
        "by": line.by,
        "layer": line.layer.value,
    }
    if why:
        told = because(result.model, line, result.entries)
        said["entries"] = [words.say(Language.ENGLISH) for words in told]
    return said


def shown(result: Scored, rows: list[Row], *, why: bool) -> Iterator[str]:
    """Return the lines of the scoreboard, with every reason where asked."""
    sections = [
        name for name in result.board.columns if any(dict(row.standing.sections)[name] for row in rows)
    ]
    heading = [_("Rank"), _("Team"), _("Total"), *(column_name(name) for name in sections), _("Tie")]
    table = [
        [
            str(row.rank),
            row.standing.label,
            str(row.standing.total),
            *(str(dict(row.standing.sections)[name]) for name in sections),
            tie_words(row.tie),
        ]
        for row in rows
    ]
    yield columns(heading, table)
    if result.frozen_at:
        yield _("The board is frozen at position {position}.").format(position=result.board.position)
    if why:
        for row in rows:
            yield from reasons(result, row)


def reasons(result: Scored, row: Row) -> Iterator[str]:
    """Return the lines of one team's ledger with the entries behind each."""
    yield ""
    yield one_line(f"{row.standing.label} ({row.standing.team})") + f": {row.standing.total}"
    for line in result.lines[row.standing.team]:
        who = f" [{one_line(line.by)}]" if line.by else ""
        yield f"{line.points:>+6}  {moment(line.t)}  {column_name(line.section)}: {one_line(line.why.say(), 500)}{who}"
        for seq, words in zip(line.because, because(result.model, line, result.entries), strict=False):
            yield f"{'':>18}  #{seq} {one_line(words.say(), 500)}"
