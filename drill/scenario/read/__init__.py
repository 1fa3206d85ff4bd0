"""From a file's text to the authored document, section by section, with every problem on the way."""

from collections.abc import Mapping

from drill.i18n import N_
from drill.scenario.document import Document
from drill.scenario.merge import Gathered, gather
from drill.scenario.problems import Found, Problem, in_file_order
from drill.scenario.read import background, head, judging, meters, network, people, points, team
from drill.scenario.read.attack import attack
from drill.scenario.read.keys import Keys
from drill.scenario.read.kinds import FILE
from drill.scenario.read.whole import check_whole
from drill.scenario.values import Value

SECTIONS = {
    "drill": N_("write drill: 1"),
    "scenario": N_("write its id, title and length"),
    "zones": N_("list the parts of the network"),
    "team": N_("say who is there"),
    "attack": N_("write goals and steps"),
}
"""The sections that no scenario can do without, and what to do when one is missing."""


def read_document(sources: Mapping[str, str]) -> tuple[Document | None, list[Problem]]:
    """Read a scenario from the texts of its files.

    Args:
        sources: texts by file name, the main file first; the others are what ``use`` names.

    Returns:
        The document, or None when nothing can be made of the main file, and all problems in file order.
    """

    def fetch(name: str) -> bytes | None:
        return sources[name].encode("utf-8", "surrogatepass") if name in sources else None

    found = Found()
    gathered = gather(next(iter(sources)), fetch, found)
    document = document_of(gathered, found)
    return document, in_file_order(found.problems, tuple(gathered.texts))


def document_of(gathered: Gathered, found: Found) -> Document | None:
    """Return the document that a gathered tree says, or None when there is no tree or it is of another version."""
    if gathered.root is None:
        return None
    keys = Keys(gathered.root, FILE, "", found)
    if not head.right_version(keys.take("drill")):
        return None
    keys.take("use")
    keys.take("names")
    for section, remedy in SECTIONS.items():
        if gathered.root.find(section) is None:
            keys.missing(section, remedy)
    document = _document(keys, gathered)
    keys.close()
    check_whole(document, found)
    return document


def _document(keys: Keys, gathered: Gathered) -> Document:
    start = keys.place

    def elsewhere(value: Value | None) -> Found:
        """Return where problems inside a section go: of a missing one only its absence is reported."""
        return keys.found if value else Found()

    scenario = keys.take("scenario")
    crew = keys.take("team")
    story = keys.take("attack")
    return Document(
        scenario=head.scenario(scenario, start, elsewhere(scenario)),
        zones=network.zones(keys.take("zones")),
        links=network.links(keys.take("links")),
        hosts=network.hosts(keys.take("hosts")),
        accounts=network.accounts(keys.take("accounts")),
        indicators=network.indicators(keys.take("indicators")),
        things=network.things(keys.take("things")),
        services=network.services(keys.take("services")),
        sources=network.sources(keys.take("sources")),
        consequences=network.consequences(keys.take("consequences")),
        meters=meters.meters(keys.take("meters")),
        team=team.team(crew, start, elsewhere(crew)),
        attack=attack(story, start, elsewhere(story)),
        noise=background.noise(keys.take("noise")),
        herrings=background.herrings(keys.take("red herrings")),
        injects=people.injects(keys.take("injects")),
        questions=people.questions(keys.take("questions")),
        reports=people.reports(keys.take("reports")),
        scoring=points.scoring(keys.take("scoring"), start, keys.found),
        rehearsal=points.rehearsal(keys.take("rehearsal"), start, keys.found),
        files=tuple(gathered.texts),
        judging=judging.judging(keys.take("judging")),
    )
