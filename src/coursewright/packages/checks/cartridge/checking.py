"""Checks of a Common Cartridge, in the order in which a platform goes about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.canvas.checking import check_canvas
from coursewright.packages.checks.cartridge.contents import check_contents
from coursewright.packages.checks.cartridge.pages import check_pages
from coursewright.packages.checks.cartridge.quizzes import check_quizzes
from coursewright.packages.checks.cartridge.shape import check_shape
from coursewright.packages.checks.cartridge.version import check_version
from coursewright.packages.checks.manifest import check_manifest, declared_files, manifest_of
from coursewright.packages.said import said
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.kinds import Kind
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_cartridge"]

_CANVAS_READS = (
    "course_settings/",
    "non_cc_assessments/",
    "wiki_content/",
    "external_content/",
    "lti_resource_links/",
)
"""Folders in which Canvas finds files that no resource names."""


def check_cartridge(look: Look, kind: Kind) -> Iterator[Said]:
    """Check a cartridge, and what Canvas adds to it."""
    manifest = manifest_of(look, kind.root)
    if manifest is None:
        return
    yield from check_version(look, manifest, kind)
    yield from check_manifest(look, manifest, "course_settings/" if kind.flavour == "canvas" else "")
    yield from check_shape(manifest, kind)
    yield from check_contents(look, manifest)
    yield from check_quizzes(look, manifest, kind)
    yield from check_pages(look, manifest, kind)
    yield from _undeclared(look, manifest, kind)
    if kind.flavour == "canvas":
        yield from check_canvas(look, manifest)


def _undeclared(look: Look, manifest: Manifest, kind: Kind) -> Iterator[Said]:
    declared = declared_files(look, manifest) | {manifest.file}
    known = tuple(f"{kind.root}{folder}" for folder in _CANVAS_READS) if kind.flavour == "canvas" else ()
    left = [
        name
        for name in look.package.sizes
        if name not in declared
        and not name.startswith((*known, "__MACOSX/"))
        and not name.endswith(".DS_Store")
    ]
    if left:
        are = "is" if len(left) == 1 else "are"
        yield said("PKG113", files=counted(len(left), "file"), are=are, example=left[0])
