"""What only the whole document can tell: names that mean two things, moments after the end, sums."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drill.i18n import Words, words
from drill.scenario.document import Document, Item, Trace
from drill.scenario.problems import Found, Place
from drill.scenario.read.judging import check_judging
from drill.scenario.read.kinds import ACCOUNT, BACKUP, HOST, INDICATOR, METER, SERVICE, THING, TRACE, Kind
from drill.scenario.values import HOUR, MINUTE, SECOND

RESERVED = frozenset(
    ("attacker", "team", "link", "it", "goal", "any", "all", "everyone", "target", "from", "time", "the")
)
"""Words of the grammar and of placeholders; nothing may be called by one."""


def check_whole(document: Document, found: Found) -> None:
    """Report what single sections cannot see."""
    _one_name_space(document, found)
    _trace_ids(document, found)
    _after_the_end(document, found)
    _total(document, found)
    check_judging(document, found)


# ---------------------------------------------------------------- names


class _Named(NamedTuple):
    id: str
    kind: Kind
    place: Place


def _one_name_space(document: Document, found: Found) -> None:
    """Hosts, accounts, indicators, things, services, meters and backups share their names."""
    first: dict[str, _Named] = {}
    for one in _names(document):
        if one.id in RESERVED:
            message = words('"{id}" has a meaning of its own; choose another id', id=one.id)
            found.error(one.place, "reserved", message)
        taken = first.setdefault(one.id, one)
        if taken is not one:
            _taken(one, taken, found)


def _taken(one: _Named, by: _Named, found: Found) -> None:
    line = str(by.place.line) if by.place.file == one.place.file else f"{by.place.line} ({by.place.file})"
    found.error(one.place, "taken", Words(by.kind.taken, {"id": one.id, "line": line}))


def _names(document: Document) -> Iterator[_Named]:
    """Yield every name of the shared space in the order in which it is written."""
    spaces: tuple[tuple[Kind, Iterable[Item]], ...] = (
        (HOST, document.hosts),
        (ACCOUNT, document.accounts),
        (INDICATOR, document.indicators),
        (THING, document.things),
        (SERVICE, document.services),
        (METER, document.meters),
    )
    named = [_Named(item.id, kind, item.place) for kind, items in spaces for item in items]
    named += [_Named(f"{host.id}-backup", BACKUP, host.place) for host in document.hosts if host.backup]
    rank = {name: number for number, name in enumerate(document.files)}
    yield from sorted(named, key=lambda one: (rank.get(one.place.file, 0), one.place.line))


def _trace_ids(document: Document, found: Found) -> None:
    first: dict[str, Trace] = {}
    for trace in _traces(document):
        taken = first.setdefault(trace.id, trace)
        if taken is not trace:
            place = trace.place_of("id")
            _taken(_Named(trace.id, TRACE, place), _Named(trace.id, TRACE, taken.place_of("id")), found)


def _traces(document: Document) -> Iterator[Trace]:
    for extra in document.team.extras:
        yield from extra.traces
    for step in document.attack.steps:
        yield from (*step.traces, *step.start_traces, *step.failed_traces)
    for herring in document.herrings:
        yield from herring.traces


# ---------------------------------------------------------------- moments and sums


def _after_the_end(document: Document, found: Found) -> None:
    length = document.scenario.length
    for moment, place in _moments(document):
        if moment > length:
            message = words(
                "{clock} is after the end of the drill ({length})",
                clock=as_clock(moment),
                length=as_time(length),
            )
            found.error(place, "after-end", message)


def _moments(document: Document) -> Iterator[tuple[int, Place]]:
    yield document.attack.first_move, document.attack.place_of("first move")
    for herring in document.herrings:
        if herring.at is not None:
            yield herring.at, herring.place_of("at")
    for inject in document.injects:
        if inject.at is not None:
            yield inject.at, inject.place_of("at")
    for question in document.questions:
        if question.opens_at is not None:
            yield question.opens_at, question.place_of("opens")
    for report in document.reports:
        for start in report.starts_at:
            yield start, report.where.get(f"clock starts {start}", report.place)


def as_clock(milliseconds: int) -> str:
    """Return a moment of the drill as ``hh:mm``."""
    return f"{milliseconds // HOUR:02}:{milliseconds % HOUR // MINUTE:02}"


def as_time(milliseconds: int) -> str:
    """Return a time as authors write it: ``1h30m``."""
    parts = (
        (milliseconds // HOUR, "h"),
        (milliseconds % HOUR // MINUTE, "m"),
        (milliseconds % MINUTE // SECOND, "s"),
    )
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def _total(document: Document, found: Found) -> None:
    scoring = document.scoring
    if scoring.total is None:
        return
    asked = sum(question.points for question in document.questions)
    replies = sum(inject.points for inject in document.injects)
    written = sum(field.points for report in document.reports for field in report.fields)
    points = (
        scoring.services
        + scoring.attack_stopped
        + (asked if scoring.questions is None else scoring.questions)
        + (replies if scoring.injects is None else scoring.injects)
        + (written if scoring.reports is None else scoring.reports)
        + sum(judged.points for judged in scoring.judged)
    )
    if points != scoring.total:
        message = words(
            "scoring adds up to {sum} points; {total} was meant?", sum=points, total=scoring.total
        )
        found.warning(scoring.place_of("total"), "total", message)
