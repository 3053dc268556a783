"""Files of a cartridge that are XML of their own: discussion topics, web links, assignments of 1.3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.imscc.titles import title_of
from coursewright.exporters.packing.xml import XSI, Maker, tree_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.exporters.imscc.versions import Version

__all__ = ["ASSIGNMENT_TYPE", "assignment", "topic", "web_link"]

ASSIGNMENT_TYPE = "assignment_xmlv1p0"
_ASSIGNMENT = "http://www.imsglobal.org/xsd/imscc_extensions/assignment"
_ASSIGNMENT_SCHEMA = (
    "http://www.imsglobal.org/profile/cc/cc_extensions/cc_extresource_assignmentv1p0_v1p0.xsd"
)


def topic(version: Version, title: str, html: str) -> bytes:
    """Write a discussion topic; `html` becomes escaped text."""
    make = Maker(version.topic, {"xsi": XSI})
    return tree_bytes(
        make(
            "topic",
            {"xsi:schemaLocation": version.schema_of(version.topic, f"imsdt_{version.tag}")},
            make("title", title_of(title)),
            make("text", html, texttype="text/html"),
        )
    )


def web_link(version: Version, title: str, url: str) -> bytes:
    """Write a link to a page of the web."""
    make = Maker(version.web_link, {"xsi": XSI})
    return tree_bytes(
        make(
            "webLink",
            {"xsi:schemaLocation": version.schema_of(version.web_link, f"imswl_{version.tag}")},
            make("title", title_of(title)),
            make("url", href=url, target="_blank"),
        )
    )


def assignment(
    identifier: str, title: str, html: str, points: str | None, formats: Iterable[str], graded: bool
) -> bytes:
    """Write an assignment of version 1.3; `formats` are of `file`, `html`, `text` and `url`."""
    make = Maker(_ASSIGNMENT, {"xsi": XSI})
    return tree_bytes(
        make(
            "assignment",
            {"identifier": identifier, "xsi:schemaLocation": f"{_ASSIGNMENT} {_ASSIGNMENT_SCHEMA}"},
            make("title", title_of(title)),
            make("text", html, texttype="text/html"),
            make("gradable", graded, points_possible=points),
            make("submission_formats", *(make("format", type=kind) for kind in formats)),
        )
    )
