"""How points are made, and what a rehearsal is expected to show."""

from drill.scenario.document import Document
from drill.scenario.model import Beats, Bound, Guide, Judged, Rehearsal, Sample, Scoring

BOUNDS: dict[str, dict[str, tuple[int, int]]] = {
    "beginner": {"idle": (0, 55), "novice": (45, 85), "skilled": (80, 100)},
    "intermediate": {"idle": (0, 45), "novice": (35, 75), "skilled": (75, 100)},
    "expert": {"idle": (0, 35), "novice": (20, 65), "skilled": (65, 100)},
}
"""What each bot should keep of services and attack stopped, in percent, where the author says nothing."""
BEATS = Beats("skilled", "novice", 85)


def scoring(document: Document) -> Scoring:
    """Return how points are made."""
    written = document.scoring
    afterwards = written.services_afterwards
    return Scoring(
        services=written.services,
        services_afterwards=document.scenario.length if afterwards is None else afterwards,
        attack_stopped=written.attack_stopped,
        questions=written.questions,
        injects=written.injects,
        reports=written.reports,
        judged=tuple(Judged(part.id, part.points, part.criteria) for part in written.judged),
        costly_mistake=written.costly_mistake,
        outage_points=written.outage_points,
        outage_minutes=written.outage_minutes,
        wrong_answer=written.wrong_answer,
    )


def judging(document: Document) -> tuple[Guide, ...]:
    """Return what judges read, item by item in the order of the file."""
    return tuple(
        Guide(
            item=guide.id,
            guidance=guide.guidance,
            anchors=guide.anchors,
            samples=tuple(Sample(one.text, one.percents, one.because) for one in guide.samples),
        )
        for guide in document.judging
    )


def rehearsal(document: Document) -> Rehearsal:
    """Return the bounds of a rehearsal: the author's, else those of the scenario's level."""
    written = document.rehearsal
    given = {bound.bot.removesuffix(" team"): bound for bound in written.bounds}
    usual = BOUNDS.get(document.scenario.level, BOUNDS["intermediate"])
    bounds = [Bound(bot, bound.lo, bound.hi) for bot, bound in given.items()]
    bounds += [Bound(bot, lo, hi) for bot, (lo, hi) in usual.items() if bot not in given]
    beats = [Beats(part.better, part.worse, part.percent) for part in written.beats]
    if not any((part.better, part.worse) == (BEATS.better, BEATS.worse) for part in beats):
        beats.append(BEATS)
    return Rehearsal(written.runs, tuple(bounds), tuple(beats))
