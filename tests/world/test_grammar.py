import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.scenario.model import TargetKind
from drill.world.completion import complete
from drill.world.grammar import FORMS, parse, read_clock
from drill.world.inputs import (
    AlertAction,
    AlertHandled,
    Answered,
    HintTaken,
    NoteKind,
    NoteTaken,
    OrderCancelled,
    OrderGiven,
    Read,
    Refusal,
    Replied,
    ReportFilled,
    ReportSubmitted,
    TeamInput,
    UmpireAsked,
)
from drill.world.vocabulary import Verb, Vocabulary, fold


def verb(name: str, asks: TargetKind, role: str, *orders: str) -> tuple[str, Verb]:
    """Return an action for the test's vocabulary."""
    return fold(name), Verb(name, asks, role, {fold(order): order for order in orders or (name,)})


VOCABULARY = Vocabulary(
    verbs=dict(
        [
            verb(
                "isolate host",
                TargetKind.HOST,
                "administrator",
                "isolate host pc-vanthu",
                "isolate host fs01",
            ),
            verb("patch", TargetKind.WEAKNESS, "administrator", "patch eoffice01 EOFFICE-API"),
            verb("cut link", TargetKind.LINK, "administrator", "cut link servers to mgmt"),
            verb("notify authority", TargetKind.WHO, "leader"),
            verb("public statement", TargetKind.TEXT, "leader"),
            verb("search logs", TargetKind.QUERY, "analyst"),
            verb("declare an incident", TargetKind.NONE, "leader"),
        ]
    ),  # type: ignore[arg-type]
    roles=("analyst", "administrator", "leader"),
    sources=("edr", "proxy", "ad"),
    questions=("first-machine",),
    injects=("chief-asks",),
    reports={"first-notice": ("began", "systems")},
)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("isolate host pc-vanthu", OrderGiven("isolate host pc-vanthu", "administrator")),
        ("  Isolate  HOST  PC-vanthu ", OrderGiven("isolate host pc-vanthu", "administrator")),
        ("Search\tlogs  edr  for lsass", OrderGiven("search logs", "analyst", "edr", "lsass")),
        ("close  alert 3  as real:  so", AlertHandled(3, AlertAction.REAL, "so")),
        ("isolate HOST pc-vanthu", OrderGiven("isolate host pc-vanthu", "administrator")),
        ("patch eoffice01 EOFFICE-API", OrderGiven("patch eoffice01 EOFFICE-API", "administrator")),
        ("cut link servers to mgmt", OrderGiven("cut link servers to mgmt", "administrator")),
        ("notify authority Cục ANM", OrderGiven("notify authority", "leader", text="Cục ANM")),
        ("public statement: We work.", OrderGiven("public statement", "leader", text="We work.")),
        ("declare an incident", OrderGiven("declare an incident", "leader")),
        ("leader: isolate host fs01", OrderGiven("isolate host fs01", "leader")),
        ("search logs edr for lsass", OrderGiven("search logs", "analyst", "edr", "lsass")),
        ("search logs all for rar.exe", OrderGiven("search logs", "analyst", "", "rar.exe")),
        ("search logs for rar.exe", OrderGiven("search logs", "analyst", "", "rar.exe")),
        ("search logs proxy", OrderGiven("search logs", "analyst", "proxy", "")),
        (
            "search logs ad for LOGON type=10 from 00:25 to 01:10",
            OrderGiven("search logs", "analyst", "ad", "LOGON type=10", 1_500_000, 4_200_000),
        ),
        (
            "search logs ad from 00:25 to 01:10",
            OrderGiven("search logs", "analyst", "ad", "", 1_500_000, 4_200_000),
        ),
        ("answer first-machine: pc-vanthu", Answered("first-machine", "pc-vanthu")),
        ("analyst: answer first-machine: pc-vanthu", Answered("first-machine", "pc-vanthu", "analyst")),
        ("hint first-machine", HintTaken("first-machine")),
        ("reply chief-asks: Không ảnh hưởng", Replied("chief-asks", "Không ảnh hưởng")),
        (
            "report first-notice began: 00:10: first sign",
            ReportFilled("first-notice", "began", "00:10: first sign"),
        ),
        ("submit first-notice", ReportSubmitted("first-notice")),
        ("cancel 3", OrderCancelled(3)),
        ("ask the umpire: may we call the vendor?", UmpireAsked("may we call the vendor?")),
        ("claim alert 3", AlertHandled(3, AlertAction.CLAIM)),
        ("acknowledge alert 3", AlertHandled(3, AlertAction.ACKNOWLEDGE)),
        ("close alert 3 as false: a backup", AlertHandled(3, AlertAction.FALSE, "a backup")),
        ("close alert 3 as real", AlertHandled(3, AlertAction.REAL)),
        ("note: seen twice", NoteTaken(NoteKind.NOTE, "seen twice")),
        ("evidence on line:fw@12#2: this one", NoteTaken(NoteKind.EVIDENCE, "this one", "line:fw@12#2")),
        ("read inject:chief-asks", Read("inject:chief-asks")),
    ],
)
def test_parse_understands(line: str, wanted: TeamInput) -> None:
    """Every form of the ruling on typed orders gives its input, however many blanks part its words."""
    assert parse(VOCABULARY, line) == wanted


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("isolat host pc-vanthu", "isolate host"),
        ("isolate pc-vanthu", "isolate host pc-vanthu"),
        ("isolate host pc-vantu", "pc-vanthu"),
        ("isolate host", "isolate host HOST"),
        ("search logs edd for x", "edr"),
        ("answer first-machin: x", "first-machine"),
        ("answer first-machine", "answer QUESTION: TEXT"),
        ("report first-notice begin: x", "began"),
        ("close alert 3", "close alert N as real: REASON"),
        ("note hello", "note: TEXT"),
    ],
)
def test_parse_suggests(line: str, suggestion: str) -> None:
    """A line that is not understood is refused with the nearest thing that would be."""
    parsed = parse(VOCABULARY, line)

    assert isinstance(parsed, Refusal)
    assert parsed.remedy is not None
    assert suggestion in parsed.remedy.say()


