"""`coursewright show`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.guard import CANNOT
from coursewright.cli.look.looking import Looking, looked_at
from coursewright.cli.terminal import coloured, columns, tell_errors
from coursewright.reporters.shared.measure import wrap
from coursewright.reporters.shared.style import Paint
from coursewright.reporters.views.terminal.page import Setting, drawn
from coursewright.views.catalogue import VIEWS, entry_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.cli.look.looking import Wish

DEFAULT = "overview"


def split_words(words: Sequence[str]) -> tuple[str, tuple[Path, ...]]:
    """Return the view and the paths that words name: the first may be a path already.

    Raises `UsageError` for a first word that is neither.
    """
    if not words:
        return DEFAULT, ()
    first, *rest = words
    if first not in {one.name for one in VIEWS} and os.path.lexists(first):
        return DEFAULT, tuple(Path(word) for word in words)
    return entry_named(first).name, tuple(Path(word) for word in rest)


def list_views(width: int | None = None) -> int:
    """Print the views, with what each shows."""
    paint = Paint(coloured())
    room = width or columns()
    longest = max(len(one.name) for one in VIEWS)
    for one in VIEWS:
        first, *more = wrap(f"{one.title}: {one.about}", max(room - longest - 2, 20))
        sys.stdout.write(f"{paint('code', f'{one.name:<{longest}}')}  {first}\n")
        sys.stdout.writelines(f"{' ' * (longest + 2)}{line}\n" for line in more)
    return 0


def show_view(
    view: str, wish: Wish, width: int | None = None, *, tables: bool = False, places: bool = False
) -> int:
    """Print a view of one course after the other; return 2 where one could not be read."""
    looking = Looking(wish)
    setting = Setting(width or columns(), coloured(), tables=tables, places=places)
    for number, plan in enumerate(looking):
        if number:
            sys.stdout.write("\n\n")
        sys.stdout.write(drawn(looked_at(plan, (view,), Path.cwd()), setting))
    sys.stdout.flush()
    tell_errors(looking.errors)
    return CANNOT if looking.errors else 0
