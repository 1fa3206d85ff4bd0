"""What a judge is asked before something is said: a mark, stepping back, an interest, a panel. Each gives a command."""

import re
from collections.abc import Sequence
from datetime import datetime

from drill.i18n import _
from drill.text import bare
from drill.tui.dialogs.form import Check, FormField, something
from drill.tui.judge.marking.papers import Paper
from drill.tui.judge.told import RATINGS, percent_of, wrong_percent
from drill.tui.widgets.inputs import Complete
from drill.world.cards import PanelCard
from drill.world.inputs import (
    USUAL_ALARM,
    USUAL_MARKS,
    ConflictDeclared,
    Marked,
    PanelNamed,
    Rating,
    Recused,
    SampleMarked,
)


def mark_fields(paper: Paper, criterion: int) -> tuple[FormField, ...]:
    """Return what is asked of one criterion; a sample has no rating."""
    percent, rating, comment = paper.own(criterion) or (None, "", "")
    asked = [
        FormField(
            "percent", _("Percent"), initial="" if percent is None else str(percent), check=wrong_percent
        )
    ]
    if paper.sample is None:
        choices = (("", "–"), *((key, key) for key, _label in RATINGS))
        asked.append(FormField("rating", _("Rating"), initial=rating, choices=choices))
    hint = _("the team may read it in the review") if paper.sample is None else ""
    return (*asked, FormField("comment", _("Comment"), initial=comment, placeholder=hint))


def mark_of(paper: Paper, criterion: int, given: dict[str, str]) -> Marked | SampleMarked:
    """Return the mark that these answers say."""
    percent = percent_of(given["percent"])
    if paper.sample is not None:
        return SampleMarked(paper.item, paper.sample, criterion, percent, given["comment"])
    rating = Rating(given["rating"]) if given.get("rating") else None
    return Marked(paper.code, paper.item, criterion, percent, given["comment"], rating)


def quick(paper: Paper, criterion: int, percent: int) -> Marked | SampleMarked:
    """Return a mark of so many percent; its comment and rating stay."""
    _percent, rating, comment = paper.own(criterion) or (0, "", "")
    return mark_of(paper, criterion, {"percent": str(percent), "rating": rating, "comment": comment})


def recusal_fields(paper: Paper) -> tuple[FormField, ...]:
    """Return what is asked of who steps back."""
    scope = (("item", _("this text")), ("team", _("every text of {code}").format(code=paper.code)))
    return (
        FormField("scope", _("Step back from"), initial="item", choices=scope),
        FormField("reason", _("Reason"), check=something),
    )


def recusal_of(paper: Paper, given: dict[str, str]) -> Recused:
    """Return the recusal that these answers say."""
    return Recused(paper.code, paper.item if given["scope"] == "item" else "", given["reason"])


def interest_fields(teams: Sequence[str], judges: Sequence[str]) -> tuple[FormField, ...]:
    """Return what is asked of who has an interest in a team.

    Args:
        teams: names to complete; none where a judge may not read them.
        judges: seats for whom one may speak; none for oneself alone.
    """
    team = FormField("team", _("Team or unit"), complete=completing(teams), check=something)
    reason = FormField("reason", _("Reason"), check=something)
    if not judges:
        return team, reason
    judge = FormField("judge", _("Judge"), complete=completing(judges), placeholder=_("empty for yourself"))
    return team, judge, reason


def interest_of(given: dict[str, str]) -> ConflictDeclared:
    """Return the interest that these answers say."""
    return ConflictDeclared(given["team"], given["reason"], given.get("judge", ""))


def panel_fields(panel: PanelCard | None, judges: Sequence[str]) -> tuple[FormField, ...]:
    """Return what is asked of who names a panel, with the present one filled in."""
    known = panel.judges if panel and panel.judges else judges
    ceremony = _moment(panel.ceremony) if panel and panel.ceremony else ""
    return (
        FormField("judges", _("Seats"), initial=", ".join(known), check=something),
        FormField(
            "per_item",
            _("Marks for each"),
            initial=str(panel.per_item if panel else USUAL_MARKS),
            check=_number(9),
        ),
        FormField(
            "alarm",
            _("Alarm, percent"),
            initial=str(panel.alarm if panel else USUAL_ALARM),
            check=_number(100),
        ),
        FormField(
            "ceremony", _("Ceremony"), initial=ceremony, placeholder="2026-11-24 16:00", check=_wrong_moment
        ),
    )


def panel_of(given: dict[str, str], heads: tuple[str, ...]) -> PanelNamed:
    """Return the panel that these answers say; who are head judges stays."""
    seats = tuple(part for part in re.split(r"[\s,;]+", given["judges"]) if part)
    when = given["ceremony"]
    ceremony = int(datetime.fromisoformat(when).astimezone().timestamp()) * 1000 if when else 0
    return PanelNamed(seats, int(given["per_item"]), int(given["alarm"]), ceremony, heads)


def completing(names: Sequence[str]) -> Complete | None:
    """Return what completes one of some names, whatever part of it is typed; None where there are none."""
    if not names:
        return None

    def possible(words: str) -> Sequence[str]:
        sought = bare(words.strip())
        return [name for name in names if sought in bare(name)] if sought else names

    return possible


def _number(most: int) -> Check:
    def wrong(words: str) -> str:
        fits = words.isdecimal() and 1 <= int(words) <= most
        return "" if fits else _("Write a whole number from 1 to {most}.").format(most=most)

    return wrong


def _wrong_moment(words: str) -> str:
    try:
        datetime.fromisoformat(words or "2026-01-01")
    except ValueError:
        return _("Write it like 2026-11-24 16:00, or leave it empty.")
    return ""


def _moment(wall: int) -> str:
    return f"{datetime.fromtimestamp(wall // 1000).astimezone():%Y-%m-%d %H:%M}"
