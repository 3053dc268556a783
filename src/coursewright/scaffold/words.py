"""The words of a template: hints of what to write, texts of the plan and comments, language by language."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar

from coursewright.scaffold.judging import plain, read_judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from coursewright.spec.nodes import Mapping as Tree

Kind: TypeAlias = Literal["hints", "texts", "comments"]
Said = TypeVar("Said")
KINDS: tuple[Kind, ...] = ("hints", "texts", "comments")
USUAL = "en"
"""The language that stands in for any other."""
WORDS = "words"
LONGEST_TEXT = 100_000
"""Letters above which no text is put together."""
_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Hint(NamedTuple):
    """What to write in a place, with an example of it where there is one."""

    hint: str
    example: str = ""


class WordsFile(NamedTuple):
    """The words of one language, of one folder."""

    hints: Mapping[str, Hint]
    texts: Mapping[str, str]
    comments: Mapping[str, str]
    root: Tree


class Words:
    """The words that a plan in one language is written with: a template's own, then shared ones.

    Hints and comments are for its author, who can read English ones where their language has none. In a plan
    for an age, words whose key ends in it, such as `option_children`, stand in for those without.
    """

    def __init__(self, folders: Sequence[Path], language: str, age: str = "") -> None:
        self.language = language
        self._age = age
        own = [read_words(folder, tag) for tag in _tags(language) for folder in folders]
        usual = [read_words(folder, USUAL) for folder in folders]
        self._own = [one for one in own if one is not None]
        self._usual = [one for one in usual if one is not None]

    def hint(self, key: str) -> Hint | None:
        """Return the hint of that key, if there is one."""
        return self._first((one.hints for one in self._own + self._usual), key)

    def text(self, key: str) -> str | None:
        """Return a text of the plan, if its language has it."""
        return self._first((one.texts for one in self._own), key)

    def usual_text(self, key: str) -> str | None:
        """Return a text of the plan in English, if there is one."""
        return self._first((one.texts for one in self._usual), key)

    def comment(self, key: str) -> str | None:
        """Return a comment, if there is one."""
        return self._first((one.comments for one in self._own + self._usual), key)

    def used(self, kind: Kind, key: str) -> set[tuple[str, str]]:
        """Return a key, and its form for the age if there is one, each with its kind."""
        tables = [getattr(one, kind) for one in self._own + self._usual]
        return {(kind, key)} | {
            (kind, one) for one in self._forms(key) if any(one in table for table in tables)
        }

    def _first(self, tables: Iterable[Mapping[str, Said]], key: str) -> Said | None:
        forms = self._forms(key)
        return next((table[one] for table in tables for one in forms if one in table), None)

    def _forms(self, key: str) -> tuple[str, ...]:
        return (f"{key}_{self._age}", key) if self._age else (key,)


def read_words(folder: Path, language: str) -> WordsFile | None:
    """Return the words that a folder has in a language. Raise `TemplateError` if they cannot be read."""
    path = folder / WORDS / f"{language}.yaml"
    return _read(path, folder, path.stat().st_mtime_ns) if path.is_file() else None


def languages(folder: Path) -> list[str]:
    """Return the languages that a folder has words in."""
    return sorted(path.stem for path in (folder / WORDS).glob("*.yaml"))


def filled(text: str, given: Mapping[str, Any]) -> str:
    """Return a text in which `{n}` and its like are what is given for them.

    Raises `ValueError` where that would make it very long.
    """
    places = Counter(_PLACE.findall(text))
    if sum(len(str(given.get(name, ""))) * times for name, times in places.items()) > LONGEST_TEXT:
        raise ValueError("this puts together a very long text")
    return _PLACE.sub(lambda found: str(given.get(found[1], found[0])), text)


@lru_cache(maxsize=64)
def _read(path: Path, folder: Path, _changed: int) -> WordsFile:
    root = read_judged(path, folder, "wordsFile")
    data = plain(root)
    hints = {key: _hint(value) for key, value in (data.get("hints") or {}).items()}
    return WordsFile(hints, data.get("texts") or {}, data.get("comments") or {}, root)


def _hint(value: str | dict[str, str]) -> Hint:
    if isinstance(value, str):
        return Hint(_flat(value))
    return Hint(_flat(value["hint"]), _flat(value.get("example", "")))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _tags(language: str) -> list[str]:
    """Return a tag, and shorter ones that stand in for it: `es-MX`, `es`."""
    parts = language.split("-")
    return ["-".join([parts[0].lower(), *parts[1:end]]) for end in range(len(parts), 0, -1)]
