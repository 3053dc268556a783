"""The YAML files of Microsoft Learn: paths, modules and units, by their identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.markup.front import texts, word
from coursewright.importers.microsoft_learn.detecting import mime_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.account import Account
    from coursewright.importers.source import Plain, Source

__all__ = ["Document", "Library", "library_of"]

_KINDS = {"LearningPath": "learning path", "Module": "module", "ModuleUnit": "unit"}


class Document(NamedTuple):
    """A learning path, a module or a unit."""

    name: str
    """Its file."""
    uid: str
    said: Mapping[str, Plain]

    @property
    def title(self) -> str:
        """As learners read it; its identifier where it has none."""
        return word(self.said.get("title")) or self.uid

    @property
    def slug(self) -> str:
        """The last step of its identifier, which people chose."""
        return self.uid.rpartition(".")[2]

    def listed(self, key: str) -> list[str]:
        """Return a list of words under a key."""
        return texts(self.said.get(key))


class Library(NamedTuple):
    """All that a source holds, in the order of the files."""

    paths: list[Document]
    modules: list[Document]
    units: dict[str, Document]
    """By their identifiers."""


def library_of(source: Source, account: Account) -> Library:
    """Return what a source holds; what cannot be read is noted."""
    library = Library([], [], {})
    for name in [*source.names(".yml"), *source.names(".yaml")]:
        kind = _KINDS.get(mime_of(source, name))
        if kind is None:
            continue
        try:
            said = source.yaml(name)
        except UsageError as error:
            account.left_out(kind, name, name, error.message.rstrip("."))
            continue
        if not isinstance(said, dict):
            account.left_out(kind, name, name, "nothing is written in it")
            continue
        document = Document(name, word(said.get("uid")) or name, said)
        if kind == "unit":
            library.units.setdefault(document.uid, document)
        else:
            (library.paths if kind == "learning path" else library.modules).append(document)
    return library
