"""ATT&CK ids, and what a scenario covers (L29, L30)."""

from drill.i18n import words
from drill.scenario.attack import RELEASE, techniques
from drill.scenario.check.subject import Subject
from drill.scenario.problems import Found


def known(subject: Subject, found: Found) -> None:
    """L29: an unknown technique is an error; a missing or a renamed one is a warning."""
    table = techniques()
    for step in subject.document.attack.steps:
        place = step.place_of("technique")
        if not step.technique:
            if "technique" not in step.where:
                found.warning(step.place, "L29", words('step "{step}" names no technique', step=step.id))
            continue
        technique = table.get(step.technique)
        if technique is None:
            message = words(
                "{technique} is not in ATT&CK {release}", technique=step.technique, release=RELEASE
            )
            found.error(place, "L29", message)
        elif technique.became:
            found.warning(
                place,
                "L29",
                words("{technique} was renamed in v19", technique=technique.id),
                words("keep it, or write {id}", id=technique.became),
            )


def covered(subject: Subject, found: Found) -> None:
    """L30: which tactics the attack covers, and which actions of the library it gives no reason for."""
    table = techniques()
    tactics = dict.fromkeys(
        tactic
        for step in subject.document.attack.steps
        if step.technique in table
        for tactic in table[step.technique].tactics
    )
    if tactics:
        message = words(
            "the attack covers {count} ATT&CK tactics: {tactics}",
            count=len(tactics),
            tactics=", ".join(sorted(tactics)),
        )
        found.note(subject.document.attack.place, "L30", message)
    lost = any(
        sentence.state == "lost" and not sentence.negated
        for step in subject.document.attack.steps
        for sentence in step.then
    )
    if not lost and any(action.name == "shield backups" for action in subject.model.actions):
        message = words('no step exercises "{action}"', action="shield backups")
        found.note(subject.document.attack.place, "L30", message)
