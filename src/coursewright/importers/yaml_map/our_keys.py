"""Our own keys in a map: each has to be a key of the spec format, or an institution's own."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.spec.file_faults import FileFault, did_you_mean
from coursewright.spec.nodes import Mapping, Node, Sequence
from coursewright.spec.schema_files import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["unknown_keys"]

_OF_LIST = {
    "outcomes": "outcome",
    "materials": "material",
    "tasks": "task",
    "sessions": "session",
    "follow_up_activities": "followUpActivity",
    "reflection": "reflection",
    "assessments": "assessment",
    "announcements": "announcement",
}
_NEVER = frozenset({"id", *_OF_LIST, "units", "modules", "course", "module", "spec_version"})
"""What a map says in other ways."""


@lru_cache(maxsize=16)
def _known(kind: str) -> tuple[str, ...]:
    if kind in {"course", "module"}:
        found = bundled("course" if kind == "course" else "module")["properties"]
    else:
        found = bundled("module")["$defs"][kind]["properties"]
    return tuple(key for key in found if key not in _NEVER)


def unknown_keys(root: Mapping) -> Iterator[FileFault]:
    """Yield the keys of a map that no plan has, each with the one that was meant."""
    for key, kind in (("course", "course"), ("modules", "module"), ("module", "module")):
        yield from _of_level(root.value(key), kind)


def _of_level(node: Node | None, kind: str) -> Iterator[FileFault]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _of_level(item, kind)
    if not isinstance(node, Mapping):
        return
    keys = node.value("keys")
    for name, (written, _) in keys.pairs.items() if isinstance(keys, Mapping) else ():
        if name.startswith("x-") or name in _known(kind):
            continue
        if name in _NEVER:
            hint = "It stands beside `keys`: `id`, `units`, or below `lists`."
            yield FileFault.at(written, f"`{name}` does not stand among the keys of {_called(kind)}.", hint)
        else:
            message = f"`{name}` is not a key of {_called(kind)}."
            yield FileFault.at(written, message, did_you_mean(name, _known(kind)))
    lists = node.value("lists")
    for name, (_, value) in lists.pairs.items() if isinstance(lists, Mapping) else ():
        yield from _of_level(value, _OF_LIST[name])
    yield from _of_level(node.value("units"), "unit")


def _called(kind: str) -> str:
    name = {"followUpActivity": "follow-up activity"}.get(kind, kind)
    return f"an {name}" if name[0] in "ao" else f"a {name}"
