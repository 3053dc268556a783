"""Checks of a backup, in the order in which Moodle goes about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.moodle.backup import BACKUP, backup_of, check_description, check_start
from coursewright.packages.checks.moodle.files import check_embedded, check_files, files_of
from coursewright.packages.checks.moodle.gradebook import check_gradebook, check_rubrics
from coursewright.packages.checks.moodle.modules import check_module
from coursewright.packages.checks.moodle.parts import brief_of, check_course_files, check_part, parts_of
from coursewright.packages.checks.moodle.questions import bank_of, check_slots
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
    files = files_of(look, backup)
    bank = bank_of(look, backup)
    yield from bank.faults if bank else ()
    briefs = []
    for part in parts_of(look, backup):
        briefs.append(brief_of(part))
        yield from check_part(look, backup, part)
        yield from check_gradebook(part)
        yield from check_rubrics(look, part)
        yield from check_module(part)
        yield from check_embedded(part, files)
        yield from check_slots(part, bank) if bank else ()
    yield from check_course_files(look, backup, briefs)
    yield from check_restrictions(look, backup, briefs)
    yield from check_files(look, backup, files, briefs)
