"""The manifest of a package of questions, in either version of QTI."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.packing.xml import XSI, Maker, tree_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MANIFEST", "Dialect", "Resource", "manifest"]

MANIFEST = "imsmanifest.xml"


class Dialect(NamedTuple):
    """How a version of QTI writes its manifest."""

    namespace: str
    schema_location: str
    schema: str
    version: str


class Resource(NamedTuple):
    """A file of the package, and the resources it needs."""

    identifier: str
    type: str
    path: str
    needs: tuple[str, ...] = ()


def manifest(dialect: Dialect, identifier: str, resources: Iterable[Resource]) -> bytes:
    """Write `imsmanifest.xml`."""
    make = Maker(dialect.namespace, {"xsi": XSI})
    root = make(
        "manifest",
        {"identifier": identifier, "xsi:schemaLocation": f"{dialect.namespace} {dialect.schema_location}"},
        make("metadata", make("schema", dialect.schema), make("schemaversion", dialect.version)),
        make("organizations"),
        make(
            "resources",
            *(
                make(
                    "resource",
                    make("file", href=one.path),
                    *(make("dependency", identifierref=needed) for needed in one.needs),
                    identifier=one.identifier,
                    type=one.type,
                    href=one.path,
                )
                for one in resources
            ),
        ),
    )
    return tree_bytes(root)
