"""Facts as a controller reads them: what the scenario calls the thing, and its state as a word."""

from collections.abc import Mapping

from drill.i18n import N_, _, current_language
from drill.scenario.model import Text

STATES = {
    "off": N_("off"),
    "isolated": N_("isolated"),
    "compromised": N_("compromised"),
    "controlled": N_("controlled by the attacker"),
    "encrypted": N_("encrypted"),
    "backdoored": N_("has a back door"),
    "imaged": N_("imaged"),
    "captured": N_("memory captured"),
    "watched": N_("watched"),
    "emptied": N_("emptied of traces"),
    "wiped": N_("wiped"),
    "shielded": N_("shielded"),
    "working": N_("works"),
    "stolen": N_("stolen"),
    "disabled": N_("disabled"),
    "blocked": N_("blocked"),
    "rate-limited": N_("rate-limited"),
    "overloaded": N_("overloaded"),
    "up": N_("up"),
    "down": N_("down"),
    "cut": N_("cut"),
    "lost": N_("lost"),
    "leaked": N_("leaked"),
    "reached": N_("reached"),
    "alarmed": N_("alarmed"),
}
"""States of the scenario language, and what authors often call a mood or a thing's state."""
MOOD = "mood."
"""Facts that say again which mood the attacker is in."""


def state_said(state: str) -> str:
    """Return a state or mood in the reader's language; one of the author's own as it was written, without its hyphens."""
    return _(STATES[state]) if state in STATES else state.replace("-", " ")


def fact_said(fact: str, things: Mapping[str, Text]) -> tuple[str, str]:
    """Return the thing and the state of a canonical fact (``eoffice01.isolated``) in words.

    Args:
        fact: its canonical name.
        things: what the scenario calls the subjects of facts.
    """
    subject, _dot, state = fact.rpartition(".")
    if subject.endswith(".weak"):
        subject, said = subject.removesuffix(".weak"), _("weak to {weakness}").format(weakness=state)
    else:
        said = state_said(state)
    label = things.get(subject)
    if label is None:
        return {"attacker": _("the attacker"), "team": _("the team")}.get(subject, subject), said
    name = label.say(current_language())
    return (name if "." in subject else f"{name} ({subject})"), said
