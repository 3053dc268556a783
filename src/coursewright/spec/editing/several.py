"""Several additions to one mapping: what lands in one place becomes one edit."""

from __future__ import annotations

from collections.abc import Mapping as Table
from typing import TYPE_CHECKING

from coursewright.spec.editing.adding import add_item, add_key
from coursewright.spec.editing.orders import key_order
from coursewright.spec.editing.places import as_written, own_pairs
from coursewright.spec.nodes import Mapping, Sequence, Todo

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence as List

    from coursewright.spec.editing.edits import TextEdit
    from coursewright.spec.editing.emitting import Value


def add_keys(mapping: Mapping, values: Table[str, Value], order: List[str] = ()) -> list[TextEdit] | None:
    """Return the edits that give a mapping keys that it lacks, or whose values are still open.

    Where a value is a mapping, and the key has one already, what that lacks is added to it. None where one of
    the keys cannot be added.
    """
    whole = as_written(mapping)
    if whole is None:
        return None
    found: list[list[TextEdit]] = []
    for key, value in values.items():
        there = whole.pairs.get(key)
        if isinstance(value, Table) and there is not None and isinstance(there[1], Mapping):
            edits = add_keys(there[1], value, _order_of(key)) if there in own_pairs(whole) else None
        else:
            edits = add_key(whole, key, value, order)
        if edits is None:
            return None
        found.append(edits)
    if whole.flow and not own_pairs(whole):
        return _into_nothing(found)
    return found[0] if len(found) == 1 else joined(edit for edits in found for edit in edits)


def add_items(
    mapping: Mapping, key: str, values: List[Value], order: List[str] = ()
) -> list[TextEdit] | None:
    """Return the edits that append several items to the list under a key, as `add_item` does one.

    None also where there is no item in a list yet, and some of those to come ask for lines.
    """
    whole = as_written(mapping)
    if whole is None:
        return None
    there = whole.value(key)
    if there is None or isinstance(there, Todo):
        return add_key(whole, key, values, order)
    first, *more = (add_item(whole, key, value, order) for value in values)
    if not first or not all(more):
        return None
    found = [first, *(edits for edits in more if edits)]
    if not isinstance(there, Sequence):
        return _behind(found)
    if not there.items and len({len(edits) for edits in found}) > 1:
        return None
    if not there.items and len(first) == 1:
        return _into_nothing(found)
    return joined(edit for edits in found for edit in edits)


def joined(edits: Iterable[TextEdit]) -> list[TextEdit]:
    """Return edits in the order of the text; those that start at one place are one, in the order given."""
    found: list[TextEdit] = []
    for edit in sorted(edits, key=lambda edit: (edit.source.path, edit.start)):
        before = found[-1] if found else None
        if before is not None and (before.source, before.start) == (edit.source, edit.start):
            found[-1] = edit._replace(end=max(before.end, edit.end), text=before.text + edit.text)
        else:
            found.append(edit)
    return found


def _behind(found: List[List[TextEdit]]) -> list[TextEdit] | None:
    """Put items behind one that was no list: all in brackets, or all in lines."""
    *before, last = found[0]
    if any(edits[:-1] != before for edits in found):
        return None
    in_brackets = before[0].text == "["
    texts = [edits[-1].text.removesuffix("]") if in_brackets else edits[-1].text for edits in found]
    return [*before, last._replace(text="".join(texts) + ("]" if in_brackets else ""))]


def _into_nothing(found: List[List[TextEdit]]) -> list[TextEdit]:
    """Put commas between what goes into empty braces or brackets."""
    edits = [edit for edits in found for edit in edits]
    return [edits[0]._replace(text=", ".join(edit.text for edit in edits))] if edits else []


def _order_of(key: str) -> List[str]:
    """Return the order of the keys of what stands under a key, where that has a name of its own."""
    try:
        return key_order(key)
    except KeyError:
        return ()
