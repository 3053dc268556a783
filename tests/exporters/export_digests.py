"""What a course becomes in every form, as digests: in a process of its own, for the order of sets is its own.

python tests/exporters/export_digests.py FOLDER/course.yaml      prints them as JSON, by the names of forms
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.formats import FORMATS, exporter_of
from coursewright.exporters.packing.member import data
from coursewright.spec.load import load

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.formats import Format

__all__ = ["Exported", "export"]


class Exported(NamedTuple):
    """A package that was made."""

    digest: str
    """Of all paths and contents, in their order."""
    paths: tuple[str, ...]
    forgotten: tuple[tuple[str, str], ...]
    """Entries and aspects that no note speaks of."""
    betrays: tuple[str, ...]
    """Paths of files that hold the path of the folder the course lies in."""


def export(form: Format, edition: Edition) -> Exported:
    """Export an edition, and keep the digest alone."""
    ledger = Ledger()
    digest = hashlib.sha256()
    home = str(edition.course.path.parent.resolve()).encode()
    paths, betrays = [], []
    for member in exporter_of(form)(edition, ledger, lambda _: None):
        content = data(member)
        paths.append(member.path)
        digest.update(f"{len(content)} {member.path}\n".encode() + content)
        if home in content:
            betrays.append(member.path)
    return Exported(digest.hexdigest(), tuple(paths), unaccounted(edition, ledger), tuple(betrays))


def main() -> None:
    """Export the course that the command line names in every form."""
    course = load(Path(sys.argv[1]))
    made = {form.name: export(form, edition_of(course, Choices(version=form.version))) for form in FORMATS}
    print(json.dumps(made))  # noqa: T201 - what the test reads


if __name__ == "__main__":
    main()
