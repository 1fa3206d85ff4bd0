"""``livefire play``: a whole drill from a match file, at full speed, into a drill file."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec
import rich_click as click

from drill.cli.columns import columns
from drill.cli.examples import examples
from drill.cli.progress import progress
from drill.cli.scenario import find_scenario, load_model
from drill.errors import ExitCode, JournalError
from drill.i18n import Words, _
from drill.journal import jsonlines
from drill.journal.recorder import draft_of
from drill.journal.sqlite.store import SqliteJournal, create
from drill.rehearse.bots import BOTS
from drill.rehearse.match import Match, load_match
from drill.rehearse.play import play as played
from drill.scenario.model import Model
from drill.world.happened import Happened
from scoring.board import LiveBoard
from scoring.model import Board

AT_ONCE = 500
"""Events that go into the file together."""


class Result(msgspec.Struct, frozen=True):
    """What a played match came to."""

    board: Board
    entries: int
    head: str
    """Hash of the last entry; empty when no file was written."""
    refused: tuple[tuple[str, str], ...]
    """(command id, reason) of lines that the drill did not accept."""


@click.command(
    help=_("Play a whole drill at full speed from a match file."),
    epilog=examples(
        "livefire play song-may-ransomware match.yaml",
        "livefire play song-may-ransomware match.yaml --seed 7 --out match.drill",
    ),
)
@click.argument("scenario")
@click.argument("match", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--seed", type=click.IntRange(0, 2**64 - 1), default=1, show_default=True, help=_("Luck of the drill.")
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help=_("The drill file to write."))
@click.option("--force", is_flag=True, help=_("Replace the file if it exists."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
def play(scenario: str, match: Path, *, seed: int, out: Path | None, force: bool, as_json: bool) -> int:
    """Play MATCH in SCENARIO; the same match and seed always give the same file."""
    loaded = load_model(find_scenario(scenario))
    lines = load_match(match, loaded.model, BOTS)
    with new_file(out, force=force) as journal:
        result = play_into(loaded.model, loaded.sources, lines, seed, journal)
    click.echo(jsonlines.as_line(_object(result)) if as_json else _shown(result, out))
    return ExitCode.OK


@contextmanager
def new_file(out: Path | None, *, force: bool) -> Iterator[SqliteJournal | None]:
    """Open the file to write; whatever interrupts the play, what is in it is whole."""
    if out is None:
        yield None
        return
    if force:
        _remove(out)
    elif out.exists():
        raise JournalError(
            _("{path} exists already.").format(path=out), _("Choose another name, or add --force.")
        )
    journal = create(out)
    try:
        yield journal
    finally:
        journal.close()


def _remove(out: Path) -> None:
    try:
        for beside in ("", "-wal", "-shm"):
            out.with_name(out.name + beside).unlink(missing_ok=True)
    except OSError as error:
        raise JournalError(f"{out}: {error.strerror or error}") from error


def play_into(
    model: Model, sources: Mapping[str, str], match: Match, seed: int, journal: SqliteJournal | None
) -> Result:
    """Play a match, into a file where there is one, with a progress bar; return what it came to."""
    live = LiveBoard(model)
    refused: list[tuple[str, str]] = []

    def note(command: str, reason: Words) -> None:
        refused.append((command, reason.say()))

    waiting: list[Happened] = []
    with progress() as bar:
        task = bar.add_task(_("Playing"), total=model.length)
        for seq, happened in enumerate(played(model, sources, match, seed, refused=note), 1):
            live.feed(seq, happened)
            waiting.append(happened)
            if len(waiting) >= AT_ONCE:
                _keep(journal, waiting)
                bar.update(task, completed=happened.t)
        _keep(journal, waiting)
        bar.update(task, completed=model.length)
    head = journal.head.hash.hex() if journal else ""
    return Result(live.board(), seq, head, tuple(refused))


def _keep(journal: SqliteJournal | None, waiting: list[Happened]) -> None:
    if journal is not None:
        journal.append([draft_of(happened) for happened in waiting])
    waiting.clear()


def _object(result: Result) -> dict[str, object]:
    return {
        "entries": result.entries,
        "head": result.head,
        "refused": [{"command": command, "reason": reason} for command, reason in result.refused],
        "teams": [
            {
                "rank": row.rank,
                "team": row.standing.team,
                "total": row.standing.total,
                "sections": dict(row.standing.sections),
            }
            for row in result.board.rows
        ],
    }


def _shown(result: Result, out: Path | None) -> str:
    heading = [_("Rank"), _("Team"), _("Total"), *result.board.columns]
    rows = [
        [str(row.rank), row.standing.label, str(row.standing.total)]
        + [str(points) for _section, points in row.standing.sections]
        for row in result.board.rows
    ]
    lines = [columns(heading, rows)]
    lines += [_("{command} was refused: {reason}").format(command=c, reason=r) for c, r in result.refused]
    if out is not None:
        lines.append(_("{entries} entries in {path}").format(entries=result.entries, path=out))
    return "\n".join(lines)
