"""Names that stand alone: zones, hosts, services, sources, roles, steps. Who is meant, and what to say if nobody is."""

from collections.abc import Iterable
from enum import StrEnum

from drill.i18n import Words, words
from drill.scenario.conditions import Ref
from drill.scenario.document import Document, Item
from drill.scenario.problems import Found, Place, did_you_mean

EVERYONE = "everyone"


class Kind(StrEnum):
    """What a name may stand for."""

    ZONE = "zone"
    HOST = "host"
    SERVICE = "service"
    SOURCE = "source"
    ROLE = "role"
    STEP = "step"
    METER = "meter"


class Names:
    """Every name of a scenario, by kind."""

    def __init__(self, document: Document, found: Found) -> None:
        self._found = found
        self._known: dict[Kind, dict[str, None]] = {
            Kind.ZONE: _ids(document.zones),
            Kind.HOST: _ids(document.hosts),
            Kind.SERVICE: _ids(document.services),
            Kind.SOURCE: _ids(document.sources),
            Kind.ROLE: dict.fromkeys(role.id for role in document.team.people),
            Kind.STEP: _ids(document.attack.steps),
            Kind.METER: _ids(document.meters),
        }

    def known(self, kind: Kind, ref: Ref | None, key: str = "") -> str:
        """Return the name if something of this kind has it, else an empty text and an error.

        Args:
            kind: what the name should stand for.
            ref: the name; None and broken names, reported already, give an empty text.
            key: the key that a host is named under, said before the message where that helps.
        """
        if ref is None or not ref.name:
            return ""
        known = self._known[kind]
        if ref.name in known:
            return ref.name
        self.missing(kind, ref.name, ref.place, key)
        return ""

    def all_known(self, kind: Kind, refs: Iterable[Ref]) -> tuple[str, ...]:
        """Return those names that something has, with an error for each other one."""
        return tuple(filter(None, (self.known(kind, ref) for ref in refs)))

    def missing(self, kind: Kind, name: str, place: Place, key: str = "") -> None:
        """Say that nothing of this kind has the name."""
        message = (
            words("{key}: no host is called '{name}'", key=key, name=name) if key else _no_such(kind, name)
        )
        hint = step_like if kind is Kind.STEP else did_you_mean
        self._found.error(place, "L01", message, hint(name, self._known[kind]))

    def role(self, ref: Ref) -> str:
        """Return who a message goes to: a role, or everyone."""
        return EVERYONE if ref.name.casefold() == EVERYONE else self.known(Kind.ROLE, ref)


def step_like(name: str, steps: Iterable[str]) -> Words | None:
    """Return the suggestion of the step spelt most like this, or of the first copy that ``for each`` made of it."""
    copy = next((step for step in steps if step.startswith(f"{name}/")), None)
    return words("did you mean '{name}'?", name=copy) if copy else did_you_mean(name, steps)


def _ids(items: Iterable[Item]) -> dict[str, None]:
    return dict.fromkeys(item.id for item in items)


def _no_such(kind: Kind, name: str) -> Words:  # noqa: PLR0911 (one sentence for each kind)
    match kind:
        case Kind.ZONE:
            return words("no zone is called '{name}'", name=name)
        case Kind.HOST:
            return words("no host is called '{name}'", name=name)
        case Kind.SERVICE:
            return words("no service is called '{name}'", name=name)
        case Kind.SOURCE:
            return words("no log source is called '{name}'", name=name)
        case Kind.ROLE:
            return words("no role is called '{name}'", name=name)
        case Kind.STEP:
            return words("no step is called '{name}'", name=name)
        case Kind.METER:
            return words("no meter is called '{name}'", name=name)
