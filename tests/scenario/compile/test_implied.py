"""What is implied (reference, section 8), one tiny scenario a line."""

from drill.scenario.compile.bits import holds
from drill.scenario.compile.rules import closed
from drill.scenario.model import ALWAYS, Model, Outcome
from tests.scenario.tiny import bit, model, names, step, way, ways

FROM_PC = ("pc.compromised", "-pc.off", "-pc.isolated", "-pc.encrypted")


def close(made: Model, *true: str) -> int:
    """Return the start with some facts made true, closed."""
    facts = made.start
    for name in true:
        facts |= 1 << bit(made, name)
    return closed(facts, made.rules)


def test_from_means_compromised_and_in_working_order() -> None:
    """A step from a host needs it compromised, not off, not isolated, not encrypted, and the attacker sees that."""
    made = model(steps="look: {does: Looks, from: pc, then: attacker has map}")
    assert ways(made, step(made, "look").seen) == {way(*FROM_PC)}
    assert step(made, "look").hidden == ALWAYS


def test_target_must_be_reachable_and_the_attacker_does_not_see_it() -> None:
    """A target that is off or isolated blocks, hidden until the attacker has run into it."""
    made = model()
    hidden = step(made, "get-in")
    assert ways(made, hidden.hidden) == {way("-pc.off", "-pc.isolated", "-sender.blocked")}
    assert names(made, hidden.hidden_bits) == {"pc.off", "pc.isolated", "sender.blocked"}
    assert hidden.seen == ALWAYS


def test_other_zone_means_an_open_link() -> None:
    """Between zones the link for ``via`` must not be cut, and the attacker does not see that."""
    made = model()
    assert way("-link.office-servers.cut", "-fs.off", "-fs.isolated") in ways(made, step(made, "lock").hidden)


def test_same_zone_needs_no_link() -> None:
    """Inside one zone no link is asked for."""
    made = model(steps="go: {does: Goes, from: pc, target: mail, via: ssh, then: mail is compromised}")
    assert ways(made, step(made, "go").hidden) == {way("-mail.off", "-mail.isolated")}


def test_via_without_from_comes_from_outside() -> None:
    """A step with ``via`` alone needs a link from an outside zone."""
    made = model(steps="go: {does: Goes, target: mail, via: https, then: mail is compromised}")
    assert "-link.internet-office.cut" in next(iter(ways(made, step(made, "go").hidden)))


def test_several_outside_zones_are_alternatives() -> None:
    """With two outside zones one open link is enough."""
    made = model(
        zones="""
            internet: {outside: yes}
            partner: {outside: yes}
            office: Office
            servers: Servers
            """,
        links="""
            - internet to office: https
            - partner to office: https
            - office to servers: rdp
            """,
        steps="go: {does: Goes, target: mail, via: https, then: mail is compromised}",
        goals="in: {when: mail is compromised}",
    )
    guard = ways(made, step(made, "go").hidden)
    assert len(guard) == 2
    assert {name for one in guard for name in one if "link" in name} == {
        "-link.internet-office.cut",
        "-link.partner-office.cut",
    }


def test_controlled_is_compromised_too() -> None:
    """Setting controlled sets compromised; clearing compromised clears controlled."""
    made = model(
        steps="""
            own: {does: Owns, target: pc, then: pc is controlled}
            leave: {does: Leaves, from: pc, then: pc is not compromised}
            """,
        goals="own: {when: pc is controlled}",
    )
    assert names(made, step(made, "own").outcomes[0].effect.add) == {"pc.controlled", "pc.compromised"}
    assert names(made, step(made, "leave").outcomes[0].effect.rem) == {"pc.controlled", "pc.compromised"}


def test_held_conditions_are_the_guard_unless_it_continues() -> None:
    """What must go on holding is the guard; ``once started: continues`` holds nothing."""
    made = model(
        steps="""
            stay: {does: Stays, from: pc, then: attacker has map}
            run: {does: Runs, from: pc, once started: continues, then: attacker has more}
            """,
        goals="map: {when: attacker has map}",
    )
    assert step(made, "stay").hold == step(made, "stay").guard
    assert step(made, "run").hold == ALWAYS
    assert step(made, "run").guard != ALWAYS


