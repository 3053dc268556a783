"""The examples of rules: where they are written, and what comes of running them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from coursewright.lint.config.document import plain
from coursewright.lint.custom.errors import RuleFileError
from coursewright.lint.custom.load import CASES
from coursewright.lint.engine import Linter
from coursewright.lint.page import page_sections
from coursewright.spec.faults import FaultKind
from coursewright.spec.file_faults import FileFault
from coursewright.spec.load import load
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.lint.findings import Finding
    from coursewright.lint.registry import Rule
    from coursewright.spec.model import Course

Kind = Literal["valid", "invalid"]
KINDS: Final[tuple[Kind, Kind]] = ("valid", "invalid")
_BLOCK: Final = re.compile(r"^```ya?ml\n(.*?)^```", re.MULTILINE | re.DOTALL)
_NAMED: Final = re.compile(r"# (\S+\.ya?ml)\n")
_SAID: Final = (
    "line", "column", "message", "severity", "file", "fix", "minutes", "node", "related",
)  # fmt: skip


class Example(NamedTuple):
    """A spec, and what a rule is to find in it.

    `findings` are those of an invalid one, each with as much as is compared; None where any will do. `loose`
    allows a spec that has faults of its own. It is written in `file` at `line`, 0 where that is not known.
    """

    kind: Kind
    name: str
    files: dict[str, str]
    file: str
    line: int = 0
    findings: tuple[dict[str, Any], ...] | None = None
    today: dt.date | None = None
    loose: bool = False


def examples_of(rule: Rule) -> list[Example]:
    """Return the examples in a rule's file and those in `NAME.cases.yaml` beside it.

    Raises `CoursewrightError` for a file of cases that is wrong.
    """
    node = getattr(rule.check, "node", None)
    if isinstance(node, Mapping):
        examples = node.value("examples")
        found = list(_listed(examples)) if isinstance(examples, Mapping) else []
    else:
        found = list(_on_page(rule))
    return found + [example for path in _case_files(rule) for example in _cases(path)]


def _case_files(rule: Rule) -> Iterator[Path]:
    file = Path(rule.file)
    for name in dict.fromkeys((rule.meta.name, rule.meta.name.replace("-", "_"), file.stem)):
        for ending in CASES:
            path = file.with_name(name + ending)
            if path.is_file():
                yield path


def _on_page(rule: Rule) -> Iterator[Example]:
    sections = page_sections(rule.page)
    for kind in KINDS:
        blocks = _BLOCK.findall(sections.get(kind.capitalize(), ""))
        several = {found[1]: block for block in blocks if (found := _NAMED.match(block))}
        if several:
            yield Example(kind, "in the docstring", several, rule.file)
            continue
        for number, block in enumerate(blocks, 1):
            name = "in the docstring" if len(blocks) == 1 else f"number {number} in the docstring"
            yield Example(kind, name, {_file_name(block): block}, rule.file)


def _cases(path: Path) -> Iterator[Example]:
    from coursewright.lint.custom.file_judge import faults_in_cases  # noqa: PLC0415 - most rules have no such file
    from coursewright.lint.custom.rule_file import read_tree  # noqa: PLC0415

    root = read_tree(path, "Start it with `valid:` and `invalid:`, each a list of cases.")
    if faults := faults_in_cases(root):
        raise RuleFileError(faults)
    yield from (example._replace(loose=True) for example in _listed(root))


def _listed(examples: Mapping) -> Iterator[Example]:
    for kind in KINDS:
        listed = examples.value(kind)
        for node in listed.items if isinstance(listed, Sequence) else ():
            yield _example(kind, node)


def _example(kind: Kind, node: Node) -> Example:
    file, line = str(node.source.path), node.span.start.line
    if isinstance(node, Scalar):
        return Example(kind, "", {_file_name(node.text): node.text}, file, line)
    case = node if isinstance(node, Mapping) else Mapping(node.source, node.start, node.end, {})
    several = case.value("files")
    if isinstance(several, Mapping):
        files = {name: _text(value) for name, (_, value) in several.pairs.items()}
    else:
        spec = _text(case.value("spec"))
        files = {_text(case.value("file")) or _file_name(spec): spec}
    found = case.value("findings")
    expected = tuple(plain(one) for one in found.items) if isinstance(found, Sequence) else None
    return Example(kind, _text(case.value("name")), files, file, line, expected, _day(case.value("today")))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _file_name(spec: str) -> str:
    return "course.yaml" if re.search(r"^course:", spec, re.MULTILINE) else "example.module.yaml"


def _day(node: Node | None) -> dt.date | None:
    if not isinstance(node, Scalar):
        return None
    try:
        return dt.date.fromisoformat(node.text)
    except ValueError:
        fault = FileFault.at(node, f"`{node.text}` is no date.", "Write it as 2026-09-21.")
        raise RuleFileError([fault]) from None


def run_example(rule: Rule, example: Example, folder: Path) -> list[str]:
    """Write an example into an empty folder, run its rule there, and say what is not as it should be."""
    for name, text in example.files.items():
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            return [f"The file `{name}` would lie outside the example."]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    course = load(folder / next(iter(example.files)))
    if not example.loose and (fault := _own_fault(course, rule)):
        return [fault]
    findings = list(Linter([rule], example.today).lint(course).findings)
    crashes = [finding.message for finding in findings if finding.crash]
    if crashes:
        return crashes[:1]
    return list(_differences(rule, example, findings, folder))


def _own_fault(course: Course, rule: Rule) -> str:
    """Say what is wrong with an example's spec, unless such faults are what the rule is about."""
    if rule.meta.family == "SPC":
        return ""
    for fault in course.faults:
        if fault.kind is FaultKind.INVALID:
            source = fault.node.source if fault.node is not None else fault.source
            at = fault.node.start if fault.node is not None else fault.at[0]
            line = source.position(at).line if source is not None else 1
            return f"Its spec has a fault itself, in line {line}: {fault.message}"
    return ""


def _differences(rule: Rule, example: Example, findings: list[Finding], folder: Path) -> Iterator[str]:
    if example.kind == "valid":
        for finding in findings:
            line = finding.mark.span.start.line
            yield f"It should pass, but line {line} is reported: {finding.message}"
        return
    if example.findings is None:
        if not findings:
            yield "It should be reported, but nothing is found."
        return
    if len(findings) != len(example.findings):
        shown = "".join(f" Line {one.mark.span.start.line}: {one.message}" for one in findings)
        yield f"Found {len(findings)}, not {len(example.findings)}.{shown}"
        return
    always = {"severity": str(rule.meta.severity), "file": next(iter(example.files))}
    for finding, wanted in zip(findings, example.findings, strict=True):
        found = _shown(finding, folder)
        for key, value in (always | wanted).items():
            if found[key] != value:
                yield f"`{key}` is `{found[key]}`, not `{value}`."


def _shown(finding: Finding, folder: Path) -> dict[str, Any]:
    start = finding.mark.span.start
    values = (
        start.line,
        start.column,
        finding.message,
        str(finding.severity),
        finding.mark.path.relative_to(folder).as_posix(),
        finding.fix,
        finding.minutes,
        finding.mark.node,
        [[mark.span.start.line, mark.label] for mark in finding.related],
    )
    return dict(zip(_SAID, values, strict=True))
