"""The lines of a match file that judges write: marks and panels, penalties, appeals, release, seal and ceremony."""

from drill.i18n import words
from drill.rehearse.lines import BECAUSE, TEAM, Parts, Steered, control, names, read_span, span
from drill.world.inputs import (
    USUAL_ALARM,
    USUAL_MARKS,
    AppealRuled,
    AppealsOpened,
    BoardArranged,
    BoardFrozen,
    BoardThawed,
    ConflictDeclared,
    JuryScored,
    Marked,
    Outcome,
    PanelNamed,
    PenaltyGiven,
    PenaltyWithdrawn,
    Recused,
    Refusal,
    ResultsSealed,
    RevealStepped,
    SampleMarked,
    ScoresReleased,
)

MINUTE = 60_000
_CRITERION = r"(?:\s+criterion\s+(?P<criterion>[0-9]{1,3}))?\s+(?P<percent>[0-9]{1,3})%"


def _percent(parts: Parts) -> tuple[int, int] | Refusal:
    percent = int(parts["percent"])
    if percent > 100:
        return Refusal(words("A mark is 0% to 100%."))
    return max(int(parts["criterion"] or 1) - 1, 0), percent


def _mark(parts: Parts) -> Steered:
    given = _percent(parts)
    if isinstance(given, Refusal):
        return given
    return Marked(parts["team"], parts["item"], *given, parts["reason"])


def _sample(parts: Parts) -> Steered:
    given = _percent(parts)
    if isinstance(given, Refusal):
        return given
    return SampleMarked(parts["item"], max(int(parts["number"]) - 1, 0), *given, parts["reason"])


def _panel(parts: Parts) -> Steered:
    judges = names(parts["judges"])
    marks = int(parts["marks"]) if parts["marks"] else min(USUAL_MARKS, len(judges))
    alarm = int(parts["alarm"]) if parts["alarm"] else USUAL_ALARM
    return PanelNamed(judges, marks, alarm, heads=names(parts["heads"]))


def _penalty(parts: Parts) -> Steered:
    return PenaltyGiven(parts["team"], int(parts["points"]), parts["reason"], released=not parts["later"])


def _window(parts: Parts) -> Steered:
    if not parts["span"]:
        return AppealsOpened()
    return span(parts["span"], lambda ms: AppealsOpened(max(1, ms // MINUTE)))


def _ruling(parts: Parts) -> Steered:
    points = int(parts["points"] or 0)
    return AppealRuled(int(parts["number"]), Outcome(parts["outcome"]), parts["reason"], points)


def _board(parts: Parts) -> Steered:
    said = " ".join(parts["said"].split())
    return BoardArranged(
        read_span(parts["delay"]),
        undefended="undefended" in said,
        story="no story" not in said,
        replies="no replies" not in said,
    )


JUDGE_LINES = (
    control(
        "mark TEAM ITEM [criterion N] 80%: COMMENT",
        rf"mark\s+{TEAM}\s+(?P<item>\S+){_CRITERION}{BECAUSE}",
        _mark,
    ),
    control(
        "sample ITEM N [criterion N] 80%: COMMENT",
        rf"sample\s+(?P<item>\S+)\s+(?P<number>[0-9]{{1,3}}){_CRITERION}{BECAUSE}",
        _sample,
    ),
    control(
        "panel JUDGE, JUDGE [head JUDGE] [marks 2] [alarm 30]",
        r"panel\s+(?P<judges>[^:]+?)(?:\s+head\s+(?P<heads>[^:]+?))?(?:\s+marks\s+(?P<marks>[0-9]{1,2}))?"
        r"(?:\s+alarm\s+(?P<alarm>[0-9]{1,3})%?)?",
        _panel,
    ),
    control(
        "conflict TEAM [of JUDGE]: REASON",
        rf"conflict\s+{TEAM}(?:\s+of\s+(?P<judge>\S+?))?\s*:\s*(?P<reason>.+)",
        lambda parts: ConflictDeclared(parts["team"], parts["reason"], parts["judge"]),
    ),
    control(
        "recuse TEAM [ITEM]: REASON",
        rf"recuse\s+{TEAM}(?:\s+(?P<item>\S+?))?\s*:\s(?P<reason>.+)",
        lambda parts: Recused(parts["team"], parts["item"], parts["reason"]),
    ),
    control(
        "penalty TEAM -20 [later]: REASON",
        rf"penalty\s+{TEAM}\s+(?P<points>[+-]?[0-9]{{1,4}})(?:\s+(?P<later>later))?\s*:\s*(?P<reason>.+)",
        _penalty,
    ),
    control(
        "withdraw penalty N: REASON",
        r"withdraw\s+penalty\s+#?(?P<number>[0-9]{1,15})\s*:\s*(?P<reason>.+)",
        lambda parts: PenaltyWithdrawn(int(parts["number"]), parts["reason"]),
    ),
    control("appeals open [30m]", r"appeals\s+open(?:\s+(?P<span>\S+))?", _window),
    control("appeals close", r"appeals\s+close", lambda _parts: AppealsOpened(0)),
    control(
        "rule appeal N upheld [points +10]: REASON",
        r"rule\s+appeal\s+#?(?P<number>[0-9]{1,15})\s+(?P<outcome>upheld|dismissed)"
        r"(?:\s+points\s+(?P<points>[+-]?[0-9]{1,4}))?\s*:\s*(?P<reason>.+)",
        _ruling,
    ),
    control(
        "jury AWARD TEAM 80: REASON",
        rf"jury\s+(?P<award>[^\s:]+)\s+{TEAM}\s+(?P<points>[0-9]{{1,3}}){BECAUSE}",
        lambda parts: JuryScored(parts["award"], parts["team"], int(parts["points"]), parts["reason"]),
    ),
    control("freeze board", r"freeze\s+board", lambda _parts: BoardFrozen()),
    control("thaw board", r"thaw\s+board", lambda _parts: BoardThawed()),
    control("publish scores", r"publish\s+scores", lambda _parts: ScoresReleased()),
    control("seal: STATEMENT", rf"seal{BECAUSE}", lambda parts: ResultsSealed(parts["reason"])),
    control("reveal N", r"reveal\s+(?P<shown>[0-9]{1,3})", lambda parts: RevealStepped(int(parts["shown"]))),
    control("reveal everything", r"reveal\s+everything", lambda _parts: RevealStepped(None)),
    control(
        "board [delay 5m] [undefended] [no story] [no replies]",
        r"board(?:\s+delay\s+(?P<delay>[0-9hms]+))?(?P<said>(?:\s+(?:undefended|no\s+story|no\s+replies))*)",
        _board,
    ),
)
"""Everything that judges write, in the order in which it is tried."""
