"""The action library, expanded."""

import pytest

from drill.scenario.compile.bits import holds
from drill.scenario.compile.rules import closed
from drill.scenario.library import library
from drill.scenario.model import ALWAYS, Model, Owner, Reach, TargetKind
from tests.scenario.tiny import bit, model, names, said, step

TEAM_ONLY_LEADER = "{people: {leader: 1}}"


def order_ids(made: Model) -> set[str]:
    """Return the ids of all orders."""
    return {operation.id for operation in made.operations if operation.owner is Owner.TEAM}


@pytest.mark.parametrize(
    "order",
    [
        "isolate host fs",
        "cut link office to servers",
        "reopen link internet to office",
        "block indicator c2",
        "patch fs OLD-SMB",
        "disable account svc",
        "end sessions clerk",
        "end sessions pc",
        "shield backups bk",
        "restart service files",
        "list logins clerk",
        "hand over shift analyst",
        "declare an incident",
        "search logs",
        "notify authority",
        "public statement",
    ],
)
def test_an_action_becomes_one_order_for_each_target(order: str) -> None:
    """An order is called by the action's exact name and its target."""
    assert order in order_ids(model())


def test_every_order_belongs_to_an_action_and_the_reverse() -> None:
    """The actions list exactly the orders there are."""
    made = model()
    assert {name for action in made.actions for name in action.orders} == order_ids(made)


def test_patch_switches_the_host_off_at_the_end_only() -> None:
    """Patching keeps the host off for the last five minutes and needs the weakness to be there."""
    made = model()
    patch = step(made, "patch fs OLD-SMB")
    assert [(stage.before_end, names(made, stage.during.add)) for stage in patch.stages] == [
        (5 * 60_000, {"fs.off"})
    ]
    assert names(made, patch.outcomes[0].effect.rem) == {"fs.weak.OLD-SMB"}
    assert patch.hold == ALWAYS
    assert patch.takes.lo == patch.takes.hi == 15 * 60_000


BACK_DOOR = """
    get-in:
      does: Gets in
      target: pc
      then: pc is compromised
    plant:
      does: Plants
      from: pc
      then: pc is backdoored
      traces:
        - edr: '<from> schtasks /create'
"""


def test_remove_malware_finds_what_the_team_has_seen() -> None:
    """The back door goes only when the trace of the step that left it was seen; else only what it compromised."""
    made = model(steps=BACK_DOOR, goals="stay: {when: pc is backdoored}")
    clean = step(made, "remove malware pc")
    found, blind = clean.outcomes
    seen = bit(made, "team.seen-plant.1")
    assert holds(1 << seen, found.guard)
    assert not holds(0, found.guard)
    assert {"pc.compromised", "pc.controlled", "pc.backdoored"} <= names(made, found.effect.rem)
    assert names(made, blind.effect.rem) == {"pc.compromised", "pc.controlled"}
    assert step(made, "plant").traces[0].seen == seen


def test_remove_malware_where_nobody_leaves_a_back_door() -> None:
    """Without a step that leaves a back door there is one outcome."""
    assert len(step(model(), "remove malware fs").outcomes) == 1


def test_rebuild_cannot_read_what_no_backup_has() -> None:
    """A rebuilt host is clean; its data is readable again only if the backup is not lost."""
    made = model()
    lost, kept = step(made, "rebuild host fs").outcomes
    assert names(made, lost.guard[0][1]) == {"fs-backup.lost"}
    assert "fs.encrypted" not in names(made, lost.effect.rem)
    assert "fs.encrypted" in names(made, kept.effect.rem)
    assert len(step(made, "rebuild host pc").outcomes) == 1


def test_reconnecting_ends_isolation_and_the_shield() -> None:
    """A shielded backup host comes back by being reconnected."""
    made = model()
    back = step(made, "reconnect host bk")
    assert names(made, back.outcomes[0].effect.rem) == {"bk.isolated", "bk.shielded"}
    assert holds(1 << bit(made, "bk.shielded"), back.guard)
    assert not holds(0, back.guard)


def test_restarting_clears_what_the_needs_negate() -> None:
    """Restarting a service ends each state of services and things that its needs say must not be."""
    made = model()
    assert names(made, step(made, "restart service files").outcomes[0].effect.rem) == {"data.moved"}
    assert names(made, step(made, "restart service backups").outcomes[0].effect.rem) == set()


def test_ending_sessions_cuts_the_steps_that_use_the_account_or_host() -> None:
    """Sessions of an account cut the steps whose conditions name it, those of a host the steps from or to it."""
    made = model(
        steps="""
            get-in: {does: Gets in, target: pc, then: pc is compromised}
            use: {does: Uses, from: pc, target: fs, via: rdp, unless: svc is disabled, then: fs is compromised}
            """,
        goals="use: {when: fs is compromised}",
    )
    assert step(made, "end sessions svc").cuts == ("use",)
    assert step(made, "end sessions pc").cuts == ("get-in", "use")
    assert step(made, "end sessions clerk").cuts == ()


