"""The manifest of a SCORM package: one organisation, one item, one sharable content object with all files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import quote

from coursewright.exporters.packing.xml import Maker, tree_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Edition

__all__ = ["MANIFEST", "START", "Version", "manifest"]

MANIFEST = "imsmanifest.xml"
START = "index.html"
"""What the platform launches."""

Version: TypeAlias = Literal["1.2", "2004"]

_PACKAGING_12 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_PACKAGING_2004 = "http://www.imsglobal.org/xsd/imscp_v1p1"
_PREFIXES_12 = {"adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2"}
_PREFIXES_2004 = {
    "adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
    "adlseq": "http://www.adlnet.org/xsd/adlseq_v1p3",
    "adlnav": "http://www.adlnet.org/xsd/adlnav_v1p3",
    "imsss": "http://www.imsglobal.org/xsd/imsss",
}


def manifest(edition: Edition, version: Version, paths: Iterable[str], mastery: float | None) -> bytes:
    """Return the manifest of a package that holds the files of some paths; `mastery` in per cent.

    It names no schema files, for none are in the package: their licence does not say that they may be.
    """
    old = version == "1.2"
    make = Maker(_PACKAGING_12, _PREFIXES_12) if old else Maker(_PACKAGING_2004, _PREFIXES_2004)
    sco = {"adlcp:scormtype": "sco"} if old else {"adlcp:scormType": "sco"}
    root = make(
        "manifest",
        make(
            "metadata",
            make("schema", "ADL SCORM"),
            make("schemaversion", "1.2" if old else "2004 4th Edition"),
        ),
        make(
            "organizations",
            make(
                "organization",
                make("title", _title(edition)),
                make(
                    "item",
                    make("title", _title(edition)),
                    *(_mastery_12(make, mastery) if old else _sequencing(make, mastery)),
                    identifier="item-1",
                    identifierref="resource-1",
                    isvisible=True,
                ),
                identifier="organization-1",
            ),
            default="organization-1",
        ),
        make(
            "resources",
            make(
                "resource",
                sco,
                *(make("file", href=quote(path)) for path in paths),
                identifier="resource-1",
                type="webcontent",
                href=START,
            ),
        ),
        identifier=f"cw-{edition.id}",
        version="1",
    )
    return tree_bytes(root)


def _title(edition: Edition) -> str:
    """Return the title in one line; both schemas leave room for 200 characters."""
    title = " ".join(edition.title.split())
    return title if len(title) <= 200 else f"{title[:199].rstrip()}\u2026"


def _mastery_12(make: Maker, mastery: float | None) -> tuple[_Element, ...]:
    return () if mastery is None else (make("adlcp:masteryscore", f"{mastery:g}"),)


def _sequencing(make: Maker, mastery: float | None) -> tuple[_Element, ...]:
    """Return what the platform is told to leave to the content: whether it is complete, and passed."""
    controls = make("imsss:deliveryControls", completionSetByContent=True, objectiveSetByContent=True)
    if mastery is None:
        return (make("imsss:sequencing", controls),)
    objective = make(
        "imsss:primaryObjective",
        make("imsss:minNormalizedMeasure", f"{mastery / 100:.4g}"),
        objectiveID="score",
        satisfiedByMeasure=True,
    )
    return (make("imsss:sequencing", make("imsss:objectives", objective), controls),)
