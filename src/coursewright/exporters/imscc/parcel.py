"""What is put into a cartridge, as it is filled: resources for its manifest, and the files they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.imscc.resources import WEB_CONTENT, Resource
from coursewright.exporters.packing.member import Member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coursewright.exporters.prose.assets import Asset

__all__ = ["Parcel", "file_id"]


def file_id(asset: Asset) -> str:
    """Return the identifier of a file of the course."""
    return f"file_{asset.name}"


class Parcel:
    """Collects resources and files. `path_of` says where a file of the course stands."""

    def __init__(self, path_of: Callable[[Asset], str]) -> None:
        self.resources: list[Resource] = []
        self._path_of = path_of
        self._files: dict[str, Asset] = {}
        self._staff_files: set[str] = set()

    def add(self, resource: Resource, *contents: bytes) -> Iterator[Member]:
        """Note a resource and yield its files, in the order in which it names them."""
        self.resources.append(resource)
        for path, content in zip(resource.files, contents, strict=True):
            yield Member(path, content)

    def take(self, assets: Iterable[Asset], *, staff: bool = False) -> tuple[str, ...]:
        """Note that files of the course are needed; return their identifiers, each once.

        `staff` says that learners are not to see what needs them.
        """
        found: dict[str, None] = {}
        for asset in assets:
            if asset.name not in self._files and staff:
                self._staff_files.add(asset.name)
            elif not staff:
                self._staff_files.discard(asset.name)
            self._files[asset.name] = asset
            found[file_id(asset)] = None
        return tuple(found)

    @property
    def staff_files(self) -> tuple[str, ...]:
        """The identifiers of files that learners are not to see."""
        return tuple(file_id(asset) for name, asset in self._files.items() if name in self._staff_files)

    def files(self) -> Iterator[Member]:
        """Yield the files of the course that something needs, and note each as a resource of its own."""
        for name, asset in self._files.items():
            path = self._path_of(asset)
            self.resources.append(
                Resource(file_id(asset), WEB_CONTENT, (path,), opens=True, staff=name in self._staff_files)
            )
            yield Member(path, asset.content)
