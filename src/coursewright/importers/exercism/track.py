"""What the configuration of a track lists: its concepts, and its exercises in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.markup.front import texts, word
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.importers.source import Plain, Source

__all__ = ["Concept", "Exercise", "Track", "track_of"]

_HIDDEN = frozenset({"wip", "deprecated"})


class Concept(NamedTuple):
    """Something to learn."""

    slug: str
    title: str

    @property
    def source(self) -> str:
        """What it is in its source."""
        return f"concept:{self.slug}"


class Exercise(NamedTuple):
    """An exercise of either kind."""

    slug: str
    title: str
    folder: str
    """Where its files are, with its slash."""
    teaches: tuple[str, ...]
    """Slugs of concepts; none for one that practises."""
    practises: tuple[str, ...]
    requires: tuple[str, ...]
    said: Mapping[str, Plain]
    """What the track says of it."""

    @property
    def source(self) -> str:
        """What it is in its source."""
        return f"exercise:{self.slug}"

    @property
    def is_hidden(self) -> bool:
        """Whether learners are not offered it: it is unfinished, or out of use."""
        return word(self.said.get("status")) in _HIDDEN


class Track(NamedTuple):
    """A track."""

    root: str
    said: Mapping[str, Plain]
    concepts: tuple[Concept, ...]
    teaching: tuple[Exercise, ...]
    practice: tuple[Exercise, ...]


def track_of(source: Source, root: str) -> Track:
    """Return the track of a source. Raises `UsageError` where its configuration is none."""
    name = f"{root}config.json"
    said = source.yaml(name)
    exercises = said.get("exercises") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(exercises, dict):
        raise UsageError(f"`{name}` is no configuration of a track: it lists no exercises.")
    teaching, practice = (
        tuple(_exercise(one, slug, f"{root}exercises/{kind}/") for one, slug in _listed(exercises.get(kind)))
        for kind in ("concept", "practice")
    )
    concepts = (Concept(slug, word(one.get("name")) or slug) for one, slug in _listed(said.get("concepts")))
    return Track(root, said, tuple(concepts), teaching, practice)


def _listed(value: Plain | None) -> Iterator[tuple[dict[str, Plain], str]]:
    seen: set[str] = set()
    for one in value if isinstance(value, list) else ():
        slug = word(one.get("slug")) if isinstance(one, dict) else ""
        if isinstance(one, dict) and slug and slug not in seen:
            seen.add(slug)
            yield one, slug


def _exercise(said: dict[str, Plain], slug: str, folder: str) -> Exercise:
    return Exercise(
        slug,
        word(said.get("name")) or slug,
        f"{folder}{slug}/",
        tuple(texts(said.get("concepts"))),
        tuple(texts(said.get("practices"))),
        tuple(texts(said.get("prerequisites"))),
        said,
    )
