"""Steps made in the text of a spec: many at once where they stand apart, and none that breaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.merging.ours import elements_of, tree_of
from coursewright.importers.merging.steps import AddItem, edits_of
from coursewright.spec.editing import applied
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from coursewright.importers.merging.lost import Name
    from coursewright.importers.merging.ours import Element
    from coursewright.importers.merging.steps import Step
    from coursewright.spec.editing import TextEdit

__all__ = ["Applied", "apply_steps"]


class Applied(NamedTuple):
    """A text with what could be done in it."""

    text: str
    failed: list[Step]


def apply_steps(text: str, path: Path, file: str, steps: Sequence[Step], lost: Mapping[Name, str]) -> Applied:
    """Make steps in the text of the spec `file` at `path`, in their order where they meet.

    `lost` are the sources of elements that do not name theirs.
    """
    waiting = [*steps]
    failed: list[Step] = []
    while waiting:
        elements = _elements(text, path, file, lost)
        if elements is None:
            raise ValueError("a text that could be read before cannot be read any more")
        chosen, edits = _apart(waiting, elements, failed)
        waiting = [step for step in waiting if not any(step is one for one in failed)]
        if not chosen:
            break
        new = applied(text, edits)
        if _elements(new, path, file, lost) is None and len(chosen) > 1:  # one breaks it: each alone
            chosen = chosen[:1]
            new = applied(text, edits_of(chosen[0], elements) or [])
        if _elements(new, path, file, lost) is None:
            failed += chosen
        else:
            text = new
        waiting = [step for step in waiting if not any(step is one for one in chosen)]
    return Applied(text, [*failed, *waiting])


def _name(step: Step) -> str:
    """Return by what a later step would call the item that one adds; empty for a step that adds none."""
    if not isinstance(step, AddItem):
        return ""
    return str(step.value.get("x-source", "")) if isinstance(step.value, dict) else str(step.value)


def _elements(text: str, path: Path, file: str, lost: Mapping[Name, str]) -> dict[str, Element] | None:
    try:
        tree, _ = tree_of(path, text)
    except UsageError:
        return None
    found: dict[str, Element] = {}
    for one in elements_of(tree, file, lost):
        found.setdefault(one.source, one)
    return found


def _apart(
    waiting: Sequence[Step], elements: dict[str, Element], failed: list[Step]
) -> tuple[list[Step], list[TextEdit]]:
    """Return steps whose edits do not touch each other, and these; what cannot be made goes to `failed`."""
    chosen: list[Step] = []
    taken: list[TextEdit] = []
    coming = {_name(step) for step in waiting} - {""}
    for step in waiting:
        if isinstance(step, AddItem) and step.after in coming:
            continue  # it follows one that is not there yet
        edits = edits_of(step, elements)
        if edits is None:
            failed.append(step)
        elif not any(_touch(one, other) for one in edits for other in taken):
            chosen.append(step)
            taken += edits
    return chosen, taken


def _touch(one: TextEdit, other: TextEdit) -> bool:
    return one.start <= other.end and other.start <= one.end
