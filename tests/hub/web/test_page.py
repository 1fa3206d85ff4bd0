import base64
import hashlib
import re

import msgspec
import pytest

from drill.hub.web.page import HEADERS, POLICY, SCRIPT, STYLE, Theme, page, words_of
from drill.i18n import Language


def hashed(text: str) -> str:
    """Return a text's hash as a policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def inline(document: str, tag: str) -> str:
    """Return the inside of the one plain tag of this name."""
    (found,) = re.findall(rf"<{tag}>(.*?)</{tag}>", document, re.DOTALL)
    assert isinstance(found, str)
    return found


def test_the_policy_lets_the_two_inline_parts_run_and_nothing_else() -> None:
    """The header is exactly this, and the hashes are those of what stands in the page."""
    document = page(Language.ENGLISH, Theme.SYSTEM)

    assert (
        "default-src 'none'; "
        f"script-src 'sha256-{hashed(inline(document, 'script'))}'; "
        f"style-src 'sha256-{hashed(inline(document, 'style'))}'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ) == POLICY
    assert HEADERS["Content-Security-Policy"] == POLICY


def test_the_page_names_no_other_place() -> None:
    """No address, no link, no picture, no frame: the page is complete in itself."""
    document = page(Language.VIETNAMESE, Theme.DARK)
    named = document.replace("http://www.w3.org/2000/svg", "")

    assert re.findall(r"https?:|//[a-z]|src=|href=|@import|url\(", named.replace('"use strict"', "")) == []


def test_the_script_makes_no_markup_of_words() -> None:
    """Names reach the page as text alone."""
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        'setAttribute("on',
    ):
        assert way not in SCRIPT


@pytest.mark.parametrize("language", Language)
def test_every_word_of_the_script_is_in_the_page(language: Language) -> None:
    """Each ``words.name`` of the script has a text in this language, and none is there for nothing."""
    used = set(re.findall(r"words\.(\w+)", SCRIPT)) | {"connecting", "live", "offline"}
    document = page(language, Theme.LIGHT)
    (given,) = re.findall(r'id="words">(.*?)</script>', document, re.DOTALL)

    assert set(msgspec.json.decode(given)) == used
    assert msgspec.json.decode(given) == words_of(language)


def test_words_cannot_end_their_place_in_the_page() -> None:
    """No ``<`` of a translation is a tag."""
    document = page(Language.ENGLISH, Theme.SYSTEM)
    (given,) = re.findall(r'id="words">(.*?)</script>', document, re.DOTALL)

    assert "<" not in given


def test_motion_is_only_for_those_who_want_it() -> None:
    """Every animation and transition stands behind the question whether motion is wanted."""
    quiet = STYLE.split("@media (prefers-reduced-motion: no-preference)")[0]

    assert "animation" not in quiet
    assert "transition" not in quiet
