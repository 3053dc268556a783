"""Which form a source has: as somebody said, or as it is seen; and what to say of one that has none."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from coursewright.importers.formats import FORMATS, Format, detected
from coursewright.packages.catalogue import check_of
from coursewright.spec.discover import COURSE_FILE, MODULE_FILE
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import closest, counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.source import Source
    from coursewright.packages.said import Said

__all__ = ["form_of", "list_forms", "refusal", "troubles_of"]

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
_NAMED = {
    "epub": "This is an EPUB book, which holds pages and no plan of a course.",
    "h5p": "This is an H5P activity, which a course uses, and no course itself.",
    "cmi5": "This is a cmi5 course: a list of units that run elsewhere, with nothing of their design.",
    "xapi": "This is an xAPI (Tin Can) package: an activity that runs by itself, with nothing of its design.",
    "moodle 1": "This is a backup of Moodle 1.9.",
    "content package": "This is an IMS content package, with pages and an order but no kinds of activity.",
    "olx library": "This is a library of Open edX: problems for courses to draw from, and no course.",
}
_HINTS = {
    "moodle 1": "Restore it in Moodle 2 or later, and back it up there.",
    "h5p": "Import the course that it belongs to.",
    "olx library": "Export the course that uses it.",
    "epub": "If its chapters are yours in Markdown or Word, import those.",
    "content package": "If it came out of a platform, export a Common Cartridge there.",
}
_OTHERS = {
    ".pdf": "a PDF document",
    ".ppt": "a presentation",
    ".pptx": "a presentation",
    ".odp": "a presentation",
    ".odt": "a text document",
    ".doc": "a Word document of before 2007",
    ".rtf": "a text document",
    ".xls": "a spreadsheet",
    ".xlsx": "a spreadsheet",
    ".html": "a web page",
    ".htm": "a web page",
    ".mp4": "a video",
}
_OTHER_HINTS = {
    "a presentation": "Export its outline as a document, or write one in Markdown.",
    "a text document": "Save it as .docx, and import that.",
    "a Word document of before 2007": "Save it as .docx, and import that.",
    "a spreadsheet": "Save it as .csv, and import that with --map.",
}
_LIST = "`coursewright import --list` names the forms that can be read."


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
            names = [one.name for one in FORMATS]
            near = next((one for one in names if one.startswith(name.lower())), closest(name.lower(), names))
            raise UsageError(f"There is no form `{name}`.", f"Did you mean `{near}`?" if near else _LIST)
        return found
    seen = detected(source)
    if seen is None:
        raise _not_recognised(source)
    return seen


def _not_recognised(source: Source) -> UsageError:
    name = source.path.name or str(source.path)
    if not source.is_file and (says := _NAMED.get(source.kind.format)):
        return UsageError(f"`{name}` cannot be imported. {says}", _HINTS.get(source.kind.format, _LIST))
    if source.is_file:
        what = _OTHERS.get(source.path.suffix.lower(), "")
        looks = f"It looks like {what}." if what else "It looks like none of the forms that can be read."
        hint = _OTHER_HINTS.get(what, f"If it is one, say so with `--from`. {_LIST}")
        return UsageError(f"`{name}` cannot be imported. {looks}", hint)
    if any(_is_spec(one) for one in source.sizes):
        return UsageError(
            f"`{name}` holds plans of ours already, and nothing to import that is seen.",
            "`coursewright lint` looks at them; what else is in it can be named, or said with `--from`.",
        )
    holds = _held(source)
    where = "folder" if source.is_folder else "archive"
    return UsageError(
        f"`{name}` cannot be imported. The {where} holds {holds}, and nothing that tells a form of course.",
        f"If it is one, say so with `--from`; if it is YAML or CSV of your own, give a `--map`. {_LIST}",
    )


def _is_spec(name: str) -> bool:
    last = PurePosixPath(name).name
    return bool(COURSE_FILE.fullmatch(last) or MODULE_FILE.fullmatch(last))


def _held(source: Source) -> str:
    """Return what there is most of: `12 .py and 3 .md files`."""
    if not source.sizes:
        return "no file"
    endings = Counter(PurePosixPath(name).suffix.lower() for name in source.sizes)
    most = [f"{number:,} {ending}" for ending, number in endings.most_common(3) if ending]
    return f"{listed(most)} files" if most else counted(len(source.sizes), "file")


def refusal(path: str, said: Said) -> UsageError:
    """Return the error for a source that is not read any further."""
    check = check_of(said.code)
    return UsageError(f"`{path}` cannot be imported. {check.says.format(**said.values)}", check.do)


def troubles_of(source: Source) -> Iterator[tuple[str, str]]:
    """Yield what could not be read of a source, and what is wrong with its names: a file, and a sentence."""
    for one in (*source.package.troubles, *source.look.unread.values()):
        yield one.place.file, check_of(one.code).says.format(**one.values)
