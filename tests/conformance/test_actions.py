"""The action library by hand: who, how long, what is true meanwhile and afterwards."""

import pytest

from tests.conformance.stage import HEAD, perform

GROUND = (
    HEAD.replace("length: 1h", "length: 3h")
    + """
zones:
  net: {label: Internet, outside: yes}
  lan: Office
  srv: Servers
links:
  - net to lan: https
  - lan to srv: any
hosts:
  pc: {zone: lan}
  app: {zone: srv, backup: yes, weaknesses: HOLE}
  bk: {zone: srv, keeps backups: yes}
accounts:
  adm: {opens: app, breaks: mail}
indicators:
  cdn: {kind: ip, value: 192.0.2.8, harmless: yes, breaks: mail}
things:
  loot: {states: [a, b]}
  queue: {states: stuck}
services:
  hourly: {needs: bk}
  mail: {needs: pc}
  web: {needs: [app, web is not overloaded, queue is not stuck]}
sources:
  edr: {label: Endpoints, misses: bk}
team:
  people: {analyst: 1, administrator: 1, leader: 1}
  change:
    isolate host: {takes: 2m}
    remove malware: {takes: 10m}
    search logs: {takes: 3m}
attack:
  first move: 02:00
  goals:
    g: {when: loot is a}
  steps:
    s:
      does: S
      takes: 5m
      then: loot is a
    sneak:
      does: T
      from: pc
      target: app
      takes: 5m
      then: [app is backdoored, loot is b]
      traces:
        - edr: 'sneaked into <target>'
"""
)


def facts(lines: list[str], umpire: str = "") -> list[str]:
    """Return all changes of facts after the start, without the working hours, as one text each."""
    match = "match: 1\nteams:\n  alpha:\n" + "".join(f"    - '{line}'\n" for line in lines)
    if umpire:
        match += f"controls:\n  - '00:00 umpire alpha: {umpire}'\n"
    play = perform(GROUND, match)
    assert play.refused == []
    return [f"{t} {name}" for t, name in play.all_facts() if "0:00:00" < t < "2:00:00"]


