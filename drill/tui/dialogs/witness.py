"""Bearing witness: what this seat was told of the record, held against what the record says now."""

import re
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from drill.client.witness import Sworn, as_file
from drill.errors import LivefireError
from drill.i18n import N_, _, ngettext
from drill.tui.dialogs.dialog import Dialog
from drill.tui.link import Link, WitnessLink
from drill.tui.widgets.page import Page
from drill.tui.widgets.panel import Detail
from drill.tui.widgets.tones import Tone
from drill.world.cards import ResultsCard

MOST_NAMED = 8
"""Positions that are listed where heads do not fit."""


class Witness(Dialog[None]):
    """How many heads of the chain this seat was told, the last of them, and whether all fit."""

    KEYS = N_("escape closes")
    SAVES = N_("s saves them · escape closes")
    """Said instead once there is something to save."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "save", N_("Save"), id="witness.save"),
        Binding("enter,q", "close", N_("Close"), show=False, id="witness.close"),
    ]
    DEFAULT_CSS = "Witness > .box > Detail { height: auto; max-height: 18; }"

    def __init__(self, link: Link, folder: Path | None = None) -> None:
        super().__init__(_("Witness"))
        self._link = link
        self._folder = folder or Path()
        self._seen: Sworn | None = None
        self._wrong = ""
        self._saved = ""

    def compose_body(self) -> ComposeResult:
        """What is known so far."""
        detail = Detail()
        detail.show(self._page())
        yield detail

    def on_mount(self) -> None:
        """Ask the hub."""
        self._show()
        self.run_worker(self._ask())

    def _show(self) -> None:
        self.query_one(Detail).show(self._page())
        self.say_keys(_(self.SAVES if self._heads else self.KEYS))

    @property
    def _heads(self) -> list[str]:
        return list(self._link.heads) if isinstance(self._link, WitnessLink) else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is saved where nothing was told."""
        return False if action == "save" and not self._heads else super().check_action(action, parameters)

    async def _ask(self) -> None:
        try:
            self._seen = await self._link.testify() if isinstance(self._link, WitnessLink) else None
        except LivefireError as error:
            self._wrong = f"{error.message} {error.remedy}"
        self._show()

    def _page(self) -> Content:
        heads = self._heads
        page = Page()
        if not heads:
            return page.words(_("This seat was told nothing of the record yet.")).done()
        seq, _colon, own_hash = heads[-1].partition(":")
        page.pair(_("Heads of the record that this seat was told"), str(len(heads)))
        page.pair(_("The last: entry"), seq).quiet(own_hash).gap()
        if self._wrong:
            page.words(self._wrong, Tone.WARN)
        elif self._seen is None:
            page.quiet(_("Asking the hub…"))
        else:
            _verdict(page, self._seen)
        _seal(page, self._link.view.get(ResultsCard, "results"))
        about = _("s saves them: they bear witness against any copy (livefire drill verify --witness-file).")
        page.gap().words(self._saved or about, Tone.NONE if self._saved else Tone.QUIET)
        return page.done()

    def action_save(self) -> None:
        """Write the heads into the folder in which the desk was opened."""
        heads = self._heads
        seat = re.sub(r"[^\w.-]+", "-", self._link.seat).strip("-.") or "seat"
        path = self._folder / f"witness-{seat}.txt"
        try:
            path.write_text(as_file(heads, self._link.seat), encoding="utf-8")
        except OSError as error:
            self._saved = _("{path} cannot be written: {reason}.").format(
                path=path, reason=error.strerror or error
            )
        else:
            self._saved = _("✓ Saved: {path}").format(path=path)
        self.query_one(Detail).show(self._page())


def _verdict(page: Page, seen: Sworn) -> None:
    if seen.fits:
        page.words(_("✓ All of them fit the hub's record."), Tone.GOOD)
        return
    wrong = len(seen.misfits) + len(seen.missing)
    said = ngettext("✗ {n} of them does not fit.", "✗ {n} of them do not fit.", wrong).format(n=wrong)
    page.head(said, Tone.BAD)
    if seen.misfits:
        page.words(
            _("The record was changed: another hash at entry {entries}").format(entries=_list(seen.misfits))
        )
    if seen.missing:
        page.words(_("The record was cut off before entry {entries}").format(entries=_list(seen.missing)))


def _list(positions: tuple[int, ...]) -> str:
    named = ", ".join(map(str, positions[:MOST_NAMED]))
    return f"{named}, …" if len(positions) > MOST_NAMED else named


def _seal(page: Page, card: ResultsCard | None) -> None:
    if card is not None and card.seal:
        page.gap().pair(_("Sealed at entry"), str(card.sealed_at))
        halves = (card.seal[:6], card.seal[6:])
        first, second = (" ".join(half) for half in halves)
        page.words(first).words(second)
    elif card is not None:
        page.gap().quiet(_("The results are not sealed."))
