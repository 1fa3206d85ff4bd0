"""A small drill to count by hand, and a journal to write in."""

from drill.scenario.model import (
    ALWAYS,
    NEVER,
    Action,
    AnswerFirstHost,
    AnswerHosts,
    AnswerText,
    Attack,
    Channel,
    Effect,
    Fact,
    FactKind,
    Field,
    Goal,
    Herring,
    Host,
    Inject,
    Judged,
    Model,
    Operation,
    Owner,
    PastFact,
    Phase,
    Question,
    Reach,
    Rehearsal,
    Report,
    Scoring,
    Service,
    Span,
    TargetKind,
    Template,
    Text,
)
from drill.world.happened import Happened
from drill.world.inputs import Answered, AnyInput, DrillOpened, TeamSetup
from drill.world.outputs import (
    AnswerJudged,
    AnyOutput,
    Ending,
    FactsChanged,
    InjectChanged,
    InjectState,
    OperationEnded,
    OperationStarted,
    TeamEnded,
    Verdict,
)
from scoring.fold import fold
from scoring.model import LedgerLine, LineRule

MINUTE = 60_000
HOUR = 60 * MINUTE
NOTHING = Text(en="", vi="")
FACTS = (
    "portal.up",
    "mail.up",
    "portal.rate-limited",
    "fs01.off",
    "fs01.isolated",
    "web01.off",
    "web01.isolated",
    "fs01.compromised",
    "web01.compromised",
)
BIT = {name: 1 << place for place, name in enumerate(FACTS)}


def said(words: str) -> Text:
    """Return a text that serves both languages."""
    return Text(en=words, vi=words)


def shown(words: str) -> Template:
    """Return a template without slots."""
    return Template(en=(words,), vi=(words,))


def operation(name: str, owner: Owner, target: str = "", cost: int = 0, role: str = "") -> Operation:
    """Return an operation of which the score reads owner, hosts and cost alone."""
    return Operation(
        id=name,
        owner=owner,
        order=0,
        does=said(name),
        technique="",
        source="",
        target=target,
        guard=ALWAYS,
        seen=ALWAYS,
        hidden=ALWAYS,
        hidden_bits=0,
        hold=ALWAYS,
        takes=Span(MINUTE, MINUTE),
        chance=100,
        during=Effect(),
        stages=(),
        outcomes=(),
        fails=Effect(),
        cuts=(),
        traces=(),
        start_traces=(),
        failed_traces=(),
        habit=False,
        repeat=False,
        retry=0,
        role=role,
        people=1,
        reach=Reach.NOTHING,
        says=NOTHING,
        cost=cost,
        extra_people=None,
        destroys=NOTHING,
    )


def question(name: str, points: int, *, hint_cost: int = 0, counts_if: str = "") -> Question:
    """Return a question whose answer is ``right``; ``counts_if`` names a fact that was true."""
    past = ((PastFact(FACTS.index(counts_if)),),) if counts_if else ((),)
    return Question(
        id=name,
        ask=shown(name),
        choices=(),
        answer=AnswerText((shown("right"),)),
        counts_if=past,
        opens_at=0,
        opens_when=NEVER,
        tries=3,
        points=points,
        found_in="",
        hint=said("a hint") if hint_cost else None,
        hint_cost=hint_cost,
    )


def inject(name: str, points: int, *, within: int = 10 * MINUTE) -> Inject:
    """Return an inject sent at the tenth minute."""
    return Inject(
        id=name,
        at=10 * MINUTE,
        when=NEVER,
        after=0,
        unless=NEVER,
        sender=said("chief"),
        to="leader",
        channel=Channel.MAIL,
        text=shown("what now?"),
        reply_within=within,
        points=points,
        then=Effect(),
    )


def host(name: str) -> Host:
    """Return a host."""
    return Host(name, said(name), "servers", "192.0.2.1", "linux", (), False, False, 1, 0)  # noqa: FBT003 (positions of the record)


def service(name: str, weight: int) -> Service:
    """Return a service."""
    return Service(name, said(name), weight, hidden=False, noticed_after=MINUTE, up=FACTS.index(f"{name}.up"))


HOSTS_HIT = AnswerHosts(tuple((FACTS.index(f"{name}.compromised"), name) for name in ("fs01", "web01")))
FIRST_HIT = AnswerFirstHost(HOSTS_HIT.hosts)

SCORING = Scoring(
    services=300,
    services_afterwards=4 * HOUR,
    attack_stopped=300,
    questions=None,
    injects=None,
    reports=None,
    judged=(Judged("teamwork", 100, (said("roles"), said("calm"))),),
    costly_mistake=20,
    outage_points=2,
    outage_minutes=1,
    wrong_answer=5,
)

REPORT = Report(
    id="notice",
    to=said("authority"),
    starts_at=(HOUR,),
    starts_when=NEVER,
    due=30 * MINUTE,
    fields=(
        Field("systems", said("Which systems?"), HOSTS_HIT, (), 25),
        Field("measures", said("What was done?"), None, (said("real"), said("complete")), 20),
    ),
)


def facts() -> tuple[Fact, ...]:
    """Return the facts by bit."""
    parts = [name.partition(".") for name in FACTS]
    return tuple(
        Fact(place, FACTS[place], FactKind.BASE, subject, state)
        for place, (subject, _dot, state) in enumerate(parts)
    )


