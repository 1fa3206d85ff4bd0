"""Every deadline of the team in one list, so that nothing is late because it was on another screen."""

from dataclasses import dataclass

from drill.i18n import Language, _
from drill.text import one_line
from drill.world.cards import InjectCard, ReportCard, View


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is due."""

    key: str
    """``report:ID`` or ``inject:ID``."""
    label: str
    due: int
    """Exercise milliseconds."""
    place: str
    """Where it is dealt with."""

    @property
    def item(self) -> str:
        """The card's own key."""
        return self.key.partition(":")[2]


def deadlines(view: View, language: Language) -> list[Deadline]:
    """Return what is due and not done, the nearest first."""
    found = [
        Deadline(
            f"report:{card.key}",
            _("Report to {who}").format(who=one_line(card.to.say(language), 60)),
            card.due,
            "reports",
        )
        for card in view.all(ReportCard)
        if card.due is not None and card.submitted is None
    ]
    found += [
        Deadline(
            f"inject:{card.key}",
            _("Reply to {who}").format(who=one_line(card.sender.say(language), 60)),
            card.due,
            "inbox",
        )
        for card in view.all(InjectCard)
        if card.due is not None and card.replied is None
    ]
    return sorted(found, key=lambda deadline: (deadline.due, deadline.key))
