"""Who can reach whom: links between zones become conditions on what may not be cut."""

from drill.i18n import words
from drill.scenario.compile.bits import both, either, is_false
from drill.scenario.compile.vocabulary import Vocabulary
from drill.scenario.document import Document, Host, Step
from drill.scenario.model import ALWAYS, Guard
from drill.scenario.problems import Found

ANY = "any"


class Network:
    """The closed network of one scenario: what is not listed is no way."""

    def __init__(self, document: Document, vocabulary: Vocabulary, found: Found) -> None:
        self._vocabulary = vocabulary
        self._found = found
        self._hosts = {host.id: host for host in document.hosts}
        self._outside = [zone.id for zone in document.zones if zone.outside]
        self._links = {(link.source.name, link.target.name): link.services for link in document.links}

    def way(self, step: Step) -> Guard:
        """Return what must hold of the links for a step to get from where it starts to its target.

        Inside one zone, or without a target, nothing. A step with ``via`` and no ``from`` comes from any outside zone.
        A backup host that is shielded can neither be reached from another zone nor reach one.
        """
        target = self._hosts.get(step.target.name) if step.target else None
        source = self._hosts.get(step.source.name) if step.source else None
        if target is None or (source is None and (step.source is not None or not step.via)):
            return ALWAYS
        starts = [source.zone.name] if source else self._outside
        if target.zone.name in starts:
            return ALWAYS
        open_links = [
            (start, target.zone.name)
            for start in starts
            if _carries(self._links.get((start, target.zone.name), ()), step.via)
        ]
        if not open_links:
            self._no_way(step, starts, target.zone.name)
            return ALWAYS
        cut = [is_false(self._vocabulary.bit(f"link.{a}-{b}", "cut")) for a, b in open_links]
        return both(either(*cut), *(self._reachable(host) for host in (source, target) if host))

    def _reachable(self, host: Host) -> Guard:
        shielded = self._vocabulary.find(host.id, "shielded")
        return ALWAYS if shielded is None else is_false(shielded)

    def _no_way(self, step: Step, starts: list[str], target: str) -> None:
        names = {
            "step": step.id,
            "source": starts[0] if starts else "outside",
            "target": target,
            "via": step.via or ANY,
        }
        self._found.error(
            step.place_of("via" if step.via else "target"),
            "L01",
            words("step '{step}': there is no open link from {source} to {target} for '{via}'", **names),
        )


def _carries(services: tuple[str, ...], via: str) -> bool:
    return bool(services) if not via else via in services or ANY in services