MODEL = Model(
    id="small",
    hash="",
    library_hash="",
    title=said("Small"),
    summary=NOTHING,
    length=4 * HOUR,
    starts_at=8 * HOUR,
    level="beginner",
    teaches=(),
    hours_per_hour=1,
    facts=facts(),
    start=BIT["portal.up"] | BIT["mail.up"],
    derived=0,
    rules=(),
    day=0,
    night=0,
    zones=(),
    links=(),
    hosts=(host("fs01"), host("web01")),
    accounts=(),
    indicators=(),
    things=(),
    services=(service("portal", 2), service("mail", 1)),
    sources=(),
    meters=(),
    roles=(),
    actions=(
        Action(
            "isolate host",
            said("isolate"),
            Phase.CONTAIN,
            TargetKind.HOST,
            "administrator",
            1,
            Span(MINUTE, MINUTE),
            NOTHING,
            ("isolate host fs01", "isolate host web01"),
            (),
            (),
        ),
    ),
    umpire=True,
    attack=Attack(
        said("attacker"),
        0,
        Span(0, 0),
        1,
        (),
        0,
        None,
        (),
        (Goal("leak", said("leak"), ALWAYS, 2, 0), Goal("encrypt", said("encrypt"), ALWAYS, 1, 0)),
    ),
    operations=(
        operation("break-in", Owner.ATTACKER, "fs01"),
        operation("isolate host fs01", Owner.TEAM, "fs01", role="administrator"),
        operation("isolate host web01", Owner.TEAM, "web01", role="administrator"),
        operation("ask for help", Owner.TEAM, cost=20, role="leader"),
    ),
    noise=(),
    herrings=(Herring("scan", 0, NEVER, (), said("nothing"), ALWAYS, ("web01",)),),
    injects=(inject("chief-asks", 15), inject("press", 25)),
    questions=(
        question("q-one", 30, hint_cost=10),
        question("q-two", 20, counts_if="fs01.compromised"),
        question("q-three", 50),
    ),
    reports=(REPORT,),
    scoring=SCORING,
    rehearsal=Rehearsal(50, (), ()),
)

TEAMS = ("red-river", "blue-bay")
OPENED = DrillOpened(
    scenario="small",
    scenario_hash="",
    library_hash="",
    engine=1,
    seed=7,
    teams=tuple(TeamSetup(name, name.title()) for name in TEAMS),
    sources={},
    facts=FACTS,
)


class Book:
    """A journal in the making: what is put in gets the next position."""

    def __init__(self, opened: DrillOpened = OPENED) -> None:
        self.entries: list[tuple[int, Happened]] = []
        self._runs = 0
        self.put(0, "", opened)

    def put(self, t: int, team: str, what: AnyInput | AnyOutput, seat: str = "") -> int:
        """Write one entry; return its position."""
        seq = len(self.entries) + 1
        self.entries.append((seq, Happened(t, team, seat, what)))
        return seq

    def facts(self, t: int, team: str, *, on: str = "", off: str = "", cause: str = "run:1") -> int:
        """Write a change of facts, by names."""
        bits = [sum(BIT[name] for name in names.split()) for names in (on, off)]
        return self.put(t, team, FactsChanged(f"{bits[0]:x}", f"{bits[1]:x}", cause))

    def start(self, t: int, team: str, op: str) -> int:
        """Write a started operation; return the number of its run."""
        self._runs += 1
        self.put(t, team, OperationStarted(self._runs, op, 0, t + MINUTE))
        return self._runs

    def done(self, t: int, team: str, op: str, run: int, ending: Ending = Ending.SUCCESS) -> int:
        """Write the end of an operation."""
        return self.put(t, team, OperationEnded(run, op, ending))

    def answer(self, t: int, team: str, name: str, verdict: Verdict, text: str = "x") -> tuple[int, int]:
        """Write an answer with its verdict; return both positions."""
        given = self.put(t, team, Answered(name, text), "seat")
        return given, self.put(t, team, AnswerJudged(name, verdict, 2))

    def sent(self, t: int, team: str, name: str, within: int = 10 * MINUTE) -> int:
        """Write an inject that was sent."""
        return self.put(t, team, InjectChanged(name, InjectState.SENT, t + within))

    def end(self, t: int = 4 * HOUR) -> None:
        """Write the end of every team's drill."""
        for name in TEAMS:
            self.put(t, name, TeamEnded())


def lines_of(book: Book, team: str = TEAMS[0], model: Model = MODEL) -> tuple[LedgerLine, ...]:
    """Return a team's lines after the whole journal."""
    return fold(model, book.entries).teams[team].lines


def section(book: Book, name: str, team: str = TEAMS[0], model: Model = MODEL) -> int:
    """Return a team's points in one section after the whole journal."""
    return sum(line.points for line in lines_of(book, team, model) if line.section == name)


def by_rule(book: Book, rule: LineRule, team: str = TEAMS[0], model: Model = MODEL) -> list[LedgerLine]:
    """Return a team's lines of one rule."""
    return [line for line in lines_of(book, team, model) if line.rule is rule]
