"""A season from its file: the plan read, every drill verified with its seal, the year before found."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec

from drill.errors import MatchError
from drill.i18n import Words, _, words
from drill.journal.sqlite.reader import open_reader
from drill.report.proof import SealedDrill, sealed
from drill.scenario.problems import Found, Place, has_errors, in_file_order, rendered
from drill.scenario.source import decoded, first_bytes
from scoring.awards.drill import fold
from scoring.awards.figures import Course, claim_of
from scoring.awards.model import Measure
from scoring.season.figures import ranks
from scoring.season.model import Drill, Outing, Plan, Season, Source
from scoring.season.read import read_season
from scoring.season.season import wanted, worked_out

MOST_YEARS = 30
"""Years that are followed back from one season to the next."""

Sealed = Callable[[Path], SealedDrill | Words]
"""Verifies a drill file with its seal; says in words why it cannot count."""


MOST_RANKS = 1_000_000
"""The last rank that a year can have had."""


class _LastTeam(msgspec.Struct):
    team: str
    rank: Annotated[int, msgspec.Meta(ge=0, le=MOST_RANKS)]


class _Last(msgspec.Struct):
    """What a season needs of the JSON of the year before."""

    teams: list[_LastTeam]


def season_of(path: Path, progress: Callable[[str], None] | None = None, prove: Sealed = sealed) -> Season:
    """Return the season of a file.

    Args:
        path: its YAML file; drills and the year before are beside it.
        progress: told the name of each drill file before it is verified.
        prove: verifies a drill file.

    Raises:
        MatchError: the file has mistakes, or a drill does not verify or is not sealed: each is named with its reason.
    """
    return _Reading(progress or _silent, prove).season(path, ())


def _silent(_name: str) -> None:
    """Tell nobody."""


class _Reading:
    """One run over a season's files."""

    def __init__(self, progress: Callable[[str], None], prove: Sealed) -> None:
        self._progress = progress
        self._prove = prove

    def season(self, path: Path, later: tuple[Path, ...]) -> Season:
        plan = load_plan(path)
        found = Found()
        drills = self._drills(plan, path.parent, found)
        before = self._before(plan, path, later, found)
        _demand(found)
        return worked_out(plan, drills, before)

    def _drills(self, plan: Plan, folder: Path, found: Found) -> list[Drill]:
        measures, drills = wanted(plan), []
        for source in plan.drills:
            self._progress(source.file)
            proved = self._prove(folder / source.file)
            if isinstance(proved, Words):
                said = words("{file} is refused: {reason}", file=source.file, reason=proved.say())
                found.error(source.place, "drill", said)
                continue
            date = source.date or _day(folder / source.file)
            if not date:
                said = words("{file} does not say its day", file=source.file)
                found.error(source.place, "date", said, words("write its date, e.g. date: 2026-04-11"))
            drills.append(drill_of(proved, source, date, measures))
        return drills

    def _before(
        self, plan: Plan, path: Path, later: tuple[Path, ...], found: Found
    ) -> Mapping[str, int] | None:
        if not plan.last or plan.last_place is None:
            return None
        last = (path.parent / plan.last).resolve()
        years = (*later, path.resolve())
        if last in years or len(years) > MOST_YEARS:
            found.error(plan.last_place, "last-year", words("the year before comes round to this one"))
            return None
        if last.suffix.casefold() == ".json":
            return _last_ranks(last, plan.last_place, found)
        try:
            return ranks(self.season(last, years).rows)
        except MatchError as error:
            said = words("the year before cannot be used: {reason}", reason=error.message)
            found.error(plan.last_place, "last-year", said)
            return None


def _last_ranks(path: Path, place: Place, found: Found) -> Mapping[str, int] | None:
    try:
        last = msgspec.json.decode(first_bytes(path), type=_Last)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        said = words("{file} is no result of a season", file=path.name)
        found.error(place, "last-year", said, words("write it with livefire awards SEASON.yaml --json"))
        return None
    return {team.team: team.rank for team in last.teams if team.rank > 0}


def load_plan(path: Path) -> Plan:
    """Read a season's file from disk.

    Raises:
        MatchError: it cannot be read or has mistakes; all of them are told, a line each.
    """
    found = Found()
    try:
        text = decoded(path.name, first_bytes(path), found)
    except OSError as error:
        raise MatchError(f"{path}: {error.strerror or error}") from error
    plan = read_season(path.name, text, found) if text is not None else None
    _demand(found)
    if plan is None:
        raise MatchError(_("{file} is no season.").format(file=path.name))
    return plan


def _demand(found: Found) -> None:
    if has_errors(found.problems):
        raise MatchError("\n".join(rendered(problem) for problem in in_file_order(found.problems)))


def _day(path: Path) -> str:
    """Return the day on which a file was begun; empty where it does not know."""
    with open_reader(path) as reader:
        first = reader.read(0, 1)
        wall = first[0].wall if first else None
        begun = reader.facts().created if wall is None else wall
    return "" if begun is None else datetime.fromtimestamp(begun // 1000, UTC).date().isoformat()


def drill_of(proved: SealedDrill, source: Source, date: str, measures: Iterable[Measure]) -> Drill:
    """Return what a season reads of a sealed drill: its released results and the figures that awards compare."""
    awards, _released = fold(proved.model, proved.entries)
    asked = tuple(measures)
    return Drill(
        id=proved.signed.statement.head,
        title=proved.model.title,
        date=date,
        level=source.level or proved.model.level,
        outings=tuple(_outing(course, asked) for course in awards.courses()),
        weight=source.weight,
        file=source.file,
        seal=proved.signed.words,
    )


def _outing(course: Course, measures: tuple[Measure, ...]) -> Outing:
    claim = claim_of(course, measures)
    return Outing(
        team=claim.team,
        label=claim.label,
        division=claim.division,
        rank=course.row.rank,
        total=course.standing.total,
        figures=claim.figures,
        unit=claim.unit,
        finished=claim.finished,
        penalties=claim.penalties,
    )
