"""Attack: the scenario's steps in the order in which they open each other, with where each team's attacker stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from drill.i18n import N_, _, current_language, ngettext
from drill.tui.controller.place import StaffPlace
from drill.tui.events import moment
from drill.tui.widgets.filter_line import FilterLine
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail, Panel
from drill.tui.widgets.tones import Cell, Column, Tone
from drill.world.cards import StepCard, TeamCard, TruthCard

LEAD = (
    Column("step", N_("Step"), share=1),
    Column("technique", N_("Technique"), 10, from_width=64),
)
TEAM_WIDTH = 9
TEXT_WIDTH = 46
"""Cells that step and technique keep before teams get columns."""
NORMAL = 100
"""Width from which the chosen step stands beside the list."""
BESIDE = 48
BORDERS = 2
MOST_DEPTH = 8
"""Deeper steps are not indented further."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step as the list shows it: with its depth in the graph, and a cell for each team."""

    step: StepCard
    depth: int
    teams: tuple[Cell, ...]


class Attack(StaffPlace):
    """The attack graph, team by team."""

    PLACE = "attack"
    TITLE = N_("Attack")
    KINDS = frozenset({"step", "truth", "team"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "team(1)", N_("Next team"), id="attack.next", tooltip=N_("Show the next teams where not all fit")),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._first = 0

    def compose_body(self) -> ComposeResult:
        """The steps, and the chosen one in full."""
        steps = KeyedList[Row](
            LEAD, lambda row: row.step.key, _cells, empty=N_("The attack graph has not come yet."), id="steps"
        )
        with Horizontal():
            with (
                Panel(
                    title=N_("Steps"),
                    help=N_(
                        "Each step stands below those that open the way for it. ✓ done, ▶ running, ▷ tried in vain, "
                        "» the attacker's next idea, · not yet."
                    ),
                    id="steps-panel",
                ),
                Vertical(),
            ):
                yield FilterLine("steps", id="filter")
                yield steps
            yield Panel(
                Detail(id="step"),
                title=N_("In full"),
                help=N_("What a step does, what it needs, what it opens, and each team's time."),
                id="step-panel",
            )

    @property
    def _steps(self) -> KeyedList[Row]:
        found: KeyedList[Row] = self.query_one("#steps", KeyedList)
        return found

    def on_resize(self) -> None:
        """Another width shows another number of teams."""
        if self.query("#steps"):
            self.call_after_refresh(self._show)

    def paint(self, kinds: frozenset[str]) -> None:  # noqa: ARG002 (one picture shows all)
        """Show the graph."""
        self._show()

    def _shown_teams(self) -> list[TeamCard]:
        width = self.app.size.width
        width -= BESIDE if width >= NORMAL else BORDERS
        room = max(1, (width - TEXT_WIDTH) // (TEAM_WIDTH + 1))
        teams = self.teams
        if len(teams) <= room:
            return teams
        start = self._first % len(teams)
        return (teams + teams)[start : start + room]

    def _show(self) -> None:
        teams = self._shown_teams()
        columns = [Column(card.key, card.label, TEAM_WIDTH) for card in teams]
        self._steps.columns = (*LEAD, *columns)
        cards = self.view.all(StepCard)
        depths = depths_of(cards)
        truths = [self.view.get(TruthCard, card.key) for card in teams]
        rows = [
            Row(card, depths[card.key], tuple(_state(card, truth) for truth in truths))
            for card in sorted(cards, key=lambda card: depths[card.key])
        ]
        self._steps.refresh_cells()
        self._steps.show(rows)
        hidden = len(self.teams) - len(teams)
        note = _("{n} steps").format(n=len(rows))
        more = ngettext("{n} more team: t", "{n} more teams: t", hidden).format(n=hidden) if hidden else ""
        self.query_one("#steps-panel", Panel).tell(" · ".join(part for part in (note, more) if part))
        self._show_step()
        self.refresh_bindings()

    @on(KeyedList.Highlighted, "#steps")
    def _show_step(self) -> None:
        if not self.query("#step"):
            return
        row, language = self._steps.current, current_language()
        if row is None:
            self.query_one("#step", Detail).show(Page().quiet(_("Nothing chosen.")).done())
            return
        card = row.step
        names = {one.key: one.does.say(language) for one in self.view.all(StepCard)}
        page = (
            Page().head(card.does.say(language)).pair(_("id"), card.key).pair(_("technique"), card.technique)
        )
        page.pair(_("from"), card.source or _("outside")).pair(_("target"), card.target)
        if card.habit:
            page.quiet(_("A habit: done as soon as possible, whatever the goal."))
        _listed(page, _("Opened by"), [names.get(one, one) for one in card.after], _("nothing: a way in"))
        opens = [one.does.say(language) for one in self.view.all(StepCard) if card.key in one.after]
        _listed(page, _("Opens"), opens, _("nothing"))
        _listed(page, _("Reaches the goals"), list(card.goals), _("none"))
        page.gap().head(_("Teams"))
        for team in self.teams:
            cell = _state(card, self.view.get(TruthCard, team.key))
            page.pair(team.label, cell.text, cell.tone)
        self.query_one("#step", Detail).show(page.done())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key is dim while all teams fit."""
        if action == "team" and self.query("#steps") and len(self._shown_teams()) == len(self.teams):
            return None
        return super().check_action(action, parameters)

    def why_dim(self, action: str) -> str:
        """Say why there is no next team."""
        return _("All teams are in sight.") if action == "team" else super().why_dim(action)

    def action_team(self, step: int) -> None:
        """Show the next teams."""
        self._first += step
        self._show()

    def action_search(self) -> None:
        """Type into the filter."""
        self.query_one(FilterLine).open()


def depths_of(cards: Sequence[StepCard]) -> dict[str, int]:
    """Return how many steps must come before each, by the shortest way; steps in a circle count as ways in."""
    after = {card.key: [one for one in card.after if one != card.key] for card in cards}
    depths = {key: 0 for key, before in after.items() if not before}
    for depth in range(1, len(cards) + 1):
        reached = {
            key: depth
            for key, before in after.items()
            if key not in depths and any(depths.get(one, depth) < depth for one in before)
        }
        depths |= reached
    return {card.key: depths.get(card.key, 0) for card in cards}


def _state(card: StepCard, truth: TruthCard | None) -> Cell:
    if truth is None:
        return Cell("–", Tone.QUIET)
    for run in truth.running:
        if run.op == card.key:
            return Cell(f"▷ {moment(run.started)}" if run.doomed else f"▶ {moment(run.started)}", Tone.WARN)
    done = dict(truth.steps_done)
    if card.key in done:
        return Cell(f"✓ {moment(done[card.key])}", Tone.BAD)
    if truth.next_idea == card.key:
        return Cell(_("» next"), Tone.ACCENT)
    return Cell("·", Tone.QUIET)


def _cells(row: Row) -> tuple[Cell, ...]:
    indent = "· " * min(row.depth, MOST_DEPTH)
    goal = " ✦" if row.step.goals else ""
    does = row.step.does.say(current_language())
    return (Cell(f"{indent}{does}{goal}"), Cell(row.step.technique, Tone.QUIET), *row.teams)


def _listed(page: Page, head: str, lines: Sequence[str], nothing: str) -> None:
    page.gap().head(head)
    for line in lines:
        page.words(f"  {line}")
    if not lines:
        page.quiet(f"  {nothing}")


__all__ = ["Attack"]
