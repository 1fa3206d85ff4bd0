"""Searching a team's logs: the attack's records and daily noise together, and nothing that tells them apart.

A record is found when its source gets lines from its host, when it is visible by now, still kept, inside the window, and
when every word of the query occurs in it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

from drill.scenario.model import Model, Reach, Trace
from drill.text import folded
from drill.world.cards import LineCard
from drill.world.draws import draw
from drill.world.facts import each_bit
from drill.world.noise import Line, NoiseMaker, Outages, written
from drill.world.outputs import FactsChanged, TraceWritten
from drill.world.render import Moment, Renderer, traces_of

MOST = 500
"""Lines that one search brings, the newest; more are counted, not shown."""

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_PREFIXES = ("host:", "account:", "indicator:")

Spellings: TypeAlias = tuple[str, ...]
"""Folded texts of which one must occur: what was typed, and what else the same thing is called."""


class Query(msgspec.Struct, frozen=True):
    """What an order looks for."""

    reach: Reach
    now: int
    """When it is asked: nothing later is visible (ms)."""
    subject: str = ""
    """The host, account or indicator that the order aims at; empty for a search."""
    source: str = ""
    """Source id; empty for all."""
    text: str = ""
    since: int = 0
    until: int | None = None
    """End of the window (ms, inclusive); None for now."""


class Found(msgspec.Struct, frozen=True):
    """What a search brought."""

    lines: tuple[LineCard, ...]
    """Oldest first, at most `MOST`; their ``orders`` are empty."""
    more: int
    """How many older lines were left out."""


class Archive:
    """All that a team's logs hold: a fold over its traces and over the facts that say which hosts work."""

    def __init__(self, model: Model, renderer: Renderer, noise: NoiseMaker) -> None:
        self._model = model
        self._renderer = renderer
        self._noise = noise
        self._traces = traces_of(model)
        self._misses = {source.id: frozenset(source.misses) for source in model.sources}
        self._kept = {source.id: source.kept for source in model.sources}
        self._working = {host.working: host.id for host in model.hosts}
        self._mask = sum(1 << bit for bit in self._working)
        self._records: list[TraceWritten] = []
        self._outages: dict[str, tuple[tuple[int, int | None], ...]] = {}
        self._called = _names(model, renderer)
        for bit, host in self._working.items():
            if not model.start >> bit & 1:
                self._outages[host] = ((0, None),)

    @property
    def outages(self) -> Outages:
        """When which host was not working."""
        return self._outages

    def write(self, record: TraceWritten) -> None:
        """Take in a record of the attack, of an order or of a red herring."""
        self._records.append(record)

    def change(self, changed: FactsChanged, t: int) -> None:
        """Take in that facts changed at ``t``: hosts that stopped or started working."""
        for bit in each_bit(int(changed.cleared or "0", 16) & self._mask):
            host = self._working[bit]
            self._outages[host] = (*self._outages.get(host, ()), (t, None))
        for bit in each_bit(int(changed.set or "0", 16) & self._mask):
            host = self._working[bit]
            *before, (since, _open) = self._outages.get(host, ((0, None),))
            self._outages[host] = (*before, (since, t))

    def search(self, query: Query) -> Found:
        """Return the lines that a query finds, noise and truth alike, sorted by time."""
        terms = self._terms(query)
        lines = [line for line in map(self.line, self._reachable(query)) if _fits(line.folded, terms)]
        lines += [line for line in self._noises(query, terms) if written(line, self._outages)]
        lines.sort(key=lambda line: (line.at, line.source, line.text))
        cards = {card.key: card for card in map(self._card, lines[-MOST:])}
        return Found(tuple(cards.values()), max(len(lines) - MOST, 0))

    def seen(self, query: Query) -> tuple[str, ...]:
        """Return the ids of the traces among what a query finds, without looking at the noise."""
        terms = self._terms(query)
        found = (record.trace for record in self._reachable(query) if _fits(self.line(record).folded, terms))
        return tuple(dict.fromkeys(found))

    def line(self, record: TraceWritten) -> Line:
        """Return a record as the line that people read."""
        trace = self._traces[record.trace]
        text = self._renderer.text(trace.text, Moment(record.at, record.values)).en
        return Line(record.at, trace.source, self._noise.naming.hosts(text), text, folded(text))

    def _noises(self, query: Query, terms: Sequence[Spellings]) -> Iterator[Line]:
        if query.reach in {Reach.MEMORY, Reach.DISK}:
            return
        until = query.now if query.until is None else min(query.until, query.now)
        for source in self._model.sources:
            if query.source in {"", source.id}:
                since = max(query.since, query.now - source.kept, 0)
                yield from self._noise.matching(source.id, since, until + 1, lambda text: _fits(text, terms))

    def _reachable(self, query: Query) -> Iterator[TraceWritten]:
        on_disk = query.reach in {Reach.MEMORY, Reach.DISK}
        until = query.now if query.until is None else query.until
        for record in self._records:
            trace = self._traces[record.trace]
            if on_disk:
                if trace.on == query.subject and record.at <= query.now:
                    yield record
            elif self._arrived(trace, record, query) and query.since <= record.at <= until:
                yield record

    def _arrived(self, trace: Trace, record: TraceWritten, query: Query) -> bool:
        return (
            query.source in {"", trace.source}
            and trace.on not in self._misses[trace.source]
            and record.visible <= query.now
            and record.at >= query.now - self._kept[trace.source]
        )

    def _terms(self, query: Query) -> list[Spellings]:
        if query.reach is Reach.SEARCH:
            return [self._spellings(term) for term in split_terms(query.text)]
        if query.reach in {Reach.ANALYSIS, Reach.LOGINS}:
            accounts = tuple(folded(account.id) for account in self._model.accounts)
            own = self._spellings(query.subject)
            is_host = any(host.id == query.subject for host in self._model.hosts)
            return [own, accounts] if is_host and query.reach is Reach.LOGINS else [own]
        return []

    def _spellings(self, term: str) -> Spellings:
        wanted = folded(term)
        for prefix in _PREFIXES:
            wanted = wanted.removeprefix(prefix)
        return tuple(dict.fromkeys((wanted, *self._called.get(wanted, ()))))

    def _card(self, line: Line) -> LineCard:
        host = line.hosts[0] if line.hosts else ""
        number = draw(self._noise.seed, "line", f"{line.source} {line.text}", line.at) % 10_000
        return LineCard(f"{line.source}@{line.at}#{number}", line.at, line.source, host, line.text, ())


def split_terms(text: str) -> list[str]:
    """Return the words of a query; words in double quotes belong together."""
    return [phrase or word for phrase, word in _TERM.findall(text)]


def _fits(text: str, terms: Sequence[Spellings]) -> bool:
    for spellings in terms:
        for spelling in spellings:
            if spelling in text:
                break
        else:
            return False
    return True


def _names(model: Model, renderer: Renderer) -> dict[str, Spellings]:
    """Return what else a host or an indicator is called in a line."""
    hosts: dict[str, Spellings] = {
        folded(host.id): (folded(host.ip),) for host in model.hosts if host.ip and "/" not in host.ip
    }
    addresses: dict[str, Spellings] = {folded(host.ip): (folded(host.id),) for host in model.hosts if host.ip}
    indicators: dict[str, Spellings] = {
        folded(name): (folded(value),) for name, value in renderer.indicators.items()
    }
    return addresses | hosts | indicators
