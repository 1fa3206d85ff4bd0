"""Services: S times the weighted share of service time kept up, the final state counted for a while longer."""

from fractions import Fraction
from typing import ClassVar

from drill.i18n import Words, words
from drill.scenario.model import Service
from drill.world.happened import Happened
from drill.world.inputs import AnyInput, TimeAdded, TimeCredited
from drill.world.outputs import AnyOutput, FactsChanged, TeamEnded
from scoring.course import Course
from scoring.model import SERVICES, About, LedgerLine, LineRule, Record
from scoring.rounding import running
from scoring.sayings import moment, named

_UP, _LIMITED, _DOWN = 10, 9, 0
"""Tenths of its weight that a service counts: rate-limiting it turns some citizens away."""


class Stretch(Record, frozen=True):
    """A time in which a service counted alike, from an entry on."""

    level: int
    since: int
    seq: int
    behind: tuple[int, ...] = ()
    """Entries that led to it: the order or step whose effect it was."""


class _Loss(Record, frozen=True):
    service: Service
    level: int
    since: int
    until: int | None
    """None when it lasted to the end."""
    because: tuple[int, ...]
    amount: Fraction
    """Points, exact."""


class ServiceRule:
    """One line for each service's full share, one for each stretch in which it was down or rate-limited.

    While the drill runs, the present state counts as though it lasted to the end and beyond.
    """

    hears: ClassVar[tuple[type[AnyInput | AnyOutput], ...]] = (
        FactsChanged,
        TimeAdded,
        TimeCredited,
        TeamEnded,
    )
    pending = 0

    def __init__(self, course: Course) -> None:
        self._course = course
        limited = {fact.subject: 1 << fact.bit for fact in course.model.facts if fact.state == "rate-limited"}
        self._limited = [limited.get(service.id, 0) for service in self._services]
        self._mask = sum(1 << service.up for service in self._services)
        for mask in self._limited:
            self._mask |= mask
        self._stretches = [
            [Stretch(self._level(place), 0, course.opened)] for place in range(len(self._services))
        ]

    @property
    def _services(self) -> tuple[Service, ...]:
        """With the weights in force."""
        return self._course.model.services

    def note(self, seq: int, happened: Happened) -> bool:
        """Take changed facts in."""
        what = happened.what
        if not isinstance(what, FactsChanged):
            return True
        if not (int(what.set, 16) | int(what.cleared, 16)) & self._mask:
            return False
        for place, stretches in enumerate(self._stretches):
            level = self._level(place)
            if level != stretches[-1].level:
                stretches.append(Stretch(level, happened.t, seq, self._course.behind(what.cause)))
        return True

    def lines(self) -> list[LedgerLine]:
        """Return the full shares, then the losses in order of time."""
        points = self._course.model.scoring.services
        if points == 0:
            return []
        losses = sorted(self._losses(points), key=lambda loss: loss.since)
        split = running([Fraction(points), *(-loss.amount for loss in losses)])[1:]
        return [
            *self._full(points),
            *(self._lost(loss, cost) for loss, cost in zip(losses, split, strict=True)),
        ]

    def _level(self, place: int) -> int:
        facts = self._course.facts
        if not facts >> self._services[place].up & 1:
            return _DOWN
        return _LIMITED if facts & self._limited[place] else _UP

    def _full(self, points: int) -> list[LedgerLine]:
        course = self._course
        total = sum(service.weight for service in self._services)
        if total == 0:
            why = words("No service can be lost in this scenario")
            return [course.line(About(LineRule.SERVICE_KEPT, SERVICES, ""), points, 0, (course.opened,), why)]
        shares = running([Fraction(points * service.weight, total) for service in self._services])
        return [
            course.line(
                About(LineRule.SERVICE_KEPT, SERVICES, service.id),
                share,
                0,
                (course.opened,),
                words(
                    "{service}: full share for being up all the time, weight {weight} of {total}",
                    service=named(service.label, service.id),
                    weight=service.weight,
                    total=total,
                ),
            )
            for service, share in zip(self._services, shares, strict=True)
        ]

    def _losses(self, points: int) -> list[_Loss]:
        end, after = self._course.end, self._course.model.scoring.services_afterwards
        whole = sum(service.weight for service in self._services) * _UP * (end + after)
        losses = []
        for service, stretches in zip(self._services, self._stretches, strict=True):
            for stretch, following in zip(stretches, [*stretches[1:], None], strict=True):
                until = min(following.since, end) if following else end + after
                missing = service.weight * (_UP - stretch.level) * (until - min(stretch.since, end))
                if missing <= 0:
                    continue
                because = (stretch.seq, *stretch.behind, *((following.seq,) if following else ()))
                amount = Fraction(points * missing, whole)
                until_said = following.since if following else None
                losses.append(_Loss(service, stretch.level, stretch.since, until_said, because, amount))
        return losses

    def _lost(self, loss: _Loss, points: int) -> LedgerLine:
        item = f"{loss.service.id}@{loss.because[0]}"
        return self._course.line(
            About(LineRule.SERVICE_LOST, SERVICES, item), points, loss.since, loss.because, _why_lost(loss)
        )


def _why_lost(loss: _Loss) -> Words:
    service, since = named(loss.service.label, loss.service.id), moment(loss.since)
    limited = loss.level == _LIMITED
    if loss.until is None:
        if limited:
            return words(
                "{service} is rate-limited since {since}: a tenth less, afterwards too",
                service=service,
                since=since,
            )
        return words(
            "{service} is down since {since}, and counts as down afterwards", service=service, since=since
        )
    until = moment(loss.until)
    if limited:
        return words(
            "{service} was rate-limited from {since} to {until}: a tenth less",
            service=service,
            since=since,
            until=until,
        )
    return words("{service} was down from {since} to {until}", service=service, since=since, until=until)
