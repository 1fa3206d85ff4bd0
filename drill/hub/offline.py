"""A judge's word into a drill file that no hub holds: decided, journaled and signed as a hub would."""

import msgspec

from drill.clock import unix_time
from drill.errors import SealError
from drill.hub.live import found_drill
from drill.hub.sealing import Notary
from drill.hub.seats import demand_seats, seat_of
from drill.hub.stamp import stamped
from drill.i18n import _
from drill.journal.recorder import draft_of, happened_of, opened_of
from drill.journal.replaying import model_of
from drill.journal.sqlite.store import SqliteJournal
from drill.journal.verify import entries_of
from drill.wire.authority import cleaned
from drill.wire.messages import SeatKind
from drill.world.inputs import JudgeInput, PanelNamed, Refusal, ResultsSealed

SEAT = "judge"
"""Who gives it where the file has no seats, as a played match."""


class Done(msgspec.Struct, frozen=True):
    """What was journaled."""

    seq: int
    words: tuple[str, ...]
    """Of the seal, where the results were sealed; empty for anything else."""


def give(journal: SqliteJournal, given: JudgeInput, wall: int | None, command: str) -> Done | Refusal:
    """Journal what a judge gives, unless the drill or the score refuses it.

    Args:
        journal: open for writing, which no hub then can be.
        given: as a judge's seat would send it.
        wall: milliseconds since 1970; None in a played match.
        command: an id that no other command of this seat has.

    Raises:
        VerificationError: the file does not replay.
        SealError: the results were journaled as sealed, but the key could not sign them.
    """
    opened = opened_of(journal)
    demand_seats(journal.register.seats(), {team.id for team in opened.teams})
    drill = found_drill(model_of(opened), opened, journal, journal.register.facts().clock)
    notary = Notary(journal, journal.register, lambda: wall)
    seat = _seat(journal)
    desks = drill.channels.desks
    meant = desks.meant_by_judge(stamped(cleaned(given), wall or 0))  # type: ignore[arg-type]
    refusal = desks.refuse(seat, "", meant) or notary.refuse(meant)
    outcome = refusal or drill.run.accept(seat, "", meant, drill.at, command)
    if isinstance(outcome, Refusal):
        return outcome
    place = next(n for n, event in enumerate(outcome) if not event.is_output)
    before = journal.head.seq
    journal.append([draft_of(event, None if event.is_output else wall) for event in outcome])
    seq = before + 1 + place
    return Done(seq, notary.sign(seq) if isinstance(meant, ResultsSealed) else ())


def now_for(journal: SqliteJournal) -> int | None:
    """Return the wall time (ms since 1970) for a file of a hub; None for a played match.

    A match knows no wall time, so that it is the same file on every machine.
    """
    live = any(entry.wall is not None for entry in journal.read(limit=1))
    return unix_time() if live else None


def _seat(journal: SqliteJournal) -> str:
    """Return the seat that may speak: a head judge's where the drill has one, else a judge's."""
    heads: tuple[str, ...] = ()
    for entry in entries_of(journal):
        if entry.type == "panel-named":
            panel = happened_of(entry).what
            heads = panel.heads if isinstance(panel, PanelNamed) else heads
    judges = [seat.id for row in journal.register.seats() if (seat := seat_of(row)).kind is SeatKind.JUDGE]
    return next(iter([*heads, *judges]), SEAT)


def sealed_by(journal: SqliteJournal, seq: int) -> tuple[str, ...]:
    """Sign a seal that a killed hub left unsigned; return its words.

    Raises:
        SealError: the key cannot be used, or there is a signature already.
    """
    if journal.register.seal() is not None:
        raise SealError(_("The results are sealed and signed already."))
    return Notary(journal, journal.register, lambda: None).sign(seq)
