"""A list whose rows have keys: it draws only the lines in sight, and keeps cursor and place while the world moves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from drill.i18n import N_, _
from drill.text import bare, cells, fit, folded
from drill.tui.widgets.columns import Layout, layout_of
from drill.tui.widgets.tones import Cell, Column, Tone

ItemT = TypeVar("ItemT")

_CACHE = 2_000
"""Drawn lines kept; more than any screen shows, so that scrolling back is free."""


class KeyedList(ScrollView, Generic[ItemT], can_focus=True):
    """Rows of cells under a heading, by key.

    The owner calls `show` with all items whenever they changed; only what is in sight is turned into cells. Cursor
    and scroll follow keys, not positions; but nobody has chosen the row on which a list begins, so that until the
    reader moves, and again from ``home`` on, the cursor stands on whatever comes first. With ``holds`` it stays with the
    row it stands on, wherever that goes: for lists whose keys act on a row at once. ``follow`` keeps the newest
    (last) row in sight until the reader moves away; ``frozen`` holds the picture while items go on arriving.
    """

    class Highlighted(Message):
        """The cursor stands on another row.

        Attributes:
            list: the list.
            key: the row's key, None when there is no row.
        """

        def __init__(self, keyed: "KeyedList[object]", key: str | None) -> None:
            super().__init__()
            self.list = keyed
            self.key = key

        @property
        def control(self) -> "KeyedList[object]":
            """The list, for selectors of ``@on``."""
            return self.list

    class Chosen(Highlighted):
        """Enter, or a click on the row under the cursor."""

    class StatusChanged(Message):
        """Following, freezing, filter or sorting changed; a panel around may show `KeyedList.status`."""

        def __init__(self, keyed: "KeyedList[object]") -> None:
            super().__init__()
            self.list = keyed

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor(1)", N_("Down"), show=False, id="list.down"),
        Binding("up,k", "cursor(-1)", N_("Up"), show=False, id="list.up"),
        Binding("pagedown,ctrl+d", "page(1)", N_("Page down"), show=False, id="list.page-down"),
        Binding("pageup,ctrl+u", "page(-1)", N_("Page up"), show=False, id="list.page-up"),
        Binding("home,g", "edge(0)", N_("First row"), show=False, id="list.first"),
        Binding("end,G", "edge(1)", N_("Last row, follow"), show=False, id="list.last"),
        Binding("enter", "choose", N_("Open"), show=False, id="list.choose"),
        Binding("o", "sort_next", N_("Sort by the next column"), show=False, id="list.sort"),
        Binding("space", "freeze", N_("Freeze or go on"), show=False, id="list.freeze"),
        Binding("escape", "clear_filter", N_("Clear the filter"), show=False, id="list.clear"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--head",
        "list--cursor",
        "list--empty",
        *(f"list--{tone}" for tone in Tone if tone),
        *(f"list--chip-{tone or 'none'}" for tone in Tone),
    }
    DEFAULT_CSS = """
    KeyedList {
        height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        & > .list--head { color: $quiet; text-style: underline; }
        & > .list--empty { color: $quiet; }
        & > .list--cursor { background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground; }
        &:focus > .list--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
        }
        & > .list--quiet { color: $quiet; }
        & > .list--good { color: $text-success; }
        & > .list--warn { color: $text-warning; }
        & > .list--bad { color: $text-error; }
        & > .list--accent { color: $accent; }
        & > .list--chip-none, & > .list--chip-quiet { color: $foreground; background: $panel; text-style: bold; }
        & > .list--chip-good { color: $text-success; background: $success-muted; text-style: bold; }
        & > .list--chip-warn { color: $text-warning; background: $warning-muted; text-style: bold; }
        & > .list--chip-bad { color: $text-error; background: $error-muted; text-style: bold; }
        & > .list--chip-accent { color: $text-primary; background: $primary-muted; text-style: bold; }
    }
    """

    cursor_key: reactive[str | None] = reactive(None, repaint=False)
    """Key of the row under the cursor; None while there is none."""
    follow: reactive[bool] = reactive(default=False, repaint=False)
    """Whether the newest row stays in sight."""
    frozen: reactive[bool] = reactive(default=False, repaint=False)
    """Whether the picture is held."""

    def __init__(
        self,
        columns: Sequence[Column],
        key_of: Callable[[ItemT], str],
        cells_of: Callable[[ItemT], tuple[Cell, ...]],
        *,
        empty: str,
        id: str | None = None,  # noqa: A002 (Textual's own name)
        follows: bool = False,
        head: bool = True,
    ) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.empty = empty
        self.sort: tuple[int, bool] | None = None
        self.needle = ""
        self._key_of, self._cells_of = key_of, cells_of
        self._head = 1 if head else 0
        self._all: Sequence[ItemT] = ()
        self._rows: list[ItemT] = []
        self._places: dict[str, int] = {}
        self._cells: dict[str, tuple[ItemT, tuple[Cell, ...]]] = {}
        self._strips: dict[tuple[str, int, bool, bool], Strip] = {}
        self._waiting: Sequence[ItemT] | None = None
        self._unseen = 0
        self._follows = follows
        self._chosen = False
        self.holds = False
        """Whether the cursor stays with its row from the first on."""
        self.set_reactive(KeyedList.follow, follows)

    # --- what is shown

    def show(self, items: Sequence[ItemT]) -> None:
        """Show these items, in this order unless the reader sorted; a frozen list keeps them for later."""
        if self.frozen:
            self._waiting = items
            self._tell()
            return
        grown = len(items) - len(self._all)
        self._all = list(items)
        if self._follows and not self.follow and grown > 0:
            self._unseen += grown
        self._arrange()

    def refresh_cells(self) -> None:
        """Work out all cells anew: the language, the theme or a countdown changed."""
        self._cells.clear()
        self._strips.clear()
        self.refresh()

    def filter(self, needle: str) -> None:
        """Show only rows that hold these words, accents or not; empty shows all."""
        self.needle = needle.strip()
        self._arrange()

    def sort_by(self, column: int | None, *, down: bool = False) -> None:
        """Sort by a column's values; None goes back to the owner's order."""
        self.sort = None if column is None else (column, down)
        self._arrange()

    @property
    def items(self) -> Sequence[ItemT]:
        """What is listed now, filtered and sorted."""
        return self._rows

    @property
    def total(self) -> int:
        """How many items there are without the filter."""
        return len(self._all)

    @property
    def current(self) -> ItemT | None:
        """The item under the cursor."""
        place = self._places.get(self.cursor_key) if self.cursor_key is not None else None
        return None if place is None else self._rows[place]

    @property
    def status(self) -> str:
        """The mode in words, for the border: TAIL, FROZEN, how many new, filter, sorting; empty when plain."""
        parts = []
        if self.frozen:
            more = len(self._waiting) - len(self._all) if self._waiting is not None else 0
            parts.append(_("FROZEN +{n}").format(n=max(0, more)))
        elif self._follows and self._rows:
            parts.append(_("TAIL") if self.follow else _("+{n} new, G follows").format(n=self._unseen))
        if self.needle:
            parts.append(
                _("{n} of {all} with “{words}”").format(n=len(self._rows), all=self.total, words=self.needle)
            )
        if self.sort is not None:
            sign = "▼" if self.sort[1] else "▲"
            parts.append(f"{sign} {_(self.columns[self.sort[0]].title)}")
        return " · ".join(parts)

    # --- arranging

    def _arrange(self) -> None:
        top = self._key_at(self.scroll_offset.y)
        before, count = self._place(), len(self._rows)
        rows = [item for item in self._all if self._matches(item)]
        if self.sort is not None:
            rows.sort(key=partial(self._sort_value, self.sort[0]), reverse=self.sort[1])
        self._rows = rows
        self._places = {self._key_of(item): place for place, item in enumerate(rows)}
        if len(self._cells) > _CACHE + len(rows):
            self._cells = {key: kept for key, kept in self._cells.items() if key in self._places}
        self._strips.clear()
        self.virtual_size = Size(0, len(rows) + self._head)
        self._keep_cursor(before, sunk=len(rows) == count)
        self._keep_scroll(top)
        self.refresh()
        self._tell()

    def _keep_cursor(self, before: int, *, sunk: bool) -> None:
        """Keep the row; where it is gone, or sank out of sight by what was done to it, take the one in its place."""
        if not self._rows:
            self.cursor_key = None
        elif self.follow and not self.needle:
            self.cursor_key = self._key_of(self._rows[-1])
        elif not (self._chosen or self.holds or self._follows):
            self.cursor_key = self._key_of(self._rows[0])
        elif self.cursor_key not in self._places or (sunk and not self.holds and self._sank(before)):
            self.cursor_key = self._key_of(self._rows[min(before, len(self._rows) - 1)])

    def _sank(self, before: int) -> bool:
        """Return whether the cursor's row left the window that it was in."""
        window = range(self.scroll_offset.y, self.scroll_offset.y + max(1, self.size.height - self._head))
        return before in window and self._place() >= window.stop

    def _keep_scroll(self, top: str | None) -> None:
        if self.follow:
            self.call_after_refresh(self.scroll_end, animate=False, force=True)
        elif top is not None and top in self._places and self._places[top] != self.scroll_offset.y:
            self.scroll_to(y=self._places[top], animate=False, force=True)

    def _key_at(self, place: int) -> str | None:
        return self._key_of(self._rows[place]) if 0 < place < len(self._rows) else None

    def _matches(self, item: ItemT) -> bool:
        if not self.needle:
            return True
        return bare(self.needle) in bare(" ".join(cell.text for cell in self.cells_of(item)))

    def _sort_value(self, column: int, item: ItemT) -> tuple[int, int, str]:
        cell = self.cells_of(item)[column]
        if isinstance(cell.value, int):
            return (0, cell.value, "")
        return (1, 0, folded(cell.value if cell.value is not None else cell.text))

    def cells_of(self, item: ItemT) -> tuple[Cell, ...]:
        """Return the item's cells; the same item object is asked only once."""
        key = self._key_of(item)
        kept = self._cells.get(key)
        if kept is not None and kept[0] is item:
            return kept[1]
        made = self._cells_of(item)
        self._cells[key] = (item, made)
        return made

    def _tell(self) -> None:
        self.post_message(self.StatusChanged(self))  # type: ignore[arg-type]

    # --- drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window: the heading, a row, or a line of the empty state."""
        width = self.scrollable_content_region.width
        if not self._rows:
            return self._empty_line(y, width)
        if y < self._head:
            return self._head_line(width)
        place = self.scroll_offset.y + y - self._head
        if place >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        item = self._rows[place]
        key = self._key_of(item)
        name = (key, width, key == self.cursor_key, self.has_focus)
        if name not in self._strips:
            if len(self._strips) > _CACHE:
                self._strips.clear()
            self._strips[name] = self._row_line(item, layout_of(self.columns, width), cursor=name[2])
        return self._strips[name]

    def _row_line(self, item: ItemT, layout: Layout, *, cursor: bool) -> Strip:
        row = self.cells_of(item)
        base = self.get_component_rich_style("list--cursor") if cursor else self.rich_style
        segments: list[Segment] = []
        for place, width in layout:
            if segments:
                segments.append(Segment(" ", base))
            segments += self._cell_segments(
                row[place], width, base, cursor=cursor, right=self.columns[place].right
            )
        return Strip(segments).adjust_cell_length(self.scrollable_content_region.width, base)

    def _cell_segments(
        self, cell: Cell, width: int, base: Style, *, cursor: bool, right: bool
    ) -> list[Segment]:
        if cell.chip and cell.text:
            chip = fit(cell.text, min(width - 2, cells(fit(cell.text, width).rstrip())))
            style = base + self.get_component_rich_style(f"list--chip-{cell.tone or 'none'}", partial=True)
            return [Segment(f" {chip} ", style), Segment(" " * (width - cells(chip) - 2), base)]
        text = fit(cell.text, width)
        if right:
            text = text.rstrip()
            text = " " * (width - cells(text)) + text
        plain_cursor = cursor and self.has_focus
        tone = self.get_component_rich_style(f"list--{cell.tone}", partial=True) if cell.tone else Style()
        return [Segment(text, base if plain_cursor else base + tone)]

    def _head_line(self, width: int) -> Strip:
        style = self.rich_style + self.get_component_rich_style("list--head", partial=True)
        segments: list[Segment] = []
        for place, room in layout_of(self.columns, width):
            column = self.columns[place]
            sign = "" if self.sort is None or self.sort[0] != place else ("▼" if self.sort[1] else "▲")
            title = fit(_(column.title) + sign, room)
            if column.right:
                title = title.rstrip()
                title = " " * (room - cells(title)) + title
            segments += [Segment(" ", style)] * bool(segments) + [Segment(title, style)]
        return Strip(segments).adjust_cell_length(width, style)

    def _empty_line(self, y: int, width: int) -> Strip:
        style = self.rich_style + self.get_component_rich_style("list--empty", partial=True)
        lines = self._empty_lines(max(10, width - 4))
        place = y - max(0, (self.size.height - len(lines)) // 3)
        if not 0 <= place < len(lines):
            return Strip.blank(width, self.rich_style)
        indent = max(0, (width - cells(lines[place])) // 2)
        return Strip([Segment(" " * indent + lines[place], style)]).adjust_cell_length(width, style)

    def _empty_lines(self, width: int) -> list[str]:
        said = _(self.empty)
        if self.needle and self._all:
            said = _("Nothing here holds “{words}”. Escape clears the filter.").format(
                words=fit(self.needle, 30).rstrip()
            )
        lines, line = [], ""
        for word in said.split():
            if line and cells(line) + 1 + cells(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        return [*lines, line]

    # --- moving

    def watch_cursor_key(self, before: str | None, after: str | None) -> None:
        """Redraw the two lines and say where the cursor is."""
        for key in (before, after):
            if key is not None and key in self._places:
                self.refresh_lines(self._places[key] + self._head, 1)
        self.post_message(self.Highlighted(self, after))  # type: ignore[arg-type]

    def watch_follow(self, follow: bool) -> None:  # noqa: FBT001 (how Textual calls a watcher)
        """Forget what was unseen once the end is in sight again."""
        if follow:
            self._unseen = 0
        self._tell()

    def move_to(self, key: str | None) -> bool:
        """Put the cursor on a row and bring it into sight; return whether there is such a row."""
        if key is None or key not in self._places:
            return False
        self._chosen = True
        self.cursor_key = key
        self._show_place(self._places[key])
        return True

    def _show_place(self, place: int) -> None:
        self.scroll_to_region(Region(0, place + self._head, 1, 1), animate=False, force=True, x_axis=False)
        top = self.scroll_offset.y
        if place < top:
            self.scroll_to(y=place, animate=False, force=True)

    def _move(self, place: int) -> None:
        if not self._rows:
            return
        place = max(0, min(place, len(self._rows) - 1))
        if self._follows:
            self.follow = False
        self.move_to(self._key_of(self._rows[place]))

    def _place(self) -> int:
        return self._places.get(self.cursor_key, 0) if self.cursor_key is not None else 0

    def action_cursor(self, step: int) -> None:
        """Move by one; at the edge go on to the next panel."""
        place = self._place() + step
        if 0 <= place < len(self._rows):
            self._move(place)
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_page(self, step: int) -> None:
        """Move by what is in sight."""
        self._move(self._place() + step * max(1, self.size.height - self._head - 1))

    def action_edge(self, end: int) -> None:
        """Go to the first or the last row; the last one turns following on where there is one."""
        self._move(len(self._rows) - 1 if end else 0)
        self._chosen = bool(end)
        if end and self._follows:
            self.frozen = False
            self.follow = True
            self.scroll_end(animate=False, force=True)

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        if self.cursor_key is not None:
            self.post_message(self.Chosen(self, self.cursor_key))  # type: ignore[arg-type]

    def action_sort_next(self) -> None:
        """Sort by each column in turn, up then down, then as it came."""
        if self.sort is None:
            self.sort_by(0)
        elif not self.sort[1]:
            self.sort_by(self.sort[0], down=True)
        else:
            following = self.sort[0] + 1
            self.sort_by(following if following < len(self.columns) else None)

    def action_freeze(self) -> None:
        """Hold the picture, or show what came meanwhile."""
        self.frozen = not self.frozen
        if not self.frozen and self._waiting is not None:
            items, self._waiting = self._waiting, None
            self.show(items)
        self._tell()

    def action_clear_filter(self) -> None:
        """Show all rows again."""
        self.filter("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """Escape belongs to the list only while a filter is on; enter, while there is a row."""
        if action == "clear_filter":
            return bool(self.needle)
        return bool(self._rows) if action == "choose" else True

    # --- focus and mouse

    def on_focus(self) -> None:
        """Draw the cursor brightly."""
        self._strips.clear()

    def on_blur(self) -> None:
        """Draw the cursor quietly."""
        self._strips.clear()

    def on_resize(self) -> None:
        """Keep the cursor in sight after the panel changed its size."""
        self._strips.clear()
        if self.cursor_key in self._places and not self.follow:
            self._show_place(self._places[self.cursor_key])

    def notify_style_update(self) -> None:
        """Forget drawn lines when the theme or a class changed."""
        super().notify_style_update()
        self._strips.clear()

    def on_click(self, event: events.Click) -> None:
        """Move to the row; on the row under the cursor, open it; on the heading, sort."""
        offset = event.get_content_offset(self)
        if offset is None or not self._rows:
            return
        if offset.y < self._head:
            self._sort_at(offset.x)
            return
        place = self.scroll_offset.y + offset.y - self._head
        if place >= len(self._rows):
            return
        again = place == self._place()
        self._move(place)
        if again:
            self.action_choose()

    def _sort_at(self, x: int) -> None:
        start = 0
        for place, width in layout_of(self.columns, self.scrollable_content_region.width):
            if start <= x < start + width:
                same = self.sort is not None and self.sort[0] == place
                self.sort_by(place, down=same and not (self.sort and self.sort[1]))
                return
            start += width + 1

    def on_mouse_scroll_up(self) -> None:
        """Looking back ends following."""
        if self._follows:
            self.follow = False


@dataclass(frozen=True, slots=True)
class Line:
    """A ready-made item for lists that show plain lines."""

    key: str
    cells: tuple[Cell, ...]


def lines_list(columns: Sequence[Column], *, empty: str, id: str) -> KeyedList[Line]:  # noqa: A002 (Textual's own name)
    """Make a list of ready-made lines."""
    return KeyedList(columns, lambda line: line.key, lambda line: line.cells, empty=empty, id=id)
