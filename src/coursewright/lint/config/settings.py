"""What a configuration says about rules: words for rules, severities, options in their ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.api import Severity, Switch
from coursewright.lint.config.document import plain, texts
from coursewright.lint.profiles import ALWAYS, SEVERITIES, profiles
from coursewright.lint.select import names_of, suggestion, words_match
from coursewright.spec.file_faults import FileFault, did_you_mean
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as Table
    from collections.abc import Sequence as List

    from coursewright.lint.api import Meta, Option
    from coursewright.lint.registry import Rule


class Decision(NamedTuple):
    """What is written about one rule.

    `severity` is what `word` comes to; where `word` is empty, nothing is said of it. `node` is where it is
    written, and `direct` says that the rule itself is named, not its family.
    """

    word: str
    severity: Severity | None
    options: Table[str, float | bool]
    node: Node
    direct: bool

    def over(self, before: Decision | None) -> Decision:
        """Return this decision with what it leaves open taken from an earlier one."""
        if before is None:
            return self
        options = {**before.options, **self.options}
        if not self.word:
            return before._replace(options=options, node=self.node)
        return self._replace(options=options)


def rules_named(node: Scalar, rules: List[Rule], faults: list[FileFault]) -> list[Rule]:
    """Return the rules that a word stands for; what stands for none is a fault."""
    found = words_match(node.text, rules)
    if not found:
        message = f"There is no rule or family {quoted(node.text)}."
        is_profile = node.text in profiles().names
        hint = "That is a profile." if is_profile else suggestion(node.text, rules)
        faults.append(FileFault.at(node, message, hint))
    return found


class _Entry(NamedTuple):
    key: Scalar
    value: Node
    named: tuple[Rule, ...]

    @property
    def direct(self) -> bool:
        """Whether the key is a rule's own code, name or alias, not that of a family."""
        return len(self.named) == 1 and self.key.text.strip().lower() in names_of(self.named[0])


def read_decisions(node: Node | None, rules: List[Rule], faults: list[FileFault]) -> dict[str, Decision]:
    """Read a mapping of rules. What names fewer rules wins, wherever it stands: a rule over its family."""
    found: dict[str, Decision] = {}
    if not isinstance(node, Mapping):
        return found
    entries = [
        _Entry(key, value, tuple(rules_named(key, rules, faults))) for key, value in node.pairs.values()
    ]
    for entry in sorted(entries, key=lambda one: (one.direct, -len(one.named))):
        faults += _family_options(entry)
        for rule in entry.named:
            decision = _decision(rule, entry, faults)
            if decision is not None:
                found[rule.meta.code] = decision.over(found.get(rule.meta.code))
    faults += _written_twice(entries)
    return found


def _written_twice(entries: List[_Entry]) -> Iterator[FileFault]:
    """Yield the keys that stand for what another stands for: a rule or a family by its code and its name."""
    seen: dict[tuple[bool, tuple[str, ...]], Scalar] = {}
    for entry in entries:
        codes = tuple(rule.meta.code for rule in entry.named)
        first = seen.setdefault((entry.direct, codes), entry.key)
        if codes and first is not entry.key:
            what = "rule" if entry.direct else "family"
            message = f"`{entry.key.text}` and `{first.text}` are the same {what}."
            yield FileFault.at(entry.key, message, "Keep one of the two.")


def _family_options(entry: _Entry) -> Iterator[FileFault]:
    if not entry.named or entry.direct or not isinstance(entry.value, Mapping):
        return
    for name, (key, _) in entry.value.pairs.items():
        if name != "severity":
            message = f"`{entry.key.text}` is a family, which has no options."
            yield FileFault.at(key, message, "Name the rule itself.")


def _decision(rule: Rule, entry: _Entry, faults: list[FileFault]) -> Decision | None:
    meta, value, direct = rule.meta, entry.value, entry.direct
    word = ""
    options: dict[str, float | bool] = {}
    if isinstance(value, Scalar):
        word = value.text
    elif isinstance(value, Mapping):
        said = value.value("severity")
        word = said.text if isinstance(said, Scalar) else ""
        options = dict(_options(meta, value, faults)) if direct else {}
    severity = meta.severity if word == "on" else SEVERITIES.get(word)
    if meta.code in ALWAYS and word and (severity is None or severity < meta.severity):
        if direct:
            message = f"{meta.code} always runs, because what cannot be read cannot be checked."
            faults.append(FileFault.at(value, message, "Leave it out."))
        return None
    return Decision(word, severity, options, value, direct)


def _options(meta: Meta, value: Mapping, faults: list[FileFault]) -> Iterator[tuple[str, float | bool]]:
    known = {option.name: option for option in meta.options}
    for name, (key, node) in value.pairs.items():
        if name == "severity":
            continue
        option = known.get(name)
        if option is None:
            message = f"{meta.code} has no option `{name}`."
            hint = did_you_mean(name, [*known, "severity"]) if known else "It has none, only `severity`."
            faults.append(FileFault.at(key, message, hint))
            continue
        given = plain(node)
        if isinstance(option, Switch):
            if isinstance(given, bool):
                yield name, given
            else:
                faults.append(FileFault.at(node, f"`{name}` is yes or no.", "Write `true` or `false`."))
        elif isinstance(given, bool) or not isinstance(given, int | float):
            faults.append(FileFault.at(node, f"`{name}` takes a number.", _range(option)))
        elif not option.low <= given <= option.high:
            faults.append(FileFault.at(node, f"`{name}` cannot be {quoted(node.written)}.", _range(option)))
        else:
            yield name, given


def _range(option: Option) -> str:
    return f"It goes from {option.low:g} to {option.high:g}, and is {option.default:g} unless set."


def codes_of(words: Iterable[Scalar], rules: List[Rule], faults: list[FileFault]) -> dict[str, Scalar]:
    """Return the codes that a list of words stands for, each with the word that named it first."""
    found: dict[str, Scalar] = {}
    for word in words:
        for rule in rules_named(word, rules, faults):
            found.setdefault(rule.meta.code, word)
    return found


def words_for_rules(root: Mapping) -> Iterator[Scalar]:
    """Yield every word of a configuration that stands for rules."""
    named = [root.value("rules")]
    overrides = root.value("overrides")
    if isinstance(overrides, Sequence):
        named += [entry.value("rules") for entry in overrides.items if isinstance(entry, Mapping)]
    for node in named:
        if isinstance(node, Mapping):
            yield from (key for key, _ in node.pairs.values())
    yield from texts(root.value("locked"))
