"""What is said of a source that nobody reads: what it is, and what to do instead."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from coursewright.importers.yaml_map.tables import table_of
from coursewright.packages.catalogue import check_of
from coursewright.spec.discover import COURSE_FILE, MODULE_FILE
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import counted, listed, shortened

if TYPE_CHECKING:
    from coursewright.importers.source import Source
    from coursewright.packages.said import Said

__all__ = ["LIST", "not_recognised", "refusal", "refuse_no_file"]

LIST = "`coursewright import --list` names the forms that can be read."
_MAP = "docs/yaml-map.md shows how"
_NAMED = {
    "epub": "This is an EPUB book, which holds pages and no plan of a course.",
    "h5p": "This is an H5P activity, which a course uses, and no course itself.",
    "cmi5": "This is a cmi5 course: a list of units that run elsewhere, with nothing of their design.",
    "xapi": "This is an xAPI (Tin Can) package: an activity that runs by itself, with nothing of its design.",
    "moodle 1": "This is a backup of Moodle 1.9.",
    "content package": "This is an IMS content package, with pages and an order but no kinds of activity.",
    "olx library": "This is a library of Open edX: problems for courses to draw from, and no course.",
}
_NAMED_HINTS = {
    "moodle 1": "Restore it in Moodle 2 or later, and back it up there.",
    "h5p": "Import the course that it belongs to.",
    "olx library": "Export the course that uses it.",
    "epub": "If its chapters are yours in Markdown or Word, import those.",
    "content package": "If it came out of a platform, export a Common Cartridge there.",
}
_PDF = "a PDF document"
_PICTURE = "a picture"
_OTHERS = {
    ".pdf": _PDF,
    ".ppt": "a presentation",
    ".pptx": "a presentation",
    ".odp": "a presentation",
    ".odt": "a text document",
    ".doc": "a Word document of before 2007",
    ".rtf": "a text document",
    ".xls": "a spreadsheet",
    ".xlsx": "a spreadsheet",
    ".ods": "a spreadsheet",
    ".html": "a web page",
    ".htm": "a web page",
    ".mp4": "a video",
    ".mp3": "a recording",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".heic"), _PICTURE),
}
_WORD = "Save it as .docx, and import that."
_OTHER_HINTS = {
    _PDF: "Import the document that it was made from, as .docx or .md; Word saves a PDF as .docx, too.",
    _PICTURE: "Import the document or the export that it belongs to.",
    "a presentation": "Export its outline as a document, or write one in Markdown.",
    "a text document": _WORD,
    "a Word document of before 2007": _WORD,
    "a spreadsheet": f"Save it as .csv, and import that; heads that are not known need a `--map`: {_MAP}.",
    "a web page": "Import the export of the platform that it comes from, or save its text as .docx.",
    "a video": "Import the course that shows it.",
    "a recording": "Import the course that plays it.",
}
_TABLES = (".csv", ".tsv")
_OWN_DATA = (*_TABLES, ".yaml", ".yml", ".json")
_PACKAGES = (".imscc", ".mbz", ".zip", ".tar.gz", ".tgz", ".docx")
_SHOWN = 4
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}:/|www\.)", re.IGNORECASE)


def refuse_no_file(path: Path) -> None:
    """Raise `UsageError` for a web address, and for a path where there is nothing."""
    if os.path.lexists(path):
        return
    typed = re.sub(r"^(\w{2,}:)/(?!/)", r"\1//", path.as_posix())
    if _ADDRESS.match(typed):
        raise UsageError(
            f"`{typed}` is a web address, and a course is imported from a file or a folder.",
            "Export the course where it is, and import the file that you get; of a repository, a clone.",
        )
    raise UsageError(
        f"There is no `{typed}`.", "Look at the path: an export, a folder or a file is imported."
    )


def refusal(path: str, said: Said) -> UsageError:
    """Return the error for a source that is not read any further."""
    check = check_of(said.code)
    return UsageError(f"`{path}` cannot be imported. {check.says.format(**said.values)}", check.do)


def not_recognised(source: Source) -> UsageError:
    """Return the error for a source that has none of the forms."""
    name = source.path.name or str(source.path)
    if source.is_file:
        return _file(source, name)
    if not source.is_folder and (what := _OTHERS.get(source.path.suffix.lower())):
        return UsageError(f"`{name}` cannot be imported. It is {what}.", _OTHER_HINTS[what])
    if closed := next((one for file, one in source.look.unread.items() if file.endswith(".xml")), None):
        return refusal(f"{name}: {closed.place.file}", closed)  # which says what the source would be
    if says := _NAMED.get(source.kind.format):
        return UsageError(f"`{name}` cannot be imported. {says}", _NAMED_HINTS.get(source.kind.format, LIST))
    return _folder(source, name)


def _file(source: Source, name: str) -> UsageError:
    ending = source.path.suffix.lower()
    (only,) = source.sizes
    if _is_spec(name):
        return UsageError(
            f"`{name}` is a plan already: there is nothing to import.",
            f"`coursewright lint {source.path.as_posix()}` looks at it.",
        )
    if not source.data(only).strip():
        return UsageError(f"`{name}` is empty.", "Look whether it was saved or copied as a whole.")
    what = _PDF if source.data(only).startswith(b"%PDF") else _OTHERS.get(ending, "")
    if what:
        return UsageError(f"`{name}` cannot be imported. It is {what}.", _OTHER_HINTS[what])
    if ending in _TABLES:
        return _table(source.text(only), name)
    if ending in _OWN_DATA:
        return UsageError(
            f"`{name}` cannot be imported. What its keys mean is not known.",
            f"Say it with a `--map`: {_MAP}.",
        )
    if ending == ".docx" or ending in {".md", ".markdown"}:
        form = "word" if ending == ".docx" else "markdown"
        return UsageError(
            f"`{name}` cannot be imported. None of its headings says what a course says, such as outcomes, "
            "tasks or week 1.",
            f"If it is the outline of a course, `--from {form}` reads it as one.",
        )
    if ending == ".txt":
        hint = "Save an outline under a name that ends in `.md`; of questions in GIFT, say `--from gift`."
        return UsageError(f"`{name}` cannot be imported. It is a text without the marks of any form.", hint)
    return UsageError(f"`{name}` cannot be imported. It has none of the forms that can be read.", LIST)


def _table(text: str, name: str) -> UsageError:
    heads = [f"`{shortened(one)}`" for one in table_of(text, name).heads]
    more = [f"{len(heads) - _SHOWN:,} more"] if len(heads) > _SHOWN else []
    several = listed([*heads[:_SHOWN], *more])
    return UsageError(
        f"`{name}` cannot be imported. The heads of its columns are not known: {several}.",
        f"Say what they mean with a `--map`: {_MAP}.",
    )


def _folder(source: Source, name: str) -> UsageError:
    where = "folder" if source.is_folder else "archive"
    if not source.sizes:
        return UsageError(f"`{name}` is an empty {where}.", LIST)
    if any(_is_spec(one) for one in source.sizes):
        return UsageError(
            f"`{name}` holds a plan already: there is nothing to import.",
            f"`coursewright lint {source.path.as_posix()}` looks at it. Name what lies beside it by itself.",
        )
    packages = [one for one in source.sizes if one.lower().endswith(_PACKAGES)]
    if packages:
        return _packages(source, name, packages)
    endings = Counter(PurePosixPath(one).suffix.lower() for one in source.sizes)
    most = [f"{number:,} {ending}" for ending, number in endings.most_common(3) if ending]
    holds = f"{listed(most)} files" if most else counted(len(source.sizes), "file")
    pictures = all(_OTHERS.get(ending) == _PICTURE for ending in endings)
    if pictures:
        holds = f"pictures alone ({len(source.sizes):,})"
    hint = LIST
    if any(ending in _OWN_DATA for ending in endings):
        hint = f"If the course is in its YAML, JSON or CSV, say what the keys mean with a `--map`: {_MAP}."
    elif ".md" in endings:
        hint = "If its Markdown is the outline of a course, `--from markdown` reads it as one."
    elif pictures:
        hint = _OTHER_HINTS[_PICTURE].replace("it belongs", "they belong")
    return UsageError(
        f"`{name}` cannot be imported. The {where} holds {holds}, and nothing that tells a form of course.",
        hint,
    )


def _packages(source: Source, name: str, packages: list[str]) -> UsageError:
    if len(packages) > 1:
        few = listed([f"`{one}`" for one in packages[:_SHOWN]])
        of = f"{len(packages):,} packages, such as {few}" if len(packages) > _SHOWN else f"the packages {few}"
        return UsageError(f"`{name}` is no course itself, and holds {of}.", "Import one of them.")
    says = f"`{name}` is no course itself, and holds the package `{packages[0]}`."
    if source.is_folder:
        return UsageError(says, f"`coursewright import {(source.path / packages[0]).as_posix()}` imports it.")
    return UsageError(says, "Unpack it, and import that.")


def _is_spec(name: str) -> bool:
    last = PurePosixPath(name).name
    return bool(COURSE_FILE.fullmatch(last) or MODULE_FILE.fullmatch(last))
