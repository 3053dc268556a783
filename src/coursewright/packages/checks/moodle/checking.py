"""Checks of a backup, in the order in which Moodle goes about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.moodle.backup import BACKUP, backup_of, check_description, check_start
from coursewright.packages.checks.moodle.files import check_files
from coursewright.packages.checks.moodle.gradebook import check_gradebook, check_rubrics
from coursewright.packages.checks.moodle.modules import check_modules
from coursewright.packages.checks.moodle.parts import check_parts, parts_of
from coursewright.packages.checks.moodle.questions import check_questions
from coursewright.packages.checks.moodle.restrictions import check_restrictions
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.kinds import Kind
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_backup"]


def check_backup(look: Look, kind: Kind) -> Iterator[Said]:
    """Check a backup of a course."""
    yield from check_start(look, kind.root)
    backup = backup_of(look, kind.root)
    file = f"{kind.root}{BACKUP}"
    if backup is None:
        if file not in look.unread:
            yield said("PKG402", Place(file, 1), part="moodle_backup/information")
        return
    yield from check_description(look, backup)
    parts = parts_of(look, backup)
    yield from check_parts(look, backup, parts)
    yield from check_restrictions(look, backup, parts)
    yield from check_gradebook(parts)
    yield from check_rubrics(look, parts)
    yield from check_files(look, backup, parts)
    yield from check_questions(look, backup, parts)
    yield from check_modules(parts)
