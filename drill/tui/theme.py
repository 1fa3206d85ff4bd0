"""The three themes. Colours live here and nowhere else; style sheets name roles."""

from collections.abc import Mapping

from textual.css.stylesheet import Stylesheet
from textual.theme import Theme

DARK = "livefire-dark"
LIGHT = "livefire-light"
ANSI_DARK = "livefire-ansi"

THEMES = (
    Theme(
        name=DARK,
        primary="#4f9fd9",
        secondary="#6b7f94",
        accent="#7cc4f5",
        warning="#e0a440",
        error="#e0605e",
        success="#5fb87a",
        foreground="#d7dde3",
        background="#12171c",
        surface="#171d23",
        panel="#202830",
        variables={
            "quiet": "#8a97a5",
            "line": "#33404c",
            "block-cursor-background": "#2d5c80",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": "#26323d",
            "block-cursor-blurred-foreground": "#d7dde3",
            "footer-key-foreground": "#7cc4f5",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#1f6797",
        secondary="#5c6b78",
        accent="#0f4f7d",
        warning="#8a5a00",
        error="#a82a28",
        success="#1f6d3a",
        foreground="#1c252d",
        background="#f4f6f8",
        surface="#fbfcfd",
        panel="#e4e9ee",
        dark=False,
        variables={
            "quiet": "#56636f",
            "line": "#b9c3cc",
            "block-cursor-background": "#1f6797",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": "#d3dde6",
            "block-cursor-blurred-foreground": "#1c252d",
            "footer-key-foreground": "#0f4f7d",
        },
    ),
    Theme(
        name=ANSI_DARK,
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        accent="ansi_bright_cyan",
        warning="ansi_yellow",
        error="ansi_bright_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "quiet": "ansi_white",
            "line": "ansi_bright_black",
            "border": "ansi_bright_cyan",
            "border-blurred": "ansi_bright_black",
            "block-cursor-background": "ansi_white",
            "block-cursor-foreground": "ansi_black",
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": "ansi_bright_black",
            "block-cursor-blurred-foreground": "ansi_bright_white",
            "footer-key-foreground": "ansi_bright_cyan",
            "primary-muted": "ansi_default",
            "success-muted": "ansi_default",
            "warning-muted": "ansi_default",
            "error-muted": "ansi_default",
            "text-primary": "ansi_bright_cyan",
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "block-hover-background": "ansi_bright_black",
            "screen-selection-background": "ansi_blue",
            "screen-selection-foreground": "ansi_bright_white",
            "input-cursor-text-style": "none",
            "input-cursor-background": "ansi_white",
            "input-cursor-foreground": "ansi_black",
            "input-selection-background": "ansi_blue",
            "input-selection-foreground": "ansi_bright_white",
            "scrollbar": "ansi_bright_black",
            "scrollbar-hover": "ansi_white",
            "scrollbar-active": "ansi_white",
            "scrollbar-background": "ansi_default",
            "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default",
            "scrollbar-corner-color": "ansi_default",
        },
    ),
)


def theme_for(environment: Mapping[str, str]) -> str:
    """Return the theme that the terminal's colours can carry: ``ansi`` where only sixteen are sure."""
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return DARK
    term = environment.get("TERM", "").lower()
    return DARK if "256color" in term or "direct" in term or not term else ANSI_DARK


class Sheet(Stylesheet):
    """All rules of a desk, parsed once for each theme.

    Textual parses everything anew with each place that opens; rules change with the theme's variables alone.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        """Forget what was parsed, if the colours are others now."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what is not parsed yet.

        Raises:
            StylesheetParseError: a sheet has a mistake.
        """
        self.parse()
