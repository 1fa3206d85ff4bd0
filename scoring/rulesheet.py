"""The rules in force as a rules file, ready to be changed: what `scoring.rulebook` reads, this writes."""

from collections.abc import Iterable, Iterator, Mapping

from drill.scenario.model import Model, Scoring

_INDENT = "  "


def rules_sheet(model: Model) -> str:
    """Return every number that a rules file can change, as it is in the model."""
    return "\n".join([*_section("scoring", _scoring(model.scoring)), *_points(model), *_weights(model), ""])


def _scoring(scoring: Scoring) -> Iterator[str]:
    yield f"services: {scoring.services}"
    yield f"services afterwards: {_span(scoring.services_afterwards)}"
    yield f"attack stopped: {scoring.attack_stopped}"
    yield f"questions: {_scaled('questions', scoring.questions)}"
    yield f"injects: {_scaled('injects', scoring.injects)}"
    yield f"reports: {_scaled('reports', scoring.reports)}"
    for part in scoring.judged:
        yield f"judged {part.id}: {part.points}"
    minutes = "minute" if scoring.outage_minutes == 1 else f"{scoring.outage_minutes} minutes"
    fines = {
        "costly mistake": str(scoring.costly_mistake),
        "needless outage": f"{scoring.outage_points} per {minutes}",
        "wrong answer": str(scoring.wrong_answer),
    }
    yield from _section("fines", (f"{name}: {fine}" for name, fine in fines.items()))


def _points(model: Model) -> Iterator[str]:
    asked = {question.id: question.points for question in model.questions}
    hints = {question.id: question.hint_cost for question in model.questions if question.hint is not None}
    injects = {inject.id: inject.points for inject in model.injects if inject.points}
    forms = [
        line
        for report in model.reports
        for line in _numbers(report.id, {field.id: field.points for field in report.fields})
    ]
    yield from _section(
        "points",
        [
            *_numbers("questions", asked),
            *_numbers("hints", hints),
            *_numbers("injects", injects),
            *_section("reports", forms),
        ],
    )


def _weights(model: Model) -> Iterator[str]:
    services = {service.id: service.weight for service in model.services}
    goals = {goal.id: goal.worth for goal in model.attack.goals}
    yield from _section("weights", [*_numbers("services", services), *_numbers("goals", goals)])


def _numbers(name: str, numbers: Mapping[str, int]) -> Iterator[str]:
    yield from _section(name, (f"{key}: {number}" for key, number in numbers.items()))


def _section(name: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a heading and what stands below it; nothing where nothing does."""
    below = [_INDENT + line for line in lines]
    if below:
        yield f"{name}:"
        yield from below


def _scaled(section: str, points: int | None) -> str:
    return f"from {section}" if points is None else str(points)


def _span(milliseconds: int) -> str:
    """Return a time as scenarios write it: ``1h30m``."""
    seconds = milliseconds // 1000
    parts = ((seconds // 3600, "h"), (seconds // 60 % 60, "m"), (seconds % 60, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"
