"""``livefire`` with nothing else: show the ways in, then do what was chosen."""

import os

from drill.cli.scenario import bundled, load_model
from drill.i18n import current_language
from drill.tui.home.app import Choice, HomeApp
from drill.tui.terminal import check_terminal


def home() -> Choice | None:
    """Show the first screen; return the chosen command line, None when the person left.

    Raises:
        TerminalError: this terminal cannot show it.
    """
    check_terminal(os.environ)
    titles = [
        (name, load_model(path).model.title.say(current_language())) for name, path in bundled().items()
    ]
    return HomeApp(titles).run()
