"""A certificate of the hub's own, pinned by every invitation. Needs the extra ``hub``."""

import datetime as dt
import hashlib
import ssl
from importlib.util import find_spec
from pathlib import Path

import msgspec

from drill.errors import LinkError
from drill.i18n import _

VALID_DAYS = 30


class Certificate(msgspec.Struct, frozen=True):
    """A certificate with its key, ready to serve."""

    context: ssl.SSLContext
    fingerprint: str
    """SHA-256 of the certificate, 64 hex digits."""


def own_certificate(folder: Path, host: str) -> Certificate:
    """Make a certificate, or take the one that was made before in this folder, so that invitations stay good.

    Args:
        folder: where ``hub-key.pem`` and ``hub-cert.pem`` are kept, readable by their owner alone.
        host: name or address that goes into it.

    Raises:
        LinkError: the extra ``hub`` is not installed.
    """
    if find_spec("cryptography") is None:
        raise LinkError(
            _("Serving other machines needs a certificate, and the part that makes it is not installed."),
            _("Install it with: pip install 'livefire-drill[hub]'"),
        )
    key_file, certificate_file = folder / "hub-key.pem", folder / "hub-cert.pem"
    if not (key_file.exists() and certificate_file.exists()):
        _make(key_file, certificate_file, host)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(certificate_file, key_file)
    der = ssl.PEM_cert_to_DER_cert(certificate_file.read_text())
    return Certificate(context, hashlib.sha256(der).hexdigest())


def _make(key_file: Path, certificate_file: Path, host: str) -> None:
    from cryptography import x509  # noqa: PLC0415 (an extra: only a hub that serves other machines has it)
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 (as above)
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 (as above)

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    start = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    builder = x509.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=start,
        not_valid_after=start + dt.timedelta(days=VALID_DAYS),
    )
    certificate = builder.sign(key, hashes.SHA256())
    key_file.touch(mode=0o600)
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
