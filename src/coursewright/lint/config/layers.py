"""What one configuration decides, together with those that it extends."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright import __version__
from coursewright.lint.config.document import ConfigError, ConfigFault, did_you_mean, plain, read_config_file
from coursewright.lint.config.patterns import keys_in, unmatchable
from coursewright.lint.config.settings import Decision, codes_of, read_decisions, texts
from coursewright.lint.profiles import newer, profiles
from coursewright.lint.registry import all_rules
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table
    from collections.abc import Sequence as List

    from coursewright.lint.registry import Rule

PRESETS = "coursewright.presets"
"""The entry-point group of presets: each names a package that holds a `coursewright.yaml`."""

_PATH = re.compile(r"[/\\]|\.ya?ml$")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_VERSION = re.compile(r"[0-9]+(\.[0-9]+){0,2}")
_COUNTED = "Paths count from the folder of this file."


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


class Lock(NamedTuple):
    """Where a rule was locked, and what decided then whether it runs: nothing said later changes that."""

    node: Scalar
    profile: Node | None
    edition: Node | None


class Layer(NamedTuple):
    """A configuration with all that it extends, nothing of it applied yet.

    `values` holds what is said once, by key, each with its node; `files` are those that were read.
    """

    values: Table[str, tuple[Path, Node]] = {}
    rules: tuple[Rule, ...] = ()
    decisions: Table[str, Decision] = {}
    overrides: tuple[Exemption, ...] = ()
    locked: Table[str, Lock] = {}
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


def read_layer(path: Path, folder: Path | None = None, trail: tuple[str, ...] = ()) -> Layer:
    """Read a configuration and what it extends; patterns count from `folder`, by default the file's own.

    Raises `ConfigError` with all that is wrong in the file.
    """
    root, misfits = read_config_file(path)
    faults: list[ConfigFault] = []
    patterns_from = folder or path.parent
    below = Layer(rules=all_rules())
    for node in texts(root.value("extends")):
        layer = _extended(node, path, folder, trail, faults)
        if layer is not None:
            faults += _broken_locks(below.locked, layer, node)
            below = _joined(below, layer)
    layer = _laid_over(below, root, path, patterns_from, faults)
    if found := {fault.span: fault for fault in (*misfits, *faults)}:
        own = [fault for fault in found.values() if fault.source is root.source]
        elsewhere = [fault for fault in found.values() if fault.source is not root.source]
        raise ConfigError([*sorted(own, key=lambda fault: fault.span), *elsewhere])
    return layer


def _extended(
    node: Scalar, path: Path, folder: Path | None, trail: tuple[str, ...], faults: list[ConfigFault]
) -> Layer | None:
    """Read what a file extends. The patterns of a preset count from the folder of who asks for it."""
    if _URL.match(node.text):
        message = f"`{node.text}` is a web address, and only files and presets can be extended."
        faults.append(ConfigFault.at(node, message, "Save it beside this file, and name that."))
        return None
    counted_from = folder
    if _PATH.search(node.text):
        wanted = os.path.normpath(path.parent / os.path.expanduser(node.text))  # noqa: PTH111 - it never raises
        if not os.path.isfile(wanted):  # noqa: PTH113 - it never raises
            faults.append(ConfigFault.at(node, f"There is no file `{node.text}` to extend.", _COUNTED))
            return None
        found = Path(wanted)
    else:
        preset = _preset(node, faults)
        if preset is None:
            return None
        found, counted_from = preset, folder or path.parent
    real = os.path.realpath(path)
    if os.path.realpath(found) in {real, *trail}:
        message = (
            f"`{node.text}` is this very file."
            if os.path.realpath(found) == real
            else f"`{node.text}` extends this file in turn."
        )
        faults.append(ConfigFault.at(node, message, "Break the circle: delete one of the `extends`."))
        return None
    return read_layer(found, counted_from, (*trail, real))


def _broken_locks(
    locked: Table[str, Lock], layer: Layer, node: Scalar | None = None
) -> Iterator[ConfigFault]:
    """Yield where a layer changes what is locked: at the places in it, or at the node that asks for it."""
    for decided in (layer.decisions, *(one.decisions for one in layer.overrides)):
        for code, decision in decided.items():
            lock = locked.get(code)
            if lock is not None and code not in layer.locked:
                yield locked_fault(code, node or decision.node, lock.node)


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
    except Exception as error:  # noqa: BLE001 - whatever another's package does on import
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
    """Read what a file itself says and lay it over what it extends; patterns count from `folder`."""
    home = path.parent
    custom = tuple(Place(home, node) for node in texts(root.value("custom_rules")))
    own = tuple(_custom(custom, faults))
    rules = _with_own(below.rules, own, faults)
    _check_profile(root.value("profile"), faults)
    _check_edition(root.value("edition"), faults)
    above = Layer(
        values={key: (folder, value) for key, (_, value) in root.pairs.items()},
        rules=rules,
        decisions=read_decisions(root.value("rules"), rules, faults),
        overrides=tuple(_overrides(root.value("overrides"), folder, rules, faults)),
        custom_rules=custom,
        lexicon=dict(_lexicon(root.value("lexicon"), home, faults)),
        allow_verbs=tuple(texts(root.value("allow_verbs"))),
        exclude=tuple(_exclude(root.value("exclude"), folder, faults)),
        rates=dict(_rates(root.value("rates"), faults)),
        files=(path, *(Path(one.source) for one in own if one.source)),
    )
    faults += _broken_locks(below.locked, above)
    joined = _joined(below, above)
    words = codes_of(texts(root.value("locked")), rules, faults)
    locks = {
        code: Lock(word, joined.said("profile"), joined.said("edition"))
        for code, word in words.items()
        if code not in below.locked
    }
    return joined._replace(locked={**below.locked, **locks})


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
            faults.append(ConfigFault.at(place.node, message, _COUNTED))
        for path in paths:
            from coursewright.lint.custom import load_rules  # noqa: PLC0415 - only for house rules

            try:
                for rule in load_rules(path):
                    yield _Own(rule, str(path), place.node)
            except ConfigError as error:
                faults += error.faults
            except CoursewrightError as error:
                faults.append(ConfigFault.at(place.node, error.message, error.hint))


def _matches(place: Place) -> list[Path]:
    if not has_magic(place.node.text):
        return [place.path] if os.path.isfile(place.path) else []  # noqa: PTH113 - it never raises
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
        files, nodes = texts(entry.value("files")), texts(entry.value("nodes"))
        if not files and not nodes:
            key = next(iter(entry.pairs.values()))[0] if entry.pairs else entry
            message = "This override names neither `files` nor `nodes`, so it would hold everywhere."
            faults.append(ConfigFault.at(key, message, "Name some, or move its `rules` to the top."))
        faults += _unmatchable(files)
        faults += _no_keys(nodes)
        decisions = read_decisions(entry.value("rules"), rules, faults)
        yield Exemption(folder, tuple(map(_text, files)), tuple(map(_text, nodes)), decisions)


def _text(node: Scalar) -> str:
    return node.text


def _exclude(node: Node | None, folder: Path, faults: list[ConfigFault]) -> Iterator[Place]:
    faults += _unmatchable(texts(node))
    return (Place(folder, one) for one in texts(node))


def _unmatchable(patterns: List[Scalar]) -> Iterator[ConfigFault]:
    for node in patterns:
        if node.text.strip() and unmatchable(node.text):
            message = f"No path below this folder can match `{node.text}`."
            yield ConfigFault.at(node, message, "Patterns count from the folder of this file, downwards.")


def _no_keys(patterns: List[Scalar]) -> Iterator[ConfigFault]:
    """Yield the node patterns with a step that no spec has: they would say nothing, for ever."""
    for node in patterns:
        known = _spec_keys()
        wrong = next((key for key in keys_in(node.text) if key not in known), None)
        if wrong is not None and node.text.strip():
            message = f"`{wrong}` is no key of a spec." if wrong else f"`{node.text}` names no key of a spec."
            hint = did_you_mean(wrong, sorted(known), "Write it as reports do, such as `tasks[cases]`.")
            yield ConfigFault.at(node, message, hint)


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


def _lexicon(node: Node | None, folder: Path, faults: list[ConfigFault]) -> Iterator[tuple[str, Place]]:
    seen: dict[str, str] = {}
    for key, value in node.pairs.values() if isinstance(node, Mapping) else ():
        if not isinstance(value, Scalar) or not value.text.strip():
            continue
        language = key.text.lower()
        if (first := seen.setdefault(language, key.text)) != key.text:
            message = f"`{key.text}` and `{first}` are the same language."
            faults.append(ConfigFault.at(key, message, "Keep one of the two."))
        place = Place(folder, value)
        if os.path.isfile(place.path):  # noqa: PTH113 - it never raises
            _check_lexicon(language, place, faults)
        else:
            faults.append(ConfigFault.at(value, f"There is no lexicon `{value.text}`.", _COUNTED))
        yield language, place


def _check_lexicon(language: str, place: Place, faults: list[ConfigFault]) -> None:
    from coursewright.design.lexicons import Lexicons  # noqa: PLC0415 - few bring words of their own

    try:
        Lexicons(extra={language: place.path})
    except CoursewrightError as error:
        faults.append(ConfigFault.at(place.node, error.message, error.hint))


def _rates(node: Node | None, faults: list[ConfigFault]) -> Iterator[tuple[str, tuple[float, Node]]]:
    if not isinstance(node, Mapping):
        return
    from coursewright.design.rates import all_rates, shipped_rates  # noqa: PLC0415 - only where some differ

    known = [rate.name for rate in all_rates()]
    for name, (key, value) in node.pairs.items():
        given: Any = plain(value)
        if name not in known:
            message = f"There is no workload rate `{name}`."
            hint = did_you_mean(name, known, "`coursewright config --rates` lists them.")
            faults.append(ConfigFault.at(key, message, hint))
            continue
        if isinstance(given, bool) or not isinstance(given, int | float):
            continue
        try:
            shipped_rates().with_values({name: float(given)})
        except CoursewrightError as error:
            faults.append(ConfigFault.at(value, error.message, error.hint))
        else:
            yield name, (float(given), value)


def _check_profile(node: Node | None, faults: list[ConfigFault]) -> None:
    known = {one.name for one in (*profiles().ladder, *profiles().beside)}
    named = [one for one in texts(node) if one.text.strip()]
    for words in [[one] for one in named if one.text not in known] or [named]:
        try:
            profiles().chosen([one.text for one in words])
        except UsageError as error:
            faults.append(ConfigFault.at(words[-1], error.message, error.hint))


def _check_edition(node: Node | None, faults: list[ConfigFault]) -> None:
    if not isinstance(node, Scalar) or not node.text.strip():
        return
    if not _VERSION.fullmatch(node.text):
        message = f"`edition` cannot be {quoted(node.text)}."
        faults.append(ConfigFault.at(node, message, "It takes a version such as 0.1 or 1.2.0."))
    elif newer(node.text, __version__):
        message = f"The edition {node.text} is newer than this coursewright, {__version__}."
        faults.append(ConfigFault.at(node, message, "Upgrade coursewright, or pin an edition it knows."))
