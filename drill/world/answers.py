"""Answer keys: computed per team, from that team's own history, in whole numbers.

Texts compare folded. Lists are ids or labels, in either language, separated by commas; they score by overlap. A time is
the drill's clock (``T+00:25`` or ``00:25``) or the story's local time (``08:10``); an amount may be written with a comma
or a point. Where a bare number can be read in two ways, the reading that is right counts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from drill.scenario.model import (
    AnswerAmount,
    AnswerFirstHost,
    AnswerFirstStep,
    AnswerGoals,
    AnswerHosts,
    AnswerRule,
    AnswerSteps,
    AnswerText,
    AnswerTime,
    Model,
    PastCondition,
    Text,
)
from drill.text import folded
from drill.world.history import History
from drill.world.meters import HOUR, as_amount
from drill.world.render import Moment, Renderer, time_of_day

DAY = 24 * HOUR
_NOTHING = frozenset(
    folded(word) for word in ("", "-", "none", "nothing", "không", "không có", "không có gì")
)
_CLOCK = re.compile(r"(t\s*\+\s*)?(\d{1,3})\s*(?::|h|giờ)\s*(\d{2})(?:\s*:\s*(\d{2}))?", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(?:[.,\u00a0 ]\d+)*")


class Result(msgspec.Struct, frozen=True):
    """How right an answer is: the exact share ``num / den`` of the points."""

    num: int
    den: int

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return self.num == self.den


RIGHT = Result(1, 1)
WRONG = Result(0, 1)


class Key(msgspec.Struct, frozen=True):
    """What would be right for one team."""

    texts: tuple[str, ...]
    """Texts, ids, an amount or times, for people. Of alternatives any one is right; of a list all are."""
    void: bool = False
    """The rule has no value for this team."""


def key(rule: AnswerRule, history: History, choices: Sequence[Text] = ()) -> Key:
    """Return what is right by this history up to now."""
    match rule:
        case AnswerText():
            return Key(tuple(dict.fromkeys(_texts(rule, history.renderer))))
        case AnswerTime():
            at = history.time_of(rule.of)
            return Key((), void=True) if at is None else Key((_shown_time(history.model, at),))
        case AnswerAmount():
            return Key((as_amount(history.meter_at(rule.meter, history.t) // history.unit(rule.meter)),))
        case AnswerFirstStep():
            first = _first_step(rule, history)
            return Key((), void=True) if first is None else Key((_choice_text(rule, first, choices),))
        case AnswerFirstHost():
            hosts = tuple(sorted(_first_hosts(rule, history)))
            return Key(hosts, void=not hosts)
        case _:
            return Key(tuple(sorted(_listed(rule, history))))


def judge(
    rule: AnswerRule, text: str, history: History, *, at: int | None = None, choices: Sequence[Text] = ()
) -> Result | None:
    """Return the share of the points that an answer earns by this history; None where the rule is void for the team.

    Args:
        rule: of a question or of a report's field.
        text: what the team wrote.
        history: the team's, up to now; the final share needs the whole one.
        at: team time (ms) at which it was answered: an amount is right if it was right then, or is by now.
        choices: the question's choices, in order; their numbers, from 1, are answers too.
    """
    match rule:
        case AnswerHosts() | AnswerGoals() | AnswerSteps():
            return _overlap(_items(rule, text, history.model), _listed(rule, history))
        case AnswerAmount():
            moments = (history.t,) if at is None else (at, history.t)
            return _verdict(any(_near(rule, text, history, moment) for moment in moments))
        case AnswerTime():
            truth = history.time_of(rule.of)
            return None if truth is None else _verdict(_in_time(text, truth, rule.give, history.model))
        case AnswerFirstHost():
            hosts = _first_hosts(rule, history)
            return _verdict(bool(_hosts_named(text, history.model) & hosts)) if hosts else None
        case AnswerFirstStep():
            first = _first_step(rule, history)
            return None if first is None else _verdict(_names_step(rule, text, first, choices))
        case AnswerText():
            return _verdict(_says(rule, text, history.renderer, choices))


def is_final(rule: AnswerRule, history: History) -> bool:
    """Whether nothing that can still happen changes what is right."""
    match rule:
        case AnswerText():
            return True
        case AnswerTime():
            return history.time_of(rule.of) is not None
        case AnswerFirstHost():
            return bool(_first_hosts(rule, history))
        case AnswerFirstStep():
            return _first_step(rule, history) is not None
        case _:
            return False


def counts(condition: PastCondition, history: History) -> bool:
    """Whether a past condition holds in this history: OR of ANDs of what was."""
    return any(all(history.time_of(past) is not None for past in every) for every in condition)


def chosen(choices: Sequence[Text], text: str) -> int | None:
    """Return the index of the choice that a text names, by its words in either language or its number from 1."""
    wanted = folded(text)
    for index, choice in enumerate(choices):
        if wanted in (folded(choice.en), folded(choice.vi)):
            return index
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else 0
    return number - 1 if 1 <= number <= len(choices) else None


def _verdict(right: bool) -> Result:  # noqa: FBT001 (its one meaning is the answer)
    return RIGHT if right else WRONG


def _overlap(given: frozenset[str], true: frozenset[str]) -> Result:
    return Result(len(given & true), len(given | true)) if given | true else RIGHT


def _texts(rule: AnswerText, renderer: Renderer) -> Iterator[str]:
    for template in rule.texts:
        text = renderer.text(template, Moment(0))
        yield from (text.en, text.vi)


def _says(rule: AnswerText, text: str, renderer: Renderer, choices: Sequence[Text]) -> bool:
    right = {folded(known) for known in _texts(rule, renderer)}
    if not choices:
        return folded(text) in right
    place = chosen(choices, text)
    return place is not None and bool(right & {folded(choices[place].en), folded(choices[place].vi)})


def _first_hosts(rule: AnswerFirstHost, history: History) -> frozenset[str]:
    times = {host: history.first[bit] for bit, host in reversed(rule.hosts) if bit in history.first}
    return frozenset(host for host, at in times.items() if at == min(times.values()))


def _first_step(rule: AnswerFirstStep, history: History) -> int | None:
    done = [(history.ends[step], place) for place, step in enumerate(rule.steps) if step in history.ends]
    return min(done)[1] if done else None


def _names_step(rule: AnswerFirstStep, text: str, first: int, choices: Sequence[Text]) -> bool:
    if choices:
        return chosen(choices, text) == first
    return folded(text) in (folded(rule.steps[first]), str(first + 1))


def _choice_text(rule: AnswerFirstStep, place: int, choices: Sequence[Text]) -> str:
    return choices[place].en if place < len(choices) else rule.steps[place]


def _listed(rule: AnswerRule, history: History) -> frozenset[str]:
    match rule:
        case AnswerHosts():
            return frozenset(host for bit, host in rule.hosts if bit in history.first)
        case AnswerGoals():
            return frozenset(history.goals)
        case _:
            return frozenset(history.ends)


def _items(rule: AnswerRule, text: str, model: Model) -> frozenset[str]:
    """Return the ids that a list names; what names nothing stands for itself and counts against the answer."""
    match rule:
        case AnswerHosts():
            named = _called((host.id, host.label) for host in model.hosts)
        case AnswerGoals():
            named = _called((goal.id, goal.label) for goal in model.attack.goals)
        case _:
            named = _called((op.id, op.does) for op in model.operations)
    return frozenset(named.get(word, word) for word in _split(text))


def _hosts_named(text: str, model: Model) -> frozenset[str]:
    named = _called((host.id, host.label) for host in model.hosts)
    return frozenset(filter(None, [named.get(folded(text))]))


def _called(things: Iterable[tuple[str, Text]]) -> dict[str, str]:
    called: dict[str, str] = {}
    for name, label in things:
        called.setdefault(folded(label.en), name)
        called.setdefault(folded(label.vi), name)
        called[folded(name)] = name
    return called


def _split(text: str) -> list[str]:
    words = [folded(word) for word in re.split(r"[,;\n]", text)]
    return [word for word in words if word not in _NOTHING]


def _in_time(text: str, truth: int, give: int, model: Model) -> bool:
    return any(abs(moment - truth) <= give for moment in _moments(text, model))


def _moments(text: str, model: Model) -> Iterator[int]:
    found = _CLOCK.search(text)
    if found is None:
        return
    since_start, hours, minutes, seconds = found.groups()
    clock = ((int(hours) * 60 + int(minutes)) * 60 + int(seconds or 0)) * 1000
    yield clock
    if not since_start and clock < DAY:
        yield (clock - model.starts_at) % DAY


def _shown_time(model: Model, at: int) -> str:
    return f"T+{time_of_day(0, at)} ({time_of_day(model.starts_at, at)})"


def _near(rule: AnswerAmount, text: str, history: History, at: int) -> bool:
    truth = history.meter_at(rule.meter, at)
    unit = history.unit(rule.meter)
    return any(abs(number * unit - truth) * 100 <= rule.percent * abs(truth) for number in _numbers(text))


def _numbers(text: str) -> Iterator[int]:
    """Yield the readings of the first number in a text, in thousandths."""
    found = _NUMBER.search(text)
    if found is None:
        return
    written = found.group().replace("\u00a0", "").replace(" ", "")
    for point, comma in ((".", ","), (",", ".")):
        plain = written.replace(comma, "")
        if plain.count(point) <= 1:
            whole, _, part = plain.partition(point)
            if len(part) <= 3:
                sign = -1 if whole.startswith("-") else 1
                yield sign * (abs(int(whole)) * 1000 + int(part.ljust(3, "0")))