def test_shutting_down_empties_the_memory() -> None:
    """After a shutdown the memory can no longer be captured, even when the host runs again."""
    made = model()
    down = step(made, "shut down host pc").outcomes[0].effect
    after = closed((made.start | down.add) & ~(1 << bit(made, "pc.off")), made.rules)
    assert not holds(after, step(made, "capture memory pc").guard)


def test_asking_for_help_costs_points_and_brings_an_analyst() -> None:
    """Help costs twenty points and brings one analyst half an hour later."""
    help_ = step(model(), "ask for help")
    assert help_.cost == 20
    assert help_.extra_people == ("analyst", 1, 30 * 60_000)


def test_reach_says_what_an_order_shows() -> None:
    """Searching, capturing and imaging bring different things to the team's eyes."""
    made = model()
    assert step(made, "search logs").reach is Reach.SEARCH
    assert step(made, "capture memory pc").reach is Reach.MEMORY
    assert step(made, "take disk image pc").reach is Reach.DISK
    assert step(made, "analyse indicator c2").reach is Reach.ANALYSIS
    assert step(made, "list logins clerk").reach is Reach.LOGINS


def test_the_team_chooses_its_actions() -> None:
    """``actions`` names those it has, ``without`` those it lacks."""
    chosen = model(
        team="{people: {administrator: 1}, actions: [isolate host, reconnect host, start host], without: start host}"
    )
    assert [action.name for action in chosen.actions] == ["isolate host", "reconnect host"]


def test_a_change_alters_what_it_names_and_adds_conditions() -> None:
    """A changed action takes another time, asks for more, and keeps its own conditions."""
    made = model(
        team="""
            people: {analyst: 1, administrator: 2, leader: 1}
            change:
              restore from backup: {takes: 35m, people: {administrator: 2}, needs: team has declared an incident}
            """
    )
    restore = step(made, "restore from backup fs")
    assert restore.takes.lo == 35 * 60_000
    assert restore.people == 2
    assert names(made, restore.guard[0][1]) == {"team.declared-an-incident"}
    assert "fs-backup.lost" in names(made, restore.guard[0][0])


def test_an_extra_action_is_one_order_for_each_target() -> None:
    """A scenario's own action may aim at each thing of a kind, named ``<target>`` in its sentences."""
    made = model(
        team="""
            people: {analyst: 1, administrator: 2, leader: 1}
            extra:
              pull the plug:
                does: Pulls the plug
                people: leader
                takes: 1m
                target: host
                needs: <target> is not off
                then: <target> is off
                says: <target> is dark.
            """
    )
    assert names(made, step(made, "pull the plug fs").outcomes[0].effect.add) == {"fs.off"}
    assert step(made, "pull the plug pc").says.en == "pc is dark."
    action = next(action for action in made.actions if action.name == "pull the plug")
    assert (action.asks, len(action.orders)) == (TargetKind.HOST, 4)


def test_a_missing_role_is_said_once() -> None:
    """A library action whose role nobody has is an error, once a role."""
    problems = said(team=TEAM_ONLY_LEADER)
    assert problems == [
        'the library action "isolate host" needs an administrator; your team has none',
        'the library action "search logs" needs an analyst; your team has none',
    ]


def test_an_unknown_action_is_refused() -> None:
    """A misspelt action comes with the nearest spelling."""
    problems = said(team="{people: {administrator: 1}, actions: [isolat host]}")
    assert problems == ['no action is called "isolat host"; did you mean "isolate host"?']


def test_every_tag_has_its_form() -> None:
    """RE&CT tags are RA and four digits, a tilde marking the nearest one; D3FEND tags start with D3-."""
    for action in library().actions:
        assert all(tag.startswith("RA") and tag.rstrip("~")[2:].isdigit() for tag in action.react), (
            action.name
        )
        assert all(tag.startswith("D3-") and tag[3:].isupper() for tag in action.d3fend), action.name


def test_every_label_is_in_both_languages() -> None:
    """No action lacks its Vietnamese label or line."""
    for action in library().actions:
        for text in (action.label, action.does, action.says, action.destroys):
            assert bool(text.en) == bool(text.vi), action.name
            assert not text.en or text.en != text.vi, action.name


@pytest.mark.parametrize(
    ("kind", "order", "then", "fact"),
    [
        ("link", "act office to servers", "<target> is cut", "link.office-servers.cut"),
        ("indicator", "act c2", "<target> is blocked", "c2.blocked"),
        ("account", "act svc", "<target> is disabled", "svc.disabled"),
        ("service", "act files", "<target> is rate-limited", "files.rate-limited"),
        ("host with backup", "act fs", "<target> is imaged", "fs.imaged"),
    ],
)
def test_extra_actions_aim_at_every_kind_of_thing(kind: str, order: str, then: str, fact: str) -> None:
    """``<target>`` stands for whatever kind of thing the action aims at."""
    made = model(
        team=f"""
            people: {{analyst: 1, administrator: 2, leader: 1}}
            extra:
              act:
                does: Acts
                people: leader
                takes: 1m
                target: {kind}
                then: {then}
            """
    )
    assert names(made, step(made, order).outcomes[0].effect.add) == {fact}
