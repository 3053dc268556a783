"""The formats that a course is exported to, and the platforms that take them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from coursewright.spec.errors import UsageError
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.packing.member import Member

    Exporter: TypeAlias = Callable[[Edition, Ledger, Callable[[str], None]], Iterator[Member]]

__all__ = [
    "FORMATS",
    "TARGETS",
    "Container",
    "Format",
    "Target",
    "exporter_of",
    "format_named",
    "target_named",
]

Container: TypeAlias = Literal["folder", "zip", "tar.gz", "file"]


class Format(NamedTuple):
    """A format: its word on the command line, and what its files are."""

    name: str
    title: str
    container: Container
    ending: str
    """Of the file, with its dot; of a folder what its name ends with."""
    room: str
    """The folder of `exporters` that writes it."""
    version: str = ""
    """The version that is written unless another one is asked for."""
    versions: tuple[str, ...] = ()
    stored: frozenset[str] = frozenset()
    """Members of a zip that must not be compressed."""
    checked: bool = False
    """Whether `check-package` knows its rules."""

    def ending_of(self, version: str) -> str:
        """Return the ending of the file in one version: what some forms call a version is an ending."""
        bare, dot, last = self.ending.rpartition(".")
        return f"{bare}{dot}{version}" if last in self.versions and version in self.versions else self.ending


FORMATS: tuple[Format, ...] = (
    Format("site", "a website in a folder", "folder", "-site", "site"),
    Format(
        "imscc", "a Common Cartridge", "zip", ".imscc", "imscc", "1.1", ("1.1", "1.2", "1.3"), checked=True
    ),
    Format("mbz", "a Moodle backup", "tar.gz", ".mbz", "mbz", checked=True),
    Format("scorm12", "a SCORM 1.2 package", "zip", "-scorm.zip", "scorm", "1.2", checked=True),
    Format(
        "scorm2004",
        "a SCORM 2004 package (4th edition)",
        "zip",
        "-scorm2004.zip",
        "scorm",
        "2004",
        checked=True,
    ),
    Format("olx", "an Open edX course", "tar.gz", ".tar.gz", "olx", checked=True),
    Format("ics", "a calendar", "file", ".ics", "calendar"),
    Format("gift", "questions in GIFT", "file", ".gift.txt", "gift"),
    Format("qti", "questions in QTI", "zip", "-qti.zip", "qti", "1.2", ("1.2", "2.1")),
    Format("epub", "an e-book", "zip", ".epub", "epub", stored=frozenset({"mimetype"})),
    Format("guide", "a guide for those who teach", "file", "-guide.md", "guide", "md", ("md", "html")),
)


class Target(NamedTuple):
    """A platform, and the package that suits it best."""

    name: str
    title: str
    format: str
    version: str = ""
    flavour: Literal["generic", "canvas"] = "generic"


TARGETS: tuple[Target, ...] = (
    Target("moodle", "Moodle 4.1 and later", "mbz"),
    Target("canvas", "Canvas", "imscc", "1.1", "canvas"),
    Target("brightspace", "Brightspace", "imscc", "1.1"),
    Target("blackboard", "Blackboard Learn", "imscc", "1.1"),
    Target("schoology", "Schoology", "imscc", "1.2"),
    Target("sakai", "Sakai", "imscc", "1.3"),
    Target("openedx", "Open edX", "olx"),
    Target("scorm", "anything that plays SCORM", "scorm12"),
    Target("site", "any web server, a shared folder or a memory stick", "site"),
)


def format_named(name: str) -> Format:
    """Return a format by its word. Raises `UsageError` for one that is unknown."""
    for one in FORMATS:
        if one.name == name:
            return one
    raise _unknown("--format", name, [one.name for one in FORMATS])


def target_named(name: str) -> Target:
    """Return a platform by its word. Raises `UsageError` for one that is unknown."""
    for one in TARGETS:
        if one.name == name:
            return one
    raise _unknown("--target", name, [one.name for one in TARGETS])


def exporter_of(form: Format) -> Exporter:
    """Return the function that writes a format; what it needs is imported only now."""
    module: Any = import_module(f"coursewright.exporters.{form.room}.export")
    return module.members  # type: ignore[no-any-return]


def _unknown(option: str, name: str, known: list[str]) -> UsageError:
    near = closest(name, known)
    hint = f"Did you mean `{near}`?" if near else f"Known are {', '.join(known)}."
    return UsageError(f"{option}: `{name}` is unknown.", hint)
