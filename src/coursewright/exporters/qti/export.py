"""The questions of a course as a package of QTI, in the version that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.qti import first, second
from coursewright.exporters.questions.account import note_bank
from coursewright.exporters.questions.bank import no_questions, quizzes_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.packing.member import Member

__all__ = ["members"]

_VERSIONS = {"1.2": first, "2.1": second}
_DEFAULT = "1.2"


def members(
    edition: Edition, ledger: Ledger, step: Callable[[str], None] = lambda _: None
) -> Iterator[Member]:
    """Yield the files of a package.

    Raises `UsageError` for a version that is not written here, and where no question can be marked.
    """
    version = edition.choices.version or _DEFAULT
    if version not in _VERSIONS:
        known = " and ".join(_VERSIONS)
        raise UsageError(
            f"there is no version {version} of QTI here", f"There are {known}; without one it is {_DEFAULT}."
        )
    step("Collecting the questions")
    quizzes, absent = quizzes_of(edition)
    if not quizzes:
        raise no_questions(edition)
    remarks = {quiz.entry.key: tuple(_VERSIONS[version].remarks(quiz.questions)) for quiz in quizzes}
    note_bank(
        edition,
        ledger,
        quizzes,
        absent,
        as_what="its questions alone, as a quiz",
        kept={},
        remarks=remarks,
    )
    yield from _VERSIONS[version].package(edition, quizzes)
