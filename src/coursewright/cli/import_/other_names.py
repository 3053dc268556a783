"""What people call the forms of courses, and the word for it after `--from`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["meant"]

_CALLED = {
    "imscc": "canvas common-cartridge cartridge cc ims-cc thin-common-cartridge brightspace d2l blackboard "
    "schoology sakai",
    "mbz": "moodle moodle-backup",
    "olx": "openedx open-edx edx edx-studio studio tutor",
    "scorm": "scorm-1.2 scorm12 scorm-2004 scorm2004 articulate storyline",
    "qti": "qti-1.2 qti12 qti-2.1 qti21 quiz questions item-bank",
    "gift": "moodle-gift",
    "carpentries": "carpentry software-carpentry data-carpentry library-carpentry swc sandpaper",
    "microsoft-learn": "microsoft mslearn ms-learn",
    "exercism": "exercism-track",
    "front-matter": "galaxy gtn galaxy-training frontmatter jekyll hugo tutorials",
    "liascript": "lia",
    "yaml-map": "csv tsv excel xlsx spreadsheet sheet sheets google-sheets table json yaml yml map",
    "word": "docx doc ms-word microsoft-word google-docs",
    "markdown": "md outline text txt",
}


def meant(word: str, names: Sequence[str]) -> str:
    """Return the name of a form that a word most likely stands for; empty where that is none."""
    typed = "-".join(word.lower().replace("_", " ").split()).removeprefix(".")
    known = {other: name for name, others in _CALLED.items() for other in others.split()}
    if typed in known:
        return known[typed]
    begun = next((one for one in names if typed and one.startswith(typed)), "")
    near = closest(typed, [*names, *known])
    return begun or known.get(near, near)
