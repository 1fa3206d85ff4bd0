"""What a judge sees instead of a team while marking: a code name, and texts in which names are blocked out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from drill.world.inputs import TeamSetup
from scoring.lookalikes import LOOKALIKES

NAMES = (
    "Acacia", "Aspen", "Banyan", "Beech", "Birch", "Cedar", "Cherry", "Cypress",
    "Ebony", "Elm", "Fig", "Fir", "Ginkgo", "Hazel", "Hickory", "Holly",
    "Ironwood", "Juniper", "Larch", "Laurel", "Linden", "Lotus", "Mahogany", "Maple",
    "Mulberry", "Oak", "Olive", "Palm", "Pine", "Rowan", "Spruce", "Willow",
)  # fmt: skip


BLOCK = "▇▇▇"
"""Stands where a name stood, however long it was."""
LONG = 8
"""Letters from which a name is found inside a longer word too."""
SHORT = 2
"""Letters up to which a name counts only as it is written, capitals and accents included."""
GENERIC = frozenset(
    ("doi", "team", "nhom", "to", "don vi", "doi tuyen", "the", "so", "phong", "cong ty", "truong")
)
"""Words before a name that are not the name: whoever is called “Đội Sao Biển” also writes “Sao Biển”."""
TELLING_WORDS = 3
"""Words from which a division's name is that of a unit."""
KEPT = 4_096
"""Texts whose blocked-out form is kept."""

_BETWEEN = r"(?:[^\w,;:!?]|_){0,20}"
"""What stands between the words of one name: no mark that parts a sentence."""


def code_names(seed: int, teams: Sequence[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Return each team's code name for the whole drill.

    The names are dealt in an order that depends on the drill's seed, which is secret until the review: without it
    nothing tells which name is whose.

    Args:
        seed: of the drill.
        teams: team ids.
        taken: what teams are really called; a code name that stands in one of these is never dealt.
    """
    key = seed.to_bytes(8, "big")
    dealt = sorted(
        teams, key=lambda team: (blake2b(team.encode(), key=key, person=b"code name").digest(), team)
    )
    real = [letters_of(name) for name in taken]
    free = [name for name in NAMES if not any(letters_of(name) in one for one in real)] or NAMES
    names = {team: _name(free, place) for place, team in enumerate(dealt)}
    return {team: names[team] for team in teams}


def names_of(teams: Sequence[TeamSetup]) -> Iterator[str]:
    """Yield everything that tells a team: labels, ids, units, and divisions that are the name of a unit.

    A division tells its team where it has no other team, and where its name is as long as a unit's.
    """
    divisions = [team.division for team in teams]
    for team in teams:
        yield from (name for name in (team.label, team.id, team.unit) if name)
        alone = divisions.count(team.division) == 1 and len(letters_of(team.division)) > SHORT + 1
        if alone or len(team.division.split()) >= TELLING_WORDS:
            yield team.division


def names_of_person(name: str) -> Iterator[str]:
    """Yield the ways in which people write a person's name: all of it, its last two words, first and last."""
    words = name.split()
    yield name
    if len(words) > TELLING_WORDS - 1:
        yield " ".join(words[-2:])
        yield f"{words[0]} {words[-1]}"
        yield f"{words[-1]} {words[0]}"


_INSIDE = re.compile(r"<[^<>\n]{0,40}>|[^\w\s,;:!?]")
"""What parts no word: tags, stars of markdown, hyphens, pictures."""
_SPELT = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]{1,3}[^\W_](?![^\W_])){2,}")
"""Single letters in a row: ``C e d a r``, ``V.C.B``."""
_GAPS = re.compile(r"[\W_]+")


class Redactor:
    """Blocks names out of a text.

    Letters' case, accents, width and alphabet do not matter, nor does what stands between the words of a name: for
    “Sao Biển” it finds ``SAOBIEN``, ``sao-bien``, ``sao.biển`` and ``S A O B I E N`` alike. A short name is found only
    as a word of its own. Who wants to be known can always be, by a word agreed before: this hides what gives itself
    away, and names in every spelling that a reader sees at a glance.

    Args:
        names: what is to be blocked out.
    """

    def __init__(self, names: Iterable[str]) -> None:
        whole = {variant for name in names for variant in _variants(name)}
        self._loose = _by_lead(filter(None, map(_pattern, whole)))
        leads = "|".join(map(re.escape, sorted(self._loose)))
        self._leads = re.compile(f"(?={leads})" if leads else r"(?!)")
        exact = sorted(name for name in whole if 0 < len(letters_of(name)) <= SHORT)
        self._exact = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in exact) or r"(?!)")
        self._kept: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """Return the text with every name replaced by the same neutral block."""
        if text not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[text] = self._hidden(text)
        return self._kept[text]

    def _hidden(self, text: str) -> str:
        spans = {
            (places[start], _end(text, places[end - 1] + 1))
            for folded, places in _readings(*_folding(text))
            for start, end in _found(self._leads, self._loose, folded)
        }
        return self._exact.sub(BLOCK, _blocked(text, sorted(spans)))


class _Pattern(NamedTuple):
    """What finds one name in a folded text."""

    lead: str
    """The letters that it begins with: two, or one where its first word has no more."""
    letters: int
    regex: str


