"""What is wrong in the files of house rules, as an error that names every place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.errors import CoursewrightError

if TYPE_CHECKING:
    from coursewright.lint.config.document import ConfigFault


class RuleFileError(CoursewrightError):
    """A rule file, or one of test cases, that cannot be used; `faults` say what is wrong in it and where."""

    def __init__(self, faults: list[ConfigFault]) -> None:
        told = [f"{_place(fault)}: {fault.message}" for fault in faults]
        if len(faults) > 1:
            told = [f"{said} {fault.hint}".strip() for said, fault in zip(told, faults, strict=True)]
        super().__init__("\n".join(told), faults[0].hint if len(faults) == 1 else "")
        self.faults = tuple(faults)


def _place(fault: ConfigFault) -> str:
    start = fault.span.start
    return f"{fault.source.path}:{start.line}:{start.column}"
