"""Everyday life: noise and red herrings; and the frame of the attack: moods and goals."""

from drill.scenario.compile.meaning import Meaning
from drill.scenario.compile.names import Kind, Names
from drill.scenario.compile.texts import Texts, same
from drill.scenario.compile.traces import Traces
from drill.scenario.conditions import sentences_of
from drill.scenario.document import Document
from drill.scenario.document import Noise as AuthoredNoise
from drill.scenario.model import NEVER, Attack, Goal, Herring, Mood, Noise


def noise(document: Document, names: Names, texts: Texts) -> tuple[Noise, ...]:
    """Return the noise in file order: its own words stay places, hosts and accounts are filled in."""
    return tuple(
        Noise(
            source=names.known(Kind.SOURCE, part.source),
            rate=part.rate,
            lines=tuple(_line(line, part, texts) for line in part.lines),
            words=part.words,
            when=part.when,
        )
        for part in document.noise
    )


def _line(line: str, part: AuthoredNoise, texts: Texts) -> str:
    own = {word: same(f"<{word}>") for word, _ in part.words}
    return texts.filled(same(line), part.place_of("lines"), own).en


def herrings(document: Document, meaning: Meaning, traces: Traces) -> tuple[Herring, ...]:
    """Return the red herrings in file order."""
    hosts = {host.id for host in document.hosts}
    return tuple(
        Herring(
            id=herring.id,
            at=herring.at,
            when=NEVER if herring.when is None else meaning.guard(herring.when),
            traces=traces.compiled(herring.traces),
            truth=herring.truth,
            costly=NEVER if herring.costly is None else meaning.guard(herring.costly),
            costly_hosts=tuple(
                dict.fromkeys(
                    sentence.name for sentence in sentences_of(herring.costly) if sentence.name in hosts
                )
            ),
        )
        for herring in document.herrings
    )


def attack(document: Document, meaning: Meaning, names: Names) -> Attack:
    """Return the attack without its steps."""
    written = document.attack
    bit = meaning.vocabulary.bit
    return Attack(
        name=written.name,
        first_move=written.first_move,
        pace=written.pace,
        hands=written.hands,
        opening=names.all_known(Kind.STEP, written.opening),
        retries_after=written.retries_after,
        gives_up_after=written.gives_up_after,
        moods=tuple(
            Mood(mood.id, meaning.guard(mood.condition), bit(f"mood.{mood.id}", "on"), mood.pace, mood.hands)
            for mood in written.moods
        ),
        goals=tuple(
            Goal(goal.id, goal.label, meaning.guard(goal.when), goal.worth, bit(f"goal.{goal.id}", "reached"))
            for goal in written.goals
        ),
    )
