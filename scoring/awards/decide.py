"""Who wins what: claims compared by each rule in turn. The order in which teams are given changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from drill.i18n import Words, words
from scoring.awards.measures import both, tenths, tie_words, value_text
from scoring.awards.model import (
    LOWER,
    NOTHING,
    Awarded,
    AwardRule,
    Better,
    Candidate,
    Claim,
    Eligible,
    Figure,
    Measure,
    MeasureKind,
)
from scoring.marks import median

Jury: TypeAlias = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Award id, team id, judge's seat: points from 0 to 100."""
NO_JURY: Jury = {}

_Key: TypeAlias = tuple[tuple[bool, Fraction], ...]
"""Smaller is better, one part for the measure and one for each tie-break; what is missing comes last."""


def decide(rules: Sequence[AwardRule], claims: Iterable[Claim], jury: Jury = NO_JURY) -> tuple[Awarded, ...]:
    """Return every award with its working, in the order of the rules.

    A prize goes down the candidates by place; who shares the last place that wins, all win. Main prizes of earlier
    rules bar from exclusive awards after them.
    """
    teams = sorted(claims, key=lambda claim: (claim.label, claim.team))
    holders: set[str] = set()
    decided = []
    for rule in rules:
        awarded = _decided(rule, teams, jury.get(rule.id, {}), holders)
        if rule.main:
            holders.update(one.claim.team for one in awarded.winners)
        decided.append(awarded)
    return tuple(decided)


class _Run:
    """One claim that may win, with what it is compared by."""

    def __init__(self, claim: Claim, figure: Words, key: _Key) -> None:
        self.claim = claim
        self.figure = figure
        self.key = key


def _decided(
    rule: AwardRule, claims: Sequence[Claim], jury: Mapping[str, Mapping[str, int]], holders: set[str]
) -> Awarded:
    reasons = {claim.team: _barred(rule, claim, holders) for claim in claims}
    running = [claim for claim in claims if reasons[claim.team] is None]
    best = _best(rule, running)
    runs = sorted((_run(rule, claim, best, jury.get(claim.team, {})) for claim in running), key=_key)
    barred = [
        Candidate(claim, 0, _own_figure(rule, claim), reason)
        for claim in claims
        if (reason := reasons[claim.team]) is not None
    ]
    return Awarded(rule, (*_placed(rule, runs), *barred))


def _placed(rule: AwardRule, runs: Sequence[_Run]) -> list[Candidate]:
    placed: list[Candidate] = []
    place = won = 0
    wins = False
    for number, run in enumerate(runs):
        if number == 0 or run.key != runs[number - 1].key:
            place += 1
            wins = won < rule.prizes
        won += wins
        why = _why(rule, runs, number)
        placed.append(Candidate(run.claim, place, run.figure, why, wins))
    return placed


def _key(run: _Run) -> _Key:
    return run.key


def _why(rule: AwardRule, runs: Sequence[_Run], number: int) -> Words:
    """Say which tie-break placed a run; nothing where its figure alone did."""
    run = runs[number]
    beside = [runs[at] for at in (number - 1, number + 1) if 0 <= at < len(runs)]
    if any(other.key == run.key for other in beside):
        return words("Nothing tells them apart: the place is shared")
    level = next((other for other in beside if other.key[0] == run.key[0]), None)
    if level is None:
        return NOTHING
    at = next(at for at, part in enumerate(run.key) if part != level.key[at])
    tie = rule.ties[at - 1]
    return tie_words(tie, _tie_text(tie, run.claim), _tie_text(tie, level.claim))


def _tie_text(tie: Measure, claim: Claim) -> str:
    figure = claim.figures.get(tie)
    return "–" if figure is None else value_text(tie.kind, figure.value)


# ---------------------------------------------------------------- who may win


def _barred(rule: AwardRule, claim: Claim, holders: set[str]) -> Words | None:
    """Return why a team may not win, None if it may."""
    if rule.exclusive and claim.team in holders:
        return words("Holds a main prize already")
    figure = claim.figures.get(rule.by)
    if figure is None:
        return words("Has nothing that this award compares")
    earned = rule.by.kind is MeasureKind.TOTAL or rule.better is Better.LOWER or figure.value > 0
    if not earned:
        return words("Has earned nothing here")
    return _not_eligible(rule.eligible, claim)


def _not_eligible(asked: Eligible, claim: Claim) -> Words | None:
    if asked.divisions and claim.division not in asked.divisions:
        return words("Division {division} is not among those asked for", division=claim.division or "–")
    if asked.finished and not claim.finished:
        return words("Its drill has not ended")
    if claim.drills < asked.minimum_drills:
        return words(
            "Took part in {drills} drills of the {minimum} asked for",
            drills=claim.drills,
            minimum=asked.minimum_drills,
        )
    return _short_of_points(asked, claim) or _penalised(asked, claim)


def _short_of_points(asked: Eligible, claim: Claim) -> Words | None:
    if asked.minimum_total and claim.total < asked.minimum_total:
        return words(
            "Has {points} points of the {minimum} asked for",
            points=tenths(claim.total),
            minimum=asked.minimum_total,
        )
    share = claim.total * 100 / claim.possible if claim.possible else Fraction(0)
    if asked.minimum_percent and share < asked.minimum_percent:
        return words(
            "Has {percent} percent of all points, {minimum} are asked for",
            percent=tenths(share),
            minimum=asked.minimum_percent,
        )
    return None


def _penalised(asked: Eligible, claim: Claim) -> Words | None:
    if asked.no_penalty and claim.penalties:
        return words("A penalty stands against it")
    if asked.no_unreleased_penalty and claim.waiting:
        return words("A penalty against it waits for its release")
    return None


# ---------------------------------------------------------------- comparing


def _run(rule: AwardRule, claim: Claim, best: Fraction, given: Mapping[str, int]) -> _Run:
    figure = claim.figures[rule.by]
    ties = tuple(_part(claim.figures.get(tie), _tie_better(tie)) for tie in rule.ties)
    if not rule.jury:
        return _Run(claim, figure.words, (_part(figure, rule.better), *ties))
    share = _share(rule, figure.value, best)
    jury = median(list(given.values())) if given else Fraction(0)
    together = (share * (100 - rule.jury) + jury * rule.jury) / 100
    said = words(
        "{figure}; {share} of 100, jury {jury}: {together} together",
        figure=both(figure.words),
        share=tenths(share),
        jury=tenths(jury) if given else "–",
        together=tenths(together),
    )
    return _Run(claim, said, ((False, -together), *ties))


def _tie_better(tie: Measure) -> Better:
    return Better.LOWER if tie.kind in LOWER else Better.HIGHER


def _part(figure: Figure | None, better: Better) -> tuple[bool, Fraction]:
    if figure is None:
        return True, Fraction(0)
    return False, figure.value if better is Better.LOWER else -figure.value


def _best(rule: AwardRule, claims: Sequence[Claim]) -> Fraction:
    values = [claim.figures[rule.by].value for claim in claims]
    if not values:
        return Fraction(0)
    return min(values) if rule.better is Better.LOWER else max(values)


def _share(rule: AwardRule, value: Fraction, best: Fraction) -> Fraction:
    """Return a value as a part of 100 of the best one, for the jury's share beside it."""
    if rule.better is Better.LOWER:
        return Fraction(100) if value <= best else best * 100 / value
    return max(Fraction(0), value * 100 / best) if best > 0 else Fraction(0)


def _own_figure(rule: AwardRule, claim: Claim) -> Words:
    figure = claim.figures.get(rule.by)
    return figure.words if figure else NOTHING
