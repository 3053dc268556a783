"""The checks: what each is called, how much it weighs, why it matters, what to do. Kept in `data/checks`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

__all__ = ["PLATFORMS", "Check", "Family", "Severity", "all_checks", "check_of", "families"]

Severity: TypeAlias = Literal["error", "warning", "info"]

PLATFORMS = {
    "moodle": "Moodle",
    "canvas": "Canvas",
    "brightspace": "Brightspace",
    "blackboard": "Blackboard",
    "schoology": "Schoology",
    "sakai": "Sakai",
    "openedx": "Open edX",
    "scorm": "players of SCORM",
}
"""Platforms by the words of the command line, and what they are called."""

_FAMILIES = ("container", "manifest", "cartridge", "canvas", "moodle", "scorm", "olx", "links")
_LOWER: dict[str, Severity | Literal["silent"]] = {"error": "warning", "warning": "info", "info": "silent"}


class Check(NamedTuple):
    """One thing that packages are checked for."""

    code: str
    name: str
    title: str
    """What is right, as a sentence without full stop."""
    severity: Severity
    """`error`: a platform that the package is meant for refuses it, or loses something by it."""
    elsewhere: Severity | Literal["silent"]
    """How much it weighs in a package that is meant for none of `platforms`."""
    platforms: tuple[str, ...]
    """Which platforms mind; empty where all do."""
    says: str
    """What is said of one place, with gaps for `str.format`; so are `why` and `do`."""
    why: str
    do: str


class Family(NamedTuple):
    """Checks about the same part of packages."""

    name: str
    title: str
    about: str
    checks: tuple[Check, ...]


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """Return all checks by family, in the order of their codes."""
    return tuple(_family(name) for name in _FAMILIES)


@lru_cache(maxsize=1)
def all_checks() -> dict[str, Check]:
    """Return all checks by code."""
    return {check.code: check for family in families() for check in family.checks}


def check_of(code: str) -> Check:
    """Return a check. Raises `KeyError`."""
    return all_checks()[code]


def _family(name: str) -> Family:
    import yaml  # noqa: PLC0415 - the list of platforms is needed where nothing is checked

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (Path(__file__).parent / "data" / "checks" / f"{name}.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - a safe one
    checks = tuple(_check(code, entry) for code, entry in data["checks"].items())
    return Family(name, data["title"], data["about"], checks)


def _check(code: str, entry: dict[str, Any]) -> Check:
    severity = entry["severity"]
    return Check(
        code,
        entry["name"],
        entry["title"],
        severity,
        entry.get("elsewhere", _LOWER[severity]),
        tuple(entry.get("platforms", ())),
        entry["says"],
        entry["why"],
        entry["do"],
    )
