"""What stands beside the ranks, and the ceremony, as lines of text."""

from collections.abc import Iterator

from textual.content import Content

from drill.i18n import Language, _, current_language
from drill.text import fit, one_line
from drill.tui.widgets.tones import STYLE, Tone
from drill.tui.widgets.trend import progress
from drill.world.cards import (
    AwardCard,
    BoardCard,
    ClockCard,
    ClockState,
    DueCard,
    HoldingCard,
    ResultsCard,
    ShadowCard,
    StoryCard,
    View,
)
from scoring.wall.naming import RESULTS, STATES

MINUTE = 60_000
OVERDUE = 10 * MINUTE
"""Milliseconds after which a late reply leaves the wall."""
LOSSES = 3
STORY = 8


def span(milliseconds: int) -> str:
    """Return a length of time: ``1:15:14``, ``4:05``."""
    seconds = max(0, milliseconds) // 1000
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def local(clock: ClockCard | None, t: int) -> str:
    """Return the local time of the story, ``09:41``."""
    if clock is None:
        return ""
    minutes = (clock.starts_at + t * clock.hours_per_hour) // MINUTE
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def chips(view: View) -> Content:
    """Return in words how the drill and its board stand."""
    clock, board = view.get(ClockCard, "clock"), view.get(BoardCard, "board")
    results = view.get(ResultsCard, "results")
    parts = []
    if clock is not None and clock.state is not ClockState.RUNNING:
        parts.append(Content.styled(f" {_(STATES[clock.state])} ", "bold reverse"))
    if board is not None and board.frozen:
        parts.append(Content.styled(f" {_('FROZEN')} ", "bold reverse"))
    if board is not None and board.delay:
        parts.append(Content.styled(_("{n} s behind").format(n=board.delay // 1000), STYLE[Tone.QUIET]))
    if results is not None and RESULTS[results.state.value]:
        parts.append(Content.styled(_(RESULTS[results.state.value]), STYLE[Tone.ACCENT]))
    return Content("  ").join(parts)


def beside_lines(view: View, t: int, width: int) -> list[Content]:
    """Return everything beside the ranks: what nobody defends, what is due, what happened."""
    parts = [list(part) for part in (_lost(view, width), _due(view, t, width), _story(view, width))]
    lines: list[Content] = []
    for part in parts:
        lines += [Content(""), *part] if lines and part else part
    return lines


def below_lines(view: View, t: int, width: int) -> list[Content]:
    """Return the same in few lines, for terminals with no room beside the ranks."""
    lost, due, story = (
        list(part) for part in (_lost(view, width), _due(view, t, width), _story(view, width))
    )
    return [*lost[:1], *lost[1:][-1:], *due[1:3], *story[1:3]]


def _lost(view: View, width: int) -> Iterator[Content]:
    shadow, holding = view.get(ShadowCard, "undefended"), view.get(HoldingCard, "holding")
    if shadow is None:
        return
    up = _("{up} of {all} services up").format(up=shadow.services_up, all=shadow.services)
    yield _title(f"{_('If nobody defended')} · {up}", width)
    if not shadow.losses:
        yield Content.styled(fit(_("Nothing is lost yet."), width), STYLE[Tone.QUIET])
    clock = view.get(ClockCard, "clock")
    held = {name: teams for _goal, name, teams in holding.holding} if holding else {}
    for t, what, much in shadow.losses[-LOSSES:]:
        name = what.say(current_language()) + (f": {_amount(much)}" if much else "")
        yield _pair(name, local(clock, t), width, f"bold {STYLE[Tone.BAD]}")
        if holding is not None and what in held:
            said = _("holding: {n} of {all} teams").format(n=held[what], all=holding.teams)
            yield Content(fit(f"{said} {progress(held[what], holding.teams, 8)}", width))


def _due(view: View, t: int, width: int) -> Iterator[Content]:
    cards = sorted((card for card in view.all(DueCard) if card.due > t - OVERDUE), key=lambda card: card.due)
    if cards:
        yield _title(_("Due now"), width)
    for card in cards[:4]:
        late = card.due <= t
        left = f"{_('LATE')} {span(t - card.due)}" if late else span(card.due - t)
        name = f"{card.label.say(current_language())} · {_('{n} owe it').format(n=card.waiting)}"
        yield _pair(name, left, width, STYLE[Tone.BAD] if late else "")


def _story(view: View, width: int) -> Iterator[Content]:
    cards = sorted(view.all(StoryCard), key=lambda card: -int(card.key))
    clock = view.get(ClockCard, "clock")
    if cards:
        yield _title(_("What happened"), width)
    for card in cards[:STORY]:
        yield Content(fit(f"{local(clock, card.t)} {one_line(card.words.say())}", width))


def curtain_lines(view: View, revealed: int, width: int) -> list[Content]:
    """Return the ceremony: the prize that was shown last, large, those before it small."""
    shown = sorted(view.all(AwardCard), key=lambda card: card.place)
    if not shown or not revealed:
        return [_middle(_("Awards"), width, "bold"), Content(""), _middle(_("The prizes follow."), width, STYLE[Tone.QUIET])]  # fmt: skip
    first = shown[0]
    lines = [_middle(first.title.say(current_language()), width, f"bold {STYLE[Tone.ACCENT]}"), Content("")]
    for one in first.candidates:
        lines.append(_middle(f"★  {one_line(one.label)}  ★", width, "bold reverse"))
        lines += [_middle(one_line(one.figure.say()), width, STYLE[Tone.QUIET]), Content("")]
    if not first.candidates:
        lines += [_middle(_("not awarded"), width, ""), Content("")]
    for card in shown[1:]:
        names = ", ".join(one.label for one in card.candidates) or _("not awarded")
        lines.append(_middle(f"{card.title.say(current_language())}: {names}", width, STYLE[Tone.QUIET]))
    return lines


def _amount(much: str) -> str:
    """Return a whole number in groups of three, as the reader's language separates them."""
    if not much.isdecimal():
        return much
    grouped = f"{int(much):,}"
    return grouped.replace(",", ".") if current_language() is Language.VIETNAMESE else grouped


def _title(text: str, width: int) -> Content:
    return Content.styled(fit(text, width), f"bold {STYLE[Tone.ACCENT]}")


def _pair(name: str, value: str, width: int, style: str) -> Content:
    return Content.styled(f"{fit(name, max(1, width - len(value) - 1))} {value}", style)


def _middle(text: str, width: int, style: str) -> Content:
    said = fit(one_line(text), width).rstrip()
    return Content(" " * ((width - Content(said).cell_length) // 2)) + Content.styled(said, style)
