"""What an item asks and is marked by, the same for every team."""

from drill.scenario.model import Field, Guide, Inject, Judged, Model, Report, Template, Text
from scoring.model import Record

STATEMENTS = "statement:*"
"""Every public statement, where one item stands for all of them."""

_LATE = Text(
    en="Late report: how much of its points counts?", vi="Báo cáo muộn: được tính bao nhiêu phần điểm?"
)
_STATEMENT = Text(en="Public statement", vi="Thông cáo báo chí")
_WHOLE = Text(en="The whole of it", vi="Toàn bộ")
_JUDGED = {"teamwork": Text(en="Teamwork", vi="Phối hợp")}
"""Names of judged sections that most scenarios have; any other is called as its author wrote it."""


class Rubric(Record, frozen=True):
    """One item of the scenario for those who mark it."""

    item: str
    ask: Text
    criteria: tuple[Text, ...]
    """At least one."""
    points: int
    guidance: Text = Text("", "")
    anchors: tuple[tuple[int, Text], ...] = ()


def general(item: str) -> str:
    """Return the item of the scenario that a team's item is one of: all public statements are the same."""
    return STATEMENTS if item.startswith("statement:") else item


def rubrics(model: Model) -> dict[str, Rubric]:
    """Return everything that can be marked in a scenario, by item."""
    guides = {guide.item: guide for guide in model.judging}
    found = [_inject(inject) for inject in model.injects]
    for report in model.reports:
        found += [_report(report), *(_field(report, field) for field in report.fields)]
    found.append(Rubric(STATEMENTS, _STATEMENT, (_WHOLE,), 0))
    found += [_judged(section) for section in model.scoring.judged]
    return {rubric.item: _guided(rubric, guides.get(rubric.item)) for rubric in found}


def _guided(rubric: Rubric, guide: Guide | None) -> Rubric:
    if guide is None:
        return rubric
    return Rubric(rubric.item, rubric.ask, rubric.criteria, rubric.points, guide.guidance, guide.anchors)


def _inject(inject: Inject) -> Rubric:
    return Rubric(f"inject:{inject.id}", _plain(inject.text), (_WHOLE,), inject.points)


def _report(report: Report) -> Rubric:
    points = sum(field.points for field in report.fields)
    return Rubric(f"report:{report.id}", _LATE, (_WHOLE,), points)


def _field(report: Report, field: Field) -> Rubric:
    return Rubric(f"field:{report.id}.{field.id}", field.ask, field.criteria or (_WHOLE,), field.points)


def _judged(section: Judged) -> Rubric:
    name = _JUDGED.get(section.id, Text(en=section.id, vi=section.id))
    return Rubric(f"judged:{section.id}", name, section.criteria or (_WHOLE,), section.points)


def _plain(template: Template) -> Text:
    return Text(en=_joined(template.en), vi=_joined(template.vi))


def _joined(parts: tuple[object, ...]) -> str:
    return "".join(part if isinstance(part, str) else "…" for part in parts)
