"""Marking as a matter of the judges' desk: what lies there, whose turn it is, how far judges agree, what is left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from drill.i18n import words
from drill.scenario.model import Model
from drill.world.cards import AgreementCard, Change, MarkCard, PanelCard, Put, WorkCard
from drill.world.happened import Happened
from drill.world.inputs import (
    ConflictDeclared,
    DrillOpened,
    JudgeInput,
    Marked,
    PanelNamed,
    Recused,
    Refusal,
    SampleMarked,
)
from scoring.blind import Redactor, code_names, letters_of, names_of
from scoring.desk import TeamDesk, Written
from scoring.fold import TeamLedger
from scoring.judging.agreement import Agreements
from scoring.judging.panel import Panel
from scoring.judging.rubric import general, rubrics
from scoring.judging.samples import Samples
from scoring.judging.standing import Standing, finished, standing
from scoring.judging.workload import Workload
from scoring.section import Judged


class Marking:
    """Every item of every team under its code name.

    Args:
        model: the compiled scenario.
        opened: the first entry.
        ledgers: every team's, fed before this.
    """

    def __init__(self, model: Model, opened: DrillOpened, ledgers: Mapping[str, TeamLedger]) -> None:
        self._opened = opened
        self._ledgers = ledgers
        self._rubrics = rubrics(model)
        self._samples = Samples(model)
        self._panel = Panel(opened.seed)
        self._work = Workload()
        self._agreements: dict[tuple[str, int], Agreements] = {}
        names = list(names_of(opened.teams))
        redactor = Redactor(names)
        self._codes = code_names(opened.seed, [team.id for team in opened.teams], names)
        self._team_of = {code: team for team, code in self._codes.items()}
        # By code name: the order of the cards must not tell what the code hides.
        blind = sorted(self._codes, key=self._codes.__getitem__)
        self._desks = {team: TeamDesk(model, ledgers[team], self._rubrics, redactor) for team in blind}

    def begin(self) -> Iterator[Change]:
        """Return what lies there before the first entry, and the samples."""
        for team in self._desks:
            yield from self._of_team(team)
        yield from (Put(card) for card in self._samples.cards())

    def apply(self, seq: int, happened: Happened) -> Iterator[Change]:  # noqa: ARG002 (as every section)
        """Take an entry in; return the cards that may differ."""
        what = happened.what
        if happened.team in self._desks:
            desk = self._desks[happened.team]
            desk.note(happened)
            return self._of_team(happened.team) if desk.concerned(happened) else iter(())
        match what:
            case Marked(team=team) if team in self._desks:
                return self._marked(happened.seat, what)
            case SampleMarked():
                card = self._samples.note(happened.seat, what)
                return iter((Put(card),) if card else ())
            case PanelNamed() | ConflictDeclared() | Recused():
                self._panel.note(happened.seat, what)
                return self._after_panel(None if isinstance(what, PanelNamed) else what.team)
            case _:
                return iter(())

    # --- what judges say

    def meant(self, given: JudgeInput) -> JudgeInput:
        """Return a judge's input with the team's own id.

        On the marking desk a team is a code name and nothing else: a mark on a guessed team would show, on the card
        that it moves, whose text that is. Who declares an interest writes the team's name or unit.
        """
        match given:
            case Marked(team=team) | Recused(team=team):
                return msgspec.structs.replace(given, team=self._team_of.get(team, ""))
            case ConflictDeclared(team=team):
                return msgspec.structs.replace(given, team=self._called(team))
            case _:
                return given

    def refuse(self, seat: str, team: str, given: Judged) -> Refusal | None:  # noqa: ARG002 (as every section)
        """Return why something said about marking cannot be taken as things stand; None if it can."""
        match given:
            case Marked() | Recused():
                return self._no_text(seat, given)
            case ConflictDeclared():
                return self._no_interest(seat, given)
            case PanelNamed(judges=judges) if len(set(judges)) < len(judges):
                return Refusal(words("A judge stands twice on this panel."))
            case SampleMarked(item=item, sample=number) if not self._samples.knows(item, number):
                return Refusal(words("There is no such sample answer."))
            case _:
                return None

    def _no_text(self, seat: str, given: Marked | Recused) -> Refusal | None:
        if not given.team:
            return Refusal(words("There is no text under this code name."))
        if isinstance(given, Marked):
            return self._not_yours(seat, given.team, given.item)
        if self._panel.stepped_back(seat, given.team, given.item):
            return Refusal(words("You have stepped back from this already."))
        return None

    def _no_interest(self, seat: str, given: ConflictDeclared) -> Refusal | None:
        if given.judge not in {"", seat} and not self._leads(seat):
            return Refusal(words("Only the head judge speaks for another judge."))
        if self._panel.conflicted(given.judge or seat, given.team):
            return Refusal(words("This interest is in the record already."))
        return None

    def _leads(self, seat: str) -> bool:
        heads = self._panel.named.heads if self._panel.named else ()
        return not heads or seat in heads

    def _not_yours(self, seat: str, team: str, item: str) -> Refusal | None:
        if self._panel.stepped_back(seat, team, item):
            return Refusal(words("You have stepped back from this item."))
        # The same words for an interest and for another's turn: they must not tell whose text it is.
        refused = Refusal(words("This item is not yours to mark; others have it."))
        if not self._panel.may(seat, team, item):
            return refused
        if self._panel.named is None or team not in self._ledgers:
            return None
        return None if seat in self._standing(team, item).assigned else refused

    def _called(self, name: str) -> str:
        said = letters_of(name)
        for team in self._opened.teams:
            if said and said in {letters_of(one) for one in (team.id, team.label, team.unit) if one}:
                return team.id
        return name

    # --- cards

    def _standing(self, team: str, item: str) -> Standing:
        rubric = self._rubrics.get(general(item))
        marks = self._ledgers[team].course.marks.of(item)
        return standing(self._panel, team, item, len(rubric.criteria) if rubric else 1, marks)

    def _of_team(self, team: str) -> Iterator[Change]:
        concerned: set[str] = set()
        for written in self._desks[team].items():
            stands = self._standing(team, written.item)
            concerned |= self._count(team, written.item, stands)
            yield Put(self._card(team, written, stands))
        yield from self._works(concerned)

    def _marked(self, judge: str, what: Marked) -> Iterator[Change]:
        yield from self._of_team(what.team)
        rubric = self._rubrics.get(general(what.item))
        marks = self._ledgers[what.team].course.marks.of(what.item)
        if rubric is None or what.criterion >= len(rubric.criteria):
            return
        if judge in finished(len(rubric.criteria), marks):
            self._work.finished(f"{what.team}:{what.item}", judge, what.at)
            yield from self._works({judge})
        yield from self._agree(what.team, what.item, (what.criterion,))

    def _after_panel(self, team: str | None) -> Iterator[Change]:
        for one in self._desks if team is None else (team,) if team in self._desks else ():
            yield from self._of_team(one)
            for written in self._desks[one].items():
                yield from self._agree(one, written.item, range(len(written.rubric.criteria)))
        yield Put(self._panel_card())
        yield from self._works(set(self._panel.judges) | self._work.judges)

    def _count(self, team: str, item: str, stands: Standing) -> set[str]:
        return self._work.put(f"{team}:{item}", frozenset(stands.waiting), frozenset(stands.given))

    def _works(self, judges: Iterable[str]) -> Iterator[Change]:
        ceremony = self._panel.named.ceremony if self._panel.named else 0
        for judge in sorted(judges):
            work = self._work
            yield Put(WorkCard(judge, work.left(judge), work.done(judge), work.times(judge), ceremony))

    def _agree(self, team: str, item: str, criteria: Iterable[int]) -> Iterator[Change]:
        marks = self._ledgers[team].course.marks.of(item)
        for criterion in criteria:
            percents = [mark.percent for mark in marks if mark.criterion == criterion]
            yield from self._agreed(f"{team}:{item}", general(item), criterion, percents)

    def _agreed(self, text: str, item: str, criterion: int, percents: Sequence[int]) -> Iterator[Change]:
        found = self._agreements.setdefault((item, criterion), Agreements())
        found.put(text, percents)
        told = found.told(self._panel.alarm)
        ask = self._rubrics[item].criteria[criterion]
        yield Put(
            AgreementCard(
                f"{item}|{criterion}", item, criterion, ask, told.items, told.same, told.apart, told.alpha
            )
        )

    def _panel_card(self) -> PanelCard:
        panel = self._panel
        return PanelCard(
            key="panel",
            judges=panel.judges,
            per_item=panel.per_item,
            alarm=panel.alarm,
            ceremony=panel.named.ceremony if panel.named else 0,
            conflicts=panel.conflicts,
            heads=panel.named.heads if panel.named else (),
        )

    def _card(self, team: str, written: Written, stands: Standing) -> MarkCard:
        code, rubric = self._codes[team], written.rubric
        return MarkCard(
            key=f"{code}:{written.item}",
            code=code,
            item=written.item,
            ask=rubric.ask,
            text=written.text,
            criteria=rubric.criteria,
            points=rubric.points,
            submitted=written.submitted,
            late=written.late,
            truth=written.truth,
            marks=tuple((m.judge, m.criterion, m.percent, m.rating, m.comment) for m in written.marks),
            assigned=stands.assigned,
            need=stands.need,
            given=len(stands.given),
            state=stands.state,
            spread=stands.spread,
            guidance=rubric.guidance,
            anchors=rubric.anchors,
            away=self._panel.away(team, written.item),
        )
