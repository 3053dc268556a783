"""The manifest of a cartridge: what it is, its outline, and its resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.imscc.titles import title_of
from coursewright.exporters.packing.xml import XSI, Maker, clean, tree_bytes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from lxml.etree import _Element

    from coursewright.exporters.imscc.resources import Item, Resource
    from coursewright.exporters.imscc.versions import Version

__all__ = ["MANIFEST", "About", "manifest"]

MANIFEST = "imsmanifest.xml"
_ROLES = "IMSGLC_CC_Rolesv1p1"


class About(NamedTuple):
    """What a cartridge says about itself."""

    identifier: str
    title: str
    language: str
    description: str
    """Plain text; may be empty."""
    keywords: tuple[str, ...]
    licence: str
    """Empty where the course names none."""
    made: dt.datetime


def manifest(version: Version, about: About, items: Iterable[Item], resources: Iterable[Resource]) -> bytes:
    """Write `imsmanifest.xml`, its namespace unprefixed and in the first bytes, where importers look."""
    make = Maker(
        version.manifest, {"xsi": XSI, "lom": version.lom_of_resource, "lomm": version.lom_of_course}
    )
    root = make(
        "manifest",
        {"identifier": about.identifier, "xsi:schemaLocation": version.schemas},
        make(
            "metadata",
            make("schema", "IMS Common Cartridge"),
            make("schemaversion", f"{version.number}.0"),
            _about(make, about),
        ),
        make(
            "organizations",
            make(
                "organization",
                # The root alone has no title.
                make("item", *(_item(make, item) for item in items), identifier="LearningModules"),
                identifier="organization",
                structure="rooted-hierarchy",
            ),
        ),
        make("resources", *(_resource(make, resource) for resource in resources)),
    )
    return tree_bytes(root)


def _about(make: Maker, about: About) -> _Element:
    def said(tag: str, text: str) -> _Element:
        return make(f"lomm:{tag}", make("lomm:string", text, language=about.language))

    protected = "yes" if about.licence else "no"
    return make(
        "lomm:lom",
        make(
            "lomm:general",
            said("title", about.title),
            make("lomm:language", about.language),
            said("description", about.description) if about.description else None,
            *(said("keyword", keyword) for keyword in about.keywords),
        ),
        make(
            "lomm:lifeCycle",
            make(
                "lomm:contribute", make("lomm:date", make("lomm:dateTime", about.made.strftime("%Y-%m-%d")))
            ),
        ),
        make(
            "lomm:rights",
            make("lomm:copyrightAndOtherRestrictions", make("lomm:value", protected)),
            said("description", about.licence),
        )
        if about.licence
        else None,
    )


def _item(make: Maker, item: Item) -> _Element:
    return make(
        "item",
        # A title may hold nothing that XML allows, and an item without one is refused.
        make("title", title_of(clean(item.title)) or item.identifier),
        *(_item(make, inner) for inner in item.items),
        identifier=item.identifier,
        identifierref=item.refers_to or None,
    )


def _resource(make: Maker, resource: Resource) -> _Element:
    return make(
        "resource",
        _for_staff(make) if resource.staff else None,
        *(make("file", href=path) for path in resource.files),
        *(make("dependency", identifierref=needed) for needed in resource.needs),
        identifier=resource.identifier,
        type=resource.type,
        href=resource.files[0] if resource.opens else None,
        intendeduse=resource.use or None,
    )


def _for_staff(make: Maker) -> _Element:
    return make(
        "metadata",
        make(
            "lom:lom",
            make(
                "lom:educational",
                make(
                    "lom:intendedEndUserRole",
                    make("lom:source", _ROLES),
                    make("lom:value", "Instructor"),
                ),
            ),
        ),
    )
