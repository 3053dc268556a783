"""JSON Schemas of rules, compiled so that nothing in them can hang a run or reach outside it."""

from __future__ import annotations

from typing import Any, Final

MAX_PATTERN: Final = 1_000_000
"""Bytes that a compiled regular expression may take; matching takes linear time in any case."""


def compiled(schema: Any) -> Any:
    """Compile a schema whose regular expressions cannot hang and that fetches nothing.

    Raises `ValueError`.
    """
    import jsonschema_rs  # noqa: PLC0415 - only for rules that run

    return jsonschema_rs.Draft202012Validator(
        schema,
        pattern_options=jsonschema_rs.RegexOptions(size_limit=MAX_PATTERN),
        validate_formats=True,
        ignore_unknown_formats=False,
        retriever=_refuse,
    )


class Fit:
    """A schema that is compiled when something is first held against it."""

    __slots__ = ("_compiled", "_schema")

    def __init__(self, schema: Any) -> None:
        self._schema = schema
        self._compiled: Any = None

    def holds(self, data: Any) -> bool:
        """Whether data are as the schema has them. Raise `ValueError` where it is none."""
        if self._compiled is None:
            self._compiled = compiled(self._schema)
        return bool(self._compiled.is_valid(data))


def _refuse(address: str) -> Any:
    raise ValueError(f"{address} lies outside the rule")
