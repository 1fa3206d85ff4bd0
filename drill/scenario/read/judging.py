"""Section judging: what those who mark read beside a text, and the samples on which they find out whether they agree."""

import re
from collections.abc import Iterator, Mapping

from drill.i18n import N_, words
from drill.scenario.conditions import Record
from drill.scenario.document import Document, Guide, Sample
from drill.scenario.model import Text
from drill.scenario.problems import Found, did_you_mean
from drill.scenario.read.keys import Keys, entries_of, items_of, keys_of
from drill.scenario.read.kinds import GUIDE, SAMPLE
from drill.scenario.values import NO_TEXT, Value, parts, percentage, scalar, section, text

STATEMENT = "public statement"
"""How an author calls the item that stands for every public statement."""
_ITEM = re.compile(r"(?:(field|inject|judged)[ :]\s*)?(.+)")


def judging(value: Value | None) -> tuple[Guide, ...]:
    """Read section ``judging``."""
    return tuple(_guide(keys_of(entry, GUIDE, value.found)) for entry in entries_of(value)) if value else ()


def _guide(keys: Keys) -> Guide:
    return Guide(
        item_of(keys.id),
        keys.place,
        guidance=keys.may("guidance", text, NO_TEXT),
        anchors=keys.may("anchors", _anchors, ()),
        samples=keys.may("samples", _samples, ()),
        where=keys.close(),
    )


def item_of(said: str) -> str:
    """Return an item as marks name it: ``REPORT.FIELD`` is ``field:REPORT.FIELD``."""
    said = " ".join(said.split())
    if said.replace("-", " ").casefold() == STATEMENT:
        return "statement:*"
    match = _ITEM.fullmatch(said)
    kind, name = (match[1], match[2]) if match else ("", said)
    return f"{kind or 'field'}:{name}"


def _anchors(value: Value) -> tuple[tuple[int, Text], ...]:
    node = section(value)
    found: dict[int, Text] = {}
    for entry in node.entries if node else ():
        percent = _percent(entry.key.text)
        if percent is None:
            message = words("'{text}' is not a percent; write 0% to 100%", text=entry.key.text)
            value.found.error(entry.key.place, "percent", message)
            continue
        said = text(Value(entry.value, entry.key.text, value.found))
        if said is not None:
            found[percent] = said
    return tuple(sorted(found.items()))


def _samples(value: Value) -> tuple[Sample, ...]:
    return tuple(sample for node in items_of(value) for sample in _sample(value.at(node)))


def _sample(value: Value) -> Iterator[Sample]:
    node = section(value)
    if node is None:
        return
    keys = Keys(node, SAMPLE, "", value.found)
    said = keys.must("text", text, NO_TEXT, N_("write the answer that is to be marked"))
    percents = keys.must("marks", _percents, (), N_("say what each criterion deserves: 50%, 100%"))
    because = keys.may("because", text, NO_TEXT)
    yield Sample(said, percents, because, keys.where.get("marks", keys.place))
    keys.close()


def _percents(value: Value) -> tuple[int, ...] | None:
    """Read ``50%, 100%``, or a list of them."""
    found = []
    for part in parts(value):
        for said in (scalar(part) or "").split(","):
            percent = _percent(said)
            if percent is None:
                value.wrong(
                    "percent", words("'{text}' is not a percent; write 0% to 100%", text=said.strip())
                )
                return None
            found.append(percent)
    return tuple(found)


def _percent(said: str) -> int | None:
    percent = percentage(said if "%" in said else f"{said}%")
    return percent if percent is not None and percent <= 100 else None


# ---------------------------------------------------------------- what only the whole document can tell


class _Marked(Record, frozen=True):
    """What people mark, and what only looks like it."""

    criteria: dict[str, int]
    """Items that judges get, with the number of their criteria."""
    computed: frozenset[str]
    """Fields that the program compares."""


def check_judging(document: Document, found: Found) -> None:
    """Report guides of what is not there or nobody marks, and samples with marks for other criteria."""
    marked = _marked(document)
    first: dict[str, Guide] = {}
    for guide in document.judging:
        if first.setdefault(guide.id, guide) is not guide:
            said = words("'{item}' is there twice", item=_spelt(guide.id))
            found.error(guide.place, "judging", said)
        elif guide.id in marked.computed:
            said = words("'{item}' is computed; nobody marks it", item=_spelt(guide.id))
            found.error(guide.place, "judging", said)
        elif guide.id not in marked.criteria:
            said = words("there is nothing called '{item}' to mark", item=_spelt(guide.id))
            names = {_spelt(item) for item in marked.criteria}
            found.error(guide.place, "judging", said, did_you_mean(_spelt(guide.id), names))
        else:
            _check_samples(guide, marked.criteria, found)


def _check_samples(guide: Guide, criteria: Mapping[str, int], found: Found) -> None:
    wanted = criteria[guide.id]
    for sample in guide.samples:
        if sample.percents and len(sample.percents) != wanted:
            message = words(
                "'{item}' has {wanted} criteria, this sample {given} marks",
                item=_spelt(guide.id),
                wanted=wanted,
                given=len(sample.percents),
            )
            found.error(sample.place, "judging", message)


def _marked(document: Document) -> _Marked:
    criteria = {"statement:*": 1}
    criteria |= {f"inject:{inject.id}": 1 for inject in document.injects if inject.points}
    criteria |= {f"judged:{part.id}": max(1, len(part.criteria)) for part in document.scoring.judged}
    fields = [
        (f"field:{report.id}.{field.id}", field) for report in document.reports for field in report.fields
    ]
    criteria |= {item: max(1, len(field.criteria)) for item, field in fields if field.check is None}
    return _Marked(criteria, frozenset(item for item, field in fields if field.check is not None))


def _spelt(item: str) -> str:
    """Return an item as an author writes it."""
    kind, _, name = item.partition(":")
    return STATEMENT if kind == "statement" else name if kind == "field" else f"{kind} {name}"
