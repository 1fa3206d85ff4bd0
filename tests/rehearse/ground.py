"""A small drill with everything that a team can see: two steps, alerts, noise, orders, a message, a question, a report."""

import msgspec

from drill.scenario.model import (
    NEVER,
    Account,
    Action,
    AnswerText,
    Channel,
    Effect,
    Field,
    Host,
    Indicator,
    IndicatorKind,
    Inject,
    Link,
    Model,
    Noise,
    Phase,
    Question,
    Reach,
    Report,
    Slot,
    SlotKind,
    Span,
    TargetKind,
    Template,
    Text,
    When,
    Zone,
)
from drill.world.facts import Closure
from drill.world.inputs import DrillOpened, TeamSetup
from tests.world.build import HOUR, MINUTE, Bench, trace

C2 = ("evil-one.example", "evil-two.example", "evil-three.example", "evil-four.example")


def said(text: str) -> Text:
    """Return a text for both languages."""
    return Text(text, f"{text} (vi)")


def shown(*parts: str | Slot) -> Template:
    """Return a template for both languages."""
    return Template(parts, parts)


def model() -> Model:
    """Return the scenario."""
    bench = Bench(2 * HOUR)
    for name in ("pc1", "srv1"):
        bench.host(name)
    bench.service("portal", "srv1.working -c2.blocked -portal.stopped")
    bench.goal("leak", "data.leaked")
    seen = bench.bit("team.seen beacon")
    beacon = msgspec.structs.replace(
        trace("beacon", alert="Odd program on pc1", on="pc1", seen=seen),
        text=shown("pc1 calls ", Slot(SlotKind.INDICATOR, "c2"), " at ", Slot(SlotKind.TIME, "")),
    )
    bench.step("open-mail", "pc1.compromised", takes=10 * MINUTE, traces=(beacon,))
    bench.step("steal", "data.leaked", seen="pc1.compromised", hidden="-pc1.isolated", takes=60 * MINUTE)
    bench.order("isolate host pc1", "pc1.isolated", target="pc1", says=said("pc1 is cut off."))
    bench.order("isolate host srv1", "srv1.isolated", target="srv1")
    bench.order("reconnect host pc1", "-pc1.isolated", needs="pc1.isolated", target="pc1")
    bench.order("block indicator c2", "c2.blocked", target="c2", says=said("c2 is blocked."))
    bench.order("search logs", role="analyst", reach=Reach.SEARCH)
    bench.order("list logins helpdesk", role="analyst", reach=Reach.LOGINS, target="helpdesk")
    bench.order("declare an incident", "team.declared", role="leader")
    bench.injects.append(
        Inject(
            "boss",
            20 * MINUTE,
            NEVER,
            0,
            NEVER,
            said("The boss"),
            "leader",
            Channel.PHONE,
            shown("What is up?"),
            10 * MINUTE,
            15,
            Effect(),
        )
    )
    bench.questions.append(
        Question(
            "domain",
            shown("Which domain?"),
            (),
            AnswerText((shown(Slot(SlotKind.INDICATOR, "c2")),)),
            ((),),
            0,
            NEVER,
            3,
            30,
            "log",
            said("Look in the log."),
            5,
        )
    )
    bench.reports.append(
        Report(
            "notice",
            said("Authority"),
            (60 * MINUTE,),
            bench.when("team.declared"),
            30 * MINUTE,
            (Field("story", said("What happened?"), None, (said("True"),), 20),),
        )
    )
    made = bench.model()
    return msgspec.structs.replace(
        made,
        start=Closure(made.rules, made.derived)(made.start),
        zones=(Zone("lan", said("Office"), outside=False), Zone("net", said("Internet"), outside=True)),
        links=(Link("lan", "net", ("https",), bench.bit("link.lan-net.cut")),),
        hosts=tuple(_addressed(host) for host in made.hosts),
        accounts=(Account("helpdesk", said("Support"), ("pc1",), ()),),
        indicators=(Indicator("c2", IndicatorKind.DOMAIN, C2, harmless=False, breaks=("portal",)),),
        noise=(
            Noise(
                "log",
                6,
                ("<pc> GET https://<site>/ 200", "logon helpdesk on <pc>"),
                (("pc", ("10.0.0.1", "10.0.0.2")), ("site", ("news.example", "weather.example"))),
                When.ALWAYS,
            ),
        ),
        actions=_actions(),
    )


def _addressed(host: Host) -> Host:
    return msgspec.structs.replace(host, ip={"pc1": "10.0.0.1", "srv1": "10.0.0.2"}[host.id])


def _actions() -> tuple[Action, ...]:
    def action(name: str, asks: TargetKind, role: str, *orders: str) -> Action:
        takes = Span(2 * MINUTE, 2 * MINUTE)
        return Action(
            name, said(name), Phase.CONTAIN, asks, role, 1, takes, said(name), orders or (name,), (), ()
        )

    return (
        action("isolate host", TargetKind.HOST, "administrator", "isolate host pc1", "isolate host srv1"),
        action("reconnect host", TargetKind.HOST, "administrator", "reconnect host pc1"),
        action("block indicator", TargetKind.INDICATOR, "administrator", "block indicator c2"),
        action("search logs", TargetKind.QUERY, "analyst"),
        action("list logins", TargetKind.ACCOUNT, "analyst", "list logins helpdesk"),
        action("declare an incident", TargetKind.NONE, "leader"),
    )


def opened(seed: int = 7, *teams: str) -> DrillOpened:
    """Return the first entry of a drill of these teams."""
    setups = tuple(TeamSetup(team, team.title()) for team in teams or ("alpha", "bravo"))
    return DrillOpened("bench", "0" * 64, "0" * 64, 1, seed, setups, {}, ())
