import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.errors import SealError
from drill.journal import signing
from drill.journal.signing import KEY_FILE, data_folder, fits, public_key, signing_key


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key in it."""
    path = tmp_path_factory.mktemp("keys")
    signing_key(path)
    return path


def test_the_key_is_made_once_in_a_folder_of_its_owner(tmp_path: Path) -> None:
    """Folder and key are closed to others from their first moment; the second time the same key comes back."""
    old = os.umask(0)
    try:
        first = public_key(signing_key(tmp_path / "deep" / "data"))
    finally:
        os.umask(old)

    path = tmp_path / "deep" / "data" / KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert public_key(signing_key(path.parent)) == first


@given(st.binary(max_size=200), st.integers(0, 511))
def test_what_was_signed_fits_and_nothing_else(folder: Path, data: bytes, bit: int) -> None:
    """A flipped bit of the signature, or another byte behind the words, does not fit."""
    key = signing_key(folder)
    signature = key.sign(data)
    broken = bytearray(signature)
    broken[bit // 8] ^= 1 << bit % 8

    assert fits(public_key(key), signature, data)
    assert not fits(public_key(key), signature, data + b"x")
    assert not fits(public_key(key), bytes(broken), data)


@pytest.mark.parametrize(("key", "signature"), [(b"", bytes(64)), (bytes(32), b""), (bytes(31), bytes(63))])
def test_what_is_no_key_or_no_signature_does_not_fit(key: bytes, signature: bytes) -> None:
    """Bytes out of a forged file never crash the check."""
    assert not fits(key, signature, b"data")


@pytest.mark.skipif(os.name != "posix", reason="modes of files are of POSIX")
def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """It could have been copied."""
    signing_key(tmp_path)
    (tmp_path / KEY_FILE).chmod(0o640)

    with pytest.raises(SealError, match="Others on this machine"):
        signing_key(tmp_path)


def test_without_the_package_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither signing nor checking goes on silently."""
    monkeypatch.setattr(signing, "find_spec", lambda _name: None)

    with pytest.raises(SealError) as wrong:
        signing_key(tmp_path)
    assert "livefire-drill[hub]" in wrong.value.remedy
    with pytest.raises(SealError):
        fits(bytes(32), bytes(64), b"")


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By a variable of the environment; otherwise it is the user's own."""
    monkeypatch.setenv("LIVEFIRE_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("LIVEFIRE_DATA")
    assert data_folder().name == "livefire"
