"""``livefire scenario rehearse``: simulated teams play a scenario many times; the figures show whether it holds together."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import rich_click as click

from drill.cli.columns import columns
from drill.cli.examples import examples
from drill.cli.progress import progress
from drill.cli.scenario import check_file, find_scenario
from drill.errors import ExitCode, ScenarioError
from drill.i18n import _
from drill.journal import jsonlines
from drill.rehearse.bots import BOTS
from drill.rehearse.lint import LINT_BOTS, lint
from drill.rehearse.rehearsal import Figures, Outcome, figures, rehearse
from drill.scenario.model import Model
from drill.scenario.problems import Problem, rendered

AT_ONCE = 10
"""Runs that one process plays before it reports."""


@click.command(
    "rehearse",
    help=_("Let simulated teams play a scenario many times and show the figures."),
    epilog=examples(
        "livefire scenario rehearse my-scenario.yaml",
        "livefire scenario rehearse my-scenario.yaml --runs 50 --bots idle,skilled",
    ),
)
@click.argument("scenario")
@click.option(
    "--runs", type=click.IntRange(1, 2000), help=_("Runs a bot; by default what the scenario says.")
)
@click.option(
    "--bots", default=",".join(LINT_BOTS), show_default=True, help=_("Which bots, with commas between.")
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
def rehearse_command(scenario: str, *, runs: int | None, bots: str, as_json: bool) -> int:
    """Print the figures of each bot and what they show."""
    names = [name.strip() for name in bots.split(",") if name.strip()]
    unknown = [name for name in names if name not in BOTS]
    if unknown or not names:
        raise click.UsageError(_("There are these bots: {names}").format(names=", ".join(BOTS)))
    document, checked, problems = check_file(find_scenario(scenario))
    if document is None or checked is None:
        raise ScenarioError("\n".join(rendered(problem) for problem in problems))
    played = _played(checked.model, names, runs or checked.model.rehearsal.runs)
    warnings = lint(document, checked.model, played)
    rows = [figures(checked.model, outcomes) for outcomes in played.values()]
    click.echo(jsonlines.as_line(_object(rows, warnings)) if as_json else _shown(rows, warnings))
    return ExitCode.OK


def _played(model: Model, bots: Sequence[str], runs: int) -> dict[str, list[Outcome]]:
    parts = [
        (bot, seed, min(AT_ONCE, runs + 1 - seed)) for bot in bots for seed in range(1, runs + 1, AT_ONCE)
    ]
    outcomes: dict[str, list[Outcome]] = {bot: [] for bot in bots}
    with progress() as bar:
        task = bar.add_task(_("Rehearsing"), total=len(bots) * runs)
        for part in _each(model, parts):
            for outcome in part:
                outcomes[outcome.bot].append(outcome)
            bar.advance(task, len(part))
    return outcomes


def _each(model: Model, parts: Sequence[tuple[str, int, int]]) -> Iterator[list[Outcome]]:
    """Yield the outcomes of each part in order, from as many processes as there are processors."""
    workers = min(os.cpu_count() or 1, len(parts))
    if workers < 2:
        yield from (_part(model, *part) for part in parts)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from pool.map(_part, [model] * len(parts), *zip(*parts, strict=True))


def _part(model: Model, bot: str, first_seed: int, runs: int) -> list[Outcome]:
    return list(rehearse(model, [bot], runs, first_seed))


def _object(rows: Sequence[Figures], warnings: Sequence[Problem]) -> dict[str, object]:
    return {
        "bots": list(rows),
        "warnings": [{"line": w.line, "code": w.code, "message": w.say()} for w in warnings],
    }


def _shown(rows: Sequence[Figures], warnings: Sequence[Problem]) -> str:
    goals = list(rows[0].reached)
    heading = [_("Bot"), _("Runs"), _("Median"), _("Low"), _("High"), *goals]
    table = [
        [row.bot, str(row.runs), f"{row.median}%", f"{row.low}%", f"{row.high}%"]
        + [f"{row.reached[goal]}%" for goal in goals]
        for row in rows
    ]
    note = _(
        "Median, low and high: services and attack stopped together. Then: runs in which each goal fell."
    )
    return "\n".join([columns(heading, table), note, *(rendered(warning) for warning in warnings)])
