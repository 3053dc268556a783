"""References of a newer import as they read in a folder where things have other names and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.importers.finishing.finished import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.finishing.finished import Spec
    from coursewright.importers.merging.ours import Element

__all__ = ["as_named_here"]


def as_named_here(specs: list[Spec], ours: Mapping[str, Element]) -> list[dict[str, Any]]:
    """Return the data of specs with each reference as `ours` names what it refers to."""
    return [_Naming(ours).spec(spec) for spec in specs]


class _Naming:
    def __init__(self, ours: Mapping[str, Element]) -> None:
        self._ours = ours

    def spec(self, spec: Spec) -> dict[str, Any]:
        return self._mapping(spec.data, spec.id if spec.kind == "module" else "")

    def _mapping(self, data: Mapping[str, Any], home: str) -> dict[str, Any]:
        here = self._ours.get(str(data.get("x-source", "")))
        inner = here.home if here is not None and here.element not in {"Course", "Module"} else home
        return {key: self._value(value, inner) for key, value in data.items()}

    def _value(self, value: Any, home: str) -> Any:
        match value:
            case Reference():
                return self._named(value, home)
            case dict():
                return self._mapping(value, home)
            case list():
                return [self._value(one, home) for one in value]
            case _:
                return value

    def _named(self, reference: Reference, home: str) -> str:
        there = self._ours.get(reference.source)
        if there is None or not there.id:
            return str(reference)
        if there.element in {"Course", "Module"} or there.home in {"", home}:
            return there.id
        return f"{there.home}/{there.id}"
