"""The dialogue line by line, for terminals that know no more than that: questions printed, replies read."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from coursewright.cli.new.wizard.offers import folded
from coursewright.cli.new.wizard.page import LEAD
from coursewright.cli.new.wizard.pick import Pick
from coursewright.cli.new.wizard.reading import Reading
from coursewright.cli.new.wizard.sheet import LEAVE, Complaint, Leaving, Refusal, Writing, cleaned
from coursewright.cli.terminal import columns
from coursewright.reporters.views.terminal.ink import plain, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeGuard

    from coursewright.cli.new.wizard.sheet import Field, Flow, Sheet
    from coursewright.reporters.views.terminal.ink import Line

BACK, SKIP, REST, MORE = "<", "-", ">", "?"
"""What one types to go back, to leave an answer, or all that is left, as it is, and to hear more."""
_WIDEST = 90


def run(flow: Flow) -> None:
    """Lead through a flow until all is said. Raise `Leaving` where the person leaves before."""
    try:
        while (sheet := flow.sheet()) is not None:
            _write(_asked(sheet, _room()))
            _answer(flow, sheet)
    except (EOFError, KeyboardInterrupt):
        _write([()])
        raise Leaving from None


def _answer(flow: Flow, sheet: Sheet) -> None:
    """Read replies until one of them is taken, or the sheet is to be shown again."""
    while True:
        try:
            _reply(flow, sheet)()
        except Refusal as refusal:
            complaint = refusal.complaint
            _write(split(f"! {complaint.message} {complaint.hint}".strip(), _room()))
        except (EOFError, KeyboardInterrupt):
            if not sheet.to_lose:
                raise
            _write([(), *split(f"{LEAVE.message} {LEAVE.hint}", _room())])
            with suppress(Refusal):
                _read()  # who breaks off here leaves
            return
        else:
            return


def _reply(flow: Flow, sheet: Sheet) -> Callable[[], object]:
    """Read one reply and return what it asks for."""
    typed, field = _read(), sheet.field
    if isinstance(field, Reading) or typed == BACK:
        return flow.back
    if typed == SKIP and sheet.can_skip:
        return flow.skip
    if typed == REST and sheet.can_rest:
        return flow.rest
    if typed == MORE and _explains(field):
        return lambda: _write(_explained(field, _room()))
    if isinstance(field, Pick):
        reply = _picked(field, typed)
        return lambda: flow.take(reply)
    whole = "\n".join([typed, *_more(field, typed)]) or field.text or field.default
    return (lambda: flow.take(whole)) if whole or not sheet.can_skip else flow.skip


def _explains(field: Field) -> TypeGuard[Pick]:
    return isinstance(field, Pick) and any(option.about for option in field.options)


def _explained(pick: Pick, room: int) -> Iterator[Line]:
    for number, option in enumerate(pick.options, start=1):
        yield ()
        yield from split(f"{number}. {option.label}", room)
        yield from (one for text in option.about.split("\n") for one in split(text, room))


def _more(field: Writing, first: str) -> Iterator[str]:
    """Yield the lines after the first of a field that takes several, up to an empty one."""
    while field.lines and first and (another := _read()):
        yield another


def _picked(pick: Pick, typed: str) -> str:
    """Return the value that a number, a value or the beginning of a label names; several with commas."""
    if not typed:
        return pick.reply
    if not pick.several:
        return _named(pick, typed)
    wanted = {_named(pick, word) for word in typed.split(",") if word.strip()}
    return pick._replace(marked=frozenset(wanted)).reply


def _named(pick: Pick, typed: str) -> str:
    word = folded(typed)
    if word.isdecimal() and 0 < int(word[:9]) <= len(pick.options):
        return pick.options[int(word) - 1].value
    for option in pick.options:
        if word and (folded(option.value) == word or folded(option.label).startswith(word)):
            return option.value
    raise Refusal(Complaint("That is none of the list.", f"Type a number from 1 to {len(pick.options)}."))


def _asked(sheet: Sheet, room: int) -> Iterator[Line]:
    yield ()
    yield from split(f"{sheet.title}, {sheet.progress}" if sheet.progress else sheet.title, room)
    body = list(sheet.body(room))
    yield from [*body, ()] if body else []
    yield from split(sheet.ask, room)
    if sheet.help:
        yield from split(sheet.help, room)
    match sheet.field:
        case Pick() as pick:
            for number, option in enumerate(pick.options, start=1):
                yield from split(f"{number}. {option.label}", room)
        case Reading() as text:
            yield from text.drawn(room)
    yield from split(f"({'; '.join(_ways(sheet))})", room)


def _ways(sheet: Sheet) -> Iterator[str]:
    """Yield what may be typed."""
    match sheet.field:
        case Pick(several=True):
            yield "numbers with commas"
            if not sheet.field.marked:
                yield "Enter takes none" if sheet.field.optional else f"Enter takes {sheet.field.lit + 1}"
        case Pick() as pick:
            yield f"Enter takes {pick.lit + 1}"
        case Reading():
            yield "Enter goes back"
            return
        case Writing() as field:
            if field.lines:
                yield "one a line, an empty line at the end"
            whole = field.text or field.default
            if whole or sheet.can_skip:
                yield f"Enter takes {'; '.join(whole.splitlines())}" if whole else "Enter leaves a TODO"
    if _explains(sheet.field):
        yield f"{MORE} says more"
    if sheet.can_go_back:
        yield f"{BACK} goes back"
    if sheet.can_skip and not _enter_skips(sheet.field):
        yield f"{SKIP} leaves a TODO"
    if sheet.can_rest:
        yield f"{REST} takes the rest as it is"
    yield "Ctrl-C quits"


def _enter_skips(field: Field) -> bool:
    """Whether Enter alone leaves a field open, as far as that goes."""
    return not field.text if isinstance(field, Writing) else isinstance(field, Pick) and field.optional


def _room() -> int:
    return max(min(columns(), _WIDEST), 20)


def _write(lines: Iterator[Line] | list[Line]) -> None:
    sys.stdout.write(plain(lines))
    sys.stdout.flush()


def _read() -> str:
    """Return a line. Raise `Refusal` for bytes that are no letters, `EOFError` at the end of the input."""
    try:
        return cleaned(input(LEAD)).strip()
    except UnicodeDecodeError:
        raise Refusal(Complaint("That could not be read.", "Type it again.")) from None
