"""What one configuration decides, together with those that it extends."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coursewright.lint.config.contents import (
    Place,
    check_edition,
    check_profile,
    read_custom,
    read_exclude,
    read_lexicon,
    read_overrides,
    read_rates,
    with_own,
)
from coursewright.lint.config.document import ConfigError, read_config_file, texts
from coursewright.lint.config.extends import extended_file, is_preset
from coursewright.lint.config.layer import Layer, Lock
from coursewright.lint.config.settings import codes_of, read_decisions, words_for_rules
from coursewright.lint.registry import all_rules
from coursewright.lint.select import outdated
from coursewright.spec.file_faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table
    from pathlib import Path

    from coursewright.spec.nodes import Mapping, Node, Scalar
    from coursewright.spec.source import Span


def read_layer(path: Path, folder: Path | None = None, trail: tuple[str, ...] = ()) -> Layer:
    """Read a configuration and what it extends; patterns count from `folder`, by default the file's own.

    Raises `ConfigError` with all that is wrong in the file.
    """
    root, misfits = read_config_file(path)
    faults: list[FileFault] = []
    patterns_from = folder or path.parent
    below = Layer(rules=all_rules())
    for node in texts(root.value("extends")):
        found = extended_file(node, path, trail, faults)
        if found is None:
            continue
        counted_from = patterns_from if is_preset(node.text) else folder
        layer = read_layer(found, counted_from, (*trail, os.path.realpath(path)))
        faults += broken_locks(below.locked, layer, node)
        below = _joined(below, layer)
    layer = _laid_over(below, root, path, patterns_from, faults)
    wrong: dict[tuple[Path, Span], FileFault] = {}
    for fault in (*faults, *misfits):
        wrong.setdefault((fault.source.path, fault.span), fault)
    if wrong:
        own = [fault for fault in wrong.values() if fault.source is root.source]
        elsewhere = [fault for fault in wrong.values() if fault.source is not root.source]
        raise ConfigError([*sorted(own, key=lambda fault: fault.span), *elsewhere])
    return layer


def broken_locks(locked: Table[str, Lock], layer: Layer, node: Scalar | None = None) -> Iterator[FileFault]:
    """Yield where a layer changes what is locked: at the places in it, or at the node that asks for it.

    What whoever locked a rule decided about it reaches a layer that draws on the same file, and is no change.
    """
    told: set[int] = set()
    for decided in (layer.decisions, *(one.decisions for one in layer.overrides)):
        for code, decision in decided.items():
            lock = locked.get(code)
            known = layer.locked.get(code)
            at = node or decision.node
            if lock is None or (known is not None and known.place == lock.place) or id(at) in told:
                continue
            told.add(id(at))
            yield _locked_fault(code, at, lock.node)


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
        notes=below.notes + above.notes,
    )


def _laid_over(below: Layer, root: Mapping, path: Path, folder: Path, faults: list[FileFault]) -> Layer:
    """Read what a file itself says and lay it over what it extends; patterns count from `folder`."""
    home = path.parent
    custom = tuple(Place(home, node) for node in texts(root.value("custom_rules")))
    own = tuple(read_custom(custom, faults))
    rules = with_own(below.rules, own, faults)
    check_profile(root.value("profile"), faults)
    check_edition(root.value("edition"), faults)
    above = Layer(
        values={key: (folder, value) for key, (_, value) in root.pairs.items()},
        rules=rules,
        decisions=read_decisions(root.value("rules"), rules, faults),
        overrides=tuple(read_overrides(root.value("overrides"), folder, rules, faults)),
        custom_rules=custom,
        lexicon=dict(read_lexicon(root.value("lexicon"), home, faults)),
        allow_verbs=tuple(texts(root.value("allow_verbs"))),
        exclude=tuple(read_exclude(root.value("exclude"), folder, faults)),
        rates=dict(read_rates(root.value("rates"), faults)),
        files=(path, *(one.path for one in own)),
        notes=tuple(
            FileFault.at(word, said) for word in words_for_rules(root) if (said := outdated(word.text, rules))
        ),
    )
    faults += broken_locks(below.locked, above)
    joined = _joined(below, above)
    words = codes_of(texts(root.value("locked")), rules, faults)
    locks = {
        code: Lock(word, joined.said("profile"), joined.said("edition"))
        for code, word in words.items()
        if code not in below.locked
    }
    return joined._replace(locked={**below.locked, **locks})


def _locked_fault(code: str, node: Node, lock: Scalar) -> FileFault:
    """Say that a rule may not be changed, and who locked it."""
    where = f"{lock.source.path.name}, line {lock.span.start.line}"
    by = f" by `{lock.text}`" if lock.text != code else ""
    message = f"{code} is locked{by} in {lock.source.path.parent.name or '/'}/{where}."
    return FileFault.at(node, message, "Leave it out here, or have it unlocked there.")