@pytest.mark.parametrize("line", ["", "   ", "analyst:", "cancel x", "cancel ٣", "hint ?", "{0} {oops}"])
def test_parse_refuses(line: str) -> None:
    """Empty, numberless and hostile lines are refused with a sentence."""
    parsed = parse(VOCABULARY, line)

    assert isinstance(parsed, Refusal)
    assert parsed.reason.say()


@given(st.text())
def test_parse_never_raises(line: str) -> None:
    """Whatever is typed is answered with a value."""
    assert parse(VOCABULARY, line) is not None


@given(
    st.sampled_from([form.usage for form in FORMS] + [v.usage for v in VOCABULARY.verbs.values()]), st.text()
)
def test_parse_never_raises_after_a_verb(usage: str, rest: str) -> None:
    """Whatever follows a verb is answered with a value, and completing it is safe as well."""
    line = usage.split(maxsplit=1)[0] + " " + rest

    assert parse(VOCABULARY, line) is not None
    assert isinstance(complete(VOCABULARY, line), list)


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [("00:25", 1_500_000), ("01:00:05", 3_605_000), ("10:61", None), ("1", None), ("-1:00", None)],
)
def test_read_clock(text: str, milliseconds: int | None) -> None:
    """A drill clock time is hours, minutes and perhaps seconds since the start."""
    assert milliseconds == read_clock(text)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("iso", "isolate host"),
        ("isolate host f", "isolate host fs01"),
        ("leader: isolate host p", "leader: isolate host pc-vanthu"),
        ("search logs p", "search logs proxy for "),
        ("answer", "answer first-machine: "),
        ("report first-notice s", "report first-notice systems: "),
        ("ana", "analyst: "),
        ("notify authority", "notify authority: "),
    ],
)
def test_complete_goes_on_from_what_is_typed(typed: str, first: str) -> None:
    """The first proposal finishes the word that is being typed."""
    assert first == complete(VOCABULARY, typed)[0]


def test_complete_offers_orders_that_parse() -> None:
    """Every proposed order of an action with targets is understood as it stands."""
    proposals = complete(VOCABULARY, "isolate host ")

    assert proposals
    assert all(isinstance(parse(VOCABULARY, line), OrderGiven) for line in proposals)


def test_a_seat_for_every_role_gives_orders_as_the_role_they_take() -> None:
    """A role that the team does not have stands for all: the order's own role is used."""
    assert parse(VOCABULARY, "isolate host fs01", "everyone") == OrderGiven(
        "isolate host fs01", "administrator"
    )
    assert parse(VOCABULARY, "isolate host fs01", "leader") == OrderGiven("isolate host fs01", "leader")
    assert parse(VOCABULARY, "hint first-machine", "everyone") == HintTaken("first-machine")
