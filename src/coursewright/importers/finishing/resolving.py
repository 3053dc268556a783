"""Values of a draft as values of a spec: references by id, files and texts by path, nothing empty."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import File, Ref, Text
from coursewright.importers.finishing.cleaning import clean, line
from coursewright.importers.finishing.finished import Reference
from coursewright.importers.finishing.known import Place
from coursewright.importers.finishing.things import FILES, page_path
from coursewright.importers.links import rewritten
from coursewright.spec.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.importers.draft import Data, Value
    from coursewright.importers.finishing.finished import Finished, Plain
    from coursewright.importers.finishing.things import Thing

__all__ = ["At", "Resolver"]

_ON_ONE_LINE = frozenset({"title", "statement", "name"})
_LONG = 30
"""Lines above which instructions go to a file."""
_WIDTH = 100
_DEEPEST = 40
"""Levels of lists and mappings in one value; what lies deeper nobody wrote by hand."""


class At(NamedTuple):
    """Where a value stands."""

    source: str
    """Of the item, unit, module or course."""
    home: str
    """The id of its module; empty for the course."""
    id: str
    up: str
    """The way from its spec file to the top of the folder: empty, or `../`."""
    key: str = ""
    depth: int = 0


class Resolver:
    """Turns values; the texts and copies that come of them go to `into`."""

    def __init__(
        self,
        things: Mapping[str, Thing],
        names: Mapping[str, str],
        places: Mapping[Place, str],
        into: Finished,
        note: Callable[[str, str], None],
    ) -> None:
        """Take what can be linked, names of copied files by those in the source, and paths that are known.

        `note` takes a source and a clause.
        """
        self._things = things
        self._names = names
        self._places = places
        self._taken = {one.casefold() for one in places.values()}
        self._into = into
        self._note = note

    def mapping(self, data: Data, at: At) -> dict[str, Plain]:
        """Return the keys that say something."""
        found: dict[str, Plain] = {}
        for key, value in data.items():
            name = line(str(key))
            plain = self._value(value, at._replace(key=name, depth=at.depth + 1))
            if name == "weight" and at.depth == 0 and type(plain) in {int, float}:
                plain = f"{plain:.15g}%"
            if plain is not None:
                found["licence" if name == "license" else name] = plain
        return found

    def text(self, markdown: str, up: str) -> str:
        """Return Markdown with its links as they lead from a file that lies so far below the top."""

        def file(name: str) -> str:
            path = self._copied(name)
            return up + path if path else ""

        def thing(source: str) -> str:
            found = self._things.get(source)
            if found is None or not found.address:
                return ""
            return found.address if ":" in found.address else up + found.address

        return clean(rewritten(markdown, file, thing))

    def _value(self, value: Value, at: At) -> Plain | None:
        if at.depth > _DEEPEST:
            self._note(at.source, f"what is nested too deeply in `{at.key}` is not there")
            return None
        match value:
            case Ref(source):
                return self._reference(source, at)
            case File(name):
                return self._file(name, at)
            case Text(markdown):
                return self._text(markdown, at)
            case str():
                return self._string(value, at)
            case bool() | int():
                return value
            case float():
                return value if math.isfinite(value) else None
            case Mapping():
                return self._pairs(dict(value), at)
            case _:
                items = [self._value(one, at._replace(depth=at.depth + 1)) for one in value]
                return [one for one in items if one is not None] or None

    def _pairs(self, value: Data, at: At) -> Plain | None:
        if isinstance(value.get("path"), Text):
            title = value.get("title")
            name = f"{at.id}-{slug(title) if isinstance(title, str) else ''}".rstrip("-")
            return self.mapping(value, at._replace(id=name)) or None
        return self.mapping(value, at) or None

    def _reference(self, source: str, at: At) -> str | None:
        thing = self._things.get(source)
        if thing is None:
            self._note(
                at.source, f"a reference in `{at.key}` leads to nothing that came in, and is not there"
            )
            return None
        return Reference.to(thing.named_from(at.home), source)

    def _file(self, name: str, at: At) -> str | None:
        path = self._copied(name)
        if not path:
            self._note(at.source, f"`{at.key}` names the file `{line(name)}`, which is not in the source")
            return None
        return at.up + path

    def _copied(self, name: str) -> str:
        if name not in self._names:
            return ""
        path = f"{FILES}/{self._names[name]}"
        self._into.copies[path] = name
        return path

    def _string(self, text: str, at: At) -> str | None:
        if at.key == "instructions":
            return self._text(text, at)  # type: ignore[return-value]
        said = self.text(text, at.up)
        return (line(said) if at.key in _ON_ONE_LINE else said) or None

    def _text(self, markdown: str, at: At) -> Plain | None:
        said = self.text(markdown, at.up)
        if not said:
            return None
        if at.key == "path":
            return at.up + self._put(markdown, page_path(at.home, at.id), at)
        if at.key == "instructions" and _lines(said) > _LONG:
            path = "/".join(filter(None, ("tasks", at.home, f"{at.id}.md")))
            return {"file": at.up + self._put(markdown, path, at)}
        return said

    def _put(self, markdown: str, wanted: str, at: At) -> str:
        """Put a text into a file of its own, and return its path."""
        place, number = Place(at.source, at.key), 1
        while place in self._into.places:  # a material within a task
            number += 1
            place = Place(at.source, f"{at.key} {number}")
        path = self._places.get(place) or self._free(wanted)
        self._taken.add(path.casefold())
        self._into.places[place] = path
        self._into.texts[path] = self.text(markdown, "../" * path.count("/")) + "\n"
        return path

    def _free(self, path: str) -> str:
        """Return a path that no other text has, whatever file systems make of case."""
        stem, number, found = path.removesuffix(".md"), 1, path
        while found.casefold() in self._taken:
            number += 1
            found = f"{stem}-{number}.md"
        return found


def _lines(text: str) -> int:
    """Return how many lines a text takes in a spec."""
    return sum(1 + len(one) // _WIDTH for one in text.split("\n"))
