"""Which forms of courses can be read, in the order in which a source is asked whether it is one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import CourseDraft
    from coursewright.importers.source import Source

__all__ = ["FORMATS", "Format", "detected"]


class Format(NamedTuple):
    """A form of courses; its folder has `detecting.py: recognises` and `reading.py: read`, as called here."""

    name: str
    """The word of the command line, for `--from`."""
    title: str
    """With its article, to follow `is`: `a Moodle backup`."""
    room: str
    """Its folder in `importers`."""

    def recognises(self, source: Source) -> bool:
        """Say whether a source is of this form, by what it holds. Cheap, and never raises."""
        module = import_module(f"coursewright.importers.{self.room}.detecting")
        return cast("Callable[[Source], bool]", module.recognises)(source)

    def called(self, source: Source) -> str:
        """Return what a source of this form is, with its article and, where that matters, its version."""
        module = import_module(f"coursewright.importers.{self.room}.detecting")
        if (word := getattr(module, "called", None)) is not None:
            return cast("Callable[[Source], str]", word)(source) or self.title
        return self.title

    def read(self, source: Source, desk: Desk) -> CourseDraft:
        """Read a source. Raises `UsageError`, `RefusedError` or `UnreadableInputError`, with their places."""
        module = import_module(f"coursewright.importers.{self.room}.reading")
        return cast("Callable[[Source, Desk], CourseDraft]", module.read)(source, desk)


FORMATS = (
    Format("imscc", "a Common Cartridge, or an export of Canvas", "imscc"),
    Format("mbz", "a Moodle backup", "mbz"),
    Format("olx", "an Open edX course", "olx"),
    Format("scorm", "a SCORM package", "scorm"),
    Format("qti", "a package of QTI questions", "qti"),
    Format("gift", "a file of GIFT questions", "gift"),
    Format("carpentries", "a lesson of the Carpentries", "carpentries"),
    Format("microsoft-learn", "a module of Microsoft Learn", "microsoft_learn"),
    Format("exercism", "an Exercism track", "exercism"),
    Format(
        "front-matter",
        "tutorials with front matter, such as those of Galaxy",
        "front_matter",
    ),
    Format("liascript", "a LiaScript course", "liascript"),
    Format("yaml-map", "YAML, JSON or CSV that a map explains", "yaml_map"),
    Format("word", "an outline in Word", "word"),
    Format("markdown", "an outline in Markdown", "markdown"),
)


def detected(source: Source) -> Format | None:
    """Return the first form that a source has; None for none of them."""
    return next((one for one in FORMATS if one.recognises(source)), None)
