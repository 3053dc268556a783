"""Redundant stem.

## What it says

An outcome opens with a stem such as "Students will be able to" before it comes to its verb.

## Why

The stem is true of every outcome, so it belongs once above the list, where a template or a page of the course
puts it. Repeated in each line it hides the verb, the one word that a reader scans for. In the public courses
we counted, 96 of 100 outcomes start with the bare verb. That it reads better is practice, not research.

Only stems that the lexicon knows are spoken of, with what stands in front of them ("By the end of this
module, students can"). A condition ("Given a short program, ...") is part of the outcome and stays. Left
alone are outcomes of which nothing is left without the stem, and those that open with a verb of knowing, a
vague phrase or a question: their opening has to be written anew as it is. In a language without a lexicon the
rule is silent, and in one whose verbs come last, such as German.

## Invalid

```yaml
module: hand
outcomes:
  - Students will be able to list the bones of the hand
```

## Valid

```yaml
module: hand
outcomes:
  - List the bones of the hand
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.lexicon import phrase_at
from coursewright.design.outcome_text import read_outcome, reading_of
from coursewright.design.outcome_words import WORD, folded_words
from coursewright.design.plain_text import plain_text
from coursewright.lint.api import Change, Context, Evidence, Meta, Problem, Severity, Spot
from coursewright.rules.statements import statement_of, stretch_of
from coursewright.rules.wording import capital, outcome_phrase, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.lexicon import Lexicon
    from coursewright.design.outcome_text import OutcomeReading
    from coursewright.spec.model import Outcome

META = Meta(
    code="OUT013",
    name="redundant-stem",
    statement="An outcome starts with its verb, without a stem",
    severity=Severity.INFO,
    minutes=1,
    evidence=Evidence.PRACTICE,
    sources=("corpus of public courses",),
    why="the stem is the same in every outcome, and the verb is what readers look for",
    fix="safe",
)


def check(outcome: Outcome, context: Context) -> Sequence[Problem]:
    """Report an outcome that opens with a stem."""
    read = reading_of(outcome, context.lexicons)
    if read is None:
        return ()
    reading, lexicon = read
    if reading.stem is None or reading.rest is None or reading.is_faulted:
        return ()
    if lexicon.verb_last:  # there, what is left would not start with the verb
        return ()
    message = f'{capital(outcome_phrase(outcome))} says "{reading.stem}", which holds for every outcome.'
    statement = " ".join((outcome.statement or "").split())
    fix = f'leave out "{reading.stem}"'
    if statement.startswith(reading.stem):
        fix = f'start with the verb: "{shortened(capital(reading.rest).rstrip(" .;"))}"'
    edits = _edits(outcome, reading, lexicon)
    return [Problem(outcome, message, fix, key="statement", edits=edits)]


def _edits(outcome: Outcome, reading: OutcomeReading, lexicon: Lexicon) -> tuple[Change, ...]:
    """Leave the stem out, where what is left reads as an outcome of its own.

    Where it also says when ("By the end of week 3"), that may have been meant, and somebody has to look.
    """
    statement, stem = statement_of(outcome), reading.stem or ""
    if statement is None or not _is_base(reading, lexicon) or _holds_condition(stem, lexicon):
        return ()
    start = statement.text.find(stem)
    label, body = statement.text[:start].rstrip(), statement.text[start + len(stem) :].lstrip(" :")
    if start < 0 or plain_text(body) != reading.rest or label[-1:].isalnum():
        return ()
    first = WORD.search(body)
    if first is None:
        return ()
    goes_on = label.endswith(",") or not first[0].islower()
    opening = body[: first.start()] + (first[0] if goes_on else capital(first[0]))
    end = len(statement.text) - len(body) + first.end()
    new = statement.text[:start] + opening + statement.text[end:]
    place = stretch_of(statement, start, end)
    if place is None or not _reads_well(new, reading, lexicon) or (statement.plain and first.start()):
        return ()
    return (Change(Spot(statement.source, *place), opening, safe=not _says_when(stem, lexicon)),)


def _is_base(reading: OutcomeReading, lexicon: Lexicon) -> bool:
    """Whether the verb after the stem has the form in which outcomes start with it: "list", not "listing"."""
    first = (reading.head_as_written or "").lower().split()[:1]
    if not first:
        return False
    if lexicon.infinitive_endings:
        return first[0].endswith(lexicon.infinitive_endings)
    folded = lexicon.fold(first[0])
    return folded in lexicon.verbs or not folded.endswith((*lexicon.gerund_endings, "s", "ed"))


def _says_when(stem: str, lexicon: Lexicon) -> bool:
    return phrase_at(lexicon.time_frames, folded_words(stem, lexicon), 0) > 0


def _holds_condition(stem: str, lexicon: Lexicon) -> bool:
    """Whether something else than a time frame at the start stands between commas in a stem."""
    return stem.count(",") > _says_when(stem, lexicon)


def _reads_well(statement: str, before: OutcomeReading, lexicon: Lexicon) -> bool:
    """Whether a statement opens with the same verb, and nothing is left to say against its opening."""
    after = read_outcome(statement, lexicon)
    return after.head == before.head and after.stem is None and not after.is_faulted
