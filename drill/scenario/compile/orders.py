"""The team's actions: the library and the scenario's own, expanded into one order for each target."""

from collections.abc import Iterator

import msgspec

from drill.i18n import words
from drill.scenario.compile.bits import both, either, is_true, read_by
from drill.scenario.compile.blank import SILENT, blank
from drill.scenario.compile.meaning import LibraryMeaning, Meaning
from drill.scenario.compile.names import Kind, Names
from drill.scenario.compile.targets import NOTHING, Target, targets
from drill.scenario.compile.texts import Texts, same
from drill.scenario.compile.traces import Traces
from drill.scenario.conditions import Ref, sentences_of
from drill.scenario.document import Change, Document, Extra
from drill.scenario.library import Library, LibraryAction
from drill.scenario.library.reading import TARGET
from drill.scenario.model import (
    ALWAYS,
    Action,
    Effect,
    Guard,
    Operation,
    Outcome,
    Owner,
    Phase,
    Role,
    Stage,
    WhenBroken,
)
from drill.scenario.nodes import folded_key
from drill.scenario.problems import Found, Place, nearest

UMPIRE = "ask the umpire"


class Team(msgspec.Struct, frozen=True):
    """What a team is and may do, compiled."""

    roles: tuple[Role, ...]
    actions: tuple[Action, ...]
    orders: tuple[Operation, ...]
    umpire: bool


