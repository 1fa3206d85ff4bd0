"""What people call a thing of the scenario: sentences for staff hold labels, in both languages, where events hold ids."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from drill.i18n import Words
from drill.scenario.model import Model, Owner, Template, Text, Trace
from drill.text import one_line

LONGEST = 60
"""Characters of a name; a question is cut there."""

Namer = Callable[[Model, str], Text | None]


def named(model: Model, said: Words, teams: Mapping[str, str]) -> Words:
    """Return the sentence with labels in the place of ids; what has no label stays as it is.

    Args:
        model: the scenario.
        said: a sentence whose fields are called after what they hold: ``step``, ``goal``, ``question`` and so on.
        teams: labels of the teams by id.
    """
    known = {field: label for field, thing in said.args.items() if (label := _label(model, field, thing))}
    if "team" in said.args:
        team = teams.get(said.args["team"], said.args["team"])
        known["team"] = Text(team, team)
    if not known:
        return said
    english = {field: label.en for field, label in known.items()}
    vietnamese = {field: label.vi for field, label in known.items() if label.vi != label.en}
    return Words(said.template, said.args | english, said.vietnamese | vietnamese)


def subjects(model: Model) -> dict[str, Text]:
    """Return what the scenario calls the subjects of its facts; one without words of its own is left out."""
    zones = {zone.id: zone.label for zone in model.zones}
    found = {f"goal.{goal.id}": goal.label for goal in model.attack.goals}
    found |= {service.id: service.label for service in model.services}
    found |= {account.id: account.owner for account in model.accounts}
    found |= {f"{host.id}-backup": host.label for host in model.hosts}
    found |= {host.id: host.label for host in model.hosts} | dict(model.things)
    for link in model.links:
        a, b = zones[link.source], zones[link.target]
        found[f"link.{link.source}-{link.target}"] = Text(f"{a.en} → {b.en}", f"{a.vi} → {b.vi}")
    return {subject: label for subject, label in found.items() if label.en}


def _label(model: Model, field: str, thing: str) -> Text | None:
    namer = _NAMERS.get(field)
    label = namer(model, thing) if namer else None
    if label is None or {label.en, label.vi} <= {"", thing}:
        return None
    quote = "{}" if field in _PLAIN else "“{}”"
    return Text(quote.format(_short(label.en)), quote.format(_short(label.vi)))


def _short(text: str) -> str:
    whole = one_line(text, LONGEST + 1)
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1].rstrip() + "…"


def _step(model: Model, thing: str) -> Text | None:
    steps = (one for one in model.operations if one.owner is Owner.ATTACKER)
    return next((one.does for one in steps if one.id == thing), None)


def _order(model: Model, thing: str) -> Text | None:
    """Return the action's label and its target; ``thing`` is the order as it is typed."""
    actions = [one for one in model.actions if thing == one.name or thing.startswith(f"{one.name} ")]
    action = max(actions, key=lambda one: len(one.name), default=None)
    if action is None:
        return None
    target = thing.removeprefix(action.name)
    return Text(f"{action.label.en}{target}", f"{action.label.vi}{target}")


def _operation(model: Model, thing: str) -> Text | None:
    return _step(model, thing) or _order(model, thing)


def _role(model: Model, thing: str) -> Text | None:
    return next((one.label for one in model.roles if one.id == thing), None)


def _goal(model: Model, thing: str) -> Text | None:
    return next((one.label for one in model.attack.goals if one.id == thing), None)


def _service(model: Model, thing: str) -> Text | None:
    return next((one.label for one in model.services if one.id == thing), None)


def _inject(model: Model, thing: str) -> Text | None:
    return next((one.sender for one in model.injects if one.id == thing), None)


def _report(model: Model, thing: str) -> Text | None:
    return next((one.to for one in model.reports if one.id == thing), None)


def _field(model: Model, thing: str) -> Text | None:
    """Return the question that a field of a report asks; ``thing`` is ``REPORT.FIELD``."""
    asked = ((f"{report.id}.{one.id}", one.ask) for report in model.reports for one in report.fields)
    return next((ask for name, ask in asked if name == thing), None)


def _question(model: Model, thing: str) -> Text | None:
    return next((_said(one.ask) for one in model.questions if one.id == thing), None)


def _trace(model: Model, thing: str) -> Text | None:
    return _title(one for one in _traces(model) if one.id == thing)


def _herring(model: Model, thing: str) -> Text | None:
    return next((_title(one.traces) for one in model.herrings if one.id == thing), None)


def _traces(model: Model) -> Iterator[Trace]:
    for step in model.operations:
        yield from (*step.traces, *step.start_traces, *step.failed_traces)
    for herring in model.herrings:
        yield from herring.traces


def _title(traces: Iterable[Trace]) -> Text | None:
    return next((_said(one.alert.title) for one in traces if one.alert is not None), None)


def _said(template: Template) -> Text:
    """Return a template as it reads before a team fills it."""
    return Text(_joined(template.en), _joined(template.vi))


def _joined(parts: Iterable[object]) -> str:
    return "".join(part if isinstance(part, str) else "…" for part in parts)


_PLAIN = frozenset({"service", "trace", "order", "role"})
"""Names that read as such within a sentence; the others are quoted."""
_NAMERS: dict[str, Namer] = {
    "step": _step,
    "op": _operation,
    "order": _order,
    "role": _role,
    "goal": _goal,
    "service": _service,
    "inject": _inject,
    "report": _report,
    "field": _field,
    "question": _question,
    "trace": _trace,
    "herring": _herring,
}