def test_guard_is_seen_and_hidden_together() -> None:
    """Every step's guard holds exactly when both of its parts do."""
    made = model()
    for name in ("get-in", "lock"):
        one = step(made, name)
        for facts in (made.start, close(made, "pc.compromised"), close(made, "pc.compromised", "fs.off")):
            assert holds(facts, one.guard) == (holds(facts, one.seen) and holds(facts, one.hidden))


def test_backup_gives_a_copy_and_the_restore_action() -> None:
    """A host with backup has a copy that can be lost, and restore is offered for it alone."""
    made = model()
    assert "fs-backup.lost" in {fact.name for fact in made.facts}
    restore = [
        operation.id for operation in made.operations if operation.id.startswith("restore from backup")
    ]
    assert restore == ["restore from backup fs"]
    assert "-fs-backup.lost" in next(iter(ways(made, step(made, "restore from backup fs").guard)))


def test_service_needs_a_working_host() -> None:
    """A bare host among a service's needs means that it works."""
    made = model()
    up = bit(made, "files.up")
    assert close(made) >> up & 1
    for name in ("fs.off", "fs.isolated", "fs.encrypted", "data.moved", "svc.disabled", "cdn.blocked"):
        assert not close(made, name) >> up & 1, name
    assert close(made, "fs.off", "files.failed-over") >> up & 1


def test_shielded_backups_cannot_be_lost_and_stop_the_hourly_copy() -> None:
    """While a backup host is shielded no step can lose a copy, and a service that needs the host is down."""
    made = model(
        steps="""
            get-in: {does: Gets in, target: pc, then: pc is compromised}
            ruin: {does: Ruins, from: pc, target: fs, via: rdp, then: fs-backup is lost}
            """,
        goals="ruin: {when: fs-backup is lost}",
    )
    ruin = step(made, "ruin")
    assert "bk.shielded" in names(made, ruin.hidden_bits)
    assert not holds(close(made, "pc.compromised", "bk.shielded"), ruin.guard)
    assert holds(close(made, "pc.compromised"), ruin.guard)
    assert not close(made, "bk.shielded") >> bit(made, "backups.up") & 1


def test_shielded_host_is_cut_off_from_other_zones() -> None:
    """A step to a shielded backup host from another zone is blocked."""
    made = model(
        steps="go: {does: Goes, from: pc, target: bk, via: rdp, then: bk is compromised}",
        goals="go: {when: bk is compromised}",
    )
    assert "bk.shielded" in names(made, step(made, "go").hidden_bits)


def test_what_does_not_exist_yet_comes_to_exist_when_something_happens_to_it() -> None:
    """A host that does not exist at the start does not work until a step does something to it."""
    made = model(
        hosts="""
            pc: {zone: office}
            mail: {zone: office}
            fs: {zone: servers, backup: yes, weaknesses: OLD-SMB}
            bk: {zone: servers, keeps backups: yes}
            rogue: {zone: office, exists at start: no}
            """,
        steps="plug: {does: Plugs in, target: rogue, then: rogue is compromised}",
        goals="plug: {when: rogue is compromised}",
    )
    assert not close(made) >> bit(made, "rogue.working") & 1
    effect = step(made, "plug").outcomes[0].effect
    assert names(made, effect.add) == {"rogue.compromised", "rogue.present"}


def test_unless_blocks_sentence_by_sentence() -> None:
    """Each sentence of ``unless`` blocks alone."""
    made = model(
        steps="go: {does: Goes, target: pc, unless: [sender is blocked, c2 is blocked], then: pc is compromised}",
        goals="go: {when: pc is compromised}",
    )
    guard = step(made, "go").guard
    assert holds(close(made), guard)
    assert not holds(close(made, "sender.blocked"), guard)
    assert not holds(close(made, "c2.blocked"), guard)


def test_nothing_said_is_always() -> None:
    """A step without any condition may start at any time, and a step always has one outcome."""
    made = model(steps="rain: {does: Rains, then: data is leaked}", goals="rain: {when: data is leaked}")
    assert step(made, "rain").guard == ALWAYS
    assert step(made, "rain").outcomes == (Outcome(ALWAYS, step(made, "rain").outcomes[0].effect),)
