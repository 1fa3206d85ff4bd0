"""How measures are written in rules, and how they are said: as a rule, as a figure, as a tie-break."""

from fractions import Fraction

from drill.i18n import N_, Language, Words, words
from drill.scenario.model import Text
from scoring.awards.model import LOWER, TIMED, AwardRule, Better, Eligible, Measure, MeasureKind
from scoring.rounding import half_up

POINTS = "points for "

_RULES = {
    MeasureKind.RANK: N_("rank"),
    MeasureKind.TOTAL: N_("points in all"),
    MeasureKind.POINTS: N_("points for {section}"),
    MeasureKind.CONTAINMENT: N_("last containment"),
    MeasureKind.GAIN: N_("last gain"),
    MeasureKind.CONTAINED: N_(
        "time from the attacker's first machine or account to the first containment of one"
    ),
    MeasureKind.DECLARED: N_("time from the attacker's first machine or account to the declared incident"),
    MeasureKind.EVIDENCE: N_("evidence kept, less evidence destroyed without a copy"),
    MeasureKind.RATINGS: N_("judges' ratings"),
    MeasureKind.CLIMBED: N_("places gained since last year"),
    MeasureKind.IMPROVED: N_("share of the best team's points, the last drill against the first"),
}
_SECTIONS = {
    "services": Text(en="services", vi="duy trì dịch vụ"),
    "attack stopped": Text(en="attack stopped", vi="chặn tấn công"),
    "questions": Text(en="questions", vi="câu hỏi"),
    "injects": Text(en="replies", vi="trả lời tình huống"),
    "reports": Text(en="reports", vi="báo cáo"),
    "judged teamwork": Text(en="teamwork", vi="phối hợp"),
    "fines": Text(en="fines", vi="tiền phạt điểm"),
    "penalties": Text(en="penalties", vi="điểm trừ"),
}


def measure_of(said: str) -> Measure | None:
    """Return the measure that a rule's words name, None where they name none."""
    plain = " ".join(said.casefold().split())
    if plain.startswith(POINTS):
        return Measure(MeasureKind.POINTS, plain.removeprefix(POINTS))
    kinds = {kind.value: kind for kind in MeasureKind if kind is not MeasureKind.POINTS}
    return Measure(kinds[plain]) if plain in kinds else None


def names() -> tuple[str, ...]:
    """Return how measures are written, for suggestions."""
    sections = tuple(f"{POINTS}{section}" for section in _SECTIONS)
    return (*(kind.value for kind in MeasureKind if kind is not MeasureKind.POINTS), *sections)


def both(said: Words) -> Text:
    """Return words in both languages, to stand inside other words."""
    return Text(en=said.say(Language.ENGLISH), vi=said.say(Language.VIETNAMESE))


def section_text(section: str) -> Text:
    """Return a section's name."""
    name = section.removeprefix("judged ")
    return _SECTIONS.get(section, Text(name, name))


def measure_words(measure: Measure) -> Words:
    """Return what a measure is, as rules say it."""
    template = _RULES[measure.kind]
    if measure.kind is not MeasureKind.POINTS:
        return Words(template)
    section = section_text(measure.section)
    return Words(template, {"section": section.en}, {"section": section.vi})


def rule_words(rule: AwardRule) -> Words:
    """Return an award's rule as one sentence: measure, tie-breaks, jury, who may win."""
    parts = [_first(rule), *_ties(rule), *_jury(rule), *_eligible(rule.eligible)]
    if rule.exclusive:
        parts.append(words("not for who holds a main prize"))
    joined = [both(part) for part in parts]
    return words(
        "{parts}.",
        parts=Text("; ".join(part.en for part in joined), "; ".join(part.vi for part in joined)),
    )


def _first(rule: AwardRule) -> Words:
    by, kind = both(measure_words(rule.by)), rule.by.kind
    if kind is MeasureKind.RANK and rule.better is Better.LOWER:
        return words("By the rank, all its tie-breaks included")
    if kind in TIMED and rule.better is Better.LOWER:
        return words("The earliest or shortest wins: {measure}", measure=by)
    if rule.better is Better.LOWER:
        return words("The least wins: {measure}", measure=by)
    return words("The most wins: {measure}", measure=by)


def _ties(rule: AwardRule) -> list[Words]:
    if not rule.ties:
        return []
    said = [both(_tie_rule(tie)) for tie in rule.ties]
    joined = Text(", ".join(one.en for one in said), ", ".join(one.vi for one in said))
    return [words("ties: {ties}, else they share", ties=joined)]


def _tie_rule(tie: Measure) -> Words:
    measure = both(measure_words(tie))
    if tie.kind in {MeasureKind.CONTAINMENT, MeasureKind.GAIN}:
        return words("earlier {measure}", measure=measure)
    return words("shorter {measure}", measure=measure) if tie.kind in LOWER else measure_words(tie)


def _jury(rule: AwardRule) -> list[Words]:
    if not rule.jury:
        return []
    return [words("a jury decides {percent} % (the median of its judges)", percent=rule.jury)]


def _eligible(asked: Eligible) -> list[Words]:
    said = []
    if asked.divisions:
        said.append(words("divisions: {divisions}", divisions=", ".join(asked.divisions)))
    if asked.minimum_total:
        said.append(words("at least {points} points", points=asked.minimum_total))
    if asked.minimum_percent:
        said.append(words("at least {percent} percent of all points", percent=asked.minimum_percent))
    if asked.minimum_drills:
        said.append(words("at least {drills} drills", drills=asked.minimum_drills))
    if asked.no_penalty:
        said.append(words("no penalty"))
    if asked.no_unreleased_penalty:
        said.append(words("no penalty that waits for its release"))
    if asked.finished:
        said.append(words("drill finished"))
    return said


# ---------------------------------------------------------------- figures


def tenths(value: Fraction) -> str:
    """Return a number with one decimal, a half rounded up; whole ones without."""
    shown = half_up(value * 10)
    sign, whole, rest = "-" if shown < 0 else "", abs(shown) // 10, abs(shown) % 10
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


def time_text(milliseconds: int) -> str:
    """Return a length of time or a moment as ``1:12:40``."""
    seconds = milliseconds // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def value_text(kind: MeasureKind, value: Fraction) -> str:
    """Return a measure's value as a short text, the same in all languages."""
    if kind in TIMED:
        return time_text(half_up(value))
    if kind in {MeasureKind.RATINGS, MeasureKind.IMPROVED}:
        return f"{tenths(value * 100)} %"
    return tenths(value)


def tie_words(tie: Measure, own: str, other: str) -> Words:
    """Return which tie-break placed a team, with its own value and that of the team beside it."""
    measure = both(measure_words(tie))
    return words("Placed by {measure}: {own} against {other}", measure=measure, own=own, other=other)
