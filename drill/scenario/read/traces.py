"""Traces: one log line of a source, and its options."""

from drill.i18n import N_, words
from drill.scenario.conditions import Ref
from drill.scenario.document import Alert, Trace
from drill.scenario.model import AlertLevel, Span, Text
from drill.scenario.nodes import Entry, Section
from drill.scenario.problems import nearest
from drill.scenario.read.keys import Keys, items_of
from drill.scenario.read.kinds import ALERT, TRACE
from drill.scenario.values import (
    NO_TEXT,
    Value,
    chance,
    check_id,
    counted,
    ref,
    scalar,
    span,
    text,
)

MOST_LINES = 1_000


class Namer:
    """Gives traces their ids: as written, else made from the owner and the position.

    Args:
        owner: id of the step, action or red herring.
        suffix: what ``for each`` adds to ids that the author wrote.
    """

    def __init__(self, owner: str, suffix: str = "") -> None:
        self.owner = owner
        self.suffix = suffix


def traces(keys: Keys, key: str, namer: Namer, part: str = "") -> tuple[Trace, ...]:
    """Read a list of traces.

    Args:
        keys: of the owner.
        key: ``traces``, ``traces at start``, ``failed traces``.
        namer: gives the ids.
        part: what stands between owner and number in an id: ``start``, ``failed`` or nothing.
    """
    value = keys.take(key)
    if value is None:
        return ()
    read = []
    for number, node in enumerate(items_of(value), 1):
        name = ".".join(piece for piece in (namer.owner, part, str(number)) if piece)
        if isinstance(node, Section):
            read.append(_trace(Keys(node, TRACE, name, value.found), namer))
        else:
            message = words("a trace is a log source and a text: \"mailgw: 'ACCEPT from=...'\"")
            value.found.error(node.place, "trace", message)
    return tuple(read)


def _trace(keys: Keys, namer: Namer) -> Trace:
    name = keys.may("id", _trace_id, "")
    on = keys.may("on", ref, None)
    pushed = keys.may("alert", alert, None)
    percent = keys.may("chance", chance, 100)
    after = keys.may("after", span, Span(0, 0))
    needs = keys.condition("needs")
    lines = keys.may("lines", counted(1, MOST_LINES), Span(1, 1))
    source, said = _source(keys)
    if name and namer.suffix and not name.endswith(namer.suffix):
        name += namer.suffix
    return Trace(
        name or keys.id,
        keys.place,
        source=source,
        text=said,
        on=on,
        alert=pushed,
        chance=percent,
        after=after,
        needs=needs,
        lines=lines,
        where=keys.close(),
    )


def _trace_id(value: Value) -> str | None:
    said = scalar(value)
    if said is not None:
        check_id(said.replace("/", "-"), value.place, value.found)
    return said


def _source(keys: Keys) -> tuple[Ref, Text]:
    """Return the one key that is no option: the log source; its value is the text."""
    entries = keys.others()
    if not entries:
        message = words("a trace needs a log source and a text: \"mailgw: 'ACCEPT from=...'\"")
        keys.found.error(keys.place, "trace", message)
        return Ref("", keys.place), NO_TEXT
    chosen = entries[0] if len(entries) == 1 else _likeliest(entries, keys.asked)
    for entry in entries:
        if entry is not chosen:
            keys.unknown(entry)
    keys.where["text"] = chosen.value.place
    said = text(Value(chosen.value, chosen.key.text, keys.found))
    return Ref(chosen.key.text, chosen.key.place), said or NO_TEXT


def _likeliest(entries: tuple[Entry, ...], options: list[str]) -> Entry:
    """Return the entry that is least like a misspelt option."""
    return next((entry for entry in entries if not nearest(entry.key.text, options)), entries[0])


# ---------------------------------------------------------------- alerts


def alert(value: Value) -> Alert | None:
    """Return ``level, title``, the same in both languages or ``{vi: ..., en: ...}``, or ``{level: ..., title: ...}``."""
    if isinstance(value.node, Section) and value.node.find("level"):
        return _alert_in_keys(value, value.node)
    said = text(value)
    if said is None:
        return None
    one = _level_and_title(said.en, value)
    other = one if said.vi == said.en else _level_and_title(said.vi, value)
    if one is None or other is None:
        return None
    if one[0] is not other[0]:
        value.wrong("alert", words("the alert has two levels; write the same one in both languages"))
    return Alert(one[0], Text(one[1], other[1]))


def _alert_in_keys(value: Value, node: Section) -> Alert | None:
    keys = Keys(node, ALERT, "", value.found)
    level = keys.must("level", _level, None)
    title = keys.must("title", text, None, N_("write what the team reads"))
    keys.close()
    return Alert(level, title) if level and title else None


def _level(value: Value) -> AlertLevel | None:
    said = scalar(value)
    return None if said is None else _level_of(said, value)


def _level_of(said: str, value: Value) -> AlertLevel | None:
    known = {one.value: one for one in AlertLevel}
    found = known.get(said.strip().casefold())
    if found is None:
        message = words("alert level '{level}' is not low, medium, high or critical", level=said.strip())
        value.wrong("alert", message)
    return found


def _level_and_title(said: str, value: Value) -> tuple[AlertLevel, str] | None:
    level, comma, title = said.partition(",")
    if not comma or not title.strip():
        message = words(
            "'{text}' is not an alert; write a level and a title: high, Backups deleted", text=said
        )
        value.wrong("alert", message)
        return None
    found = _level_of(level, value)
    return None if found is None else (found, title.strip())
