"""What one configuration decides, together with those that it extends."""

from __future__ import annotations

import os
import re
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.lint.config.document import ConfigError, ConfigFault, did_you_mean, plain, read_config_file
from coursewright.lint.config.settings import Decision, codes_of, read_decisions, texts
from coursewright.lint.profiles import profiles
from coursewright.lint.registry import all_rules
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table

    from coursewright.lint.registry import Rule

PRESETS = "coursewright.presets"
"""The entry-point group of presets: each names a package that holds a `coursewright.yaml`."""

_PATH = re.compile(r"[/\\]|\.ya?ml$")


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


class Layer(NamedTuple):
    """A configuration with all that it extends, nothing of it applied yet.

    `values` holds what is said once, by key, each with its node; `files` are those that were read.
    """

    values: Table[str, tuple[Path, Node]] = {}
    rules: tuple[Rule, ...] = ()
    decisions: Table[str, Decision] = {}
    overrides: tuple[Exemption, ...] = ()
    locked: Table[str, Scalar] = {}
    custom_rules: tuple[Place, ...] = ()
    lexicon: Table[str, Place] = {}
    allow_verbs: tuple[Scalar, ...] = ()
    exclude: tuple[Place, ...] = ()
    rates: Table[str, tuple[float, Node]] = {}
    files: tuple[Path, ...] = ()

    def said(self, key: str) -> Node | None:
        """Return what a key is set to, or None."""
        found = self.values.get(key)
        return found[1] if found else None


def read_layer(path: Path, folder: Path | None = None, trail: tuple[Path, ...] = ()) -> Layer:
    """Read a configuration and what it extends; patterns count from `folder`, by default the file's own.

    Raises `ConfigError` with all that is wrong in the file.
    """
    root, faults = read_config_file(path)
    here = folder or path.parent
    below = Layer(rules=all_rules())
    for node in texts(root.value("extends")):
        layer = _extended(node, here, (*trail, path), faults)
        below = _joined(below, layer) if layer is not None else below
    layer = _laid_over(below, root, path, here, faults)
    if faults:
        raise ConfigError(sorted(faults, key=lambda fault: fault.span.start))
    return layer


def _extended(node: Scalar, folder: Path, trail: tuple[Path, ...], faults: list[ConfigFault]) -> Layer | None:
    counted_from: Path | None = None
    if _PATH.search(node.text):
        path = Path(os.path.normpath(folder / Path(node.text).expanduser()))
        if not path.is_file():
            hint = "Paths count from the folder of this file."
            faults.append(ConfigFault.at(node, f"There is no file `{node.text}` to extend.", hint))
            return None
    else:
        found = _preset(node, faults)
        if found is None:
            return None
        path, counted_from = found, folder
    if path in trail:
        message = f"`{node.text}` extends this file in turn."
        faults.append(ConfigFault.at(node, message, "Break the circle: delete one of the two `extends`."))
        return None
    return read_layer(path, counted_from, trail)


def _preset(node: Scalar, faults: list[ConfigFault]) -> Path | None:
    from importlib import metadata, resources  # noqa: PLC0415 - slow, and only for presets

    points = {point.name: point for point in metadata.entry_points(group=PRESETS)}
    point = points.get(node.text)
    if point is None:
        hint = did_you_mean(node.text, sorted(points)) if points else "Install the package that has it."
        message = f"No installed package ships a preset `{node.text}`."
        faults.append(ConfigFault.at(node, message, f"{hint} A path has a slash, or ends in .yaml."))
        return None
    try:
        found = resources.files(point.value).joinpath("coursewright.yaml")
    except (ImportError, TypeError) as error:
        message = f"The preset `{node.text}` names `{point.value}`, which cannot be imported ({error})."
        faults.append(ConfigFault.at(node, message, "Mend that package, or uninstall it."))
        return None
    path = Path(str(found))
    if path.is_file():
        return path
    message = f"The preset `{node.text}` names `{point.value}`, which holds no coursewright.yaml."
    faults.append(ConfigFault.at(node, message, "Mend that package, or uninstall it."))
    return None


def _joined(below: Layer, above: Layer) -> Layer:
    """Lay one layer over another."""
    decisions = dict(below.decisions)
    for code, decision in above.decisions.items():
        decisions[code] = decision.over(decisions.get(code))
    rules = {id(rule): rule for rule in (*below.rules, *above.rules)}
    return Layer(
        values={**below.values, **above.values},
        rules=tuple(sorted(rules.values(), key=lambda rule: rule.meta.code)),
        decisions=decisions,
        overrides=below.overrides + above.overrides,
        locked={**below.locked, **above.locked},
        custom_rules=below.custom_rules + above.custom_rules,
        lexicon={**below.lexicon, **above.lexicon},
        allow_verbs=below.allow_verbs + above.allow_verbs,
        exclude=below.exclude + above.exclude,
        rates={**below.rates, **above.rates},
        files=tuple(dict.fromkeys(below.files + above.files)),
    )


