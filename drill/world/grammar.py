"""The grammar of typed orders, the same in match files, on the desks' command line and in bots.

A line is ``[ROLE:] VERB...``: an action of the library with its target, or one of the fixed verbs below. Parsing gives
the input itself, or a refusal with the nearest thing that would have been understood.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from drill.i18n import Words, words
from drill.scenario.model import TargetKind
from drill.text import clean
from drill.world import filing
from drill.world.inputs import (
    AlertAction,
    AlertHandled,
    Answered,
    HintTaken,
    NoteKind,
    NoteTaken,
    OrderCancelled,
    OrderGiven,
    Read,
    Refusal,
    Replied,
    ReportFilled,
    ReportSubmitted,
    TeamInput,
    UmpireAsked,
)
from drill.world.vocabulary import Verb, Vocabulary, fold

Parsed: TypeAlias = TeamInput | Refusal

EVERYWHERE = "all"
"""Stands for every source in ``search logs all for TEXT``."""

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")
_WINDOW = re.compile(r"(?:^|\s)from\s+(\S+)\s+to\s+(\S+)$", re.IGNORECASE)
_SOUGHT = re.compile(r"(?:^|\s)for\s+(.*)$", re.IGNORECASE | re.DOTALL)


def read_clock(text: str) -> int | None:
    """Return the milliseconds of a drill clock time, ``hh:mm`` or ``hh:mm:ss`` since the start, or None."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def parse(vocabulary: Vocabulary, text: str, role: str = "") -> Parsed:
    """Return the input that a typed line stands for, or why it is none.

    Args:
        vocabulary: the names that this typist may use.
        text: one line; only free words at its end may have line breaks.
        role: the typist's role, unless the line begins with ``ROLE:``. Where it is none of the team's roles (a seat that
            acts for all of them), an order counts as given by the role whose hands it takes.
    """
    line = clean(text).strip()
    role, line = split_role(vocabulary, line, role if role in vocabulary.roles else "")
    if not line:
        return Refusal(words("Nothing is written here."))
    verb = _verb_of(vocabulary, line)
    if verb is not None:
        return _order(vocabulary, verb, _behind(line, verb.name) or "", role or verb.role)
    form = form_of(line)
    if form is not None:
        return form.build(vocabulary, (_behind(line, form.verb) or "").strip(), role)
    return _unknown(vocabulary, line)


def split_role(vocabulary: Vocabulary, line: str, role: str = "") -> tuple[str, str]:
    """Return the role that a ``ROLE:`` prefix names (else ``role``) and the line without the prefix."""
    head, colon, tail = line.partition(":")
    named = {fold(known): known for known in vocabulary.roles}.get(fold(head))
    return (named, tail.strip()) if colon and named is not None else (role, line)


def _behind(line: str, verb: str) -> str | None:
    """Return what follows a verb, however many blanks are between its words; None where the line begins otherwise."""
    spelt = r"\s+".join(map(re.escape, verb.split()))
    found = re.match(rf"{spelt}(?=[\s:]|$)", line, re.IGNORECASE)
    return line[found.end() :] if found else None


def _verb_of(vocabulary: Vocabulary, line: str) -> Verb | None:
    fitting = [verb for verb in vocabulary.verbs.values() if _behind(line, verb.name) is not None]
    return max(fitting, key=lambda verb: len(verb.name), default=None)


def _unknown(vocabulary: Vocabulary, line: str) -> Refusal:
    order = next((order for order in _targets_first(vocabulary, line)), None)
    known = [verb.name for verb in vocabulary.verbs.values()] + [form.verb for form in FORMS]
    size = max(len(line.split()), 1)
    heads = [" ".join(line.split()[:count]) for count in range(min(size, 4), 0, -1)]
    near = order or next((best for head in heads if (best := nearest(head, known))), None)
    return Refusal(words("“{line}” is no order that is known here.", line=_short(line)), _did_you_mean(near))


def _targets_first(vocabulary: Vocabulary, line: str) -> Iterable[str]:
    """Return orders that a line without its middle word would mean: ``isolate pc1`` for ``isolate host pc1``."""
    first, _, target = line.partition(" ")
    for verb in vocabulary.verbs.values():
        if verb.name.split()[0].casefold() == first.casefold():
            found = verb.orders.get(fold(f"{verb.name} {target}"))
            if found:
                yield found


