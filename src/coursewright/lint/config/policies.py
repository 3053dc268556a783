"""Which policy applies to a file: that of the nearest configuration, with what is locked further up."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from coursewright.lint.config.choices import Choices
from coursewright.lint.config.document import ConfigError
from coursewright.lint.config.excludes import NAMES
from coursewright.lint.config.layer import Layer
from coursewright.lint.config.making import make_policy
from coursewright.lint.policy import fits
from coursewright.lint.profiles import profiles
from coursewright.lint.registry import all_rules
from coursewright.lint.select import matching, outdated, refuse_to_ignore, split_words
from coursewright.lint.silence.baselines import Found
from coursewright.spec.discover import is_root
from coursewright.spec.file_faults import FileFault
from coursewright.spec.listing import is_pattern
from coursewright.spec.nodes import Scalar
from coursewright.spec.witness import made_of, was_listed, was_read, was_sought, watched

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from coursewright.lint.config.contents import Place
    from coursewright.lint.config.layer import Lock
    from coursewright.lint.policy import Policy
    from coursewright.lint.registry import Rule
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
        return tuple(file for one in self.chain() for file in one.layer.files)

    def chain(self) -> Iterator[Applied]:
        """Yield what applies here, and what applies further up, as far as its locks hold here."""
        one: Applied | None = self
        while one is not None:
            yield one
            one = one.outer


class Policies:
    """Finds and keeps what applies to each folder. A configuration is read once for all its files."""

    def __init__(self, choices: Choices = Choices()) -> None:  # noqa: B008 - it cannot change
        self.choices = choices
        _check_choices(choices)
        self._policies: dict[str, Policy] = {}
        self._at: dict[Path, Applied | ConfigError] = {}
        self._read: dict[Path, Applied | ConfigError] = {}
        self._default: Applied | None = None
        self._evidence: dict[Path, Evidence] = {}
        self._made_of: dict[int, Evidence] = {}
        self._sought: dict[Path, Evidence] = {}
        self._excluded: dict[int, tuple[tuple[Path, re.Pattern[str]], ...]] = {}

    def of(self, path: Path) -> Policy:
        """Return the policy for a file. Raise `ConfigError` where its configuration cannot be followed."""
        folder = os.path.dirname(path)  # noqa: PTH120 - asked for each file of a run, of paths as text
        known = self._policies.get(folder)
        if known is None:
            known = self._policies[folder] = self.applied(Path(folder)).policy
        return known

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
            from coursewright.lint.config.patterns import path_patterns  # noqa: PLC0415 - few exclude anything

            folders = dict.fromkeys(place.folder for place in layer.exclude)
            patterns = self._excluded[id(layer)] = tuple(
                (folder, path_patterns(one.node.text for one in layer.exclude if one.folder == folder))
                for folder in folders
            )
        return any(fits(path, folder, pattern) for folder, pattern in patterns)

    def check_words(self, files: Iterable[Path]) -> None:
        """Raise `UsageError` for a word of the command line that names no rule at any of the files."""
        words = list(_words(self.choices))
        known = tuple(self._known(files) if words else ())
        for word, option in words:
            matching((word,), option, known)

    def notes(self, files: Iterable[Path]) -> tuple[list[str], list[FileFault]]:
        """Return which words for rules are out of date, of the command line and of configurations."""
        files = list(files)
        words = list(_words(self.choices))
        known = tuple(self._known(files) if words else ())
        said = [f"{option}: {note}" for word, option in words if (note := outdated(word, known))]
        found = {(note.source.path, note.span): note for one in self._over(files) for note in one.layer.notes}
        return said, list(found.values())

    def _known(self, files: Iterable[Path]) -> Iterable[Rule]:
        """Return the rules that there are at any of the files."""
        rules = (*all_rules(), *(rule for one in self._over(files) for rule in one.policy.known))
        return {id(rule): rule for rule in rules}.values()

    def _over(self, files: Iterable[Path]) -> Iterator[Applied]:
        """Yield what applies to the files, as far as it can be followed."""
        for folder in dict.fromkeys(file.parent for file in files):
            with suppress(ConfigError):
                yield self.applied(folder)

    def baseline(self, folder: Path) -> Found | Literal["off"] | None:
        """Return the baseline that the configuration of a folder names, or that it wants none."""
        try:
            said = self.applied(folder).layer.values.get("baseline")
        except ConfigError:
            return "off"  # nothing is checked there
        if said is None:
            return None
        home, node = said
        if not isinstance(node, Scalar):
            return None
        if node.text == "off":
            return "off"
        from coursewright.lint.config.contents import Place  # noqa: PLC0415 - few configurations name one

        return Found(Place(home, node).path, home, node)

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
        if id(applied) not in self._made_of:
            with watched() as self._made_of[id(applied)]:
                _witness_files(applied)
        made_of(self._made_of[id(applied)])
        if self.choices.config is None and not self.choices.isolated:
            made_of(self._looked_for(folder))

    def _looked_for(self, folder: Path) -> Evidence:
        """Return where a configuration could have been, from a folder upwards."""
        known = self._sought.get(folder)
        if known is None:
            with watched() as known:
                for name in NAMES:
                    if not os.path.lexists(folder / name):
                        was_sought(folder / name)
                if folder != folder.parent and not is_root(folder):
                    made_of(self._looked_for(folder.parent))
            self._sought[folder] = known
        return known

    def _nearest(self, folder: Path) -> Applied | ConfigError:
        choices = self.choices
        if choices.config is not None:
            return self._of_file(choices.config, None)
        if choices.isolated:
            return self._without()
        here = [folder / name for name in NAMES if os.path.lexists(folder / name)]
        is_top = folder == folder.parent or is_root(folder)
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
        from coursewright.lint.config.layers import read_layer  # noqa: PLC0415 - many runs read none

        try:
            layer = read_layer(path)
            locks = outer.policy if outer is not None else None
            if outer is not None:
                _refuse_locked(layer, outer)
            return Applied(make_policy(layer, self.choices, locks), layer, path, outer)
        except ConfigError as error:
            return error


def _words(choices: Choices) -> Iterator[tuple[str, str]]:
    for option, written in (("--select", choices.select), ("--ignore", choices.ignore)):
        yield from ((word, option) for word in split_words(written))


def _check_choices(choices: Choices) -> None:
    """Raise `UsageError` for what is wrong in any configuration."""
    if choices.profile:
        profiles().chosen(choices.profile)
    for option, written in (("--select", choices.select), ("--ignore", choices.ignore)):
        if written and not any(split_words(written)):
            matching(written, option)
    for word in split_words(choices.ignore):
        refuse_to_ignore(word, all_rules())


def _witness_files(applied: Applied) -> None:
    """Say which files were read, and which folders looked through, to know what applies."""
    for path in (*applied.files, *(place.path for place in applied.layer.lexicon.values())):
        was_read(path, path.read_bytes())
        if path.suffix == ".py":
            from coursewright.lint.custom.python_file import companions  # noqa: PLC0415 - only for house rules

            for companion in companions(path):
                was_read(companion, companion.read_bytes())
    for place in (place for one in applied.chain() for place in one.layer.custom_rules):
        _witness_glob(place)


def _witness_glob(place: Place) -> None:
    """Say which folders a pattern looks into, if it is one."""
    if not is_pattern(place.node.text):
        return
    fixed = takewhile(lambda step: not is_pattern(step), Path(place.node.text).parts)
    start = os.path.normpath(place.folder.joinpath(*fixed))
    for folder, below, _ in os.walk(start):
        was_listed(folder)
        if "**" not in place.node.text and folder.count(os.sep) >= str(place.path.parent).count(os.sep):
            below.clear()


def _two(files: list[Path]) -> ConfigError:
    message = f"{files[1].name} stands beside it, and nobody can tell which of the two holds."
    return ConfigError([FileFault.about(files[0], message, "Delete one of them.")])


def _refuse_locked(layer: Layer, outer: Applied) -> None:
    """Raise `ConfigError` where a configuration speaks of a rule that one above it has locked."""
    from coursewright.lint.config.layers import broken_locks  # noqa: PLC0415

    locks: dict[str, Lock] = {}
    for above in outer.chain():
        locks |= above.layer.locked
    if faults := list(broken_locks(locks, layer)):
        raise ConfigError(faults)