def _laid_over(below: Layer, root: Mapping, path: Path, folder: Path, faults: list[ConfigFault]) -> Layer:
    """Read what a file itself says and lay it over what it extends."""
    custom = tuple(Place(folder, node) for node in texts(root.value("custom_rules")))
    own = tuple(_custom(custom, faults))
    rules = _with_own(below.rules, own, faults)
    decisions = read_decisions(root.value("rules"), rules, faults)
    overrides = tuple(_overrides(root.value("overrides"), folder, rules, faults))
    for code, lock in below.locked.items():
        faults += [
            locked_fault(code, decided[code].node, lock)
            for decided in (decisions, *(one.decisions for one in overrides))
            if code in decided
        ]
    above = Layer(
        values={key: (folder, value) for key, (_, value) in root.pairs.items()},
        rules=rules,
        decisions=decisions,
        overrides=overrides,
        locked=codes_of(texts(root.value("locked")), rules, faults),
        custom_rules=custom,
        lexicon=dict(_lexicon(root.value("lexicon"), folder, faults)),
        allow_verbs=tuple(texts(root.value("allow_verbs"))),
        exclude=tuple(Place(folder, node) for node in texts(root.value("exclude"))),
        rates=dict(_rates(root.value("rates"), faults)),
        files=(path, *(Path(one.source) for one in own if one.source)),
    )
    _check_profile(root.value("profile"), faults)
    return _joined(below, above)


def locked_fault(code: str, node: Node, lock: Scalar) -> ConfigFault:
    """Say that a rule may not be changed, and who locked it."""
    where = f"{lock.source.path.name}, line {lock.span.start.line}"
    message = f"{code} is locked by `{lock.text}` in {lock.source.path.parent.name or '/'}/{where}."
    return ConfigFault.at(node, message, "Leave it out here, or have it unlocked there.")


class _Own(NamedTuple):
    rule: Rule
    source: str
    node: Scalar


def _custom(places: tuple[Place, ...], faults: list[ConfigFault]) -> Iterator[_Own]:
    for place in places:
        paths = _matches(place)
        if not paths:
            message = f"There is no file `{place.node.text}` with rules."
            faults.append(ConfigFault.at(place.node, message, "Paths count from the folder of this file."))
        for path in paths:
            from coursewright.lint.custom import load_rules  # noqa: PLC0415 - only for house rules

            try:
                for rule in load_rules(path):
                    yield _Own(rule, str(path), place.node)
            except CoursewrightError as error:
                faults.append(ConfigFault.at(place.node, error.message, error.hint))


def _matches(place: Place) -> list[Path]:
    if not has_magic(place.node.text):
        return [place.path] if place.path.is_file() else []
    try:
        found = [path for path in place.folder.glob(place.node.text) if path.is_file()]
    except (ValueError, OSError, NotImplementedError):
        return []
    return sorted(
        path for path in found if path.suffix in {".yaml", ".yml", ".py"} and ".cases." not in path.name
    )


def _with_own(rules: tuple[Rule, ...], own: tuple[_Own, ...], faults: list[ConfigFault]) -> tuple[Rule, ...]:
    """Add the rules of a configuration; one that takes another's code or name is a fault."""
    known = {word: rule for rule in rules for word in (rule.meta.code, rule.meta.name)}
    added: dict[int, Rule] = {}
    for one in own:
        taken = next((word for word in (one.rule.meta.code, one.rule.meta.name) if word in known), None)
        if taken is None:
            added[id(one.rule)] = one.rule
            known |= dict.fromkeys((one.rule.meta.code, one.rule.meta.name), one.rule)
        elif id(known[taken]) not in added or known[taken] is not one.rule:
            message = f"{Path(one.source).name} calls a rule `{taken}`, and so is another called."
            faults.append(ConfigFault.at(one.node, message, "Give yours a code and a name of its own."))
    return tuple(sorted((*rules, *added.values()), key=lambda rule: rule.meta.code))


def _overrides(
    node: Node | None, folder: Path, rules: tuple[Rule, ...], faults: list[ConfigFault]
) -> Iterator[Exemption]:
    for entry in node.items if isinstance(node, Sequence) else ():
        if not isinstance(entry, Mapping):
            continue
        files = tuple(one.text for one in texts(entry.value("files")))
        nodes = tuple(one.text for one in texts(entry.value("nodes")))
        if not files and not nodes:
            message = "This override names neither `files` nor `nodes`, so it would hold everywhere."
            faults.append(ConfigFault.at(entry, message, "Name some, or move its `rules` to the top."))
        yield Exemption(folder, files, nodes, read_decisions(entry.value("rules"), rules, faults))


def _lexicon(node: Node | None, folder: Path, faults: list[ConfigFault]) -> Iterator[tuple[str, Place]]:
    for key, (_, value) in node.pairs.items() if isinstance(node, Mapping) else ():
        if isinstance(value, Scalar):
            place = Place(folder, value)
            if not place.path.is_file():
                message = f"There is no lexicon `{value.text}`."
                faults.append(ConfigFault.at(value, message, "Paths count from the folder of this file."))
            yield key.lower(), place


def _rates(node: Node | None, faults: list[ConfigFault]) -> Iterator[tuple[str, tuple[float, Node]]]:
    if not isinstance(node, Mapping):
        return
    from coursewright.design.rates import shipped_rates  # noqa: PLC0415 - only where some differ

    for name, (key, value) in node.pairs.items():
        given: Any = plain(value)
        try:
            shipped_rates().with_values({name: float(given)})
        except (CoursewrightError, ValueError, TypeError) as error:
            message, hint = (
                (error.message, error.hint) if isinstance(error, CoursewrightError) else (str(error), "")
            )
            faults.append(ConfigFault.at(key, message, hint))
        else:
            yield name, (float(given), value)


def _check_profile(node: Node | None, faults: list[ConfigFault]) -> None:
    named = texts(node)
    try:
        profiles().chosen([one.text for one in named]) if named else None
    except UsageError as error:
        known = {one.name for one in (*profiles().ladder, *profiles().beside)}
        wrong = next((one for one in named if one.text not in known), named[-1])
        faults.append(ConfigFault.at(wrong, error.message, error.hint))
