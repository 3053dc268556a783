"""Jinja for what strangers write: no code of theirs runs, no file outside their folders is read.

Nor can a template go on without end, or fill the memory: each turn of a loop and each call is counted, and
what makes long texts and large numbers in one step is not to be had.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from coursewright.scaffold.faults import TemplateError
from coursewright.scaffold.judging import read_text
from coursewright.spec.file_faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from jinja2 import Environment
    from jinja2.runtime import Context

MOST_STEPS = 100_000
"""Turns of loops, and calls, above which nothing is rendered: our longest template takes some thousands."""
LONGEST_RANGE = 1_000
LONGEST_TEXT = 100_000
LARGEST = 10**12


def _names(line: str) -> frozenset[str]:
    return frozenset(line.split())


_FILTERS: Final = _names(
    "abs capitalize count default d first float int items join last length list lower map max min reject "
    "rejectattr round select selectattr sort string sum title trim unique upper"
)
_METHODS: Final[Mapping[type, frozenset[str]]] = {
    str: _names(
        "capitalize count endswith find isdigit islower isupper lower partition removeprefix removesuffix "
        "rpartition split splitlines startswith strip lstrip rstrip title upper"
    ),
    dict: _names("get items keys values"),
    list: _names("count index"),
    tuple: _names("count index"),
}
_STEPS, _JOINED = "_steps", "_joined"


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with the few filters, functions and methods that a plan needs."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            finalize=_no_none,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.filters = {name: self.filters[name] for name in _FILTERS}
        namespace = self.globals["namespace"]
        self.globals = {"range": _range, "namespace": namespace, _STEPS: self._steps, _JOINED: _joined}
        self.left = MOST_STEPS

    def start(self) -> None:
        """Count anew."""
        self.left = MOST_STEPS

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether an attribute may be had: of texts and collections only what cannot grow them."""
        names = next((names for kind, names in _METHODS.items() if isinstance(obj, kind)), None)
        return super().is_safe_attribute(obj, attr, value) if names is None else attr in names

    def wrap_str_format(self, _value: Any) -> None:
        """Offer no `format`, which can pad a text to any length."""

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function or a macro, and count that."""
        self._count(1)
        return super().call(context, called, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Add and multiply, where what comes of it stays small."""
        if operator == "%" and isinstance(left, str):
            raise SecurityError("texts are put together with `~`, not with `%`")
        if operator == "**" and not (abs(left) <= 100 and abs(right) <= 10):
            raise SecurityError("this power is too large")
        if operator == "*" and _repeats(left, right) > LONGEST_TEXT:
            raise SecurityError("this repeats a text too often")
        made = super().call_binop(context, operator, left, right)
        if isinstance(made, (str, list, tuple)) and len(made) > LONGEST_TEXT:
            raise SecurityError("this puts together a very long text")
        if isinstance(made, int) and abs(made) > LARGEST:
            raise SecurityError("this number is too large")
        return made

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a file, so that its loops are counted and the texts it puts together are measured."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = _called(_STEPS, [loop.iter], loop.lineno)
        _measure(tree)
        return tree

    def _count(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise SecurityError("the template goes on without end")

    def _steps(self, items: Iterable[Any]) -> list[Any]:
        """Return what a loop goes through."""
        found = list(items)
        self._count(len(found))
        return found


def _measure(node: nodes.Node) -> None:
    """Let each `~` below a node be a call, whose result is measured."""
    for name, value in node.iter_fields():
        if isinstance(value, nodes.Concat):
            setattr(node, name, _called(_JOINED, value.nodes, value.lineno))
        elif isinstance(value, list):
            for at, one in enumerate(value):
                if isinstance(one, nodes.Concat):
                    value[at] = _called(_JOINED, one.nodes, one.lineno)
    for child in node.iter_child_nodes():
        _measure(child)


def _called(name: str, parts: Sequence[Any], line: int) -> nodes.Call:
    function = nodes.Name(name, "load", lineno=line)
    return nodes.Call(function, list(parts), [], None, None, lineno=line)


def _joined(*parts: Any) -> str:
    """Put texts together, as `~` does."""
    made = "".join(str(_no_none(part)) for part in parts)
    if len(made) > LONGEST_TEXT:
        raise SecurityError("this puts together a very long text")
    return made


class FolderLoader(BaseLoader):
    """Finds Jinja files in a few folders, the first that has one; a link that leads out of them is none."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a Jinja file, and its path."""
        for folder in self._folders:
            path = folder / template
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                unchanged = partial(_is_unchanged, path, path.stat().st_mtime_ns)
                return read_text(path).text, str(path), unchanged
        raise TemplateNotFound(template)


def _is_unchanged(path: Path, since: int) -> bool:
    return path.is_file() and path.stat().st_mtime_ns == since


def sandbox(folders: Sequence[Path] = ()) -> Sandbox:
    """Return a sandbox that reads Jinja files from these folders and no others."""
    return Sandbox(FolderLoader(folders))


def explained(error: Exception, path: Path) -> TemplateError:
    """Return what went wrong in a Jinja file as an error with its place, as far as that is known."""
    if isinstance(error, TemplateError):
        return error
    file, line = _place(error, path)
    try:
        text = read_text(file).text
    except TemplateError:
        file, line, text = path, 1, ""
    if isinstance(error, TemplateNotFound):
        message = f"There is no file `{error.name}` in the template, or in what it shares with others."
        return TemplateError([FileFault.about(path, message, "Put it there, or name another.")])
    said = str(error).rstrip(".") or type(error).__name__
    if isinstance(error, MemoryError | RecursionError):
        said = "the template goes on without end"
    return TemplateError([FileFault.about(file, f"{said[:1].upper()}{said[1:]}.", "", text, line)])


def _place(error: Exception, path: Path) -> tuple[Path, int]:
    """Return the file and line of a fault: that of its syntax, or the last that it ran in."""
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415

    if isinstance(error, TemplateSyntaxError):
        return (type(path)(error.filename) if error.filename else path), error.lineno
    found = path, 1
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".jinja") or name == str(path):
            found = type(path)(name), trace.tb_lineno
        trace = trace.tb_next
    return found


def _repeats(left: Any, right: Any) -> int:
    for some, times in ((left, right), (right, left)):
        if isinstance(some, (str, list, tuple)) and isinstance(times, int):
            return len(some) * times
    return 0


def _range(*steps: int) -> range:
    made = range(*steps)
    if len(made) > LONGEST_RANGE:
        raise SecurityError(f"a range of {len(made):,} is too long; {LONGEST_RANGE:,} is the most")
    return made


def _no_none(value: Any) -> Any:
    if value is None:
        raise ValueError('an answer that was skipped stands here; write `said(answer, "key")`')
    return value