class Orders:
    """Expands the actions of one scenario's team."""

    def __init__(
        self,
        document: Document,
        library: Library,
        meaning: Meaning,
        names: Names,
        texts: Texts,
        traces: Traces,
        found: Found,
    ) -> None:
        self._document = document
        self._library = library
        self._meaning = meaning
        self._lenient = LibraryMeaning(meaning.vocabulary)
        self._names = names
        self._texts = texts
        self._traces = traces
        self._found = found
        self._roles = {role.id for role in document.team.people}
        known = (*(action.name for action in library.actions), UMPIRE)
        self._spelt = {folded_key(name): name for name in known}
        self._changes = {self._spelling(change.id): change for change in document.team.changes}

    def compiled(self, steps: tuple[Operation, ...]) -> Team:
        """Return the team; `steps` are the attack's, for orders that cut them."""
        actions: list[Action] = []
        orders: list[Operation] = []

        def note(action: Action, made: list[Operation]) -> None:
            actions.append(action)
            orders.extend(
                msgspec.structs.replace(order, order=place) for place, order in enumerate(made, len(orders))
            )

        for chosen in self._chosen():
            note(*self._from_library(chosen, steps))
        for extra in self._document.team.extras:
            note(*self._from_extra(extra))
        labels = self._library.roles
        roles = tuple(
            Role(role.id, labels.get(role.id, same(role.id)), role.people)
            for role in self._document.team.people
        )
        return Team(roles, tuple(actions), tuple(orders), self._may_ask_the_umpire())

    # ------------------------------------------------------------ which actions

    def _may_ask_the_umpire(self) -> bool:
        team = self._document.team
        return team.umpire and not any(self._spelling(ref.name) == UMPIRE for ref in team.without)

    def _chosen(self) -> Iterator[LibraryAction]:
        """Yield the library's actions that this team has and has the people for, changed as the author says."""
        team = self._document.team
        for change in team.changes:
            self._exists(Ref(change.id, change.place))
        listed = {self._spelling(ref.name): ref for ref in team.actions or () if self._exists(ref)}
        left_out = {self._spelling(ref.name) for ref in team.without if self._exists(ref)}
        silent: set[str] = set()
        for action in self._library.actions:
            if action.name in left_out or (team.actions is not None and action.name not in listed):
                continue
            changed = self._changed(action)
            role = changed.role
            if role == TARGET or role in self._roles:
                yield changed
            elif role not in silent:
                silent.add(role)
                ref = listed.get(action.name)
                self._nobody(action.name, role, ref.place if ref else team.place_of("people"))

    def _spelling(self, name: str) -> str:
        """Return a name as the library spells it: like in keys, case, blanks and hyphens do not matter."""
        return self._spelt.get(folded_key(name), name)

    def _exists(self, ref: Ref) -> bool:
        known = self._spelt.values()
        exists = self._spelling(ref.name) in known
        if ref.name and not exists:
            near = nearest(ref.name, known)
            self._found.error(
                ref.place,
                "L01",
                words('no action is called "{name}"', name=ref.name),
                words('did you mean "{name}"?', name=near) if near else None,
            )
        return exists

    def _nobody(self, action: str, role: str, place: Place) -> None:
        message = (
            words('the library action "{action}" needs an {role}', action=action, role=role)
            if role[0] in "aeiou"
            else words('the library action "{action}" needs a {role}', action=action, role=role)
        )
        self._found.error(place, "no-role", message, words("your team has none"))

    def _changed(self, action: LibraryAction) -> LibraryAction:
        change = self._changes.get(action.name)
        if change is None:
            return action
        crew = change.crew
        return msgspec.structs.replace(
            action,
            takes=change.takes or action.takes,
            role=self._names.known(Kind.ROLE, crew.role) or action.role if crew else action.role,
            people=crew.people if crew else action.people,
            says=change.says or action.says,
            cost=action.cost if change.worth is None else change.worth,
        )

    # ------------------------------------------------------------ the library's orders

    def _from_library(
        self, action: LibraryAction, steps: tuple[Operation, ...]
    ) -> tuple[Action, list[Operation]]:
        made = [self._library_order(action, target, steps) for target in targets(action.asks, self._document)]
        return (
            Action(
                name=action.name,
                label=action.label,
                phase=action.phase,
                asks=action.asks,
                role="" if action.role == TARGET else action.role,
                people=action.people,
                takes=action.takes,
                does=action.does,
                orders=tuple(order.id for order in made),
                react=action.react,
                d3fend=action.d3fend,
            ),
            made,
        )

    def _library_order(
        self, action: LibraryAction, target: Target, steps: tuple[Operation, ...]
    ) -> Operation:
        aim = target.aim
        guard = both(
            self._there(target), self._lenient.guard(action.needs, aim), self._also_needs(action.name, target)
        )
        effect = self._lenient.effect
        outcomes = self._outcomes(action, target)
        if action.clears:
            outcomes = (Outcome(ALWAYS, self._cleared(target)),)
        return msgspec.structs.replace(
            _plain_order(action.name, target, guard),
            does=action.does,
            hold=ALWAYS if action.once_started is WhenBroken.CONTINUES else guard,
            takes=action.takes,
            during=effect(action.during, aim),
            stages=tuple(Stage(stage.last, effect(stage.during, aim)) for stage in action.stages),
            outcomes=outcomes,
            cuts=self._cut(target, steps) if action.cuts else (),
            role=target.id if action.role == TARGET else action.role,
            people=action.people,
            reach=action.reach,
            says=target.name(action.says),
            cost=action.cost,
            extra_people=action.brings,
            destroys=action.destroys,
        )

    def _there(self, target: Target) -> Guard:
        """Nothing can be done to what does not exist yet."""
        present = self._meaning.vocabulary.find(target.id, "present")
        return ALWAYS if present is None else is_true(present)

    def _also_needs(self, name: str, target: Target) -> Guard:
        """What the author adds to a library action's own conditions."""
        change: Change | None = self._changes.get(name)
        if change is None:
            return ALWAYS
        aim = target.aim
        return both(self._meaning.guard(change.needs, aim), self._meaning.none_of(change.unless or (), aim))

    def _outcomes(self, action: LibraryAction, target: Target) -> tuple[Outcome, ...]:
        result = []
        for outcome in action.outcomes:
            guard = self._lenient.guard(outcome.when, target.aim)
            if outcome.found:
                guard = self._found_out(target)
            if guard:
                result.append(Outcome(guard, self._lenient.effect(outcome.then, target.aim)))
            if guard == ALWAYS:
                break
        return tuple(result)

    def _found_out(self, target: Target) -> Guard:
        """The team has seen a trace of a step that leaves a back door here; ALWAYS where no step does.

        Where such a step leaves no trace, nobody ever finds the back door.
        """
        steps = [
            step
            for step in self._document.attack.steps
            if any(
                sentence.state == "backdoored" and not sentence.negated and sentence.name == target.id
                for sentence in step.then
            )
        ]
        traces = [trace for step in steps for trace in (*step.traces, *step.start_traces)]
        seen = (self._meaning.vocabulary.find("team", f"seen {trace.id}") for trace in traces)
        return either(*(is_true(bit) for bit in seen if bit is not None)) if steps else ALWAYS

    def _cleared(self, target: Target) -> Effect:
        """Each state of a service or thing that the service's needs negate."""
        movable = {item.id for item in (*self._document.services, *self._document.things)}
        service = next(service for service in self._document.services if service.id == target.id)
        rem = 0
        for sentence in sentences_of(service.needs):
            said = self._meaning.vocabulary.literal(sentence)
            if sentence.name in movable and said and not said[1]:
                rem |= 0 if self._meaning.vocabulary.computed(said[0]) else 1 << said[0]
        return Effect(0, rem)

    def _cut(self, target: Target, steps: tuple[Operation, ...]) -> tuple[str, ...]:
        if target.host:
            return tuple(step.id for step in steps if target.id in (step.source, step.target))
        about = self._meaning.vocabulary.of(target.id)
        return tuple(step.id for step in steps if read_by(step.guard) & about)

    # ------------------------------------------------------------ the scenario's own actions

    def _from_extra(self, extra: Extra) -> tuple[Action, list[Operation]]:
        role = self._names.known(Kind.ROLE, extra.crew.role)
        if self._library.named(extra.id):
            message = words('"{name}" is an action of the library already', name=extra.id)
            self._found.error(extra.place, "twice", message, words('write it under "change"'))
        made = [self._extra_order(extra, role, target) for target in targets(extra.target, self._document)]
        return (
            Action(
                name=extra.id,
                label=same(extra.id),
                phase=Phase.CONTAIN,
                asks=extra.target,
                role=role,
                people=extra.crew.people,
                takes=extra.takes,
                does=extra.does,
                orders=tuple(order.id for order in made),
                react=(),
                d3fend=(),
            ),
            made,
        )

    def _extra_order(self, extra: Extra, role: str, target: Target) -> Operation:
        aim = target.aim
        meaning = self._meaning
        guard = both(self._there(target), meaning.guard(extra.needs, aim), meaning.none_of(extra.unless, aim))
        more = self._texts.renamed(target=target.id)
        says = extra.says
        return msgspec.structs.replace(
            _plain_order(extra.id, target, guard),
            does=extra.does,
            hold=guard,
            takes=extra.takes,
            during=meaning.effect(extra.during, aim),
            outcomes=(Outcome(ALWAYS, meaning.effect(extra.then, aim)),),
            traces=self._traces.compiled(extra.traces, target.id, aim=aim),
            role=role,
            people=extra.crew.people,
            says=self._texts.filled(says, extra.place_of("says"), more) if says else SILENT,
        )


def _plain_order(name: str, target: Target, guard: Guard) -> Operation:
    order = blank(name if target is NOTHING else f"{name} {target.words}", Owner.TEAM, guard)
    return msgspec.structs.replace(order, target=target.id, repeat=True, people=1)
