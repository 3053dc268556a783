"""The versions of Common Cartridge: what each calls its namespaces, schemas and types of resources."""

from __future__ import annotations

from typing import NamedTuple

from coursewright.spec.errors import UsageError

__all__ = ["VERSIONS", "Version", "version_of"]


class Version(NamedTuple):
    """One version; `tag` is its number as names in it hold it."""

    number: str
    tag: str
    assignments: bool = False
    """Whether it has a type of resource for what is handed in."""
    intends_assignments: bool = False
    """Whether web content may say that it is an assignment."""

    @property
    def manifest(self) -> str:
        """The namespace of the manifest, which has to be the default one."""
        return f"http://www.imsglobal.org/xsd/imscc{self.tag}/imscp_v1p1"

    @property
    def lom_of_course(self) -> str:
        """The namespace of metadata about the cartridge."""
        return f"http://ltsc.ieee.org/xsd/imscc{self.tag}/LOM/manifest"

    @property
    def lom_of_resource(self) -> str:
        """The namespace of metadata about a resource."""
        return f"http://ltsc.ieee.org/xsd/imscc{self.tag}/LOM/resource"

    @property
    def topic(self) -> str:
        """The namespace of a discussion topic."""
        return f"http://www.imsglobal.org/xsd/imscc{self.tag}/imsdt_{self.tag}"

    @property
    def web_link(self) -> str:
        """The namespace of a web link."""
        return f"http://www.imsglobal.org/xsd/imscc{self.tag}/imswl_{self.tag}"

    @property
    def schemas(self) -> str:
        """Where the schemas of the manifest are, as `xsi:schemaLocation` wants it."""
        profile = f"http://www.imsglobal.org/profile/cc/cc{self.tag}"
        return " ".join(
            (
                f"{self.manifest} {profile}/cc{self.tag}_imscp_v1p2_v1p0.xsd",
                f"{self.lom_of_resource} {profile}/LOM/cc{self.tag}_lomresource_v1p0.xsd",
                f"{self.lom_of_course} {profile}/LOM/cc{self.tag}_lommanifest_v1p0.xsd",
            )
        )

    def schema_of(self, namespace: str, name: str) -> str:
        """Return where the schema of a file of its own is: `name` as in `imsdt_v1p1`."""
        return f"{namespace} http://www.imsglobal.org/profile/cc/cc{self.tag}/cc{self.tag}_{name}.xsd"

    @property
    def type_of_topic(self) -> str:
        """The type of resource of a discussion topic."""
        return f"imsdt_xml{self.tag}"

    @property
    def type_of_web_link(self) -> str:
        """The type of resource of a web link."""
        return f"imswl_xml{self.tag}"

    @property
    def type_of_quiz(self) -> str:
        """The type of resource of an assessment."""
        return f"imsqti_xmlv1p2/imscc_xml{self.tag}/assessment"

    @property
    def type_of_association(self) -> str:
        """The type of resource of what belongs to another, or to one platform."""
        return f"associatedcontent/imscc_xml{self.tag}/learning-application-resource"


VERSIONS = {
    version.number: version
    for version in (
        Version("1.1", "v1p1"),
        Version("1.2", "v1p2", intends_assignments=True),
        Version("1.3", "v1p3", assignments=True, intends_assignments=True),
    )
}


def version_of(number: str, *, canvas: bool) -> Version:
    """Return a version by its number, the first where none is said. Raises `UsageError` for an unknown."""
    if number and number not in VERSIONS:
        raise UsageError(
            f"There is no version {number} of Common Cartridge here.",
            f"Take one of {', '.join(VERSIONS)}; without a version it is 1.1, which most platforms read.",
        )
    if canvas and number not in {"", "1.1"}:
        raise UsageError(
            f"The flavour for Canvas is of version 1.1: in {number} Canvas would not read the discussions.",
            "Leave out the version, or take the generic flavour.",
        )
    return VERSIONS[number or "1.1"]