ACTIONS: dict[str, tuple[str, str, list[str]]] = {
    "isolate": (
        "isolate host app",
        "",
        ["0:03:00 app.isolated", "0:03:00 -app.working", "0:03:00 -web.up"],
    ),
    "reconnect": (
        "reconnect host app",
        "app is isolated",
        ["0:02:30 app.working", "0:02:30 web.up", "0:02:30 -app.isolated"],
    ),
    "shut down": (
        "shut down host app",
        "",
        ["0:02:00 app.off", "0:02:00 app.emptied", "0:02:00 -app.working", "0:02:00 -web.up"],
    ),
    "start": ("start host app", "app is off", ["0:05:00 app.working", "0:05:00 web.up", "0:05:00 -app.off"]),
    "cut link": ("cut link lan to srv", "", ["0:03:00 link.lan-srv.cut"]),
    "reopen link": ("reopen link lan to srv", "link lan to srv is cut", ["0:03:00 -link.lan-srv.cut"]),
    "block": ("block indicator cdn", "", ["0:03:00 cdn.blocked", "0:03:00 -mail.up"]),
    "unblock": ("unblock indicator cdn", "cdn is blocked", ["0:02:00 mail.up", "0:02:00 -cdn.blocked"]),
    "disable": ("disable account adm", "", ["0:02:30 adm.disabled", "0:02:30 -mail.up"]),
    "enable": ("enable account adm", "adm is disabled", ["0:02:30 mail.up", "0:02:30 -adm.disabled"]),
    "reset": (
        "reset password adm",
        "adm is stolen; adm is disabled",
        ["0:04:00 mail.up", "0:04:00 -adm.stolen", "0:04:00 -adm.disabled"],
    ),
    "patch": (
        "patch app HOLE",
        "",
        [
            "0:11:00 app.off",
            "0:11:00 -app.working",
            "0:11:00 -web.up",
            "0:16:00 app.emptied",
            "0:16:00 app.working",
            "0:16:00 web.up",
            "0:16:00 -app.off",
            "0:16:00 -app.weak.HOLE",
        ],
    ),
    "remove malware, back door unseen": (
        "remove malware app",
        "app is controlled; app is backdoored",
        ["0:11:00 app.wiped", "0:11:00 -app.compromised", "0:11:00 -app.controlled"],
    ),
    "rebuild": (
        "rebuild host app",
        "app is controlled; app is backdoored; app is encrypted",
        [
            "0:01:00 app.off",
            "0:46:00 app.emptied",
            "0:46:00 app.wiped",
            "0:46:00 app.working",
            "0:46:00 web.up",
            "0:46:00 -app.off",
            "0:46:00 -app.compromised",
            "0:46:00 -app.controlled",
            "0:46:00 -app.encrypted",
            "0:46:00 -app.backdoored",
        ],
    ),
    "restore": (
        "restore from backup app",
        "app is encrypted",
        [
            "0:01:00 app.off",
            "0:41:00 app.emptied",
            "0:41:00 app.wiped",
            "0:41:00 app.working",
            "0:41:00 web.up",
            "0:41:00 -app.off",
            "0:41:00 -app.encrypted",
        ],
    ),
    "shield": ("shield backups bk", "", ["0:06:00 bk.shielded", "0:06:00 -hourly.up"]),
    "restart": (
        "restart service web",
        "web is overloaded; queue is stuck",
        ["0:06:00 web.up", "0:06:00 -web.overloaded", "0:06:00 -queue.stuck"],
    ),
    "rate-limit": ("rate-limit service web", "", ["0:04:00 web.rate-limited"]),
    "fail over": ("fail over service web", "app is off", ["0:11:00 web.failed-over", "0:11:00 web.up"]),
    "look closely": ("look closely app", "", ["0:06:00 app.watched"]),
    "capture memory": ("capture memory app", "", ["0:11:00 app.captured"]),
    "disk image": ("take disk image app", "", ["0:26:00 app.imaged"]),
    "declare": ("declare an incident", "", ["0:03:00 team.declared-an-incident"]),
    "brief": ("brief leadership", "", ["0:06:00 team.briefed"]),
    "hand over": ("hand over shift analyst", "", ["0:06:00 team.handed-over-analyst"]),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_each_action_takes_its_time_and_sets_its_facts(name: str) -> None:
    """Ordered at 0:01, an action takes as long as the library's table says and changes just that."""
    order, umpire, wanted = ACTIONS[name]

    said = facts([f"00:01 {order}"], umpire)

    assert sorted(said) == sorted(wanted)


def lines(name: str) -> str:
    """Return the start of a team in a match."""
    return f"match: 1\nteams:\n  {name}:\n"


def test_restoring_and_rebuilding_without_a_backup() -> None:
    """Restore needs the backup when it starts; losing it half-way cuts it short."""
    play = perform(
        GROUND,
        lines("alpha")
        + "    - 00:01 restore from backup app\n    - 00:30 restore from backup app\n"
        + "controls:\n  - '00:00 umpire alpha: app is encrypted'\n  - '00:10 umpire alpha: app-backup is lost'\n",
    )

    assert [run for run in play.runs() if "restore" in run] == ["0:01:00 restore from backup app cut 0:10:00"]
    assert play.not_started() == [("restore from backup app", "0:30:00")]
    assert play.facts("app.off") == [("0:01:00", True), ("0:10:00", False)]


def test_a_shielded_backup_host_keeps_the_copies() -> None:
    """Shielding blocks every "is lost": the step of 0:10 is doomed, and works once the host is reconnected at 1:01:30."""
    text = GROUND.replace("first move: 02:00", "first move: 00:10").replace(
        "then: loot is a\n", "then: [loot is a, app-backup is lost]\n"
    )
    orders = "    - 00:01 shield backups bk\n    - 01:00 reconnect host bk\n"
    shielded = perform(text, lines("alpha") + orders)
    bare = perform(text)

    assert "0:10:00 s! failed 0:15:00" in shielded.runs()
    assert shielded.facts("app-backup.lost") == [("1:06:30", True)]
    assert bare.facts("app-backup.lost") == [("0:15:00", True)]


def test_a_back_door_goes_once_its_trace_was_seen() -> None:
    """The trace of 0:20 is found by a search (0:21-0:24); remove malware (0:30-0:40) then takes the back door too."""
    text = GROUND.replace("first move: 02:00", "first move: 00:15\n  opening: [sneak]")
    start = "controls:\n  - '00:00 umpire alpha: pc is compromised; app is compromised'\n"
    blind = perform(text, lines("alpha") + "    - 00:30 remove malware app\n" + start)
    seeing = perform(
        text,
        lines("alpha") + "    - 00:21 search logs edr for sneaked\n    - 00:30 remove malware app\n" + start,
    )

    assert blind.facts("app.backdoored") == [("0:20:00", True)]
    assert seeing.facts("app.backdoored") == [("0:20:00", True), ("0:40:00", False)]


def test_end_sessions_cuts_steps_that_use_the_host_or_the_account() -> None:
    """The step from the PC runs 0:15-0:20; ending the PC's sessions ends at 0:18 and cuts it."""
    text = GROUND.replace("first move: 02:00", "first move: 00:15\n  opening: [sneak]")
    start = "controls:\n  - '00:00 umpire alpha: pc is compromised'\n"
    play = perform(text, lines("alpha") + "    - 00:16 end sessions pc\n" + start)

    assert "0:15:00 sneak cut 0:18:00" in play.runs()


def test_people_are_counted_and_orders_wait_in_line() -> None:
    """One administrator: 0:01-0:03, 0:03-0:05, then the third, whose needs are gone when its turn comes, is refused."""
    play = perform(
        GROUND,
        lines("alpha")
        + "    - 00:01 isolate host app\n    - 00:01 cut link lan to srv\n    - 00:02 isolate host app\n"
        + "    - 00:02 look closely pc\n",
    )

    assert [run for run in play.runs() if " s " not in run] == [
        "0:01:00 isolate host app success 0:03:00",
        "0:02:00 look closely pc success 0:07:00",
        "0:03:00 cut link lan to srv success 0:05:00",
    ]
    assert play.not_started() == [("isolate host app", "0:05:00")]


def test_help_comes_thirty_minutes_after_it_was_asked_for() -> None:
    """Asked 0:00-0:05; the second analyst is there from 0:35, so that two analyst orders run side by side."""
    play = perform(
        GROUND,
        lines("alpha")
        + "    - 00:00 ask for help\n    - 00:34 look closely pc\n    - 00:34 look closely app\n"
        + "    - 00:34 look closely bk\n",
    )

    assert [run for run in play.runs() if "look" in run] == [
        "0:34:00 look closely pc success 0:39:00",
        "0:35:00 look closely app success 0:40:00",
        "0:39:00 look closely bk success 0:44:00",
    ]


def test_what_is_only_read_takes_its_time() -> None:
    """Analysing takes five minutes, listing logins four, a statement fifteen, notifying ten, unless changed."""
    play = perform(
        GROUND,
        lines("alpha")
        + "    - 00:00 analyse indicator cdn\n    - '00:00 notify authority VNCERT'\n    - 00:05 list logins adm\n"
        + "    - '00:10 public statement: We know.'\n    - 00:12 search logs all for x\n",
    )

    assert [run for run in play.runs() if run < "2"] == [
        "0:00:00 analyse indicator cdn success 0:05:00",
        "0:00:00 notify authority success 0:10:00",
        "0:05:00 list logins adm success 0:09:00",
        "0:10:00 public statement success 0:25:00",
        "0:12:00 search logs success 0:15:00",
    ]


def test_a_back_door_without_any_trace_is_never_found() -> None:
    """A step whose traces were not seen, or that leaves none, keeps its back door through remove malware."""
    text = GROUND.replace("first move: 02:00", "first move: 00:15\n  opening: [sneak]").replace(
        "      traces:\n        - edr: 'sneaked into <target>'\n", ""
    )
    start = "controls:\n  - '00:00 umpire alpha: pc is compromised; app is compromised'\n"
    play = perform(text, lines("alpha") + "    - 00:30 remove malware app\n" + start)

    assert play.facts("app.backdoored") == [("0:20:00", True)]
