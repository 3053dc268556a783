"""What one configuration file says under each key, read with care; paths count from the file's folder."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright import __version__
from coursewright.lint.config.document import plain, texts
from coursewright.lint.config.patterns import keys_in, unmatchable
from coursewright.lint.config.settings import Decision, read_decisions
from coursewright.lint.profiles import newer, profiles
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.file_faults import FileFault, did_you_mean
from coursewright.spec.listing import files_matching, is_pattern
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table
    from collections.abc import Sequence as List

    from coursewright.lint.registry import Rule

PATHS_COUNT = "Paths count from the folder of this file."

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_VERSION = re.compile(r"[0-9]+(\.[0-9]+){0,2}")


class Place(NamedTuple):
    """A folder that patterns count from, and a value written there."""

    folder: Path
    node: Scalar

    @property
    def path(self) -> Path:
        """The file that the value names."""
        return Path(os.path.normpath(self.folder / self.node.text))


class Exemption(NamedTuple):
    """An entry of `overrides`: where it holds, and what it decides there."""

    folder: Path
    files: tuple[str, ...]
    nodes: tuple[str, ...]
    decisions: Table[str, Decision]


class OwnRule(NamedTuple):
    """A rule of a team's own, the file that holds it, and the word that named the file."""

    rule: Rule
    path: Path
    node: Scalar


def read_custom(places: tuple[Place, ...], faults: list[FileFault]) -> Iterator[OwnRule]:
    """Load the rules of a team's own. What is wrong in their files is told with its place there."""
    for place in places:
        paths = _matches(place)
        if not paths:
            message = f"There is no file `{place.node.text}` with rules."
            faults.append(FileFault.at(place.node, message, PATHS_COUNT))
        for path in paths:
            from coursewright.lint.custom import load_rules  # noqa: PLC0415 - only for house rules
            from coursewright.lint.custom.errors import RuleFileError  # noqa: PLC0415

            try:
                for rule in load_rules(path):
                    yield OwnRule(rule, path, place.node)
            except RuleFileError as error:
                faults += error.faults
            except CoursewrightError as error:
                faults.append(_elsewhere(place, error))


def _matches(place: Place) -> list[Path]:
    if not is_pattern(place.node.text):
        return [place.path] if os.path.isfile(place.path) else []  # noqa: PTH113 - it never raises
    return sorted(
        path
        for path in files_matching(place.folder, place.node.text)
        if path.suffix in {".yaml", ".yml", ".py"} and ".cases." not in path.name
    )


def with_own(rules: tuple[Rule, ...], own: tuple[OwnRule, ...], faults: list[FileFault]) -> tuple[Rule, ...]:
    """Add the rules of a configuration; one that takes another's code or name is a fault."""
    known = {word: rule for rule in rules for word in (rule.meta.code, rule.meta.name)}
    added: dict[int, Rule] = {}
    mine = {one.rule.file for one in own}
    for one in own:
        words = (one.rule.meta.code, one.rule.meta.name)
        taken = next((word for word in words if word in known), None)
        if taken is None:
            added[id(one.rule)] = one.rule
            known |= dict.fromkeys(words, one.rule)
        elif id(known[taken]) not in added or known[taken] is not one.rule:
            other = known[taken].file
            whose = f"the rule in {Path(other).name}" if other in mine else "another rule"
            message = f"{one.path.name} calls a rule `{taken}`, which {whose} is called, too."
            faults.append(FileFault.at(one.node, message, "Give yours a code and a name of its own."))
    return tuple(sorted((*rules, *added.values()), key=lambda rule: rule.meta.code))


def read_overrides(
    node: Node | None, folder: Path, rules: tuple[Rule, ...], faults: list[FileFault]
) -> Iterator[Exemption]:
    """Read the entries of `overrides`; `folder` is what their patterns count from."""
    for entry in node.items if isinstance(node, Sequence) else ():
        if not isinstance(entry, Mapping):
            continue
        files, nodes = texts(entry.value("files")), texts(entry.value("nodes"))
        if not files and not nodes and entry.pairs.keys() <= {"files", "nodes", "rules", "reason"}:
            key = next(iter(entry.pairs.values()))[0] if entry.pairs else entry
            message = "This override names neither `files` nor `nodes`, so it would hold everywhere."
            faults.append(FileFault.at(key, message, "Name some, or move its `rules` to the top."))
        faults += _unmatchable(files)
        faults += _no_keys(nodes)
        decisions = read_decisions(entry.value("rules"), rules, faults)
        yield Exemption(folder, tuple(map(_text, files)), tuple(map(_text, nodes)), decisions)


def _text(node: Scalar) -> str:
    return node.text


def read_exclude(node: Node | None, folder: Path, faults: list[FileFault]) -> Iterator[Place]:
    """Read the patterns of what to pass over."""
    faults += _unmatchable(texts(node))
    return (Place(folder, one) for one in texts(node))


