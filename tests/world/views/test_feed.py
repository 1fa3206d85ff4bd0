import pytest

from drill.i18n import Language, words
from drill.world.happened import Happened
from drill.world.inputs import (
    AlertAction,
    AlertHandled,
    Answered,
    AnyInput,
    AppealFiled,
    AppealRuled,
    AppealsOpened,
    AppealWithdrawn,
    Broadcast,
    ClockPaused,
    ClockStarted,
    DrillEnded,
    EmergencyStopped,
    HintTaken,
    InjectOrder,
    InjectSteered,
    InjectWritten,
    ItemVoided,
    NoteKind,
    NoteTaken,
    OrderCancelled,
    OrderGiven,
    Outcome,
    PauseKind,
    PenaltyGiven,
    PenaltyWithdrawn,
    Replied,
    ReportFilled,
    ReportSubmitted,
    ResultsSealed,
    RulesAmended,
    ScoresReleased,
    TeamHeld,
    TeamReleased,
    TimeAdded,
    TimeCredited,
    UmpireAsked,
    UmpireRuled,
)
from drill.world.outputs import (
    AlertRaised,
    AnswerJudged,
    AnyOutput,
    AttackerLearned,
    BoardChanged,
    Ending,
    FactsChanged,
    GoalReached,
    HerringFired,
    InjectChanged,
    InjectOverdue,
    InjectState,
    LinesShown,
    MeterChanged,
    MistakeMade,
    OperationEnded,
    OperationStarted,
    OrderRefused,
    PeopleJoined,
    QuestionOpened,
    ReportClockStarted,
    ReportOverdue,
    Start,
    TeamEnded,
    TraceWritten,
    Verdict,
    WorldFrozen,
    WorldHashed,
)
from drill.world.views.feed import Feed, Level
from tests.rehearse.ground import model

