"""Learning object metadata, in the spellings of SCORM 1.2 (`imsmd`) and of 2004 (`lom`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.markup.durations import duration_of
from coursewright.packages.reading.xml import children, first, local, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["NOTHING_SAID", "Metadata", "metadata_of"]

_CLOCK = re.compile(r"(?:0{4}-0{2}-0{2}T)?(\d{1,4}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
_NONE = frozenset({"", "x-none", "none", "und"})


class Metadata(NamedTuple):
    """What is said about a course or a part of it; empty for what is not said."""

    title: str = ""
    description: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    duration: str = ""
    objectives: tuple[str, ...] = ()
    """Texts of what is classified as an educational objective."""
    rights: str = ""

    def over(self, other: Metadata) -> Metadata:
        """Return both, the first where both say something."""
        return Metadata(
            self.title or other.title,
            self.description or other.description,
            self.language or other.language,
            self.keywords or other.keywords,
            self.duration or other.duration,
            self.objectives or other.objectives,
            self.rights or other.rights,
        )


NOTHING_SAID = Metadata()


def metadata_of(around: _Element) -> Metadata:
    """Return what the first `lom` in an element says, or the element itself if it is one."""
    lom = around if local(around) == "lom" else first(around, "lom")
    if lom is None:
        return NOTHING_SAID
    general, educational = first(lom, "general"), first(lom, "educational")
    language = text_of(general, "language")
    time = next(children(educational, "typicallearningtime", "typicalLearningTime"), None)
    return Metadata(
        _said(first(general, "title")),
        _said(first(general, "description")),
        "" if language.lower() in _NONE else language,
        tuple(dict.fromkeys(word for one in children(general, "keyword") for word in _words(one))),
        _duration(time),
        tuple(_objectives(lom)),
        _said(first(lom, "rights", "description")),
    )


def _said(element: _Element | None) -> str:
    """Return the first text of an element, which may have one for each language."""
    texts = [*children(element, "langstring", "string")]
    found = text_of(texts[0]) if texts else text_of(element)
    return "\n".join(" ".join(line.split()) for line in found.split("\n") if line.strip())


def _words(keyword: _Element) -> Iterator[str]:
    for one in children(keyword, "langstring", "string"):
        yield from (word for part in text_of(one).split(",") if (word := " ".join(part.split())))


def _duration(time: _Element | None) -> str:
    said = text_of(time, "datetime") or text_of(time, "duration")
    if found := _CLOCK.fullmatch(said):
        return (
            duration_of(f"{int(found[1])} h {int(found[2])} min")
            if int(found[1])
            else duration_of(f"{int(found[2])} min")
        )
    return duration_of(said)


def _objectives(lom: _Element) -> Iterator[str]:
    for one in children(lom, "classification"):
        purpose = text_of(one, "purpose", "value") or text_of(one, "purpose")
        if "objective" in purpose.lower() and (text := _said(first(one, "description"))):
            yield " ".join(text.split())
