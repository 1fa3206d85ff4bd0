"""What controllers may do to worlds: checks first, then the act, at the world's own time in phase 0 (R8)."""

from collections.abc import Mapping

from drill.i18n import words
from drill.scenario.compile.umpire import compile_sentences
from drill.scenario.model import NEVER, Channel, Effect, Inject, Model, Template, Text
from drill.world.calendar import is_gone
from drill.world.desk import Desk
from drill.world.inputs import (
    Broadcast,
    InjectSteered,
    InjectWritten,
    ItemVoided,
    Refusal,
    TeamHeld,
    TeamReleased,
    TimeAdded,
    TimeCredited,
    UmpireRuled,
)
from drill.world.items import InjectItem
from drill.world.world import World

_LONGEST = 24 * 3_600_000
"""No drill is lengthened by more than a day at once."""


class Controls:
    """Steering and ruling over the worlds of one drill."""

    def __init__(self, model: Model, worlds: Mapping[str, World], desks: Mapping[str, Desk]) -> None:
        self._model = model
        self._worlds = worlds
        self._desks = desks
        self._items = _items(model)

    def check(self, given: object) -> Refusal | None:
        """Return why a control cannot be taken; None if it can, and for what is not about worlds."""
        match given:
            case TimeCredited() | TimeAdded() if not 0 < given.milliseconds <= _LONGEST:
                return Refusal(words("Give a time above zero and up to 24 hours."))
            case TeamHeld() | TeamReleased() | TimeCredited() | UmpireRuled():
                return self._check_team(given.team) or self._check_ruling(given)
            case InjectSteered() | InjectWritten() | Broadcast():
                return self._check_teams(given.teams) or self._check_message(given)
            case ItemVoided():
                return self._check_void(given)
            case _:
                return None

    def act(self, given: object) -> None:
        """Let a checked control happen in every world that it is about."""
        match given:
            case TimeCredited():
                self._worlds[given.team].credit(given.milliseconds)
            case TimeAdded():
                for world in self._live(()):
                    world.move_end(world.end_at + given.milliseconds)
            case UmpireRuled():
                self._rule(given)
            case InjectSteered() | InjectWritten():
                self._send(given)
            case ItemVoided():
                for desk in self._desks.values() if not given.team else [self._desks[given.team]]:
                    desk.void.add(given.item)
            case _:
                pass

    def _send(self, given: InjectSteered | InjectWritten) -> None:
        for world in self._live(given.teams):
            calendar = world.calendar
            if isinstance(given, InjectWritten):
                calendar.add(InjectItem(0, _inject(given)))
            elif not is_gone(calendar.injects[given.inject]):
                calendar.steer(calendar.injects[given.inject], given.order, given.text)

    def _live(self, teams: tuple[str, ...]) -> list[World]:
        return [
            world for team, world in self._worlds.items() if not world.ended and (not teams or team in teams)
        ]

    def _check_team(self, team: str) -> Refusal | None:
        if team not in self._worlds:
            return Refusal(words("There is no team “{team}”.", team=team))
        return Refusal(words("The drill of this team is over.")) if self._worlds[team].ended else None

    def _check_teams(self, teams: tuple[str, ...]) -> Refusal | None:
        unknown = [team for team in teams if team not in self._worlds]
        return Refusal(words("There is no team “{team}”.", team=unknown[0])) if unknown else None

    def _check_ruling(self, given: object) -> Refusal | None:
        if not isinstance(given, UmpireRuled):
            return None
        if given.request is not None and not 1 <= given.request <= self._desks[given.team].requests:
            return Refusal(words("There is no request {number} of this team.", number=given.request))
        found = compile_sentences(self._model, given.sentences)
        return None if isinstance(found, Effect) else Refusal(found[0].message, found[0].hint)

    def _check_message(self, given: InjectSteered | InjectWritten | Broadcast) -> Refusal | None:
        match given:
            case InjectSteered():
                return self._check_steered(given)
            case InjectWritten():
                return self._check_written(given)
            case Broadcast():
                return _check_text(given.text)

    def _check_steered(self, given: InjectSteered) -> Refusal | None:
        items = [world.calendar.injects.get(given.inject) for world in self._live(given.teams)]
        if any(item is None for item in items):
            return Refusal(words("Not every team has an inject “{inject}”.", inject=given.inject))
        if all(item is None or is_gone(item) for item in items):
            return Refusal(words("This inject has been sent, skipped or dropped."))
        return None

    def _check_written(self, given: InjectWritten) -> Refusal | None:
        if not given.inject or any(given.inject in world.calendar.injects for world in self._worlds.values()):
            return Refusal(words("There is an inject “{inject}” already.", inject=given.inject))
        if given.channel not in set(Channel):
            return Refusal(words("There is no channel “{channel}”.", channel=given.channel))
        if given.reply_within is not None and given.reply_within <= 0:
            return Refusal(words("Give a time above zero and up to 24 hours."))
        return _check_text(given.text)

    def _check_void(self, given: ItemVoided) -> Refusal | None:
        if given.team and given.team not in self._worlds:
            return Refusal(words("There is no team “{team}”.", team=given.team))
        written = {f"inject:{name}" for world in self._worlds.values() for name in world.calendar.injects}
        if given.item not in self._items | written:
            return Refusal(words("There is no item “{item}”.", item=given.item))
        return None

    def _rule(self, given: UmpireRuled) -> None:
        effect = compile_sentences(self._model, given.sentences)
        if given.request is not None:
            self._desks[given.team].answered.add(given.request)
        if isinstance(effect, Effect) and (effect.add or effect.rem):
            self._worlds[given.team].core.change(effect.add, effect.rem, "umpire")


def _check_text(text: str) -> Refusal | None:
    return None if text.strip() else Refusal(words("There is nothing written."))


def _items(model: Model) -> frozenset[str]:
    fields = {f"field:{report.id}.{field.id}" for report in model.reports for field in report.fields}
    questions = {f"question:{question.id}" for question in model.questions}
    return frozenset(fields | questions | {f"report:{report.id}" for report in model.reports})


def _inject(given: InjectWritten) -> Inject:
    return Inject(
        id=given.inject,
        at=None,
        when=NEVER,
        after=0,
        unless=NEVER,
        sender=Text(given.sender, given.sender),
        to=given.to,
        channel=Channel(given.channel),
        text=Template((given.text,), (given.text,)),
        reply_within=given.reply_within,
        points=0,
        then=Effect(),
    )
