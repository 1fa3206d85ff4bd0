"""Sections noise and red herrings: daily life."""

import re
from itertools import accumulate

from drill.i18n import N_, words
from drill.scenario.conditions import Ref
from drill.scenario.document import Herring, Noise
from drill.scenario.model import When
from drill.scenario.nodes import Section
from drill.scenario.read.keys import Keys, entries_of, items_of, keys_of, named
from drill.scenario.read.kinds import HERRING, NOISE
from drill.scenario.read.traces import Namer, traces
from drill.scenario.values import NO_TEXT, Value, choice, clock, line, many, ref, scalar, text

MOST_NOISE = 600
"""Benign lines a minute, of all noise together."""

_RATE = re.compile(r"(\d{1,6}) per minute")
_WORD = re.compile(r"[a-z][a-z0-9-]*")


def noise(value: Value | None) -> tuple[Noise, ...]:
    """Read section ``noise``."""
    if value is None:
        return ()
    read = tuple(
        one for number, node in enumerate(items_of(value), 1) if (one := _noise(value.at(node), number))
    )
    total = sum(one.rate for one in read)
    if total > MOST_NOISE:
        message = words("{count} benign lines a minute; 600 at most", count=total)
        sums = accumulate(one.rate for one in read)
        over = next(one for one, rate in zip(read, sums, strict=True) if rate > MOST_NOISE)
        value.found.error(over.place_of("rate"), "noise", message)
    return read


def _noise(value: Value, number: int) -> Noise | None:
    if not isinstance(value.node, Section):
        value.wrong("shape", words("noise is a list of sections, each with source, rate and lines"))
        return None
    keys = Keys(value.node, NOISE, f"noise.{number}", value.found)
    return Noise(
        keys.id,
        keys.place,
        source=keys.must("source", ref, Ref("", keys.place), N_("say which log it fills")),
        rate=keys.must("rate", _rate, 1, N_("say how much: 20 per minute")),
        lines=keys.must("lines", many(line), (), N_("list at least one line")),
        words=keys.may("words", _words, ()),
        when=keys.may("in", choice(When), When.ALWAYS),
        where=keys.close(),
    )


def _rate(value: Value) -> int | None:
    said = scalar(value)
    match = _RATE.fullmatch(" ".join(said.split())) if said else None
    if said and (not match or int(match[1]) < 1):
        value.wrong("rate", words("'{text}' is not a rate; write it like 20 per minute", text=said))
        return None
    return int(match[1]) if match else None


def _words(value: Value) -> tuple[tuple[str, tuple[str, ...]], ...]:
    read = []
    for entry in entries_of(value):
        if not _WORD.fullmatch(entry.key.text):
            message = words(
                "'{text}' cannot be a placeholder; use small letters, digits and \"-\"", text=entry.key.text
            )
            value.found.error(entry.key.place, "word", message)
        choices = many(scalar)(Value(entry.value, entry.key.text, value.found))
        if choices:
            read.append((entry.key.text, choices))
    return tuple(read)


def herrings(value: Value | None) -> tuple[Herring, ...]:
    """Read section ``red herrings``."""
    return tuple(_herring(keys_of(entry, HERRING, value.found)) for entry in named(value)) if value else ()


def _herring(keys: Keys) -> Herring:
    at = keys.may("at", clock, None)
    when = keys.condition("when")
    at_or_when(keys)
    written = traces(keys, "traces", Namer(keys.id))
    if "traces" not in keys.where:
        keys.missing("traces", N_("write at least one line that looks like an attack"))
    return Herring(
        keys.id,
        keys.place,
        at=at,
        when=when,
        traces=written,
        truth=keys.must("truth", text, NO_TEXT, N_("say what it really is; only the review shows it")),
        costly=keys.condition("costly"),
        where=keys.close(),
    )


def at_or_when(keys: Keys) -> None:
    """Report an item that has both ``at`` and ``when``, or neither."""
    if {"at", "when"} <= keys.where.keys():
        keys.found.error(keys.where["when"], "at-when", words('say "at" or "when", not both'))
    elif not {"at", "when"} & keys.where.keys():
        keys.missing("at", N_('write a clock time, or a condition under "when"'))