def _by_lead(patterns: Iterable[_Pattern]) -> dict[str, re.Pattern[str]]:
    """Return what finds names, by the letters that they begin with: a text meets few of thousands of names."""
    found: dict[str, list[str]] = {}
    # The longest first: of two names that begin alike the whole of the longer one is to go.
    for pattern in sorted(set(patterns), key=lambda one: (-one.letters, one)):
        found.setdefault(pattern.lead, []).append(pattern.regex)
    return {lead: re.compile("|".join(regexes)) for lead, regexes in found.items()}


def _found(
    leads: re.Pattern[str], loose: Mapping[str, re.Pattern[str]], folded: str
) -> Iterator[tuple[int, int]]:
    """Yield where names stand; one may begin inside another."""
    for candidate in leads.finditer(folded):
        place = candidate.start()
        for lead in (folded[place : place + 2], folded[place]):
            match = loose[lead].match(folded, place) if lead in loose else None
            if match:
                yield match.span()
                break


def _readings(folded: str, places: Sequence[int]) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield a folded text as it stands, without marks inside its words, and with its spelt words put together."""
    yield folded, places
    marks = [match.span() for match in _INSIDE.finditer(folded)]
    spelt = [
        (word.start() + gap.start(), word.start() + gap.end())
        for word in _SPELT.finditer(folded)
        for gap in _GAPS.finditer(word.group())
    ]
    for cut in (marks, spelt):
        if cut:
            yield _without(folded, places, cut)


def _without(folded: str, places: Sequence[int], cut: Iterable[tuple[int, int]]) -> tuple[str, Sequence[int]]:
    gone = {place for start, end in cut for place in range(start, end)}
    kept = [place for place in range(len(folded)) if place not in gone]
    return "".join(folded[place] for place in kept), [places[place] for place in kept]


def _variants(name: str) -> Iterator[str]:
    """Yield a name, the name without the generic words before it, and the two proper words that it ends with.

    So “Ngân hàng Rừng Tràm” is found as “Rừng Tràm”, but “Sở Thông tin” not as “thông tin”.
    """
    words = unicodedata.normalize("NFC", name).split()
    yield " ".join(words)
    for count in (1, 2):
        rest = " ".join(words[count:])
        if bare(" ".join(words[:count])) in GENERIC and len(letters_of(rest)) > SHORT:
            yield rest
    tail = words[-2:]
    if len(words) > len(tail) and all(word[0].isupper() for word in tail):
        yield " ".join(tail)


def _pattern(name: str) -> _Pattern | None:
    """Return what finds a name in a folded text; None for one that is too short or has no letters."""
    words = re.findall(r"[^\W_]+", bare(name))
    letters = sum(map(len, words))
    if letters <= SHORT:
        return None
    lead, found = words[0][:2], _BETWEEN.join(map(re.escape, words))
    if letters >= LONG:
        return _Pattern(lead, letters, found)
    before = r"(?<!\d)" if words[0][0].isdigit() else r"(?<![^\W\d_])"
    after = r"(?!\d)" if words[-1][-1].isdigit() else r"(?![^\W\d_])"
    return _Pattern(lead, letters, f"{before}{found}{after}")


class _Table(dict[int, str]):
    """Each character's bare letters, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[str] = set()
        """Characters that are not one letter: none, or several."""

    def __missing__(self, code: int) -> str:
        letters = self[code] = _bare(chr(code))
        if len(letters) != 1:
            self.odd.add(chr(code))
        return letters


_TABLE = _Table()


def _folding(text: str) -> tuple[str, Sequence[int]]:
    """Return the text in bare small letters, and for each of them its place in the text."""
    folded = text.translate(_TABLE)
    if _TABLE.odd.isdisjoint(text):
        return folded, range(len(text))
    return folded, [place for place, char in enumerate(text) for _letter in _TABLE[ord(char)]]


def _bare(char: str) -> str:
    if char.isascii():
        return char.lower()
    plain = unicodedata.normalize("NFKD", char).casefold().replace("đ", "d")
    seen = (c for c in unicodedata.normalize("NFKD", plain) if unicodedata.category(c) not in _UNSEEN)
    return "".join(LOOKALIKES.get(c, c) for c in seen)


_UNSEEN = frozenset({"Mn", "Me", "Cf"})
"""Accents and characters without a picture: they tell no name apart."""


def bare(name: str) -> str:
    """Return words in small letters without accents, width or unseen characters."""
    return _folding(name)[0]


def letters_of(name: str) -> str:
    """Return a name's bare letters and digits."""
    return re.sub(r"[\W_]+", "", bare(name))


def _end(text: str, end: int) -> int:
    """Return the end of a character that begins before ``end``: accents of its own belong to it."""
    while end < len(text) and unicodedata.category(text[end]) in _UNSEEN:
        end += 1
    return end


def _blocked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with a block for each span, ascending; spans that overlap have one block together."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        if start >= done:
            parts += (text[done:start], BLOCK)
        done = max(done, end)
    return "".join((*parts, text[done:]))


def _name(free: Sequence[str], place: int) -> str:
    name = free[place % len(free)]
    again = place // len(free)
    return f"{name}-{again + 1}" if again else name
