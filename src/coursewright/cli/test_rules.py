"""`coursewright test-rules`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.terminal import coloured, columns, tell
from coursewright.lint.custom.examples import KINDS, examples_of, run_example
from coursewright.lint.custom.load import refuse_double, rules_in_file
from coursewright.lint.custom.schema_rule import SchemaRule
from coursewright.lint.custom.search import configured_rules, rule_files
from coursewright.reporters.shared.measure import flat, wrap
from coursewright.reporters.shared.paths import from_here
from coursewright.reporters.shared.style import Paint
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.custom.examples import Example
    from coursewright.lint.registry import Rule


class Tried(NamedTuple):
    """What came of the examples of one rule: how many there are, and the complaints about each that fails."""

    rule: Rule
    examples: int
    failed: tuple[tuple[Example, tuple[str, ...]], ...]
    lacks: str = ""
    """The kind of example of which there is none."""
    form: tuple[str, ...] = ()
    """What reads badly in a report."""

    @property
    def passes(self) -> bool:
        """Whether there are examples of both kinds, all passed, and words that fit a report."""
        return not self.failed and not self.lacks and not self.form


def try_rules(paths: Sequence[Path]) -> int:
    """Run the examples of the rules in some files, print what came of it, and return the exit code."""
    errors: list[CoursewrightError] = []
    tried: list[Tried] = []
    paint = Paint(coloured())
    for rule in _rules(paths, errors):
        try:
            outcome = _try(rule)
        except CoursewrightError as error:
            errors.append(error)
            continue
        tried.append(outcome)
        for line in _shown(outcome, paint):
            sys.stdout.write(f"{line}\n")
    if tried:
        sys.stdout.write(f"{_last_line(tried, errors, paint)}\n")
    for each in errors:
        tell(str(each))
    return _exit_code(tried, errors)


def _rules(paths: Sequence[Path], errors: list[CoursewrightError]) -> Sequence[Rule]:
    if not paths:
        return configured_rules(Path.cwd())
    rules: list[Rule] = []
    for file in rule_files(paths):
        try:
            rules += rules_in_file(file, to_test=True)
        except CoursewrightError as error:
            errors.append(error)
    try:
        refuse_double(rules)
    except CoursewrightError as error:
        errors.append(error)
    return rules


def _try(rule: Rule) -> Tried:
    examples = examples_of(rule)
    failed = []
    for example in examples:
        with tempfile.TemporaryDirectory() as folder:
            if complaints := run_example(rule, example, Path(folder)):
                failed.append((example, tuple(complaints)))
    present = {example.kind for example in examples}
    lacking = [kind for kind in KINDS if kind not in present]
    return Tried(rule, len(examples), tuple(failed), " and no ".join(lacking), tuple(_form(rule)))


def _form(rule: Rule) -> Iterator[str]:
    """Say what of a rule's words does not fit the sentences that reports make of them."""
    why = rule.meta.why
    if why.endswith(".") or why[:1].isupper() != why[:2].isupper():
        yield "`why` becomes part of a sentence: start it in lower case, and end it without a full stop"
    if not isinstance(rule.check, SchemaRule):
        return
    if rule.check.demand.fix.endswith("."):
        yield "`fix` becomes part of a sentence: end it without a full stop"
    if not rule.check.demand.message.rstrip().endswith((".", "?", "!", "}")):
        yield "`message` is a sentence: end it with a full stop"


def _remedy(tried: Tried) -> str:
    said = "nothing shows when it speaks and when it is silent"
    if tried.rule.file.endswith(".py"):
        headings = " and ".join(f"`## {kind.title()}`" for kind in tried.lacks.split(" and no "))
        return f"{said}: write {headings} in its docstring"
    kinds = " and ".join(f"`{kind}:`" for kind in tried.lacks.split(" and no "))
    return f"{said}: write {kinds} under `examples:`"


def _shown(tried: Tried, paint: Paint) -> Iterator[str]:
    meta = tried.rule.meta
    where = paint("place", from_here(Path(tried.rule.file), Path.cwd()))
    if tried.failed:
        outcome = paint("error", f"{len(tried.failed)} of {counted(tried.examples, 'example')} failed")
    elif tried.lacks:
        outcome = paint("error", f"no {tried.lacks} example")
    else:
        outcome = paint("good", f"{counted(tried.examples, 'example')} passed")
    yield f"{where} {paint('code', meta.code)} {meta.name}: {outcome}"
    if tried.lacks:
        yield from _indented(_remedy(tried), 2, paint)
    for complaint in tried.form:
        yield from _indented(complaint, 2, paint)
    for example, complaints in tried.failed:
        place = from_here(Path(example.file), Path.cwd()) + (f":{example.line}" if example.line else "")
        name = f", {example.name}" if example.name else ""
        yield f"  {paint('place', place)} {example.kind}{flat(name)}"
        for complaint in complaints:
            yield from _indented(complaint, 4)


def _indented(text: str, by: int, paint: Paint | None = None) -> Iterator[str]:
    for line in wrap(flat(text), columns() - by):
        yield " " * by + (paint("quiet", line) if paint is not None else line)


def _last_line(tried: Sequence[Tried], errors: Sequence[CoursewrightError], paint: Paint) -> str:
    examples = counted(sum(one.examples for one in tried), "example")
    failing = sum(not one.passes for one in tried)
    found = (
        f"{counted(failing, 'rule')} {'needs' if failing == 1 else 'need'} attention"
        if failing
        else "all passed"
    )
    read = f"{counted(len(tried), 'rule')}, {examples}: {found}."
    last = f"{read} Exit {_exit_code(tried, errors)}."
    return last if failing or errors else paint("good", last)


def _exit_code(tried: Sequence[Tried], errors: Sequence[CoursewrightError]) -> int:
    """Return 2 where a rule could not be loaded, 1 where an example failed or is lacking, else 0."""
    if errors:
        return 2
    return 0 if all(one.passes for one in tried) else 1
