"""What reading a spec found wrong, as problems of the rules that report it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Change, Problem, Related, Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.faults import Fault, FaultKind
    from coursewright.spec.model import Course


def problems(course: Course, kind: FaultKind) -> Sequence[Problem]:
    """Return a problem for each fault of one kind."""
    return [as_problem(fault, course) for fault in course.faults_of(kind)]


def as_problem(fault: Fault, course: Course) -> Problem:
    """Put a fault where its node stands, or at its offsets where the text never became a tree."""
    related = tuple(Related(node, label) for node, label in fault.related)
    at = fault.node or Spot(fault.source or course.sources[0], *fault.at)
    edits = (Change(*fault.mend),) if fault.mend is not None else ()
    return Problem(at, fault.message, fault.fix, related=related, edits=edits)