MODEL = model()
TOLD: list[tuple[AnyInput | AnyOutput, Level, str]] = [
    (OrderGiven("isolate host pc1", "administrator"), Level.TEAM, "Order: isolate host pc1"),
    (OrderGiven("search logs", "analyst", "edr", "x"), Level.TEAM, "Order: search logs edr x"),
    (OrderCancelled(3), Level.TEAM, "Order 3 cancelled"),
    (OrderRefused(3, "isolate host pc1", words("no")), Level.TEAM, "isolate host pc1: could not start"),
    *(
        (AlertHandled(2, action), Level.TEAM, f"Alert 2 {said}")
        for action, said in zip(AlertAction, ("acknowledged", "claimed", "closed as real", "closed as false"), strict=True)
    ),
    (PeopleJoined("analyst", 1), Level.TEAM, "1 more for role analyst"),
    (UmpireAsked("may we?"), Level.TEAM, "Asks the umpire: may we?"),
    (Answered("q", "a"), Level.TEAM, "Answers q: a"),
    (HintTaken("q"), Level.TEAM, "Takes the hint for q"),
    (Replied("i", "a"), Level.TEAM, "Replies to i: a"),
    (ReportFilled("r", "f", "a"), Level.TEAM, "Fills r, r.f"),
    (ReportSubmitted("r"), Level.TEAM, "Submits r"),
    (NoteTaken(NoteKind.NOTE, "a"), Level.TEAM, "Casebook: a"),
    (GoalReached("leak"), Level.BAD, "The attacker reached leak"),
    (BoardChanged("portal", up=False), Level.BAD, "Service portal is down"),
    (BoardChanged("portal", up=True), Level.INFO, "Service portal is up"),
    (MistakeMade("scan"), Level.BAD, "A costly mistake over scan"),
    (InjectOverdue("i"), Level.BAD, "The reply to i is late"),
    (ReportOverdue("r"), Level.BAD, "r is late"),
    (WorldFrozen(10_001), Level.BAD, "This world is frozen: 10001 events in one instant"),
    (AlertRaised(1, "beacon", 0, "high", 0), Level.INFO, "Alert 1 raised: Odd program on pc1"),
    *((InjectChanged("i", state), Level.INFO, f"Inject i is {said}") for state, said in (
        (InjectState.ARMED, "armed"), (InjectState.HELD, "held"), (InjectState.SKIPPED, "skipped"),
        (InjectState.SENT, "sent"), (InjectState.DROPPED, "left out, as planned"),
    )),
    (QuestionOpened("q"), Level.INFO, "New question: q"),
    (AnswerJudged("q", Verdict.RIGHT, 2), Level.INFO, "Right answer: q"),
    (AnswerJudged("q", Verdict.WRONG, 2), Level.INFO, "Wrong answer: q"),
    (ReportClockStarted("r", 5), Level.INFO, "Report clock starts: r"),
    (HerringFired("scan"), Level.INFO, "Red herring scan"),
    (AttackerLearned("1"), Level.INFO, "The attacker learned what blocks it"),
    (TeamEnded(), Level.INFO, "The drill is over for this team"),
    (ClockStarted(2, 1), Level.CONTROL, "The clock runs, x2"),
    (ClockPaused(PauseKind.COVERED, "lunch"), Level.CONTROL, "Pause, screens covered: lunch"),
    (ClockPaused(PauseKind.COVERED, ""), Level.CONTROL, "Pause, screens covered"),
    (ClockPaused(PauseKind.PLANNING, ""), Level.CONTROL, "Pause for planning"),
    (ClockPaused(PauseKind.PLANNING, "think"), Level.CONTROL, "Pause for planning: think"),
    (EmergencyStopped("fire"), Level.CONTROL, "Real emergency: fire"),
    (TeamHeld("a", "line"), Level.CONTROL, "a is held: line"),
    (TeamReleased("a"), Level.CONTROL, "a goes on"),
    (TimeCredited("a", 90_000, "line"), Level.CONTROL, "a is credited 90 s: line"),
    (TimeAdded(60_000), Level.CONTROL, "60 s are added for all"),
    (DrillEnded("done"), Level.CONTROL, "The drill is ended: done"),
    *((InjectSteered("i", order), Level.CONTROL, f"Control {said} inject i") for order, said in zip(
        InjectOrder, ("arms", "releases", "holds", "skips"), strict=True
    )),
    (InjectWritten("i", "The mayor", "leader", "phone", "Well?"), Level.CONTROL, "New inject from The mayor: Well?"),
    (Broadcast("Hello"), Level.CONTROL, "To all: Hello"),
    (UmpireRuled("a", ("x is off", "y is off"), "fair"), Level.CONTROL, "Umpire for a: x is off; y is off (fair)"),
    (UmpireRuled("a", (), "fair", 1, "Yes"), Level.CONTROL, "Umpire for a: Yes (fair)"),
    (ItemVoided("question:q", "wrong"), Level.CONTROL, "question:q is void: wrong"),
    (PenaltyGiven("a", -20, "late"), Level.CONTROL, "a: -20 points, late"),
    (PenaltyWithdrawn(9, "no"), Level.CONTROL, "A penalty is withdrawn: no"),
    (AppealFiled((), "They read our screen"), Level.TEAM, "Protest to the judges: They read our screen"),
    (AppealFiled(("a|b|c", "d|e|f"), "It was up"), Level.TEAM, "Appeal on 2 lines: It was up"),
    (AppealWithdrawn(9), Level.TEAM, "Appeal #9 is withdrawn"),
    (AppealRuled(9, Outcome.UPHELD, "it was", 5), Level.CONTROL, "Appeal #9 is upheld: it was"),
    (AppealRuled(9, Outcome.DISMISSED, "it was not"), Level.CONTROL, "Appeal #9 is dismissed: it was not"),
    (AppealsOpened(30), Level.CONTROL, "The window for appeals opens for 30 minutes"),
    (AppealsOpened(0), Level.CONTROL, "The window for appeals closes"),
    (ScoresReleased(), Level.CONTROL, "The judged points are published"),
    (RulesAmended("scoring: {}", "a typing error"), Level.CONTROL, "Points and weights are others: a typing error"),
    (ResultsSealed(), Level.CONTROL, "The results are sealed"),
    (OperationStarted(1, "steal", 0, 5), Level.ATTACK, "Attack begins: steal"),
    (OperationStarted(1, "steal", 0, 5, Start.DOOMED), Level.ATTACK, "Attack tries what cannot work: steal"),
    *((OperationEnded(1, "steal", ending), Level.ATTACK, f"Attack {said}: steal") for ending, said in zip(
        Ending, ("succeeded", "failed", "cut short", "failed"), strict=True
    )),
    (OperationStarted(1, "isolate host pc1", 0, 5, order=1), Level.INFO, "isolate host pc1: people are at work"),
    *((OperationEnded(1, "isolate host pc1", ending), Level.INFO, f"isolate host pc1: {said}") for ending, said in zip(
        Ending, ("done", "failed", "cut short", "cancelled"), strict=True
    )),
]  # fmt: skip


@pytest.mark.parametrize(("what", "level", "said"), TOLD)
def test_events_are_told_in_words(what: AnyInput | AnyOutput, level: Level, said: str) -> None:
    """Each event has its sentence and its level, in Vietnamese as well."""
    told = Feed(MODEL, {}).tell(Happened(0, "a", "a1", what))

    assert told is not None
    assert (told[0], told[1].say(Language.ENGLISH)) == (level, said)
    assert told[1].say(Language.VIETNAMESE) != said


@pytest.mark.parametrize(
    "what",
    [
        FactsChanged("1", "0", "run:1"),
        MeterChanged("m", 1, 2, 3),
        TraceWritten("beacon", 0, 0, 0, 0, 0),
        LinesShown(1, "search logs", "search", "", "", 0, 0),
        WorldHashed("00"),
    ],
)
def test_what_only_the_engine_needs_is_left_out(what: AnyOutput) -> None:
    """Facts, meters, records, reads of lines and hashes are no news."""
    assert Feed(MODEL, {}).tell(Happened(0, "a", "", what)) is None


def test_an_inject_that_control_wrote_is_called_by_its_sender() -> None:
    """Nobody reads the number under which a new message was journaled."""
    feed = Feed(model(), {})
    feed.tell(
        Happened(0, "", "excon", InjectWritten("excon-1", "Mrs Hoa", "leader", "phone", "Is data lost?"))
    )
    told = feed.tell(Happened(0, "alpha", "", InjectChanged("excon-1", InjectState.SENT)))

    assert told is not None
    assert "“Mrs Hoa”" in told[1].say(Language.ENGLISH)
