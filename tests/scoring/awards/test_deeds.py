from msgspec.structs import replace

from drill.scenario.model import Fact, FactKind, Model
from drill.world.outputs import Ending
from scoring.awards.deeds import Deeds, Moment, deeds_of
from tests.scoring.awards.stage import ALL, GROUND, TEAMS, became, book
from tests.scoring.ground import MINUTE, Book

ME = TEAMS[0]


def deeds(given: Book, model: Model = GROUND) -> Deeds:
    """Return the first team's deeds after a journal."""
    found = deeds_of(model, TEAMS)[ME]
    for seq, happened in given.entries:
        if happened.team == ME:
            found.note(seq, happened)
    return found


def contain(given: Book, t: int, host: str, ending: Ending = Ending.SUCCESS) -> int:
    """Write an isolation that ended; return the position of its end."""
    run = given.start(t - MINUTE, ME, f"isolate host {host}")
    return given.done(t, ME, f"isolate host {host}", run, ending)


def test_only_what_the_attacker_had_is_contained() -> None:
    """Isolating a clean machine, or failing to, stops no clock; the first that hits does."""
    journal = book()
    contain(journal, 5 * MINUTE, "web01")
    first = became(journal, 10 * MINUTE, ME, "fs01.compromised")
    contain(journal, 12 * MINUTE, "web01")
    contain(journal, 13 * MINUTE, "fs01", Ending.FAILED)
    right = contain(journal, 20 * MINUTE, "fs01")
    contain(journal, 30 * MINUTE, "fs01")
    found = deeds(journal)

    assert found.breached == Moment(first, 10 * MINUTE)
    assert found.contained == Moment(right, 20 * MINUTE)


def test_a_declaration_before_anything_happened_is_not_right() -> None:
    """Only a declaration after the first compromise counts."""
    early, late = book(), book()
    became(early, MINUTE, ME, "team.declared-an-incident")
    became(early, 2 * MINUTE, ME, "fs01.compromised")
    became(late, MINUTE, ME, "fs01.compromised")
    right = became(late, 9 * MINUTE, ME, "team.declared-an-incident")

    assert deeds(early).declared is None
    assert deeds(late).declared == Moment(right, 9 * MINUTE)


def test_evidence_is_kept_or_lost_by_what_comes_first() -> None:
    """A copy before the loss is kept, a loss before the copy is lost; machines nobody touched do not count."""
    journal = book()
    became(journal, MINUTE, ME, "web01.imaged")
    became(journal, 2 * MINUTE, ME, "fs01.compromised", "web01.compromised")
    image = became(journal, 3 * MINUTE, ME, "fs01.imaged")
    became(journal, 4 * MINUTE, ME, "fs01.wiped")
    off = became(journal, 5 * MINUTE, ME, "fs01.off")
    became(journal, 6 * MINUTE, ME, "fs01.captured")
    wiped = became(journal, 7 * MINUTE, ME, "web01.wiped")

    assert [(one.host, one.state, one.kept, one.at.seq) for one in deeds(journal).evidence] == [
        ("fs01", "imaged", True, image),
        ("fs01", "captured", False, off),
        ("web01", "imaged", False, wiped),
    ]


def test_a_machine_compromised_from_the_start_counts_from_there() -> None:
    """A scenario that opens in the middle of an attack starts the clock at 0."""
    hit = replace(GROUND, start=GROUND.start | 1 << ALL.index("fs01.compromised"))

    assert deeds(book(), hit).breached == Moment(1, 0)


def test_an_account_known_from_the_start_is_no_breach() -> None:
    """The clock starts when the attacker comes in; an order on that account counts once it has, and not before."""
    stolen = Fact(len(ALL), "contractor.stolen", FactKind.BASE, "contractor", "stolen")
    known = replace(GROUND, facts=(*GROUND.facts, stolen), start=GROUND.start | 1 << stolen.bit)
    journal = book()
    came = became(journal, 10 * MINUTE, ME, "fs01.compromised")

    seen = deeds(journal, known)
    assert deeds(book(), known).breached is None
    assert seen.breached is not None
    assert (seen.breached.seq, seen.breached.t) == (came, 10 * MINUTE)
