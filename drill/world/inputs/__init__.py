"""Inputs: everything that people put into a drill. These records are the commands and, once accepted, the journal's inputs.

The tag of each record is its journal type, in the past tense. Replaying them through `drill.world.run` gives every
output again.
"""

from typing import TypeAlias

from drill.world.inputs.base import (
    DrillOpened,
    Input,
    Refusal,
    TeamSetup,
)
from drill.world.inputs.control import (
    Broadcast,
    ClockPaused,
    ClockStarted,
    DrillEnded,
    EmergencyStopped,
    InjectOrder,
    InjectSteered,
    InjectWritten,
    ItemVoided,
    PauseKind,
    TeamHeld,
    TeamReleased,
    TimeAdded,
    TimeCredited,
    UmpireRuled,
)
from drill.world.inputs.judge import (
    USUAL_ALARM,
    USUAL_MARKS,
    AppealRuled,
    AppealsOpened,
    AwardsNamed,
    BoardArranged,
    BoardFrozen,
    BoardThawed,
    ConflictDeclared,
    JuryScored,
    Marked,
    Observed,
    Outcome,
    PanelNamed,
    PenaltyGiven,
    PenaltyWithdrawn,
    Rating,
    Recused,
    ResultsSealed,
    RevealStepped,
    RulesAmended,
    SampleMarked,
    ScoresReleased,
)
from drill.world.inputs.team import (
    AlertAction,
    AlertHandled,
    Answered,
    AppealFiled,
    AppealWithdrawn,
    HintTaken,
    NoteKind,
    NoteTaken,
    OrderCancelled,
    OrderGiven,
    Read,
    Replied,
    ReportFilled,
    ReportSubmitted,
    UmpireAsked,
)

PlayInput: TypeAlias = (
    OrderGiven
    | OrderCancelled
    | UmpireAsked
    | Answered
    | HintTaken
    | Replied
    | ReportFilled
    | ReportSubmitted
    | AlertHandled
    | NoteTaken
    | Read
)
"""What a team does in its world, while the drill runs."""
FilingInput: TypeAlias = AppealFiled | AppealWithdrawn
"""What a team says about its score; worlds do not hear it, and it may come after the end."""
TeamInput: TypeAlias = PlayInput | FilingInput
ControlInput: TypeAlias = (
    ClockStarted
    | ClockPaused
    | EmergencyStopped
    | TeamHeld
    | TeamReleased
    | TimeCredited
    | TimeAdded
    | InjectSteered
    | InjectWritten
    | Broadcast
    | UmpireRuled
    | ItemVoided
    | DrillEnded
)
JudgeInput: TypeAlias = (
    Marked
    | Observed
    | PenaltyGiven
    | PenaltyWithdrawn
    | BoardFrozen
    | BoardThawed
    | ScoresReleased
    | PanelNamed
    | ConflictDeclared
    | Recused
    | SampleMarked
    | AppealsOpened
    | AppealRuled
    | RulesAmended
    | AwardsNamed
    | JuryScored
    | ResultsSealed
    | RevealStepped
    | BoardArranged
)
AnyInput: TypeAlias = DrillOpened | TeamInput | ControlInput | JudgeInput

__all__ = [
    "USUAL_ALARM",
    "USUAL_MARKS",
    "AlertAction",
    "AlertHandled",
    "Answered",
    "AnyInput",
    "AppealFiled",
    "AppealRuled",
    "AppealWithdrawn",
    "AppealsOpened",
    "AwardsNamed",
    "BoardArranged",
    "BoardFrozen",
    "BoardThawed",
    "Broadcast",
    "ClockPaused",
    "ClockStarted",
    "ConflictDeclared",
    "ControlInput",
    "DrillEnded",
    "DrillOpened",
    "EmergencyStopped",
    "FilingInput",
    "HintTaken",
    "InjectOrder",
    "InjectSteered",
    "InjectWritten",
    "Input",
    "ItemVoided",
    "JudgeInput",
    "JuryScored",
    "Marked",
    "NoteKind",
    "NoteTaken",
    "Observed",
    "OrderCancelled",
    "OrderGiven",
    "Outcome",
    "PanelNamed",
    "PauseKind",
    "PenaltyGiven",
    "PenaltyWithdrawn",
    "PlayInput",
    "Rating",
    "Read",
    "Recused",
    "Refusal",
    "Replied",
    "ReportFilled",
    "ReportSubmitted",
    "ResultsSealed",
    "RevealStepped",
    "RulesAmended",
    "SampleMarked",
    "ScoresReleased",
    "TeamHeld",
    "TeamInput",
    "TeamReleased",
    "TeamSetup",
    "TimeAdded",
    "TimeCredited",
    "UmpireAsked",
    "UmpireRuled",
]
