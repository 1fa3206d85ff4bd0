"""The answer rules of questions and report fields (reference, 7.9)."""

import re
from collections.abc import Callable

from drill.i18n import words
from drill.scenario.conditions import Past, PastFirstCompromise, PastStep, Ref
from drill.scenario.document import (
    Answer,
    AnswerAmount,
    AnswerFirstHost,
    AnswerFirstStep,
    AnswerGoals,
    AnswerHosts,
    AnswerSteps,
    AnswerText,
    AnswerTime,
)
from drill.scenario.nodes import Scalar
from drill.scenario.sentences import parse_past
from drill.scenario.values import Value, duration, percentage, scalar, text, texts

_GIVE = re.compile(r"(?P<what>.*?),?\s+give or take\s+(?P<give>.+)")
_OR = re.compile(r"\s+or\s+|\s*,\s*")
_FORMS = (
    "first host that was S",
    "hosts that were S or S",
    "by first of step, step",
    "time of X, give or take 15m",
    "amount of METER, give or take 20%",
    "goals that were reached",
    "steps that were done",
)


def answer(value: Value) -> Answer | None:
    """Return the rule, or the literal texts, by which an answer is judged; None (and a problem) when broken.

    A list is always literal.
    """
    if isinstance(value.node, Scalar):
        words_written = " ".join(value.node.text.split())
        for opening, read in _RULES.items():
            if words_written.startswith(opening):
                return read(value, words_written.removeprefix(opening).strip())
        one = text(value)
        return None if one is None else AnswerText((one,))
    literal = texts(value)
    return AnswerText(literal) if literal else None


def _broken(value: Value, form: str) -> Answer | None:
    message = words(
        "'{text}' is not an answer rule; write it like '{form}'", text=scalar(value) or "", form=form
    )
    value.wrong("answer", message)
    return None


def _first_host(value: Value, rest: str) -> Answer | None:
    if not rest:
        return _broken(value, _FORMS[0])
    return AnswerFirstHost(rest)


def _hosts(value: Value, rest: str) -> Answer | None:
    states = tuple(state for state in _OR.split(rest) if state)
    if not states:
        return _broken(value, _FORMS[1])
    return AnswerHosts(states)


def _first_step(value: Value, rest: str) -> Answer | None:
    steps = tuple(Ref(step.strip(), value.place) for step in rest.split(","))
    if not all(step.name and " " not in step.name for step in steps):
        return _broken(value, _FORMS[2])
    return AnswerFirstStep(steps)


def _time(value: Value, rest: str) -> Answer | None:
    what, give = _with_tolerance(value, rest)
    past = _moment(value, what)
    tolerance = 0 if give is None else duration(give)
    if past is None or tolerance is None:
        return _broken(value, _FORMS[3])
    return AnswerTime(past, tolerance)


def _moment(value: Value, what: str) -> Past | None:
    if what == "the first compromise":
        return PastFirstCompromise(value.place)
    if what and " " not in what:
        return PastStep(Ref(what, value.place))
    return parse_past(what, value.place, value.found)


def _amount(value: Value, rest: str) -> Answer | None:
    what, give = _with_tolerance(value, rest)
    percent = 0 if give is None else percentage(give)
    if not what or " " in what or percent is None:
        return _broken(value, _FORMS[4])
    return AnswerAmount(Ref(what, value.place), percent)


def _with_tolerance(value: Value, rest: str) -> tuple[str, str | None]:
    match = _GIVE.fullmatch(rest)
    if match:
        return match["what"].strip(), match["give"].strip()
    message = words('"give or take" is missing; an exact minute is not a fair answer')
    value.found.warning(value.place, "give-or-take", message)
    return rest.rstrip(","), None


def _goals(value: Value, rest: str) -> Answer | None:
    return AnswerGoals() if rest == "reached" else _broken(value, _FORMS[5])


def _steps(value: Value, rest: str) -> Answer | None:
    return AnswerSteps() if rest == "done" else _broken(value, _FORMS[6])


_RULES: dict[str, Callable[[Value, str], Answer | None]] = {
    "first host that was": _first_host,
    "hosts that were": _hosts,
    "by first of": _first_step,
    "time of": _time,
    "amount of": _amount,
    "goals that were": _goals,
    "steps that were": _steps,
}
