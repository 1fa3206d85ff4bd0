import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.rehearse.controls import CONTROLS, Known, parse_control
from drill.rehearse.lines import read_span
from drill.world.inputs import (
    AppealRuled,
    AppealsOpened,
    BoardArranged,
    BoardFrozen,
    BoardThawed,
    Broadcast,
    ClockPaused,
    ClockStarted,
    ConflictDeclared,
    ControlInput,
    DrillEnded,
    InjectOrder,
    InjectSteered,
    ItemVoided,
    JudgeInput,
    JuryScored,
    Marked,
    Outcome,
    PanelNamed,
    PauseKind,
    PenaltyGiven,
    PenaltyWithdrawn,
    Recused,
    Refusal,
    ResultsSealed,
    RevealStepped,
    SampleMarked,
    ScoresReleased,
    TeamHeld,
    TeamReleased,
    TimeAdded,
    TimeCredited,
    UmpireRuled,
)

KNOWN = Known(("alpha", "bravo"), ("boss",))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("start", ClockStarted()),
        ("resume", ClockStarted()),
        ("pause", ClockPaused()),
        ("pause covered: lunch", ClockPaused(PauseKind.COVERED, "lunch")),
        ("hold alpha: no line", TeamHeld("alpha", "no line")),
        ("release alpha", TeamReleased("alpha")),
        ("credit bravo 1h30m: late", TimeCredited("bravo", 5_400_000, "late")),
        ("add 15m", TimeAdded(900_000)),
        ("hold inject boss", InjectSteered("boss", InjectOrder.HOLD)),
        (
            "release inject boss for alpha, bravo: New words: now",
            InjectSteered("boss", InjectOrder.RELEASE, ("alpha", "bravo"), "New words: now"),
        ),
        (
            "umpire alpha: fs01 is not encrypted; fs01 is off because a switch burned",
            UmpireRuled("alpha", ("fs01 is not encrypted", "fs01 is off"), "a switch burned"),
        ),
        ("answer alpha 2: Yes.", UmpireRuled("alpha", (), "", 2, "Yes.")),
        ("broadcast: All well", Broadcast("All well")),
        ("broadcast to alpha: All well", Broadcast("All well", ("alpha",))),
        (
            "void field:first-notice.began for alpha: they had no chance",
            ItemVoided("field:first-notice.began", "they had no chance", "alpha"),
        ),
        ("void question:q: wrong", ItemVoided("question:q", "wrong")),
        ("end: fire alarm", DrillEnded("fire alarm")),
        (
            "mark alpha judged:teamwork criterion 2 75%: fine",
            Marked("alpha", "judged:teamwork", 1, 75, "fine"),
        ),
        ("penalty alpha -20: late", PenaltyGiven("alpha", -20, "late")),
        ("freeze board", BoardFrozen()),
        ("thaw board", BoardThawed()),
        ("publish scores", ScoresReleased()),
        ("sample field:r.f 2 criterion 3 75%", SampleMarked("field:r.f", 1, 2, 75)),
        ("panel j1, j2, j3 head j3 marks 2 alarm 25%", PanelNamed(("j1", "j2", "j3"), 2, 25, heads=("j3",))),
        ("panel j1", PanelNamed(("j1",), 1)),
        ("conflict alpha of j2: her sister plays", ConflictDeclared("alpha", "her sister plays", "j2")),
        ("conflict alpha: I taught them", ConflictDeclared("alpha", "I taught them")),
        ("recuse alpha field:r.f: I know who wrote it", Recused("alpha", "field:r.f", "I know who wrote it")),
        ("recuse alpha: I know them", Recused("alpha", "", "I know them")),
        ("penalty alpha +5 later: fair play", PenaltyGiven("alpha", 5, "fair play", released=False)),
        ("withdraw penalty 2: it was another team", PenaltyWithdrawn(2, "it was another team")),
        ("appeals open", AppealsOpened(30)),
        ("appeals open 1h30m", AppealsOpened(90)),
        ("appeals close", AppealsOpened(0)),
        (
            "rule appeal 1 upheld points +12: see log: line 3",
            AppealRuled(1, Outcome.UPHELD, "see log: line 3", 12),
        ),
        ("rule appeal #812 dismissed: as written", AppealRuled(812, Outcome.DISMISSED, "as written")),
        ("jury best-report alpha 80: clear", JuryScored("best-report", "alpha", 80, "clear")),
        ("seal", ResultsSealed()),
        ("seal: The results of the day", ResultsSealed("The results of the day")),
        ("reveal 2", RevealStepped(2)),
        ("reveal everything", RevealStepped(None)),
        ("board", BoardArranged()),
        ("board delay 5m undefended no story", BoardArranged(300_000, undefended=True, story=False)),
        ("board no replies", BoardArranged(replies=False)),
    ],
)
def test_controls_are_understood(line: str, wanted: ControlInput | JudgeInput) -> None:
    """Every control and mark of a match gives its input."""
    assert wanted == parse_control(KNOWN, line)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("hold alfa", "alpha"),
        ("release inject bos", "boss"),
        ("credit alpha soon", "5m"),
        ("hodl alpha", "hold TEAM"),
        ("mark alpha judged:x 101%", "0% to 100%"),
        ("umpire alpha fs01 is off", "because REASON"),
        ("", "no control"),
    ],
)
def test_mistakes_are_refused_with_a_remedy(line: str, told: str) -> None:
    """A wrong line is refused with what would be right."""
    parsed = parse_control(KNOWN, line)

    assert isinstance(parsed, Refusal)
    assert told in parsed.reason.say() + (parsed.remedy.say() if parsed.remedy else "")


@given(st.sampled_from([control.usage.split()[0] for control in CONTROLS]), st.text())
def test_parsing_never_raises(verb: str, rest: str) -> None:
    """Whatever follows a verb is answered with a value."""
    assert parse_control(KNOWN, f"{verb} {rest}") is not None


def test_spans_are_read() -> None:
    """Hours, minutes and seconds in this order; anything else is no span."""
    assert read_span("1h2m3s") == 3_723_000
    assert [read_span(text) for text in ("", "5", "3m1h", "-5m")] == [0, 0, 0, 0]
