"""Local Python files as rules: a `META` and a `check`, as built-in rules have them."""

from __future__ import annotations

import re
import sys
import traceback
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from coursewright.lint.api import EVERY_MODEL, Evidence, Meta, Severity
from coursewright.lint.registry import Rule, as_rule
from coursewright.lint.runs.installed import CODE
from coursewright.spec.discover import COURSE_FILE, MODULE_FILE
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.text_input import decode, read_bytes
from coursewright.spec.wording import as_hint

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE: Final = re.compile(r"[A-Z]{3}[0-9]{3}")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TEXTS: Final = ("code", "name", "statement", "why")
_INSTALLED: Final = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]), "<")


def rule_in(path: Path, family_name: str) -> Rule:
    """Run a Python file and return the rule it holds. Raise `CoursewrightError`, naming the place."""
    source, fault = decode(path, read_bytes(path))
    if fault is not None:
        raise CoursewrightError(f"{path}: {fault.message}", as_hint(fault.fix))
    # two files may have one name, and a class defined in a module looks for it among those that are loaded
    name = f"coursewright_house_{sha256(str(path).encode()).hexdigest()[:12]}.{path.stem}"
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module
    try:
        exec(compile(source.text, str(path), "exec", dont_inherit=True), vars(module))  # noqa: S102 - the config names it
        lacking = " and ".join(f"no `{name}`" for name in ("META", "check") if not hasattr(module, name))
        if lacking:
            raise TypeError(f"it has {lacking}")  # noqa: TRY301 - told like all that can go wrong
        rule = as_rule(module, family_name)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        place = f"{path}:{_line(error, path)}".removesuffix(":0")
        said = f"{type(error).__name__}: {error}".removesuffix(": ")
        hint = "Mend the file, or take it out of `custom_rules`."
        raise CoursewrightError(f"{place}: The rule could not be loaded ({said}).", hint) from error
    if complaint := complaint_about(rule.meta):
        del sys.modules[name]
        raise CoursewrightError(
            f"{path}: {complaint}", "The fields of `META` stand in `coursewright.lint.api`."
        )
    return rule


def companions(path: Path) -> Iterator[Path]:
    """Yield what a rule may draw on: modules that are not installed, and files beside it."""
    for module in tuple(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and file.endswith(".py") and not file.startswith(_INSTALLED):
            yield Path(file)
    for beside in path.parent.iterdir():
        is_spec = COURSE_FILE.fullmatch(beside.name) or MODULE_FILE.fullmatch(beside.name)
        if beside.suffix in CODE and not is_spec and beside.is_file():
            yield beside


def complaint_about(made: Any) -> str:
    """Say what is wrong with a `META`, in one sentence, or return nothing."""
    meta: Any = made  # whatever its fields are annotated with, anything may be in them
    if not isinstance(made, Meta):
        return "`META` is not a `Meta` of coursewright.lint.api."
    for field in _TEXTS:
        value = getattr(meta, field)
        if not isinstance(value, str) or not value.strip():
            return f"`{field}` of `META` needs a text."
    if not _CODE.fullmatch(meta.code):
        return f"The code `{meta.code}` is not three capital letters and three digits, such as `HSE001`."
    if not _NAME.fullmatch(meta.name):
        return f"The name `{meta.name}` is not lower-case words joined by hyphens, such as `no-archive-box`."
    right: dict[str, object] = {
        "severity": isinstance(meta.severity, Severity),
        "evidence": isinstance(meta.evidence, Evidence),
        "minutes": isinstance(meta.minutes, int),
        "sources": isinstance(meta.sources, tuple) and all(isinstance(one, str) for one in meta.sources),
        "aliases": isinstance(meta.aliases, tuple) and all(isinstance(one, str) for one in meta.aliases),
        "models": isinstance(meta.models, frozenset) and meta.models <= EVERY_MODEL,
        "options": isinstance(meta.options, tuple),
    }
    wrong = next((field for field, holds in right.items() if not holds), "")
    return f"`{wrong}` of `META` is not of its type." if wrong else ""


def _line(error: BaseException, path: Path) -> int:
    """Return the line of the file at which something went wrong; 0 where that is elsewhere."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return error.lineno or 0
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 0 for frame in reversed(frames) if frame.filename == str(path)), 0)
