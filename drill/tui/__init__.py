"""The desks. One kit (frame, widgets, dialogs, palette, help) and one app per seat.

A desk sees a `drill.tui.link.Link` and nothing else of the world: no hub, no journal, no clock of its own.
"""

import os

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
# Vietnamese input methods send composed letters that the kitty protocol splits; Textual reads this while importing.
