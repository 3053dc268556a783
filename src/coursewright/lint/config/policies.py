"""Which policy applies to a file: that of the nearest configuration, with what is locked further up."""

from __future__ import annotations

from glob import has_magic
from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.config.choices import Choices
from coursewright.lint.config.document import ConfigError, ConfigFault
from coursewright.lint.config.excludes import NAMES
from coursewright.lint.config.layers import Layer, locked_fault, read_layer
from coursewright.lint.config.making import make_policy
from coursewright.lint.config.patterns import path_patterns
from coursewright.lint.registry import all_rules
from coursewright.lint.select import matching, split_words, words_match
from coursewright.spec.discover import ROOT_MARKS
from coursewright.spec.witness import was_listed, was_read, was_sought, watched

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable
    from pathlib import Path

    from coursewright.lint.policy import Policy
    from coursewright.spec.nodes import Scalar
    from coursewright.spec.witness import Evidence


class Applied(NamedTuple):
    """What applies in a folder: a policy, the configuration it was made of, and those whose locks hold."""

    policy: Policy
    layer: Layer
    file: Path | None = None
    outer: Applied | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Every configuration that had a say, the nearest first."""
        return self.layer.files + (self.outer.files if self.outer else ())


class Policies:
    """Finds and keeps what applies to each folder. A configuration is read once for all its files."""

    def __init__(self, choices: Choices = Choices()) -> None:  # noqa: B008 - it cannot change
        self.choices = choices
        self._at: dict[Path, Applied | ConfigError] = {}
        self._read: dict[Path, Applied | ConfigError] = {}
        self._default: Applied | None = None
        self._evidence: dict[Path, Evidence] = {}
        self._excluded: dict[int, tuple[tuple[Path, re.Pattern[str]], ...]] = {}

    def of(self, path: Path) -> Policy:
        """Return the policy for a file. Raise `ConfigError` where its configuration cannot be followed."""
        return self.applied(path.parent).policy

    def applied(self, folder: Path) -> Applied:
        """Return what applies to the files of a folder. Raise `ConfigError`, as `of` does."""
        found = self._at.get(folder)
        if found is None:
            found = self._at[folder] = self._nearest(folder)
        if isinstance(found, ConfigError):
            raise found
        return found

    def excluded(self, path: Path) -> bool:
        """Whether a configuration passes over a file or folder that was not named."""
        try:
            layer = self.applied(path.parent).layer
        except ConfigError:
            return False
        if not layer.exclude:
            return False
        patterns = self._excluded.get(id(layer))
        if patterns is None:
            folders = dict.fromkeys(place.folder for place in layer.exclude)
            patterns = self._excluded[id(layer)] = tuple(
                (folder, path_patterns(one.node.text for one in layer.exclude if one.folder == folder))
                for folder in folders
            )
        return any(
            path.is_relative_to(folder) and pattern.fullmatch(path.relative_to(folder).as_posix())
            for folder, pattern in patterns
        )

    def check_words(self, files: Iterable[Path]) -> None:
        """Raise `UsageError` for a word of the command line that names no rule at any of the files."""
        words = [
            (word, option)
            for option, written in (("--select", self.choices.select), ("--ignore", self.choices.ignore))
            for word in split_words(written)
        ]
        known = {id(rule): rule for rule in all_rules()}
        for folder in dict.fromkeys(file.parent for file in files) if words else ():
            try:
                known |= {id(rule): rule for rule in self.applied(folder).policy.known}
            except ConfigError:
                continue
        for word, option in words:
            if not words_match(word, known.values()):
                matching((word,), option, tuple(known.values()))

    def evidence(self, folder: Path) -> dict[str, str]:
        """Return what the policy of a folder was made of: the files read, and those that might have been."""
        known = self._evidence.get(folder)
        if known is None:
            with watched() as known:
                self._witness(folder)
            self._evidence[folder] = known
        return known

    def _witness(self, folder: Path) -> None:
        try:
            applied = self.applied(folder)
        except ConfigError:
            return  # what goes wrong is not kept
        for path in (*applied.files, *(place.path for place in applied.layer.lexicon.values())):
            was_read(path, path.read_bytes())
        for place in applied.layer.custom_rules:
            if has_magic(place.node.text):
                was_listed(place.path.parent)
        if self.choices.config is not None or self.choices.isolated:
            return
        for here in (folder, *folder.parents):
            for name in NAMES:
                if not (here / name).is_file():
                    was_sought(here / name)
            if any((here / mark).exists() for mark in ROOT_MARKS):
                break

    def _nearest(self, folder: Path) -> Applied | ConfigError:
        choices = self.choices
        if choices.config is not None:
            return self._of_file(choices.config, None)
        if choices.isolated:
            return self._without()
        here = [folder / name for name in NAMES if (folder / name).is_file()]
        is_top = folder == folder.parent or any((folder / mark).exists() for mark in ROOT_MARKS)
        if not here:
            if is_top:
                return self._without()
            try:
                return self.applied(folder.parent)
            except ConfigError as error:
                return error
        try:
            outer = None if is_top else self.applied(folder.parent)
        except ConfigError as error:
            return error
        if len(here) > 1:
            return _two(here)
        return self._of_file(here[0], outer if outer is not None and outer.file is not None else None)

    def _without(self) -> Applied:
        if self._default is None:
            layer = Layer(rules=all_rules())
            self._default = Applied(make_policy(layer, self.choices), layer)
        return self._default

    def _of_file(self, path: Path, outer: Applied | None) -> Applied | ConfigError:
        known = self._read.get(path)
        if known is None:
            known = self._read[path] = self._made(path, outer)
        return known

    def _made(self, path: Path, outer: Applied | None) -> Applied | ConfigError:
        try:
            layer = read_layer(path)
            locks = outer.policy if outer is not None else None
            if outer is not None:
                _refuse_locked(layer, outer)
            return Applied(make_policy(layer, self.choices, locks), layer, path, outer)
        except ConfigError as error:
            return error


def _two(files: list[Path]) -> ConfigError:
    from coursewright.spec.source import Source  # noqa: PLC0415

    source = Source(files[0], files[0].read_text("utf-8", errors="replace"))
    message = f"{files[1].name} stands beside it, and nobody can tell which of the two holds."
    return ConfigError([ConfigFault(source, source.span(0, 1), message, "Delete one of them.")])


def _refuse_locked(layer: Layer, outer: Applied) -> None:
    """Raise `ConfigError` where a configuration speaks of a rule that one above it has locked."""
    locks: dict[str, Scalar] = {}
    above: Applied | None = outer
    while above is not None:
        locks |= above.layer.locked
        above = above.outer
    faults = [
        locked_fault(code, decided[code].node, locks[code])
        for decided in (layer.decisions, *(one.decisions for one in layer.overrides))
        for code in decided
        if code in locks
    ]
    if faults:
        raise ConfigError(faults)
