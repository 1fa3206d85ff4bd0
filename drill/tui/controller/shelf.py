"""The bundled scenarios as controllers read them: the page of each, in two halves."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from drill.i18n import Language

SCENARIO, PAGE = "scenario.yaml", "README.md"
_HALVES = "\n---\n"


@dataclass(frozen=True, slots=True)
class Shelved:
    """One scenario of the library."""

    id: str
    page: tuple[str, str]
    """The page for controllers, English and Vietnamese."""
    source: str
    """The scenario itself, as written."""

    def read(self, language: Language) -> str:
        """Return the page in a language."""
        return self.page[1 if language is Language.VIETNAMESE else 0]

    def title(self, language: Language) -> str:
        """Return the page's heading."""
        return self.read(language).lstrip().partition("\n")[0].lstrip("# ")

    def frame(self, language: Language) -> str:
        """Return the line that says length, level and team."""
        lines = [line.strip() for line in self.read(language).splitlines()]
        return next((line for line in lines if " · " in line), "")


@cache
def shelf() -> tuple[Shelved, ...]:
    """Return the bundled scenarios, by id; a folder without a page is no scenario."""
    found = []
    for folder in sorted(files("scenarios").iterdir(), key=lambda one: one.name):
        if folder.is_dir() and (folder / PAGE).is_file() and (folder / SCENARIO).is_file():
            english, _line, vietnamese = (folder / PAGE).read_text("utf-8").partition(_HALVES)
            source = (folder / SCENARIO).read_text("utf-8")
            found.append(Shelved(folder.name, (english, vietnamese or english), source))
    return tuple(found)
