"""A match file: who does what and when, line by line, so that a whole drill can be played without people.

::

    match: 1
    teams:
      alpha:
        - 00:12 search logs edr for lsass
        - 00:20 leader: declare an incident
        - 00:25 answer first-machine: pc-vanthu
      bravo: bot skilled
    controls:
      - '01:00 hold alpha: their link is down'
      - '01:05 release alpha: it is back'
    judges:
      - '04:00 mark alpha field:final-report.story 80%: clear'
      - '04:01 as judge-2: mark alpha field:final-report.story 60%: no times'
      - '04:20 appeals open'
      - '04:40 rule appeal 1 upheld points +5: the log says so'

A line is an input at exactly that time, in file order; after the end of the drill judges and appeals go on. Where a
line names an appeal or a penalty, 1 is the first that was filed or given: nobody knows its place in the journal yet. Every mistake of the file is reported at once, with its line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from drill.errors import MatchError
from drill.i18n import Language, Words, words
from drill.rehearse.controls import Known, parse_control
from drill.scenario.model import Model
from drill.scenario.nodes import Entry, Listing, Node, Scalar, Section, folded_key
from drill.scenario.problems import Found, Place, did_you_mean, has_errors, in_file_order, rendered
from drill.scenario.source import decoded, first_bytes, tree
from drill.world.grammar import parse, read_clock
from drill.world.inputs import ControlInput, JudgeInput, Refusal, TeamInput, TeamSetup
from drill.world.vocabulary import Vocabulary, vocabulary_of_model

VERSION = "1"
MOST_TEAMS = 200
TEAM_KEYS = ("label", "division", "plays", "bot")

_TIMED = re.compile(r"(\d{1,3}:\d\d(?::\d\d)?)\s+(\S.*)", re.DOTALL)
_BY = re.compile(r"as\s+(?P<seat>[^\s:]{1,40})\s*:\s*")
_TEAM_ID = re.compile(r"[a-z][a-z0-9.-]{0,39}")


class Move(msgspec.Struct, frozen=True):
    """One line of a match."""

    at: int
    """Shared milliseconds since the start."""
    given: TeamInput | ControlInput | JudgeInput
    command: str
    """``TEAM:LINE``: the how-manieth line of its list it is, from 1; staff are ``controls`` and ``judges``."""
    seat: str = ""
    """Who gives it, where the line says so (``as judge-2: ...``); empty for the only one of its list."""


class Side(msgspec.Struct, frozen=True):
    """One team of a match."""

    setup: TeamSetup
    bot: str
    """Name of the bot that plays it; empty when its lines are all it does."""
    moves: tuple[Move, ...]


class Match(msgspec.Struct, frozen=True):
    """A whole match."""

    sides: tuple[Side, ...]
    controls: tuple[Move, ...] = ()
    judges: tuple[Move, ...] = ()
    language: Language = Language.ENGLISH
    """What bots write in; a match file always means the same drill, whoever plays it."""

    @property
    def teams(self) -> tuple[TeamSetup, ...]:
        """The teams, in file order."""
        return tuple(side.setup for side in self.sides)


def empty_match(teams: Sequence[str] = ("alpha",)) -> Match:
    """Return a match in which nobody does anything."""
    return Match(tuple(Side(TeamSetup(team, team), "", ()) for team in teams))


def bot_match(bots: Sequence[str]) -> Match:
    """Return a match of bots, each in a team that is named after it."""
    return Match(tuple(Side(TeamSetup(bot, bot), bot, ()) for bot in bots))


def load_match(path: Path, model: Model, bots: Iterable[str] = ()) -> Match:
    """Read a match file.

    Args:
        path: the YAML file.
        model: the scenario it is played in.
        bots: names of the bots that there are.

    Raises:
        MatchError: the file cannot be read or has mistakes; all of them are told, a line each.
    """
    try:
        data = first_bytes(path)
    except OSError as error:
        raise MatchError(f"{path.name}: {error.strerror or error}") from error
    found = Found()
    text = decoded(path.name, data, found)
    match = read_match(path.name, text, model, bots, found) if text is not None else None
    if match is None or has_errors(found.problems):
        raise MatchError("\n".join(rendered(problem) for problem in in_file_order(found.problems)))
    return match


def read_match(file: str, text: str, model: Model, bots: Iterable[str], found: Found) -> Match | None:
    """Return the match that a text describes; None when it has no usable shape. Problems go into ``found``."""
    root = tree(file, text, found)
    if not isinstance(root, Section):
        if root is not None:
            found.error(
                root.place, "shape", words("a match file is a section with teams, controls and judges")
            )
        return None
    return _Reader(model, tuple(bots), found).read(root)


class _Reader:
    """Turns the tree of a match file into a match."""

    def __init__(self, model: Model, bots: tuple[str, ...], found: Found) -> None:
        self._vocabulary: Vocabulary = vocabulary_of_model(model)
        self._injects = tuple(inject.id for inject in model.injects)
        self._bots = bots
        self._found = found

    def read(self, root: Section) -> Match | None:
        """Return the match; None without teams."""
        known = ("match", "teams", "controls", "judges", "about")
        for entry in root.entries:
            if folded_key(entry.key.text) not in known:
                said = words("'{key}' is not a word for a match file", key=entry.key.text)
                self._error(entry.key.place, said, did_you_mean(entry.key.text, known))
        self._version(root)
        sides = tuple(self._sides(root))
        names = Known(tuple(side.setup.id for side in sides), self._injects)
        controls = tuple(self._staff(root, "controls", names))
        judges = tuple(self._staff(root, "judges", names))
        return Match(sides, controls, judges) if sides else None

    def _error(self, place: Place, said: Words, hint: Words | None = None) -> None:
        self._found.error(place, "match", said, hint)

    def _version(self, root: Section) -> None:
        entry = root.find("match")
        if entry and not (isinstance(entry.value, Scalar) and entry.value.text == VERSION):
            said = words("this program reads match files of version {version}", version=VERSION)
            self._error(entry.value.place, said)

    def _sides(self, root: Section) -> Iterator[Side]:
        entry = root.find("teams")
        if entry is None or not isinstance(entry.value, Section) or not entry.value.entries:
            self._error(
                entry.key.place if entry else root.place, words("there are no teams; name at least one")
            )
            return
        if len(entry.value.entries) > MOST_TEAMS:
            said = words("there are too many teams; {most} at most", most=MOST_TEAMS)
            self._error(entry.value.place, said)
            return
        for team in entry.value.entries:
            if not _TEAM_ID.fullmatch(team.key.text):
                said = words(
                    "'{name}' cannot name a team; use small letters, digits and '-'", name=team.key.text
                )
                self._error(team.key.place, said, words("put the nice name in label"))
            yield self._side(team)

    def _side(self, team: Entry) -> Side:
        name, node = team.key.text, team.value
        if isinstance(node, Section) and any(folded_key(e.key.text) in TEAM_KEYS for e in node.entries):
            return self._described(name, node)
        bot, moves = self._plays(name, node)
        return Side(TeamSetup(name, name), bot, moves)

    def _described(self, name: str, node: Section) -> Side:
        texts = {"label": name, "division": "", "bot": ""}
        moves: tuple[Move, ...] = ()
        for entry in node.entries:
            key = folded_key(entry.key.text)
            if key == "plays":
                texts["bot"], moves = self._plays(name, entry.value, texts["bot"])
            elif key in texts and isinstance(entry.value, Scalar):
                texts[key] = entry.value.text
            else:
                said = words("'{key}' is not a word for a team", key=entry.key.text)
                self._error(entry.key.place, said, did_you_mean(entry.key.text, TEAM_KEYS))
        bot = self._bot(texts["bot"], node.place) if texts["bot"] else ""
        return Side(TeamSetup(name, texts["label"], texts["division"]), bot, moves)

    def _plays(self, name: str, node: Node, bot: str = "") -> tuple[str, tuple[Move, ...]]:
        if isinstance(node, Scalar):
            word, _blank, rest = node.text.strip().partition(" ")
            if word != "bot":
                said = words("a team takes a list of timed lines, or 'bot NAME'")
                self._error(node.place, said)
                return "", ()
            return self._bot(rest.strip(), node.place), ()
        return bot, tuple(self._moves(name, node))

    def _bot(self, name: str, place: Place) -> str:
        if name not in self._bots:
            said = words("there is no bot called '{name}'", name=name)
            self._error(place, said, did_you_mean(name, self._bots))
        return name

    def _moves(self, team: str, node: Node) -> Iterator[Move]:
        for number, place, at, line in self._lines(node):
            given = parse(self._vocabulary, line)
            if isinstance(given, Refusal):
                self._error(place, given.reason, given.remedy)
            else:
                yield Move(at, given, f"{team}:{number}")

    def _staff(self, root: Section, key: str, names: Known) -> Iterator[Move]:
        entry = root.find(key)
        for number, place, at, line in self._lines(entry.value) if entry else ():
            by = _BY.match(line)
            given = parse_control(names, line[by.end() :] if by else line)
            if isinstance(given, Refusal):
                self._error(place, given.reason, given.remedy)
            else:
                yield Move(at, given, f"{key}:{number}", by["seat"] if by else "")

    def _lines(self, node: Node) -> Iterator[tuple[int, Place, int, str]]:
        """Return (number from 1, place, milliseconds, rest) of every timed line."""
        if not isinstance(node, Listing):
            if not (isinstance(node, Scalar) and not node.text):
                self._error(
                    node.place, words("this takes a list, each line beginning with a dash and a time")
                )
            return
        before = 0
        for number, item in enumerate(node.items, 1):
            line = self._joined(item)
            timed = _TIMED.fullmatch(line.strip()) if line is not None else None
            at = read_clock(timed.group(1)) if timed else None
            if timed is None or at is None:
                said = words("a line begins with a time like 00:25, then what is done")
                self._error(item.place, said)
                continue
            if at < before:
                said = words("this line is earlier than the one above it; keep them in order of time")
                self._error(item.place, said)
            before = max(before, at)
            yield number, item.place, at, timed.group(2)

    def _joined(self, item: Node) -> str | None:
        """Return an item as one line: a text, or a one-key section whose colon YAML took away."""
        if isinstance(item, Scalar):
            return item.text
        if isinstance(item, Section) and len(item.entries) == 1:
            entry = item.entries[0]
            if isinstance(entry.value, Scalar):
                return f"{entry.key.text}: {entry.value.text}"
        return None
