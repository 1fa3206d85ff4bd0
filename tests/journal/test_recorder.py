import msgspec
import pytest

from drill.errors import BrokenEntryError, VerificationError
from drill.journal import chain
from drill.journal.base import EMPTY, Side
from drill.journal.memory import MemoryJournal
from drill.journal.recorder import draft_of, happened_of, opened_of
from drill.world.happened import Happened
from drill.world.inputs import NoteKind, NoteTaken
from tests.journal import samples

NOTE = Happened(5000, "red", "red-1", NoteTaken(NoteKind.DECISION, "cô lập fs01"), "red:9")


def test_what_happened_comes_back_from_its_entry() -> None:
    """An input survives the journal with its place, its seat and its command."""
    draft = draft_of(NOTE, wall=1_790_000_000_000)
    (entry,) = chain.extend(EMPTY, [draft])

    assert happened_of(entry) == NOTE
    assert (draft.side, draft.type, draft.wall) == (Side.INPUT, "note-taken", 1_790_000_000_000)


def test_every_entry_of_a_drill_comes_back() -> None:
    """Inputs and outputs alike are read as they were written."""
    happened = list(samples.replayed(samples.OPENED, samples.inputs()))
    entries = chain.extend(EMPTY, [draft_of(one) for one in happened])

    assert [happened_of(entry) for entry in entries] == happened


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("body", b"{"),
        ("body", b'{"type":"unheard-of"}'),
        ("body", b"\xff\xfe"),
        ("body", b'{"type":"goal-reached","goal":"leak"}'),
        ("body", b"[" * 100_000),
        ("type", "goal-reached"),
        ("side", Side.OUTPUT),
    ],
)
def test_an_entry_that_contradicts_itself_is_refused(field: str, value: object) -> None:
    """A body that is no record, or another than type and side say, is named by its position."""
    (entry,) = chain.extend(EMPTY, [msgspec.structs.replace(draft_of(NOTE), **{field: value})])

    with pytest.raises(BrokenEntryError) as broken:
        happened_of(entry)

    assert broken.value.seq == 1


def test_the_opening_is_the_first_entry() -> None:
    """The opening carries scenario, seed and teams, the main file of the scenario still first."""
    journal = MemoryJournal()
    journal.append(samples.drafts())

    opened = opened_of(journal)

    assert opened == samples.OPENED
    assert next(iter(opened.sources)) == "scenario.yaml"


def test_a_record_without_its_opening_is_refused() -> None:
    """An empty record and one that begins with something else have no opening."""
    journal = MemoryJournal()
    with pytest.raises(VerificationError):
        opened_of(journal)
    journal.append([draft_of(NOTE)])
    with pytest.raises(VerificationError):
        opened_of(journal)
