"""Keys that sign results: one for each installation, made on first use, readable by its owner alone.

Ed25519, from the package ``cryptography`` (extra ``hub``). Without it a seal can be neither made nor checked, and both
say so.
"""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from platformdirs import user_data_path

from drill.errors import SealError
from drill.i18n import _

KEY_FILE = "seal-key.pem"
FOLDER = "LIVEFIRE_DATA"
"""Variable of the environment that names another folder for what this program keeps."""
_OTHERS = 0o077


class SigningKey(Protocol):
    """A private key that is ready to sign."""

    def sign(self, data: bytes, /) -> bytes:
        """Return a signature of 64 bytes."""
        ...


def data_folder() -> Path:
    """Return where this program keeps what belongs to the person on this machine."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else user_data_path("livefire", appauthor=False)


def can_sign() -> bool:
    """Return whether the package that signs and checks is installed."""
    return find_spec("cryptography") is not None


def signing_key(folder: Path) -> SigningKey:
    """Return the key of this installation, made when there is none.

    Raises:
        SealError: ``cryptography`` is missing, or the key cannot be read, is open to others or is no key.
    """
    _demand_package()
    path = folder / KEY_FILE
    try:
        if not path.exists():
            _make(path)
        if os.name == "posix" and path.stat().st_mode & _OTHERS:
            raise SealError(
                _("Others on this machine can read the key {path}.").format(path=path),
                _("Let only its owner read it (chmod 600), or move it away: a new one is then made."),
            )
        return _load(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SealError(
            _("The key {path} cannot be used: {reason}.").format(path=path, reason=error),
            _("Move it away: a new one is then made, with another public key."),
        ) from error


def public_key(key: SigningKey) -> bytes:
    """Return the 32 bytes by which anyone can check what this key signs."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 (an extra)
        Ed25519PrivateKey,
    )

    assert isinstance(key, Ed25519PrivateKey)  # noqa: S101 (made here)
    return key.public_key().public_bytes_raw()


def fits(key: bytes, signature: bytes, data: bytes) -> bool:
    """Return whether the owner of this public key signed these bytes.

    Raises:
        SealError: ``cryptography`` is missing.
    """
    _demand_package()
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 (an extra)
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 (an extra)
        Ed25519PublicKey,
    )

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _make(path: Path) -> None:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 (an extra)
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 (an extra)
        Ed25519PrivateKey,
    )

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(pem)


def _load(pem: bytes) -> SigningKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 (an extra)
        Ed25519PrivateKey,
    )
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 (an extra)
        load_pem_private_key,
    )

    key = load_pem_private_key(pem, None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(_("it is of another kind"))  # noqa: TRY004 (told as any unusable key is)
    return key


def _demand_package() -> None:
    if not can_sign():
        raise SealError(
            _("Signatures need the package cryptography, and it is not installed."),
            _("Install it with: pip install 'livefire-drill[hub]'"),
        )
