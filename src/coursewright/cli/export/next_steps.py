"""What to do with a package once it is there, in a sentence or two for each platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.exporters.choices import Choices
    from coursewright.exporters.formats import Format

__all__ = ["next_steps"]

_CARTRIDGE = "import it into an empty course, and walk through that as a student."
_OF_TARGET = {
    "canvas": "in an empty course, Settings, Import Course Content, Canvas Course Export Package.",
    "sakai": "in Lessons of an empty site, import it as a Common Cartridge.",
}
_OF_FORM = {
    "site": "open index.html in it, or put the folder on any web server.",
    "imscc": _CARTRIDGE,
    "mbz": "restore it in Moodle as a new course. Restored into one that is there, it adds all of it again.",
    "scorm12": "upload it as a SCORM activity, and take it once as a student.",
    "scorm2004": "upload it as a SCORM activity, and take it once as a student.",
    "olx": "in Studio, Tools, Import. It replaces all that is in the course.",
    "ics": "import it into a calendar, or put it on a server for people to subscribe to.",
    "gift": "import it into a question bank, as GIFT.",
    "qti": "import it as QTI.",
    "epub": "open it in a reader for e-books, or hand it out.",
}
_HIDES_NOTHING = frozenset({"site", "scorm12", "scorm2004", "epub", "ics"})
"""Forms without a place that students cannot see."""


def next_steps(choices: Choices, form: Format, target: str) -> str:
    """Return what to do next; empty where there is nothing to say."""
    if choices.for_staff and form.name in _HIDES_NOTHING:
        return "This edition is for those who teach: it holds notes and keys that students must not see."
    flavour = choices.flavour if form.name == "imscc" else ""
    step = _OF_TARGET.get(flavour) or _OF_TARGET.get(target) or _OF_FORM.get(form.name, "")
    return f"Next: {step}" if step else ""
