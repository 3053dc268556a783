"""How fast students read, write and watch: named rates, each with its source and the range it may be set to.

The numbers stand in `data/workload_rates.yaml`. An institution that knows its students better changes single
rates by name; all else keeps what is shipped.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.spec.errors import CoursewrightError
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Rate", "Rates", "all_rates", "rate_properties", "rate_sources", "shipped_rates"]

_FILE = Path(__file__).parent / "data" / "workload_rates.yaml"


class Rate(NamedTuple):
    """One rate: its shipped value, the least and the most it may be set to, its unit, and who says so."""

    name: str
    value: float
    least: float
    most: float
    unit: str
    source: str
    about: str


class Rates(NamedTuple):
    """The rates in force, name → number in the unit of `all_rates`."""

    values: Mapping[str, float]

    def of(self, name: str) -> float:
        """Return one rate."""
        return self.values[name]

    def span(self, name: str, other: str) -> tuple[float, float]:
        """Return two rates that are the ends of a range, the smaller first."""
        ends = self.values[name], self.values[other]
        return min(ends), max(ends)

    def with_values(self, values: Mapping[str, float]) -> Rates:
        """Return these rates with some of them changed.

        Raises `CoursewrightError` for a name that is none and for a number out of its range.
        """
        known = {rate.name: rate for rate in all_rates()}
        for name, value in values.items():
            rate = known.get(name)
            if rate is None:
                raise CoursewrightError(f"There is no workload rate `{name}`.", _nearest(name, known))
            if not rate.least <= value <= rate.most:
                raise CoursewrightError(
                    f"The workload rate `{name}` cannot be {value:g} {rate.unit}.",
                    f"Give a number from {rate.least:g} to {rate.most:g}.",
                )
        return Rates(MappingProxyType({**self.values, **values})) if values else self


@lru_cache(maxsize=1)
def all_rates() -> tuple[Rate, ...]:
    """Return every rate as shipped, in the order of the file."""
    return tuple(
        Rate(
            name,
            float(entry["value"]),
            float(entry["least"]),
            float(entry["most"]),
            entry["unit"],
            entry["source"],
            entry["about"],
        )
        for name, entry in _data()["rates"].items()
    )


@lru_cache(maxsize=1)
def shipped_rates() -> Rates:
    """Return the rates that hold where nobody has set others."""
    return Rates(MappingProxyType({rate.name: rate.value for rate in all_rates()}))


def rate_sources() -> Mapping[str, str]:
    """Return the full reference of each source, by the label that a rate names."""
    return {label: " ".join(text.split()) for label, text in _data()["sources"].items()}


def rate_properties() -> dict[str, dict[str, Any]]:
    """Return the rates as the `properties` of a JSON Schema: what each means, its range and its default."""
    return {
        rate.name: {
            "description": f"{rate.about} In {rate.unit}; source: {rate.source}.",
            "type": "number",
            "minimum": rate.least,
            "maximum": rate.most,
            "default": rate.value,
        }
        for rate in all_rates()
    }


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    import yaml  # noqa: PLC0415 (few runs need an estimate)

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data: dict[str, Any] = yaml.load(_FILE.read_text("utf-8"), Loader=loader)  # noqa: S506 (makes text only)
    return data


def _nearest(name: str, known: Mapping[str, Rate]) -> str:
    near = closest(name, known)
    return f"Did you mean `{near}`?" if near else "One that there is: `reading_understand_some`."
