"""Jinja for what strangers write: no code of theirs runs, no file outside their folders is read.

Nor can a template go on without end, or fill the memory: what it does is counted, by the size of what it is
done with (see `budget`), and what makes long texts and large numbers in one step is not to be had.
"""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import do_round
from jinja2.sandbox import ImmutableSandboxedEnvironment

from coursewright.scaffold.budget import HOLDERS, Budget, weight
from coursewright.scaffold.faults import TemplateError
from coursewright.scaffold.judging import is_kept_in, read_text
from coursewright.scaffold.watching import JOINED, MADE, READ, TURNS, watch
from coursewright.scaffold.words import LONGEST_TEXT
from coursewright.spec.file_faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
    from pathlib import Path

    from jinja2 import Environment, Template, nodes
    from jinja2.environment import TemplateExpression
    from jinja2.runtime import Context

LONGEST_RANGE = 1_000
LONGEST_FILE = 50_000
"""Letters above which no Jinja file is read; our longest has 16,000."""
_FINEST = 12
"""Digits above which nothing is rounded."""


def _names(line: str) -> frozenset[str]:
    return frozenset(line.split())


_FILTERS: Final = _names(
    "abs capitalize count default d first float int items join last length list lower map max min reject "
    "rejectattr round select selectattr sort string sum title trim unique upper"
)
_FOR_ANYTHING: Final = _names("defined undefined none")
"""Tests that cost nothing, and may be put to namespaces and imports."""
_METHODS: Final[Mapping[type, frozenset[str]]] = {
    str: _names(
        "capitalize count endswith find isdigit islower isupper lower partition removeprefix removesuffix "
        "rpartition split splitlines startswith strip lstrip rstrip title upper"
    ),
    dict: _names("get items keys values"),
    list: _names("count index"),
    tuple: _names("count index"),
}
Made = TypeVar("Made")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with the few filters, functions and methods that a plan needs."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            finalize=_written,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # nothing is worked out before it is counted
        )
        self.budget = Budget()
        usable: dict[str, Any] = {name: self.filters[name] for name in _FILTERS}
        usable |= {"join": self._join, "round": _round}
        self.filters = {name: self._counted(one) for name, one in usable.items()}
        self.filters |= {TURNS: self._turns, READ: self._read, MADE: self.budget.made, JOINED: self._join}
        tests: dict[str, Any] = self.tests
        self.tests = {
            name: one if name in _FOR_ANYTHING else self._counted(one) for name, one in tests.items()
        }
        self.globals = {"range": _range, "namespace": self.globals["namespace"]}

    def start(self) -> None:
        """Count anew."""
        self.budget.start()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether an attribute may be had: of texts and collections only what cannot grow them."""
        names = next((names for kind, names in _METHODS.items() if isinstance(obj, kind)), None)
        return super().is_safe_attribute(obj, attr, value) if names is None else attr in names

    def wrap_str_format(self, _value: Any) -> None:
        """Offer no `format`, which can pad a text to any length."""

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function or a macro, and count that."""
        for given in (*args, *kwargs.values()):
            self.budget.spend(0 if isinstance(given, HOLDERS) else weight(given))
        made = super().call(context, called, *args, **kwargs)
        return made if isinstance(made, HOLDERS) else self.budget.made(made)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Add and multiply, where what comes of it stays small."""
        if operator == "%" and isinstance(left, str):
            raise SecurityError("texts are put together with `~`, not with `%`")
        if operator == "**" and not (abs(left) <= 100 and abs(right) <= 10):
            raise SecurityError("this power is too large")
        if operator == "*" and _repeats(left, right) > LONGEST_TEXT:
            raise SecurityError("this repeats a text too often")
        return self.budget.made(super().call_binop(context, operator, left, right))

    def compile_expression(self, source: str, undefined_to_none: bool = True) -> TemplateExpression:
        """Return an expression that can be called, of one that is not too long."""
        _check_length(source)
        return super().compile_expression(source, undefined_to_none)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        _check_length(source)
        return super()._parse(source, name, filename)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        """Return the code of a file or an expression, in which all that can take long is counted."""
        watch(source)
        return super()._generate(source, *args, **kwargs)

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002 - as Jinja has it
        self.budget.spend(steps=10)
        return super()._load_template(name, globals)

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter or a test that is counted by what it takes and gives; what it yields is a list."""
        before = 1 if hasattr(function, "jinja_pass_arg") else 0

        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:
            for given in (*args[before:], *kwargs.values()):
                self.budget.spend(weight(given))
            made = function(*args, **kwargs)
            return self.budget.made(self._gathered(made) if hasattr(made, "__next__") else made)

        return counted

    def _gathered(self, items: Iterable[Any]) -> list[Any]:
        found: list[Any] = []
        length = 0
        for item in items:
            found.append(item)
            length += weight([item])
            if length > LONGEST_TEXT:
                raise SecurityError("this puts together a very long text")
        return found

    def _turns(self, items: Iterable[Any]) -> list[Any]:
        """Return what a loop goes through, and count its turns."""
        found = list(items)
        self.budget.spend(steps=len(found))
        return found

    def _read(self, value: Made) -> Made:
        """Return what is compared or cut, and count its letters."""
        self.budget.spend(0 if isinstance(value, HOLDERS) else weight(value))
        return value

    def _join(self, parts: Iterable[Any], between: str = "") -> str:
        """Put texts together, as `~` does."""
        found: list[str] = []
        length = 0
        for part in parts:
            length += weight(_no_none(part))
            found.append(str(part))
            length += len(found[-1]) + len(str(between))
            if length > 2 * LONGEST_TEXT:
                raise SecurityError("this puts together a very long text")
        return self.budget.made(str(between).join(found))


def _check_length(source: str) -> None:
    if len(source) > LONGEST_FILE:
        raise SecurityError(f"it has more than {LONGEST_FILE:,} letters")


class FolderLoader(BaseLoader):
    """Finds Jinja files in a few folders, the first that has one; a link that leads out of them is none."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a Jinja file, and its path."""
        for folder in self._folders:
            path = folder / template
            if path.is_file() and is_kept_in(path, folder):
                unchanged = partial(_is_unchanged, path, path.stat().st_mtime_ns)
                text = read_text(path).text
                if len(text) > LONGEST_FILE:
                    said = f"It has more than {LONGEST_FILE:,} letters."
                    raise TemplateError([FileFault.about(path, said, "Part it in two, or write less.")])
                return text, str(path), unchanged
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
    """Return what comes of a repetition, as its weight; 0 for what is none."""
    for some, times in ((left, right), (right, left)):
        if isinstance(some, (str, list, tuple)) and isinstance(times, int):
            return (weight(some) if isinstance(some, str) else weight([some])) * times
    return 0


def _range(*steps: int) -> range:
    made = range(*steps)
    if len(made) > LONGEST_RANGE:
        raise SecurityError(f"a range of {len(made):,} is too long; {LONGEST_RANGE:,} is the most")
    return made


def _round(value: float, precision: int = 0, method: Any = "common") -> float:
    if abs(precision) > _FINEST:
        raise SecurityError(f"a number is rounded to {_FINEST} digits at most")
    return do_round(value, precision, method)


@pass_context
def _written(context: Context, value: Any) -> str:
    """Return what is written for a value, counted. As it takes a context, it runs only in a rendering."""
    weight(_no_none(value))  # so that what would be too long is never made
    return context.environment.budget.made(str(value))  # type: ignore[attr-defined, no-any-return]


def _no_none(value: Any) -> Any:
    if value is None:
        raise ValueError('an answer that was skipped stands here; write `said(answer, "key")`')
    return value
