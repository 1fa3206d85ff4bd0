"""The judges' view as cards: pure folds, one entry at a time.

A judge's desk holds the rows of the scoreboard, every ledger line with the entries behind it, what there is to
mark, and the penalties. What a wall shows is in `scoring.wall`.
"""

from collections.abc import Iterable, Iterator

import msgspec

from drill.i18n import words
from drill.scenario.model import Model
from drill.world.cards import (
    AnyCard,
    Change,
    Drop,
    LedgerCard,
    PenaltyCard,
    Put,
    ResultCard,
    ResultLine,
    RowCard,
    View,
    kind_of,
)
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened, JudgeInput, Refusal, ResultsSealed, ScoresReleased
from drill.world.outputs import AttackerLearned, LinesShown, MeterChanged, TraceWritten, WorldHashed
from scoring.awards.drill import Awards
from scoring.awards.section import AwardsSection
from scoring.board import LiveBoard, Released
from scoring.corrections import Corrections
from scoring.explain import because
from scoring.fold import Ledger, TeamLedger
from scoring.judging.section import Marking
from scoring.model import INJECTS, REPORTS, LedgerLine, LineRule, Row, line_name
from scoring.moves import Moves
from scoring.observations import Observations
from scoring.results import Results
from scoring.rules.judged import Penalty
from scoring.seal import filled
from scoring.section import Judged, Section
from scoring.wall.arranged import Arranged

_NEVER_CITED = (TraceWritten, MeterChanged, LinesShown, AttackerLearned, WorldHashed)
"""Outputs on which no line rests: they need not be kept."""


class JudgeView:
    """What a judge's desk shows, kept current.

    Args:
        model: the compiled scenario.
        opened: the first entry of the journal; it may be applied too, which changes nothing.
        seq: its position.
    """

    def __init__(self, model: Model, opened: DrillOpened, seq: int = 1) -> None:
        self._model = model
        self._view = View()
        self._entries: dict[int, Happened] = {seq: Happened(0, "", "", opened)}
        self._live = LiveBoard(model)
        self._released = Released(model)
        self._numbers: dict[str, dict[tuple[str, str, str], int]] = {}
        self._said: dict[str, dict[tuple[str, str, str], LedgerLine]] = {}
        self._published: dict[str, Row] = {}
        self._released_at = 0
        self._shown: dict[str, tuple[Row, Row, int]] = {}
        self._moves = Moves()
        teams = self._live.feed(seq, self._entries[seq])
        self._released.feed(seq, self._entries[seq])
        self._marking = Marking(model, opened, self._live.ledger.teams)
        self._fold(self._of_teams(teams))
        self._publish()
        self._fold(self._rows())
        self._sections = self._matters()
        for section in self._sections:
            self._fold(section.begin())

    def apply(self, seq: int, happened: Happened) -> list[Change]:
        """Fold the next entry in; return the cards that differ now."""
        if isinstance(happened.what, DrillOpened):
            return []
        if not isinstance(happened.what, _NEVER_CITED):
            self._entries[seq] = happened
        frozen = self._released.frozen_at
        teams = self._live.feed(seq, happened)
        republished = self._released.feed(seq, happened)
        if isinstance(happened.what, ScoresReleased):
            self._released_at, teams = seq, list(self._live.ledger.teams)
            self._said.clear()
        changes = self._fold(self._of_teams(teams))
        moved = republished or frozen != self._released.frozen_at
        if moved:
            self._publish()
        if teams or moved:
            changes += self._fold(self._rows())
        for section in self._sections:
            changes += self._fold(section.apply(seq, happened))
        return changes

    def refuse(self, seat: str, team: str, given: Judged) -> Refusal | None:
        """Return why something said about the score cannot be taken as things stand; None if it can."""
        refusals = (section.refuse(seat, team, given) for section in self._sections)
        return next((refusal for refusal in refusals if refusal is not None), None)

    def _matters(self) -> tuple[Section, ...]:
        """Return the desk's other matters; a later one sees what an earlier one has folded."""
        results = Results(
            self._live.ledger.teams, self._readable, self._moves, lambda: self._released.waiting
        )
        awards = AwardsSection(Awards(self._model, self._live, self._released))
        observed, corrections = Observations(len(self._model.teaches)), Corrections(self._model)
        return (self._marking, results, observed, corrections, awards, Arranged())

    def _readable(self, team: str) -> frozenset[str]:
        """Return the names of the lines that a team's own result shows."""
        lines = self._released.live.ledger.teams[team].lines
        return frozenset(line_name(line.section, line.rule.value, line.item) for line in lines)

    @property
    def ledger(self) -> Ledger:
        """Every line of every team, every layer."""
        return self._live.ledger

    def cards(self) -> list[AnyCard]:
        """Return every card of the desk."""
        return list(self._view)

    def meant(self, given: JudgeInput) -> JudgeInput:
        """Return a judge's input with the team's own id, a code name on the marking desk, and a seal with its hashes."""
        if isinstance(given, ResultsSealed):
            return filled(given, self._released.live.ledger)
        return self._marking.meant(given)

    def result(self, team: str) -> ResultCard:
        """Return a team's own result of the released layer, with the reason of every point."""
        live = self._released.live
        row = next(row for row in live.rows() if row.standing.team == team)
        return result_card(row, live.ledger.teams[team].lines)

    def total(self, team: str) -> int:
        """Return a team's provisional total, every layer."""
        return self._live.standing(team).total

    def _of_teams(self, teams: Iterable[str]) -> Iterator[Change]:
        for team in teams:
            ledger = self._live.ledger.teams[team]
            yield from self._lines(team, ledger)
            for penalty in ledger.penalties.penalties:
                yield Put(penalty_card(team, penalty))

    def _publish(self) -> None:
        self._published = {row.standing.team: row for row in self._released.board().rows}

    def _rows(self) -> Iterator[Change]:
        frozen, shown, published = self._released.frozen_at, self._shown, self._published
        for row in self._live.rows():
            team = row.standing.team
            before, now = shown.get(team), (row, published[team], frozen)
            # Rows that did not change are the same objects: no need to look into hundreds of them.
            if before is None or before[0] is not row or before[1] is not now[1] or before[2] != frozen:
                shown[team] = now
                self._moves.note(published[team], row)
                yield Put(row_card(*now))

    def _lines(self, team: str, ledger: TeamLedger) -> Iterator[Change]:
        numbers, said = self._numbers.setdefault(team, {}), self._said.get(team, {})
        lines = {(line.section, line.rule.value, line.item): line for line in ledger.lines}
        self._said[team] = lines
        for name, line in lines.items():
            number = numbers.setdefault(name, len(numbers) + 1)
            if said.get(name) != line:
                yield Put(self._ledger_card(f"{team}:{number}", line))
        for name in said.keys() - lines.keys():
            yield Drop(kind_of(LedgerCard), f"{team}:{numbers[name]}")

    def _ledger_card(self, key: str, line: LedgerLine) -> LedgerCard:
        card = LedgerCard(
            key=key,
            team=line.team,
            section=line.section,
            rule=line.rule.value,
            points=line.points,
            t=line.t,
            because=line.because,
            why=line.why,
            entries=because(self._model, line, self._entries),
            name=line_name(line.section, line.rule.value, line.item),
        )
        if line.because[-1] <= self._released_at or not _tells_the_author(line):
            return card
        why = words("{item} is on the bench: told in full when the scores are released", item=line.item)
        return msgspec.structs.replace(card, t=0, because=(), why=why, entries=())

    def _fold(self, changes: Iterable[Change]) -> list[Change]:
        return [change for change in changes if self._view.apply(change)]


