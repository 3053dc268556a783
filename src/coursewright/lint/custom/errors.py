"""What is wrong in the files of house rules, as an error that names every place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.errors import CoursewrightError

if TYPE_CHECKING:
    from coursewright.spec.file_faults import FileFault


class RuleFileError(CoursewrightError):
    """A rule file, or one of test cases, that cannot be used; `faults` say what is wrong in it and where."""

    def __init__(self, faults: list[FileFault]) -> None:
        if len(faults) == 1:
            super().__init__(faults[0].told, faults[0].hint)
        else:
            super().__init__("\n".join(f"{fault.told} {fault.hint}".strip() for fault in faults))
        self.faults = tuple(faults)
