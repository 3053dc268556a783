"""What else knows a thing by its id: baselines, which follow, and what is only pointed out."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.given import today
from coursewright.cli.rename.choice import few
from coursewright.cli.writing import NewText
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.document import ConfigError, read_config_file, texts
from coursewright.lint.config.policies import Policies
from coursewright.lint.engine import Linter
from coursewright.lint.silence.baseline import Baseline, Entry, Place
from coursewright.lint.silence.baselines import Baselines, read_found
from coursewright.lint.silence.identity import identity
from coursewright.reporters.shared.measure import flat
from coursewright.reporters.shared.paths import from_here
from coursewright.spec.nodes import Mapping, Sequence
from coursewright.spec.renaming import mentions, read_again
from coursewright.spec.text_input import decode, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as List

    from coursewright.lint.findings import Finding
    from coursewright.spec.model import Course
    from coursewright.spec.nodes import Scalar
    from coursewright.spec.renaming import FileMove, Renaming

__all__ = ["follow_baselines", "traces"]


def follow_baselines(courses: List[Course], renaming: Renaming, move: FileMove | None) -> tuple[NewText, ...]:
    """Return the baselines that know findings by the old id, as they are to be.

    An entry follows where the same rules find as much afterwards: then each finding is known by its number.
    """
    policies = Policies(Choices())
    baselines = Baselines(policies.baseline)
    found: dict[Path, Baseline] = {}
    for course in courses:
        for source in course.sources:
            with suppress(ConfigError):
                at = baselines.at(source.path.parent)
                if at is not None and at.path not in found and at.path.is_file():
                    found[at.path] = read_found(at)
    listing = [
        one for one in found.values() if any(one.name_of(path) in one.files for path in renaming.sources)
    ]
    if not listing:
        return ()
    linter = Linter(policies.of, today(None), excluded=policies.excluded)
    changed: dict[tuple[Path, Place], tuple[Place, str]] = {}
    with suppress(ConfigError):
        for course in courses:
            before = linter.lint(course).findings
            after = linter.lint(read_again(course, renaming)).findings
            changed |= _changed(before, after)
    return tuple(new for one in listing if (new := _followed(one, changed, move)) is not None)


def _changed(before: List[Finding], after: List[Finding]) -> dict[tuple[Path, Place], tuple[Place, str]]:
    """Return the places that are known otherwise after a renaming, by file, with their new hints."""
    if [one.code for one in before] != [one.code for one in after]:
        return {}
    changed: dict[tuple[Path, Place], tuple[Place, str]] = {}
    for one, other in zip(before, after, strict=True):
        known, new = identity(one.mark), identity(other.mark)
        if known != new:
            place = Place(one.code, known.fingerprint)
            changed[one.mark.path, place] = Place(one.code, new.fingerprint), new.hint
    return changed


def _followed(
    baseline: Baseline, changed: dict[tuple[Path, Place], tuple[Place, str]], move: FileMove | None
) -> NewText | None:
    from coursewright.lint.silence.baseline_file import dump  # noqa: PLC0415 - most repositories have none

    files: dict[str, dict[Place, Entry]] = {}
    for name, places in baseline.files.items():
        path = baseline.root / name
        moved = baseline.name_of(move.new) if move is not None and path == move.old else None
        entries = files.setdefault(moved or name, {})
        for place, entry in places.items():
            new, hint = changed.get((path, place), (place, entry.hint))
            times = entries[new].times if new in entries else 0
            entries[new] = Entry(entry.times + times, hint)
    text = dump(baseline._replace(files=files))
    if text == dump(baseline):
        return None
    source, _ = decode(baseline.path, read_bytes(baseline.path))
    return NewText(baseline.path, text, source.text)


def traces(courses: List[Course], renaming: Renaming, move: FileMove | None) -> Iterator[str]:
    """Say where else the old id stands, in sentences."""
    name = renaming.thing.id
    found = [f"{_shown(spot.source.path)}:{spot.line}" for spot in mentions(courses, renaming)]
    if found:
        yield f"`{flat(name)}` also stands in texts or comments, which stay: {few(found)}."
    patterns = [f"{_shown(node.source.path)}:{node.span.start.line}" for node in _patterns(courses, renaming)]
    if patterns:
        yield f"Overrides name `[{flat(name)}]`, and stay: {few(patterns)}."
    if move is not None:
        named = [
            f"{_shown(node.source.path)}:{node.span.start.line}"
            for node in _config_texts(courses, "files")
            if move.old.name in node.text
        ]
        if named:
            yield f"Overrides name the file {flat(move.old.name)}, and stay: {few(named)}."


def _patterns(courses: List[Course], renaming: Renaming) -> list[Scalar]:
    return [node for node in _config_texts(courses, "nodes") if f"[{renaming.thing.id}]" in node.text]


def _config_texts(courses: List[Course], key: str) -> list[Scalar]:
    """Return the patterns that the overrides of all configurations of some courses have under a key."""
    policies = Policies(Choices())
    files: dict[Path, None] = {}
    for folder in dict.fromkeys(source.path.parent for course in courses for source in course.sources):
        with suppress(ConfigError):
            files.update(dict.fromkeys(policies.applied(folder).files))
    found: list[Scalar] = []
    for file in files:
        root, _ = read_config_file(file)
        overrides = root.value("overrides")
        items = overrides.items if isinstance(overrides, Sequence) else [overrides]
        found += [text for one in items if isinstance(one, Mapping) for text in texts(one.value(key))]
    return found


def _shown(path: Path) -> str:
    return from_here(path, Path.cwd())