def _tells_the_author(line: LedgerLine) -> bool:
    """Return whether a line's moment and entries would tell whose text is on the bench."""
    return line.section in {INJECTS, REPORTS} and line.rule in {
        LineRule.TIMELY_REPLY,
        LineRule.LATE,
        LineRule.FIELD,
    }


def row_card(row: Row, published: Row | None = None, frozen_at: int = 0) -> RowCard:
    """Return a row as a card, with the published rank and total beside it."""
    standing = row.standing
    return RowCard(
        key=standing.team,
        rank=row.rank,
        label=standing.label,
        division=standing.division,
        total=standing.total,
        sections=standing.sections,
        gap=row.gap,
        trend=standing.trend,
        tie=row.tie.value,
        automatic=standing.automatic,
        judged=standing.judged,
        pending=standing.pending,
        released=published.standing.total if published else 0,
        released_rank=published.rank if published else 0,
        frozen_at=frozen_at,
    )


def penalty_card(team: str, penalty: Penalty) -> PenaltyCard:
    """Return a penalty as a card."""
    return PenaltyCard(
        key=str(penalty.seq),
        team=team,
        points=penalty.given.points,
        reason=penalty.given.reason,
        seat=penalty.judge,
        withdrawn=penalty.withdrawn[3] if penalty.withdrawn else "",
        released=penalty.given.released,
    )


def result_card(row: Row, lines: Iterable[LedgerLine]) -> ResultCard:
    """Return a team's own score as it reads it after the end."""
    told = tuple(
        ResultLine(
            line.rule.value,
            line.section,
            line.points,
            line.t,
            line.because,
            line.why,
            line_name(line.section, line.rule.value, line.item),
        )
        for line in lines
    )
    return ResultCard(
        key="result", rank=row.rank, total=row.standing.total, sections=row.standing.sections, lines=told
    )