def _unmatchable(patterns: List[Scalar]) -> Iterator[FileFault]:
    for node in patterns:
        if node.text.strip() and unmatchable(node.text):
            message = f"No path below this folder can match `{node.text}`."
            yield FileFault.at(node, message, "Patterns count from the folder of this file, downwards.")


def _no_keys(patterns: List[Scalar]) -> Iterator[FileFault]:
    """Yield the node patterns with a step that no spec has: they would say nothing, for ever."""
    for node in patterns:
        known = _spec_keys()
        wrong = next((key for key in keys_in(node.text) if key not in known), None)
        if wrong is not None and node.text.strip():
            message = f"`{wrong}` is no key of a spec." if wrong else f"`{node.text}` names no key of a spec."
            hint = did_you_mean(wrong, sorted(known), "Write it as reports do, such as `tasks[cases]`.")
            yield FileFault.at(node, message, hint)


@lru_cache(maxsize=1)
def _spec_keys() -> frozenset[str]:
    from coursewright.spec.schema_files import bundled  # noqa: PLC0415 - few configurations name nodes

    found: set[str] = set()
    waiting: list[Any] = [bundled("course"), bundled("module")]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            found |= part["properties"].keys() if isinstance(part.get("properties"), dict) else set()
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return frozenset(found)


def read_lexicon(node: Node | None, folder: Path, faults: list[FileFault]) -> Iterator[tuple[str, Place]]:
    """Read which file holds the words of each language, and look into it."""
    seen: dict[str, str] = {}
    for key, value in node.pairs.values() if isinstance(node, Mapping) else ():
        if not isinstance(value, Scalar) or not value.text.strip():
            continue
        language = key.text.lower()
        if not _LANGUAGE.fullmatch(language):
            continue
        if (first := seen.setdefault(language, key.text)) != key.text:
            message = f"`{key.text}` and `{first}` are the same language."
            faults.append(FileFault.at(key, message, "Keep one of the two."))
        place = Place(folder, value)
        if os.path.isfile(place.path):  # noqa: PTH113 - it never raises
            _check_lexicon(language, place, faults)
        else:
            faults.append(FileFault.at(value, f"There is no lexicon `{value.text}`.", PATHS_COUNT))
        yield language, place


def _check_lexicon(language: str, place: Place, faults: list[FileFault]) -> None:
    from coursewright.design.lexicons import Lexicons  # noqa: PLC0415 - few bring words of their own

    try:
        Lexicons(extra={language: place.path})
    except CoursewrightError as error:
        faults.append(_elsewhere(place, error))


def _elsewhere(place: Place, error: CoursewrightError) -> FileFault:
    """Say at its name what is wrong in another file; its path counts from the same folder."""
    message = error.message.replace(f"{place.folder}{os.sep}", "")
    return FileFault.at(place.node, message, error.hint)


def read_rates(node: Node | None, faults: list[FileFault]) -> Iterator[tuple[str, tuple[float, Node]]]:
    """Read the workload rates that differ."""
    if not isinstance(node, Mapping):
        return
    from coursewright.design.rates import all_rates, shipped_rates  # noqa: PLC0415 - only where some differ

    known = [rate.name for rate in all_rates()]
    for name, (key, value) in node.pairs.items():
        given: Any = plain(value)
        if name not in known:
            message = f"There is no workload rate `{name}`."
            hint = did_you_mean(name, known, "`coursewright config --rates` lists them.")
            faults.append(FileFault.at(key, message, hint))
            continue
        if isinstance(given, bool) or not isinstance(given, int | float):
            continue
        try:
            shipped_rates().with_values({name: float(given)})
        except CoursewrightError as error:
            faults.append(FileFault.at(value, error.message, error.hint))
        else:
            yield name, (float(given), value)


def check_profile(node: Node | None, faults: list[FileFault]) -> None:
    """Refuse profiles that are none, and two rungs of the ladder."""
    known = profiles().names
    named = [one for one in texts(node) if one.text.strip()]
    for words in (
        *([one] for one in named if one.text not in known),
        [one for one in named if one.text in known],
    ):
        try:
            profiles().chosen([one.text for one in words])
        except UsageError as error:
            faults.append(FileFault.at(words[-1], error.message, error.hint))


def check_edition(node: Node | None, faults: list[FileFault]) -> None:
    """Refuse what is no version, or one still to come: nobody knows what it will hold."""
    if not isinstance(node, Scalar) or not node.text.strip():
        return
    if not _VERSION.fullmatch(node.text):
        message = f"`edition` cannot be {quoted(node.text)}."
        faults.append(
            FileFault.at(node, message, "It takes a version, of one to three numbers, such as 0.1.")
        )
    elif newer(node.text, __version__):
        message = f"The edition {node.text} is newer than this coursewright, {__version__}."
        faults.append(FileFault.at(node, message, "Upgrade coursewright, or pin an edition it knows."))
