"""Invitations: ``livefire://host:port/#token.fingerprint``.

The token (256 bits, hex) opens one seat; the hub stores only its hash. The fingerprint pins the hub's certificate; an
invitation without one is for plain loopback alone. Everything secret stands behind ``#``, where no proxy log sees it.
"""

import hashlib
import re
from urllib.parse import urlsplit

import msgspec

from drill.errors import InvitationError
from drill.i18n import N_, _

_TOKEN = re.compile(r"[0-9a-f]{64}")
_REMEDY = N_("Copy the whole line that the controller gave you; it starts with livefire://")


class Invitation(msgspec.Struct, frozen=True):
    """Where the hub is and what opens the seat."""

    host: str
    port: int
    token: str
    """64 hex digits."""
    fingerprint: str = ""
    """SHA-256 of the hub's certificate, 64 hex digits; empty on plain loopback."""

    def __str__(self) -> str:
        pin = f".{self.fingerprint}" if self.fingerprint else ""
        return f"livefire://{self.authority}/#{self.token}{pin}"

    @property
    def authority(self) -> str:
        """Host and port as an address or a request names them; an IPv6 address in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def parse(text: str) -> Invitation:
    """Read an invitation as a person pasted it.

    Raises:
        InvitationError: it is malformed, or without a fingerprint for a host that is not this machine.
    """
    host, port, secret = _split(text.strip().strip("<>\"'"))
    token, _dot, fingerprint = secret.lower().partition(".")
    if not _TOKEN.fullmatch(token):
        raise InvitationError(_("This is not an invitation."), _(_REMEDY))
    if fingerprint and not _TOKEN.fullmatch(fingerprint):
        raise InvitationError(_("The end of the invitation is missing or wrong."), _(_REMEDY))
    if not fingerprint and host not in LOOPBACK:
        raise InvitationError(
            _(
                "This invitation has no fingerprint, so the hub at another machine could not be told from a false one."
            ),
            _("Ask the controller for an invitation with a fingerprint."),
        )
    return Invitation(host, port, token, fingerprint)


def _split(text: str) -> tuple[str, int, str]:
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if not host or not port or parts.scheme != "livefire":
        raise InvitationError(_("This is not an invitation."), _(_REMEDY))
    return host, port, parts.fragment


def token_hash(token: str) -> bytes:
    """Return the 32 bytes that the hub stores instead of the token."""
    return hashlib.blake2b(token.encode(), digest_size=32, person=b"livefire seat").digest()
