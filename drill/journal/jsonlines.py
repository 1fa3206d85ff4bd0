"""Entries as JSON, one object a line, for other programs: names instead of bits, sentences in English.

Two runs of the same match give the same bytes: neither hashes of the chain nor names of files are in a line, and a
wall time only where the drill was live.
"""

import re

import msgspec

from drill.i18n import Language, Words
from drill.journal.base import Entry
from drill.journal.recorder import happened_of
from drill.journal.wording import fact_names, reason_of
from drill.world.outputs import FactsChanged

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_encoder = msgspec.json.Encoder()


def line(entry: Entry, facts: tuple[str, ...]) -> str:
    """Return an entry as one JSON object without a line end.

    It has ``seq``, ``t`` (simulated ms), ``team``, ``type``, ``seat``, ``side``, then ``command`` and ``wall`` where
    there are any, then the record's own fields. Changed facts are ``{"set": [...], "cleared": [...]}``. A control that
    concerns one team has that team in ``team``.

    Args:
        entry: any entry.
        facts: canonical fact names by bit.

    Raises:
        BrokenEntryError: the entry does not read.
    """
    what = happened_of(entry).what
    fields: dict[str, object] = {
        "seq": entry.seq,
        "t": entry.t,
        "team": entry.team,
        "type": entry.type,
        "seat": entry.seat,
        "side": entry.side.value,
    }
    if entry.command:
        fields["command"] = entry.command
    if entry.wall is not None:
        fields["wall"] = entry.wall
    own = {name: _plain(getattr(what, name)) for name in what.__struct_fields__}
    if isinstance(what, FactsChanged):
        own = {
            "facts": {"set": fact_names(what.set, facts), "cleared": fact_names(what.cleared, facts)},
            "cause": what.cause,
        }
    return as_line(fields | own)


def as_line(value: object) -> str:
    """Return a value as JSON on one line that no terminal obeys: controls and direction marks are escaped."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _encoder.encode(value).decode())


def _plain(value: object) -> object:
    return reason_of(value, Language.ENGLISH) if isinstance(value, Words) else msgspec.to_builtins(value)
