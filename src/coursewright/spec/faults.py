"""What reading a spec can find wrong, before any rule of design speaks."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coursewright.spec.nodes import Node, Scalar
    from coursewright.spec.source import Source


class FaultKind(Enum):
    """The kinds of fault; each is reported by one rule of the `spec` family."""

    INVALID = "invalid"
    UNRESOLVED = "unresolved"
    DUPLICATE = "duplicate"
    DURATION = "duration"
    TYPO = "typo"


class Mend(NamedTuple):
    """What would mend a fault: the key or value `node` says `text` instead, in the quotes that it has.

    There is one only where there is one clear meaning; `safe` says that the author can only have meant this.
    """

    node: Scalar
    text: str
    safe: bool = False


class Fault(NamedTuple):
    """One thing that could not be read, and how to mend it.

    It stands at `node`, or at the offsets `at` of `source` where the text did not become a tree.
    """

    kind: FaultKind
    message: str
    fix: str = ""
    node: Node | None = None
    source: Source | None = None
    at: tuple[int, int] = (0, 0)
    related: tuple[tuple[Node, str], ...] = ()
    meant: str = ""
    """Of a key that is not known: the one that its author must have meant."""
    undecided: bool = False
    """Only a value that may wait while the design is a draft, such as `duration: tbd`."""
    mend: Mend | None = None


def invalid(
    node: Node,
    message: str,
    fix: str = "",
    related: tuple[tuple[Node, str], ...] = (),
    *,
    meant: str = "",
    mend: Mend | None = None,
) -> Fault:
    """Return the commonest fault: a value that cannot be understood."""
    return Fault(FaultKind.INVALID, message, fix, node=node, related=related, meant=meant, mend=mend)
