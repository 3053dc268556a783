"""What was measured, as Markdown: the tables, and whether each aim is met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from measure import Costs

BEGIN = "<!-- {}: written by run.py -->"
END = "<!-- end of {} -->"


@dataclass(frozen=True, slots=True)
class Aim:
    """A bound, and what was measured; None where it could not be. `at_least` makes it the lower one."""

    text: str
    most: float
    measured: float | None
    unit: str = ""
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """Whether it is met."""
        if self.measured is None:
            return "not measured"
        met = self.measured >= self.most if self.at_least else self.measured <= self.most
        return "yes" if met else "**no**"

    def cells(self) -> tuple[str, str, str]:
        """Return the row of the table of aims."""
        shown = "–" if self.measured is None else f"{_figures(self.measured)}{self.unit}"
        return self.text, shown, self.verdict


def costs_table(
    first: str,
    costs: Mapping[str, Costs | None],
    against: Sequence[str],
    floor: float,
    sizes: Mapping[str, int],
) -> str:
    """Show commands with their CPU seconds, the ratios to some of them, their peak memory and their output.

    A command without costs is not installed. `floor` is the least memory that can be seen, in MB. `sizes`
    are bytes; without any, there is no such column.
    """
    bases = [costs.get(name) for name in against]
    output = ("output KB",) if sizes else ()
    head = (first, "CPU s, median", "from, to", *(f"ratio to {name}" for name in against), "peak MB", *output)
    rows = []
    for name, cost in costs.items():
        if cost is None:
            rows.append((name, "not installed", *[""] * (len(head) - 2)))
            continue
        least, most = cost.cpu_range
        ratios = ("–" if base is None else _figures(cost.cpu / base.cpu) for base in bases)
        memory = f"{cost.memory:.0f}" if cost.memory > floor * 1.02 else f"at most {cost.memory:.0f}"
        written = (f"{sizes[name] / 1e3:,.1f}" if name in sizes else "",) if sizes else ()
        times = _seconds(cost.cpu), f"{_seconds(least)} to {_seconds(most)}"
        rows.append((name, *times, *ratios, memory, *written))
    return table(head, rows)


def aims_table(aims: Sequence[Aim]) -> str:
    """Show each aim with what was measured."""
    return table(("Aim", "Measured", "Met"), [aim.cells() for aim in aims])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Draw a Markdown table; columns after the first are numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def with_aims(page: str, aims: Sequence[Aim]) -> str:
    """Return the page's table of aims with these in it: each in place of the row in its words, or last."""
    rows = {line.split(" | ")[0]: line for line in between_markers(page, "aims").splitlines()}
    for line in aims_table(aims).splitlines():
        rows[line.split(" | ")[0]] = line
    return "\n".join(rows.values())


def between_markers(page: str, name: str) -> str:
    """Return what stands between the markers of a name."""
    return _split(page, name)[1].strip()


def put_between_markers(page: str, name: str, part: str) -> str:
    """Replace what stands between the markers of a name. Raise `ValueError` where the page lacks them."""
    before, _, after = _split(page, name)
    return f"{before}{BEGIN.format(name)}\n\n{part}\n\n{END.format(name)}{after}"


def _split(page: str, name: str) -> tuple[str, str, str]:
    before, begin, rest = page.partition(BEGIN.format(name))
    part, end, after = rest.partition(END.format(name))
    if not begin or not end:
        raise ValueError(f"The page needs the lines {BEGIN.format(name)} and {END.format(name)}.")
    return before, part, after


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def _figures(value: float) -> str:
    """Write three figures at most: 0.084, 1.31, 27.4, 140."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
