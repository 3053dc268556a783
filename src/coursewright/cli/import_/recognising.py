"""Which form a source has: as somebody said, or as it is seen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coursewright.cli.import_.other_names import meant
from coursewright.cli.import_.refusing import LIST, not_recognised
from coursewright.importers.formats import FORMATS, Format, detected
from coursewright.packages.catalogue import check_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.source import Source

__all__ = ["form_of", "list_forms", "troubles_of"]

_SEEN_BY = {
    "imscc": "imsmanifest.xml in the namespace of Common Cartridge, or course_settings/ of Canvas",
    "mbz": "moodle_backup.xml",
    "olx": "course.xml, in a folder or a tar.gz archive",
    "scorm": "imsmanifest.xml in the namespace of SCORM",
    "qti": "imsmanifest.xml that lists questions, or an XML file of questions",
    "gift": "a text file whose questions have { } for answers",
    "carpentries": "config.yaml and episodes/, or _config.yml and _episodes/",
    "microsoft-learn": "index.yml that says `### YamlMime:Module`",
    "exercism": "config.json with exercises, and exercises/",
    "front-matter": "Markdown files that begin with keys such as objectives",
    "liascript": "a Markdown file that begins with LiaScript's macros",
    "yaml-map": "a map that fits: one of those we ship, or after --map",
    "word": "a .docx file",
    "markdown": "a .md file with headings, or a folder of them",
}
"""How each form is recognised."""


def list_forms() -> int:
    """Print the forms, and how each is recognised."""
    width = max(len(one.name) for one in FORMATS) + 2
    for one in FORMATS:
        sys.stdout.write(f"{one.name:<{width}}{one.title}\n{'':<{width}}  {_SEEN_BY[one.name]}\n")
    return 0


def form_of(word: str, source: Source, *, mapped: bool) -> Format:
    """Return the form that was named, or that is seen; `mapped` says that a map was given.

    Raises `UsageError` for a word that means nothing, and for a source that nobody reads.
    """
    if mapped and word not in {"", "yaml-map"}:
        raise UsageError("--map is for yaml-map alone.", "Leave out --from, or the map.")
    name = "yaml-map" if mapped else word
    if name:
        found = next((one for one in FORMATS if one.name == name), None)
        if found is None:
            near = meant(name, [one.name for one in FORMATS])
            raise UsageError(f"There is no form `{name}`.", f"Did you mean `{near}`?" if near else LIST)
        return found
    seen = detected(source)
    if seen is None:
        raise not_recognised(source)
    return seen


def troubles_of(source: Source) -> Iterator[tuple[str, str]]:
    """Yield what could not be read of a source, and what is wrong with its names: a file, and a sentence."""
    for one in (*source.package.troubles, *source.look.unread.values()):
        yield one.place.file, check_of(one.code).says.format(**one.values)
