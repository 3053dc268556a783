"""What a configuration decides, as records: reading one takes more, and most runs read none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from pathlib import Path

    from coursewright.lint.config.contents import Exemption, Place
    from coursewright.lint.config.settings import Decision
    from coursewright.lint.registry import Rule
    from coursewright.spec.file_faults import FileFault
    from coursewright.spec.nodes import Node, Scalar


class Lock(NamedTuple):
    """Where a rule was locked, and what decided then whether it runs: nothing said later changes that."""

    node: Scalar
    profile: Node | None
    edition: Node | None

    @property
    def place(self) -> tuple[Path, int]:
        """The file and the offset in it."""
        return self.node.source.path, self.node.start


class Layer(NamedTuple):
    """A configuration with all that it extends, nothing of it applied yet.

    `values` holds what is said once, by key, each with its node; `files` are those that were read, and
    `notes` say which words for rules are out of date.
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
    notes: tuple[FileFault, ...] = ()

    def said(self, key: str) -> Node | None:
        """Return what a key is set to, or None."""
        found = self.values.get(key)
        return found[1] if found else None
