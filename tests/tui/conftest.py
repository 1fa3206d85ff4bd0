"""What every test of a desk needs: this machine kept out."""

from collections.abc import Iterator

import pytest

from drill.i18n import Language, current_language, use_language


@pytest.fixture(autouse=True)
def _machine_kept_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test a plain terminal, no animation and the English language; put the language back."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none", raising=False)
    for variable in ("LIVEFIRE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    spoken = current_language()
    use_language(Language.ENGLISH)
    yield
    use_language(spoken)
