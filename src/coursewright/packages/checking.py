"""Checking a package: it is opened, recognised, looked at, and what is said about it put into words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coursewright.packages.catalogue import check_of
from coursewright.packages.checks.container import MANIFESTS, check_container
from coursewright.packages.kinds import CHECKED, Kind, kind_of
from coursewright.packages.look import Look
from coursewright.packages.reading.opening import opened
from coursewright.packages.report import Fault, Report
from coursewright.packages.said import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from coursewright.packages.catalogue import Check, Severity
    from coursewright.packages.said import Said

__all__ = ["check", "meant_for"]

_MOST = 200
"""Places of one check that are kept; further ones are counted."""
_WEIGHTS = ("error", "warning", "info")
_CARTRIDGES = ("moodle", "canvas", "brightspace", "blackboard", "schoology", "sakai")


def check(path: Path, platform: str = "") -> Report:
    """Check a package: an archive, or the folder that it was unpacked to.

    `platform` is one of `catalogue.PLATFORMS`: what others mind is then left out, and what it minds weighs in
    full. Without, a package is judged for the platforms that it is meant for.

    Raises `UnreadableInputError` where there is nothing to open. All else, a broken archive too, is reported.
    """
    try:
        package = opened(path)
    except RefusedError as error:
        return _report(path, Kind("unknown"), [error.said], platform, 0, _size(path))
    try:
        look = Look(package)
        kind = kind_of(look)
        what = [
            *package.troubles,
            *check_container(look, kind),
            *_by_format(look, kind),
            *look.unread.values(),
        ]
    finally:
        package.close()
    size = sum(package.sizes.values()) if path.is_dir() else _size(path)
    looked_into = kind.format in CHECKED and not any(_left_alone(one, kind) for one in what)
    return _report(path, kind, what, platform, len(look.names), size, looked_into=looked_into)


def meant_for(kind: Kind) -> tuple[str, ...]:
    """Return the platforms that a package is made for."""
    match kind.format:
        case "moodle":
            return ("moodle",)
        case "olx":
            return ("openedx",)
        case "scorm":
            return ("scorm", "moodle")
        case "cartridge" if kind.flavour == "canvas":
            return ("canvas",)
        case "cartridge" if kind.version in {"1.2", "1.3"}:
            return _CARTRIDGES[1:]
        case "cartridge":
            return _CARTRIDGES
        case "h5p":
            return ("moodle",)
        case _:
            return ()


def _by_format(look: Look, kind: Kind) -> Iterator[Said]:
    match kind.format:
        case "cartridge":
            from coursewright.packages.checks.cartridge.checking import check_cartridge  # noqa: PLC0415 - one is needed

            yield from check_cartridge(look, kind)
        case "moodle":
            from coursewright.packages.checks.moodle.checking import check_backup  # noqa: PLC0415

            yield from check_backup(look, kind)
        case "scorm":
            from coursewright.packages.checks.scorm.checking import check_scorm  # noqa: PLC0415

            yield from check_scorm(look, kind)
        case "olx":
            from coursewright.packages.checks.olx.checking import check_olx  # noqa: PLC0415

            yield from check_olx(look, kind)
        case "qti" | "content package":
            from coursewright.packages.checks.manifest import check_references, manifest_of  # noqa: PLC0415

            manifest = manifest_of(look, kind.root)
            yield from check_references(look, manifest) if manifest else ()
        case _:
            return


def _left_alone(one: Said, kind: Kind) -> bool:
    """Whether the file that all else follows from was too large to be looked at."""
    return one.code == "PKG020" and one.place.file.removeprefix(kind.root) in MANIFESTS


def _report(
    path: Path,
    kind: Kind,
    what: Iterable[Said],
    platform: str,
    files: int,
    size: int,
    *,
    looked_into: bool = False,
) -> Report:
    platforms = (platform,) if platform else meant_for(kind)
    faults: list[Fault] = []
    counted: Counter[str] = Counter()
    for one in dict.fromkeys((said.code, said.place, tuple(said.values.items())) for said in what):
        code, place, values = one
        rule = check_of(code)
        severity = _severity(rule, platforms, only=bool(platform))
        if severity is None:
            continue
        counted[code] += 1
        if counted[code] <= _MOST:
            said = dict(values)
            faults.append(
                Fault(
                    rule, severity, place, *(text.format(**said) for text in (rule.says, rule.why, rule.do))
                )
            )
    more = {code: count - _MOST for code, count in counted.items() if count > _MOST}
    ordered = sorted(faults, key=lambda fault: _WEIGHTS.index(fault.severity))
    return Report(path, kind, tuple(ordered), more, files, size, looked_into)


def _severity(rule: Check, platforms: tuple[str, ...], *, only: bool) -> Severity | None:
    """Return how much a fault weighs for these platforms; None where they do not mind."""
    if not rule.platforms or set(rule.platforms) & set(platforms):
        return rule.severity
    if only or rule.elsewhere == "silent":
        return None
    return rule.elsewhere


def _size(path: Path) -> int:
    return path.stat().st_size
