"""A small course with two modules, for tests of commands that look at courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spec_helpers import make

if TYPE_CHECKING:
    from pathlib import Path

COURSE = """\
course: ethics
title: Research ethics
modules: [consent/consent.module.yaml, data/data.module.yaml]
"""
CONSENT = """\
module: consent
title: Consent
units:
  - title: First
    week: 1
    tasks: [{id: read, title: Read the sheet, kind: reading, duration: 90 min}]
  - title: Second
    week: 2
    tasks: [{id: rule, title: Rule on a case, kind: case, duration: 30 min, follow_up: {none: practice}}]
"""
DATA = """\
module: data
title: Data
units:
  - title: Third
    week: 3
    tasks: [{id: find, title: Find somebody, kind: quiz, duration: 45 min}]
"""


def course_files(folder: Path) -> Path:
    """Write the course into a folder, and return the folder."""
    make(
        folder,
        {
            ".git/x": "",
            "course.yaml": COURSE,
            "consent/consent.module.yaml": CONSENT,
            "data/data.module.yaml": DATA,
        },
    )
    return folder
