"""Profiles: named sets of rules with their weights, kept in `data/profiles.yaml`."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from coursewright.lint.api import Severity
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from coursewright.lint.api import Meta, SupportModel
    from coursewright.lint.findings import Finding
    from coursewright.lint.registry import Rule

DEFAULT = "recommended"
SEVERITIES = {str(severity): severity for severity in Severity}

ALWAYS = frozenset({"SPC001", "SPC002", "SPC003"})
"""What cannot be read cannot be checked: these run whatever else is chosen."""
JUDGE = "SPC011"
"""The rule that judges the comments which silence others.

It runs last, on every rung, since comments count there; and it never calls the ignoring of itself unused.
"""

_TABLE = Path(__file__).parent / "data" / "profiles.yaml"


class Profile(NamedTuple):
    """A named set of rules. Those of the ladder have a `base`; the others are laid over one."""

    name: str
    about: str
    base: Literal["", "essential", "default"]
    raised: Mapping[Severity, Severity]
    rules: Mapping[str, Severity]
    reads_as: SupportModel | None

    def weights(self, rules: Iterable[Rule], edition: str = "") -> dict[str, Severity]:
        """Return the severity of each rule that runs here; an edition leaves out what is younger."""
        found: dict[str, Severity] = {}
        for rule in rules:
            meta = rule.meta
            if edition and newer(meta.since, edition):
                continue
            if self._takes(meta):
                found[meta.code] = self.raised.get(meta.severity, meta.severity)
            if meta.code in self.rules:
                found[meta.code] = self.rules[meta.code]
        return found

    def _takes(self, meta: Meta) -> bool:
        if meta.status != "stable" or not self.base:
            return False
        if meta.code == JUDGE:
            return True
        return meta.essential if self.base == "essential" else meta.by_default


class Profiles(NamedTuple):
    """All profiles: the ladder, from the fewest demands to the most, and those beside it."""

    ladder: tuple[Profile, ...]
    beside: tuple[Profile, ...]

    @property
    def every(self) -> tuple[Profile, ...]:
        """All of them, the ladder first."""
        return (*self.ladder, *self.beside)

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(profile.name for profile in self.every)

    def chosen(self, names: Sequence[str]) -> tuple[Profile, ...]:
        """Return a rung of the ladder and what is laid over it. Raise `UsageError` for what cannot be."""
        rungs = [profile for profile in self.ladder if profile.name in names]
        others = [profile for profile in self.beside if profile.name in names]
        unknown = [name for name in names if name not in self.names]
        if unknown:
            raise UsageError(f"There is no profile `{unknown[0]}`.", self._suggestion(unknown[0]))
        if len(rungs) > 1:
            both = " and ".join(f"`{one.name}`" for one in rungs)
            raise UsageError(
                f"{both} are rungs of one ladder.", f"Keep `{rungs[-1].name}`: it asks for all the others do."
            )
        rung = rungs[0] if rungs else next(one for one in self.ladder if one.name == DEFAULT)
        return (rung, *others)

    def _suggestion(self, name: str) -> str:
        near = closest(name.lower(), self.names)
        return f"Did you mean `{near}`?" if near else f"There are {', '.join(self.names)}."


@lru_cache(maxsize=1)
def profiles() -> Profiles:
    """Read the table."""
    import yaml  # noqa: PLC0415 - rules run without it

    table = yaml.load(_TABLE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return Profiles(_read(table["ladder"]), _read(table["beside"]))


def _read(rows: Mapping[str, Any]) -> tuple[Profile, ...]:
    return tuple(_profile(name, row) for name, row in rows.items())


def _profile(name: str, row: Mapping[str, Any]) -> Profile:
    written = row.get("rules", {})
    listed = written if isinstance(written, dict) else {}
    return Profile(
        name=name,
        about=row["about"],
        base="" if listed or not isinstance(written, str) else written,  # type: ignore[arg-type]
        raised={SEVERITIES[low]: SEVERITIES[high] for low, high in row.get("raise", {}).items()},
        rules={code: SEVERITIES[severity] for code, severity in listed.items()},
        reads_as=row.get("reads_as"),
    )


class Rung(NamedTuple):
    """A profile of the ladder, ready to be held against findings."""

    name: str
    weights: Mapping[str, Severity]

    def is_passed(self, findings: Iterable[Finding]) -> bool:
        """Whether none of the findings would be a warning or worse here.

        They weigh what their rules make them weigh, before any configuration.
        """
        return not any(self._weighs(finding) for finding in findings)

    def _weighs(self, finding: Finding) -> bool:
        severity = self.weights.get(finding.code)
        if severity is None:
            return False
        return (min(severity, finding.severity) if finding.softened else severity) >= Severity.WARNING


def ladder(rules: Sequence[Rule], ran: AbstractSet[str]) -> tuple[Rung, ...]:
    """Return the rungs of which all rules ran, from the first: of the others nothing can be known."""
    always = {rule.meta.code: rule.meta.severity for rule in rules if rule.meta.code in ALWAYS}
    rungs = [Rung(profile.name, profile.weights(rules) | always) for profile in profiles().ladder]
    return tuple(takewhile(lambda rung: ran >= rung.weights.keys(), rungs))


def newer(version: str, edition: str) -> bool:
    """Whether a version came after an edition: 0.10.0 after 0.9, and 0.9.2 not."""
    pinned = _numbers(edition)
    return _numbers(version)[: len(pinned)] > pinned


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