def _short(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Return the known name that is closest to what was typed, or None when none is close."""
    by_fold = {fold(name): name for name in known}
    found = get_close_matches(fold(text), by_fold, n=1, cutoff=0.6)
    return by_fold[fold(found[0])] if found else None


def _did_you_mean(name: str | None) -> Words | None:
    return words("Did you mean “{name}”?", name=name) if name else None


# --- orders of the library


def _order(vocabulary: Vocabulary, verb: Verb, rest: str, role: str) -> Parsed:
    words_given = rest.removeprefix(":").strip()
    if verb.asks is TargetKind.QUERY:
        return _search(vocabulary, verb, words_given, role)
    if verb.free:
        if not words_given:
            return _write(verb.usage)
        return OrderGiven(next(iter(verb.orders.values())), role, text=words_given)
    wanted = fold(f"{verb.name} {words_given}")
    if wanted in verb.orders:
        return OrderGiven(verb.orders[wanted], role)
    if not words_given or verb.asks is TargetKind.NONE:
        return _write(verb.usage)
    return Refusal(
        words("“{action}” cannot aim at “{name}”.", action=verb.name, name=_short(words_given)),
        _did_you_mean(nearest(words_given, verb.targets())) or words("Write: {usage}", usage=verb.usage),
    )


def _write(usage: str) -> Refusal:
    return Refusal(words("This order is not complete."), words("Write: {usage}", usage=usage))


def _search(vocabulary: Vocabulary, verb: Verb, rest: str, role: str) -> Parsed:
    window = _WINDOW.search(rest)
    since, until = (read_clock(moment) for moment in window.groups()) if window else (None, None)
    if window and (since is None or until is None or since > until):
        return Refusal(
            words("“{text}” is not a window of time.", text=window.group().strip()),
            words("Write: {usage}", usage="from 00:25 to 01:10"),
        )
    rest = rest[: window.start()] if window else rest
    sought = _SOUGHT.search(rest)
    named = (rest[: sought.start()] if sought else rest).strip()
    source = _source(vocabulary, named)
    if isinstance(source, Refusal):
        return source
    text = sought.group(1).strip() if sought else ""
    return OrderGiven(next(iter(verb.orders.values())), role, source, text, since, until)


def _source(vocabulary: Vocabulary, named: str) -> str | Refusal:
    if fold(named) in {"", EVERYWHERE}:
        return ""
    return _known(vocabulary.sources, named, words("There is no log called “{name}”.", name=_short(named)))


def _known(known: Iterable[str], named: str, missing: Words) -> str | Refusal:
    """Return the name as it is spelt, or a refusal that suggests the nearest."""
    found = {fold(name): name for name in known}
    if fold(named) in found:
        return found[fold(named)]
    return Refusal(missing, _did_you_mean(nearest(named, found.values())))


# --- the fixed verbs


@dataclass(frozen=True, slots=True)
class Form:
    """A fixed verb."""

    verb: str
    usage: str
    build: Callable[[Vocabulary, str, str], Parsed]
    """Makes the input from the vocabulary, the rest of the line and the role."""


def _said(rest: str, usage: str) -> tuple[str, str] | Refusal:
    """Split ``NAME: WORDS``."""
    name, colon, text = rest.partition(":")
    if not colon or not text.strip() or not name.strip():
        return _write(usage)
    return name.strip(), text.strip()


def _question(vocabulary: Vocabulary, named: str) -> str | Refusal:
    return _known(
        vocabulary.questions, named, words("There is no question called “{name}”.", name=_short(named))
    )


def _answer(vocabulary: Vocabulary, rest: str, role: str) -> Parsed:
    said = _said(rest, "answer QUESTION: TEXT")
    if isinstance(said, Refusal):
        return said
    question = _question(vocabulary, said[0])
    return question if isinstance(question, Refusal) else Answered(question, said[1], role)


def _hint(vocabulary: Vocabulary, rest: str, role: str) -> Parsed:
    question = _question(vocabulary, rest)
    return question if isinstance(question, Refusal) else HintTaken(question, role)


def _reply(vocabulary: Vocabulary, rest: str, role: str) -> Parsed:
    said = _said(rest, "reply INJECT: TEXT")
    if isinstance(said, Refusal):
        return said
    missing = words("There is no message called “{name}”.", name=_short(said[0]))
    inject = _known(vocabulary.injects, said[0], missing)
    return inject if isinstance(inject, Refusal) else Replied(inject, said[1], role)


def _report_id(vocabulary: Vocabulary, named: str) -> str | Refusal:
    return _known(vocabulary.reports, named, words("There is no report called “{name}”.", name=_short(named)))


def _fill(vocabulary: Vocabulary, rest: str, role: str) -> Parsed:
    said = _said(rest, "report REPORT FIELD: TEXT")
    if isinstance(said, Refusal):
        return said
    named, _, field = said[0].partition(" ")
    report = _report_id(vocabulary, named)
    if isinstance(report, Refusal):
        return report
    missing = words("The report “{report}” has no field “{name}”.", report=report, name=_short(field) or "?")
    found = _known(vocabulary.reports[report], field, missing)
    return found if isinstance(found, Refusal) else ReportFilled(report, found, said[1], role)


def _submit(vocabulary: Vocabulary, rest: str, role: str) -> Parsed:
    report = _report_id(vocabulary, rest)
    return report if isinstance(report, Refusal) else ReportSubmitted(report, role)


def _number(rest: str, known: tuple[str, ...], missing: Words) -> int | Refusal:
    named = rest.strip().removeprefix("#")
    if not (named.isascii() and named.isdigit() and 0 < len(named) < 7) or (known and named not in known):
        return Refusal(missing)
    return int(named)


def _cancel(vocabulary: Vocabulary, rest: str, role: str) -> Parsed:
    missing = words("There is no order “{name}” to cancel.", name=_short(rest))
    number = _number(rest, vocabulary.pending, missing)
    return number if isinstance(number, Refusal) else OrderCancelled(number, role)


def _ask(_vocabulary: Vocabulary, rest: str, role: str) -> Parsed:
    text = rest.removeprefix(":").strip()
    return UmpireAsked(text, role) if text else _write("ask the umpire: TEXT")


def _alert(action: AlertAction) -> Callable[[Vocabulary, str, str], Parsed]:
    def build(vocabulary: Vocabulary, rest: str, role: str) -> Parsed:
        named, _, reason = rest.partition(":")
        missing = words("There is no alert “{name}”.", name=_short(named))
        number = _number(named, vocabulary.alerts, missing)
        if isinstance(number, Refusal):
            return number
        return AlertHandled(number, action, reason.strip(), role)

    return build


def _close(vocabulary: Vocabulary, rest: str, role: str) -> Parsed:
    found = re.match(r"(\S+)\s+as\s+(real|false)\s*(?::(.*))?$", rest, re.IGNORECASE | re.DOTALL)
    if found is None:
        return _write("close alert N as real: REASON")
    number, verdict, reason = found.groups()
    action = AlertAction.REAL if verdict.casefold() == "real" else AlertAction.FALSE
    return _alert(action)(vocabulary, f"{number}:{reason or ''}", role)


def _note(kind: NoteKind) -> Callable[[Vocabulary, str, str], Parsed]:
    def build(_vocabulary: Vocabulary, rest: str, role: str) -> Parsed:
        hung = re.match(r"on\s+(\S+):\s+(.+)$", rest, re.IGNORECASE | re.DOTALL)
        about, text = hung.groups() if hung else ("", rest.removeprefix(":").strip())
        if not text or not (hung or rest.startswith(":")):
            return _write(f"{kind}: TEXT")
        return NoteTaken(kind, text, about, role)

    return build


def _read(_vocabulary: Vocabulary, rest: str, role: str) -> Parsed:
    kind, colon, name = rest.partition(":")
    if not (kind and colon and name) or " " in rest:
        return _write("read KIND:NAME")
    return Read(rest, role)


FORMS = (
    Form("answer", "answer QUESTION: TEXT", _answer),
    Form("hint", "hint QUESTION", _hint),
    Form("reply", "reply INJECT: TEXT", _reply),
    Form("report", "report REPORT FIELD: TEXT", _fill),
    Form("submit", "submit REPORT", _submit),
    Form("cancel", "cancel N", _cancel),
    Form("ask the umpire", "ask the umpire: TEXT", _ask),
    Form("acknowledge alert", "acknowledge alert N", _alert(AlertAction.ACKNOWLEDGE)),
    Form("claim alert", "claim alert N", _alert(AlertAction.CLAIM)),
    Form("close alert", "close alert N as real: REASON", _close),
    *(Form(str(kind), f"{kind}: TEXT", _note(kind)) for kind in NoteKind),
    Form("read", "read KIND:NAME", _read),
    Form("appeal", filing.APPEAL, filing.appeal),
    Form("withdraw appeal", filing.WITHDRAW, filing.withdrawal),
)
"""Every fixed verb, in the order in which they are offered."""


def form_of(line: str) -> Form | None:
    """Return the fixed verb that a line begins with, or None."""
    return next((form for form in FORMS if _behind(line, form.verb) is not None), None)
