"""What happened as entries, entries as what happened, and the scenario that a drill file carries.

A file is enough: its first entry holds the scenario's own text, so that anyone can compile the model again and replay
the drill without the scenario folder. The hash says that it is the same scenario.
"""

import msgspec

from drill.errors import BrokenEntryError, VerificationError
from drill.i18n import _
from drill.journal.base import Draft, Entry, Readable, Side
from drill.world.happened import Happened, decode, encode, tag_of
from drill.world.inputs import DrillOpened


def draft_of(happened: Happened, wall: int | None = None) -> Draft:
    """Return what happened as the journal keeps it.

    Args:
        happened: an input or an output.
        wall: milliseconds since 1970 in a live drill; None in a played match.
    """
    return Draft(
        t=happened.t,
        team=happened.team,
        seat=happened.seat,
        side=Side.OUTPUT if happened.is_output else Side.INPUT,
        type=tag_of(happened.what),
        body=encode(happened.what),
        wall=wall,
        command=happened.command,
    )


def happened_of(entry: Entry) -> Happened:
    """Return what an entry says happened.

    Raises:
        BrokenEntryError: its body is no record of ours, or another one than its type and side say.
    """
    try:
        what = decode(entry.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as broken:
        raise BrokenEntryError(
            entry.seq,
            _("Entry {seq} holds no record: {reason}.").format(seq=entry.seq, reason=broken),
            _("Use a copy or a backup of the file."),
        ) from broken
    happened = Happened(entry.t, entry.team, entry.seat, what, entry.command)
    if tag_of(what) != entry.type or happened.is_output is not (entry.side is Side.OUTPUT):
        raise BrokenEntryError(
            entry.seq,
            _("Entry {seq} says {type}, but holds {tag}.").format(
                seq=entry.seq, type=entry.type, tag=tag_of(what)
            ),
            _("Use a copy or a backup of the file."),
        )
    return happened


def opened_of(journal: Readable) -> DrillOpened:
    """Return the first entry of a drill.

    Raises:
        BrokenEntryError: it does not read.
        VerificationError: the journal is empty, or begins with something else.
    """
    for entry in journal.read(limit=1):
        what = happened_of(entry).what
        if entry.seq == 1 and isinstance(what, DrillOpened):
            return what
    raise VerificationError(
        _("The record does not begin with the opening of a drill."), _("Use a copy or a backup of the file.")
    )
