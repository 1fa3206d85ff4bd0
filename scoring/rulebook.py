"""A rules file: the points and weights of a drill, other than its scenario has them.

::

    scoring:                      # as in a scenario; what is left out stays as it is
      services: 250
      attack stopped: 350
      judged teamwork: 80
      fines: {wrong answer: 2}
    points:                       # of single items
      questions: {first-machine: 20}
      hints: {first-machine: 5}
      injects: {chief-asks: 10}
      reports:
        final-report: {story: 30}
    weights:
      services: {portal: 3}
      goals: {data-stolen: 2}

A rules file is held against the scenario as it was written, never against an earlier rules file: the last one counts
alone. It can change what things are worth, not what was asked: sections, items and criteria stay.
"""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from drill.i18n import N_, words
from drill.scenario.model import Judged, Model, Question, Report, Scoring
from drill.scenario.nodes import Scalar, Section
from drill.scenario.problems import Found, has_errors
from drill.scenario.read.attack import MOST_WORTH
from drill.scenario.read.keys import Keys
from drill.scenario.read.kinds import FINES, JUDGED, SCORING, Kind
from drill.scenario.read.points import per_minute, section_points
from drill.scenario.source import tree
from drill.scenario.values import Value, points, section, time, whole

HEAVIEST = 10
"""The largest weight of a service; 0 takes it out of the sum."""

_FILE = Kind(N_('"{word}" is not a section of a rules file'))
_POINTS = Kind(N_('"{word}" is no kind of item; there are questions, hints, injects and reports'))
_WEIGHTS = Kind(N_('"{word}" has no weight; services and goals have'))
_QUESTION = Kind(N_('this drill has no question "{word}"'))
_INJECT = Kind(N_('this drill has no inject "{word}"'))
_REPORT = Kind(N_('this drill has no report "{word}"'))
_FIELD = Kind(N_('this report has no field "{word}"'))
_SERVICE = Kind(N_('this drill has no service "{word}"'))
_GOAL = Kind(N_('the attacker has no goal "{word}"'))


def read_rules(file: str, text: str, model: Model, found: Found) -> Model:
    """Return the model with the points and weights of a rules file.

    Args:
        file: its name, for the problems.
        text: the whole file.
        model: the scenario as it was written.
        found: takes what is wrong with the file, with line numbers; the model is then of no use.
    """
    root = tree(file, text, found)
    if not isinstance(root, Section):
        if root is not None:
            found.error(
                root.place, "shape", words("a rules file is a section with scoring, points and weights")
            )
        return model
    keys = Keys(root, _FILE, file, found)
    keys.take("about")
    scoring = _scoring(_below(keys, "scoring", SCORING), model.scoring)
    model = _weighed(_below(keys, "weights", _WEIGHTS), replace(model, scoring=scoring))
    model = _priced(_below(keys, "points", _POINTS), model)
    keys.close()
    return model


def amended(model: Model, text: str) -> Model:
    """Return the model with the points of a rules file out of a journal; one that does not fit changes nothing.

    Args:
        model: the scenario as it was written.
        text: the rules file.
    """
    found = Found()
    changed = read_rules("rules", text, model, found)
    return model if has_errors(found.problems) else changed


def _below(keys: Keys, key: str, kind: Kind) -> Keys:
    value = keys.take(key)
    empty = value is None or (isinstance(value.node, Scalar) and not value.node.text)
    node = None if empty or value is None else section(value)
    return Keys(node or Section((), value.place if value else keys.place), kind, key, keys.found)


# ---------------------------------------------------------------- scoring


def _scoring(keys: Keys, now: Scoring) -> Scoring:
    fines = _below(keys, "fines", FINES)
    outage, minutes = fines.may("needless outage", per_minute, (now.outage_points, now.outage_minutes))
    costly = fines.may("costly mistake", points, now.costly_mistake)
    wrong = fines.may("wrong answer", points, now.wrong_answer)
    fines.close()
    keys.take("total")
    changed = Scoring(
        services=keys.may("services", points, now.services),
        services_afterwards=keys.may("services afterwards", time, now.services_afterwards),
        attack_stopped=keys.may("attack stopped", points, now.attack_stopped),
        questions=_scaled(keys, "questions", now.questions),
        injects=_scaled(keys, "injects", now.injects),
        reports=_scaled(keys, "reports", now.reports),
        judged=tuple(_judged(keys, part) for part in now.judged),
        costly_mistake=costly,
        outage_points=outage,
        outage_minutes=minutes,
        wrong_answer=wrong,
    )
    keys.close()
    return changed


def _scaled(keys: Keys, key: str, now: int | None) -> int | None:
    value = keys.take(key)
    return now if value is None else section_points(value)


def _judged(keys: Keys, part: Judged) -> Judged:
    value = keys.take(f"judged {part.id}")
    if value is None:
        return part
    if not isinstance(value.node, Section):
        given = points(value)
        return part if given is None else replace(part, points=given)
    inner = Keys(value.node, JUDGED, part.id, keys.found)
    worth = inner.may("points", points, part.points)
    inner.close()
    return replace(part, points=worth)


# ---------------------------------------------------------------- items


def _priced(keys: Keys, model: Model) -> Model:
    asked = {question.id: question.points for question in model.questions}
    costs = {question.id: question.hint_cost for question in model.questions if question.hint is not None}
    sent = {inject.id: inject.points for inject in model.injects}
    worth = _numbers(_below(keys, "questions", _QUESTION), asked)
    hints = _numbers(_below(keys, "hints", _QUESTION), costs)
    injects = _numbers(_below(keys, "injects", _INJECT), sent)
    forms = _below(keys, "reports", _REPORT)
    reports = tuple(_report(forms, report) for report in model.reports)
    forms.close()
    keys.close()
    return replace(
        model,
        questions=tuple(_question(one, worth[one.id], hints.get(one.id)) for one in model.questions),
        injects=tuple(replace(one, points=injects[one.id]) for one in model.injects),
        reports=reports,
    )


def _question(question: Question, worth: int, cost: int | None) -> Question:
    return replace(question, points=worth, hint_cost=question.hint_cost if cost is None else cost)


def _report(forms: Keys, report: Report) -> Report:
    fields = _below(forms, report.id, _FIELD)
    worth = _numbers(fields, {field.id: field.points for field in report.fields})
    return replace(report, fields=tuple(replace(one, points=worth[one.id]) for one in report.fields))


# ---------------------------------------------------------------- weights


def _weighed(keys: Keys, model: Model) -> Model:
    weights = {service.id: service.weight for service in model.services}
    worths = {goal.id: goal.worth for goal in model.attack.goals}
    served = _numbers(_below(keys, "services", _SERVICE), weights, whole(0, HEAVIEST))
    denied = _numbers(_below(keys, "goals", _GOAL), worths, whole(0, MOST_WORTH))
    keys.close()
    services = tuple(replace(one, weight=served[one.id]) for one in model.services)
    goals = tuple(replace(one, worth=denied[one.id]) for one in model.attack.goals)
    return replace(model, services=services, attack=replace(model.attack, goals=goals))


def _numbers(
    keys: Keys, now: Mapping[str, int], read: Callable[[Value], int | None] = points
) -> dict[str, int]:
    """Return a number for each id: the file's, else the one it has now."""
    given = {name: keys.may(name, read, number) for name, number in now.items()}
    keys.close()
    return given
