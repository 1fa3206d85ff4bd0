"""Every card there is, and how a view changes."""

from typing import TypeAlias

import msgspec

from drill.world.cards.base import (
    ClockCard,
    DrillCard,
)
from drill.world.cards.board import (
    BoardCard,
    DueCard,
    HoldingCard,
    ShadowCard,
    StoryCard,
)
from drill.world.cards.controller import (
    FeedCard,
    SeatCard,
    StepCard,
    TeamCard,
    TimelineCard,
    TruthCard,
)
from drill.world.cards.judge import (
    AgreementCard,
    AppealCard,
    AwardCard,
    LedgerCard,
    MarkCard,
    ObservationCard,
    PanelCard,
    PenaltyCard,
    ResultsCard,
    RowCard,
    SampleCard,
    WorkCard,
)
from drill.world.cards.team import (
    ActionCard,
    AlertCard,
    AssetCard,
    InjectCard,
    LineCard,
    MessageCard,
    NoteCard,
    OrderCard,
    PeopleCard,
    QuestionCard,
    ReportCard,
    RequestCard,
    ResultCard,
    ServiceCard,
    SourceCard,
)

AnyCard: TypeAlias = (
    ClockCard
    | DrillCard
    | ServiceCard
    | AlertCard
    | OrderCard
    | PeopleCard
    | ActionCard
    | AssetCard
    | SourceCard
    | LineCard
    | InjectCard
    | QuestionCard
    | ReportCard
    | NoteCard
    | RequestCard
    | MessageCard
    | ResultCard
    | TeamCard
    | FeedCard
    | TimelineCard
    | TruthCard
    | StepCard
    | SeatCard
    | RowCard
    | LedgerCard
    | MarkCard
    | SampleCard
    | WorkCard
    | AgreementCard
    | PanelCard
    | AppealCard
    | ResultsCard
    | AwardCard
    | PenaltyCard
    | ObservationCard
    | BoardCard
    | ShadowCard
    | HoldingCard
    | StoryCard
    | DueCard
)


class Put(msgspec.Struct, frozen=True, tag="put"):
    """A card is new or has changed."""

    card: AnyCard


class Drop(msgspec.Struct, frozen=True, tag="drop"):
    """A card is gone."""

    kind: str
    """The card's tag."""
    key: str


Change: TypeAlias = Put | Drop
