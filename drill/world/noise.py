"""Daily life in the logs: harmless lines, made anew from (seed, source, minute) whenever somebody reads them.

Noise is never an event and never journaled. It is the same for every team, but a reader leaves out a line that names a
host which was not working at that moment in the team's world (`written`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from typing import TypeAlias

import msgspec

from drill.scenario.model import Host, Model, Noise, When
from drill.text import folded
from drill.world.draws import draw
from drill.world.render import DAY

MINUTE = 60_000
"""Milliseconds."""
WORK_BEGINS = (7 * 60 + 30) * MINUTE
WORK_ENDS = (17 * 60 + 30) * MINUTE
"""Working hours, milliseconds of the day (7.1 of the language: 07:30 to 17:30)."""

KEPT_MINUTES = 20_000
"""Minutes of one source that are remembered before writing starts afresh: bounds the memory of a long drill."""

Outages: TypeAlias = Mapping[str, tuple[tuple[int, int | None], ...]]
"""Host id to the spans (ms, end exclusive, None while it lasts) in which it was not working."""

_PLACE = re.compile(r"<([a-z0-9-]+)>")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


class Line(msgspec.Struct, frozen=True):
    """One line of a log as it was written."""

    at: int
    """Simulated milliseconds."""
    source: str
    hosts: tuple[str, ...]
    """Hosts that the text names, by id or address, in the order of the text."""
    text: str
    folded: str
    """The text as it is compared (`drill.text.folded`)."""


class Naming:
    """Finds the hosts that a text names."""

    def __init__(self, hosts: tuple[Host, ...]) -> None:
        self._by_address = {host.ip: host.id for host in hosts if host.ip and "/" not in host.ip}
        self._networks = [(ip_network(host.ip, strict=False), host.id) for host in hosts if "/" in host.ip]
        names = "|".join(re.escape(host.id) for host in sorted(hosts, key=lambda host: -len(host.id)))
        self._pattern = re.compile(rf"(?<![\w.-])(?:(?P<name>{names or '(?!)'})(?![\w-])|{_ADDRESS.pattern})")

    def hosts(self, text: str) -> tuple[str, ...]:
        """Return the ids of the hosts named, each once, in the order of the text."""
        found = (match["name"] or self._at(match.group()) for match in self._pattern.finditer(text))
        return tuple(dict.fromkeys(host for host in found if host))

    def _at(self, address: str) -> str:
        if address in self._by_address:
            return self._by_address[address]
        try:
            number = ip_address(address)
        except ValueError:
            return ""
        return next((host for network, host in self._networks if number in network), "")


@dataclass(frozen=True, slots=True)
class _Block:
    """A noise block, ready to write."""

    rate: int
    when: When
    lines: tuple[tuple[str | int, ...], ...]
    """Each line's parts: literal text, or the index of a word list."""
    words: tuple[tuple[str, ...], ...]
    name: str


@dataclass(frozen=True, slots=True)
class NoiseMaker:
    """Writes the noise of one drill; it remembers the minutes it has written."""

    seed: int
    starts_at: int
    naming: Naming
    blocks: Mapping[str, tuple[_Block, ...]]
    _written: dict[tuple[str, int], tuple[Line, ...]] = field(default_factory=dict)
    _alike: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    """Text to its hosts and folded form: daily life says the same few things again and again."""

    def minute(self, source: str, minute: int) -> tuple[Line, ...]:
        """Return the lines of one minute of one source, oldest first, as if every host were working."""
        key = (source, minute)
        if key not in self._written:
            lines = [
                line for block in self.blocks.get(source, ()) for line in self._write(block, source, minute)
            ]
            self._written[key] = tuple(sorted(lines, key=lambda line: line.at))
        return self._written[key]

    def matching(self, source: str, since: int, until: int, fits: Callable[[str], bool]) -> list[Line]:
        """Return the lines of a source with ``since <= at < until`` whose folded text fits, oldest first.

        Each different text is looked at once, however often it was written: most searches find nothing at all here.
        """
        if len(self._written) > KEPT_MINUTES:
            self._written.clear()
            self._alike.clear()
        minutes = [self.minute(source, minute) for minute in range(since // MINUTE, -(-until // MINUTE))]
        fitting = {text for text, (_hosts, folded_text) in self._alike.items() if fits(folded_text)}
        if not fitting:
            return []
        lines = (line for lines in minutes for line in lines if line.text in fitting)
        return [line for line in lines if since <= line.at < until]

    def between(self, source: str, since: int, until: int) -> Iterator[Line]:
        """Yield the lines of a source with ``since <= at < until``, oldest first, as if every host were working."""
        for minute in range(since // MINUTE, -(-until // MINUTE)):
            lines = self.minute(source, minute)
            if since <= minute * MINUTE and (minute + 1) * MINUTE <= until:
                yield from lines
            else:
                yield from (line for line in lines if since <= line.at < until)

    def _write(self, block: _Block, source: str, minute: int) -> Iterator[Line]:
        if not is_time(block.when, self.starts_at, minute * MINUTE):
            return
        for number in range(minute * block.rate, (minute + 1) * block.rate):
            luck, offset = divmod(draw(self.seed, "noise", block.name, number), MINUTE)
            luck, line = divmod(luck, len(block.lines))
            text = ""
            for part in block.lines[line]:
                if isinstance(part, str):
                    text += part
                else:
                    luck, word = divmod(luck, len(block.words[part]))
                    text += block.words[part][word]
            yield self._line(minute * MINUTE + offset, source, text)

    def _line(self, at: int, source: str, text: str) -> Line:
        known = self._alike.get(text)
        if known is None:
            known = self._alike[text] = (self.naming.hosts(text), folded(text))
        return Line(at, source, known[0], text, known[1])


def noise_maker(model: Model, seed: int) -> NoiseMaker:
    """Return what writes the noise of a drill."""
    blocks: dict[str, tuple[_Block, ...]] = {}
    for index, noise in enumerate(model.noise):
        blocks[noise.source] = (*blocks.get(noise.source, ()), _block(noise, index))
    return NoiseMaker(seed, model.starts_at, Naming(model.hosts), blocks)


def _block(noise: Noise, index: int) -> _Block:
    names = [name for name, _words in noise.words]

    def parts(line: str) -> tuple[str | int, ...]:
        pieces: list[str | int] = list(_PLACE.split(line))
        for place in range(1, len(pieces), 2):
            name = str(pieces[place])
            pieces[place] = names.index(name) if name in names else f"<{name}>"
        return tuple(piece for piece in pieces if piece != "")

    lines = tuple(parts(line) for line in noise.lines)
    words = tuple(words for _name, words in noise.words)
    return _Block(noise.rate, noise.when, lines, words, f"{noise.source}/{index}")


def is_time(when: When, starts_at: int, at: int) -> bool:
    """Tell whether a moment lies in the hours that a noise block asks for."""
    working = WORK_BEGINS <= (starts_at + at) % DAY < WORK_ENDS
    return when is When.ALWAYS or working == (when is When.WORKING)


def written(line: Line, outages: Outages) -> bool:
    """Tell whether a line could be written: every host that it names was working."""
    for host in line.hosts:
        for since, until in outages.get(host, ()):
            if since <= line.at and (until is None or line.at < until):
                return False
    return True
