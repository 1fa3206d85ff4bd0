"""Checks a whole scenario: whether it can run, and what its planner should look at before it does.

An error stops the scenario, a warning needs a look, a note informs. Each check is one small function in the table
below; the checks that need many rehearsed runs live with the rehearsal.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from drill.scenario.check import (
    damage,
    defences,
    hostile,
    logs,
    order,
    points,
    possible,
    size,
    techniques,
    unused,
)
from drill.scenario.check.subject import Subject
from drill.scenario.compile import compile_document
from drill.scenario.document import Document
from drill.scenario.model import Model
from drill.scenario.problems import Found, Problem, has_errors, in_file_order


class Check(NamedTuple):
    """One line of the table."""

    code: str
    run: Callable[[Subject, Found], None]


TEXT_CHECKS = (
    Check("L26", hostile.real_addresses),
    Check("L26", hostile.secrets),
    Check("L29", techniques.known),
)
"""Checks that need no model: they run although names are wrong."""

CHECKS = (
    Check("L02", possible.never_true),
    Check("L04", damage.flicker),
    Check("L05", possible.dead_steps),
    Check("L06", possible.steps_after_a_mistake),
    Check("L07", possible.goals),
    Check("L10", defences.too_strong),
    Check("L11", defences.cheapest),
    Check("L14", logs.silent_steps),
    Check("L15", unused.opened_for_nothing),
    Check("L16", logs.unanswerable),
    Check("L17", logs.preventable),
    Check("L18", logs.given_away),
    Check("L19", unused.never_used),
    Check("L23", points.too_late),
    Check("L24", logs.proof_by_alert),
    Check("L25", damage.costs_nothing),
    Check("L27", hostile.betraying_noise),
    Check("L28", order.opening),
    Check("L30", techniques.covered),
    Check("L31", points.lopsided),
    Check("L32", order.conflicts),
    Check("L33", order.loops),
    Check("L34", size.measured),
)


def check(document: Document, sources: Mapping[str, str]) -> tuple[Model | None, list[Problem]]:
    """Compile a scenario and run every check that needs no rehearsal.

    Args:
        document: as read.
        sources: every source file's text by its name.

    Returns:
        The model, or None if there is an error; and all problems in file order.
    """
    model, problems = compile_document(document, sources)
    found = Found()
    found.problems += problems
    subject = Subject(document, model)
    for part in TEXT_CHECKS:
        part.run(subject, found)
    if model is not None:
        for part in CHECKS:
            part.run(subject, found)
    return (
        None if has_errors(found.problems) else model,
        in_file_order(found.problems, document.files),
    )
