"""Compiles an authored scenario: names become bits, conditions become guards, actions become orders.

Pure, and quick enough to run on every keystroke. All problems of names and states are collected; nothing stops at the
first. Without an error the model is whole; with one there is none.
"""

from collections.abc import Mapping
from hashlib import blake2b

from drill.scenario.compile import background, people, points
from drill.scenario.compile import range as grounds
from drill.scenario.compile.answers import Answers
from drill.scenario.compile.facts import lay_out
from drill.scenario.compile.meaning import Meaning
from drill.scenario.compile.meters import meters
from drill.scenario.compile.names import Names
from drill.scenario.compile.network import Network
from drill.scenario.compile.orders import Orders, Team
from drill.scenario.compile.rules import closed, rules
from drill.scenario.compile.steps import Steps
from drill.scenario.compile.texts import Texts
from drill.scenario.compile.traces import Traces
from drill.scenario.compile.umpire import compile_sentences
from drill.scenario.compile.vocabulary import Vocabulary
from drill.scenario.document import Document
from drill.scenario.library import library
from drill.scenario.model import FactKind, Model, Operation
from drill.scenario.problems import Found, Problem, has_errors, in_file_order

__all__ = ["LANGUAGE_VERSION", "compile_document", "compile_sentences", "source_hash"]

LANGUAGE_VERSION = 1
"""The version of the scenario language that this compiler reads."""


def compile_document(document: Document, sources: Mapping[str, str]) -> tuple[Model | None, list[Problem]]:
    """Compile an authored scenario.

    Args:
        document: as read, without errors; one with errors gives more problems, never an exception.
        sources: every source file's text by its name; they make up the model's hash.

    Returns:
        The model, or None if a problem is an error; and the problems in file order.
    """
    found = Found()
    model = _compiled(document, sources, found)
    problems = in_file_order(found.problems, document.files)
    return (None if has_errors(problems) else model), problems


def source_hash(sources: Mapping[str, str], main: str) -> str:
    """Return BLAKE2b-256 hex over the language version and every source's name and text.

    Args:
        sources: text by name.
        main: the main file's name; where it lies on somebody's disk is no part of the scenario.
    """
    digest = blake2b(f"livefire scenario {LANGUAGE_VERSION}\n".encode(), digest_size=32)
    for name in sorted(sources, key=lambda name: (name != main, name)):
        shown, text = ("" if name == main else name).encode(), sources[name].encode()
        digest.update(f"{len(shown)} {len(text)}\n".encode() + shown + b"\n" + text)
    return digest.hexdigest()


class _Bench:
    """What every part of the compilation works with."""

    def __init__(self, document: Document, found: Found) -> None:
        self.library = library()
        self.facts = lay_out(document, self.library)
        self.vocabulary = Vocabulary(self.facts)
        self.names = Names(document, found)
        self.meaning = Meaning(document, self.vocabulary, found)
        self.addresses = grounds.addresses(document)
        self.texts = Texts(document, self.addresses, found)
        self.traces = Traces(document, self.meaning, self.names, self.texts)
        self.network = Network(document, self.vocabulary, found)

    def operations(self, document: Document, found: Found) -> tuple[tuple[Operation, ...], Team]:
        """Return the attack's steps, and the team with its orders."""
        steps = Steps(document, self.meaning, self.names, self.network, self.traces, found).compiled()
        orders = Orders(document, self.library, self.meaning, self.names, self.texts, self.traces, found)
        return steps, orders.compiled(steps)

    def questions(self, document: Document, found: Found) -> people.Questions:
        """Return what compiles questions and reports."""
        answers = Answers(document, self.meaning, self.names, self.texts, found)
        return people.Questions(document, self.meaning, self.texts, answers, found)


def _compiled(document: Document, sources: Mapping[str, str], found: Found) -> Model:
    bench = _Bench(document, found)
    scenario, vocabulary, names, meaning = document.scenario, bench.vocabulary, bench.names, bench.meaning
    worked_out = rules(document, meaning, found)
    steps, team = bench.operations(document, found)
    asked = bench.questions(document, found)
    return Model(
        id=scenario.id,
        hash=source_hash(sources, document.files[0] if document.files else ""),
        library_hash=bench.library.hash,
        title=scenario.title,
        summary=scenario.summary,
        length=scenario.length,
        starts_at=scenario.starts_at,
        level=scenario.level,
        teaches=scenario.teaches,
        hours_per_hour=scenario.hours_per_hour,
        facts=bench.facts,
        start=closed(grounds.start(document, vocabulary), worked_out),
        derived=sum(1 << fact.bit for fact in bench.facts if fact.kind is FactKind.DERIVED),
        rules=worked_out,
        day=vocabulary.bit("clock", "working hours"),
        night=vocabulary.bit("clock", "night"),
        zones=grounds.zones(document),
        links=grounds.links(document, names, vocabulary),
        hosts=grounds.hosts(document, names, vocabulary, bench.addresses),
        accounts=grounds.accounts(document, names),
        indicators=grounds.indicators(document, names),
        things=tuple((thing.id, thing.label) for thing in document.things),
        services=grounds.services(document, vocabulary),
        sources=grounds.sources(document, names),
        meters=meters(document, meaning),
        roles=team.roles,
        actions=team.actions,
        umpire=team.umpire,
        attack=background.attack(document, meaning, names),
        operations=steps + team.orders,
        noise=background.noise(document, names, bench.texts),
        herrings=background.herrings(document, meaning, bench.traces),
        injects=people.injects(document, meaning, names, bench.texts),
        questions=asked.questions(),
        reports=asked.reports(),
        scoring=points.scoring(document),
        rehearsal=points.rehearsal(document),
        judging=points.judging(document),
    )
