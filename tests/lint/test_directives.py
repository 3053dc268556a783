"""How comments that are addressed to us are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.lint.silence.directives import Directive, addressed, directives


def read(comment: str, *, alone: bool = False) -> list[Directive]:
    return list(directives(comment, 0, len(comment), alone=alone))


def one(comment: str) -> Directive:
    (found,) = read(comment)
    return found


@pytest.mark.parametrize(
    ("comment", "words", "reason"),
    [
        ("# coursewright: ignore[FUP001] -- the lab takes it up", ["FUP001"], "the lab takes it up"),
        ("#coursewright:ignore[FUP001]--the lab", ["FUP001"], "the lab"),
        (
            "## Coursewright : Ignore [ fup001 ,no-follow-up, ]  --  the lab  ",
            ["fup001", "no-follow-up"],
            "the lab",
        ),
        ("#\tcoursewright:\tignore[FUP001]\t--\tthe lab\t", ["FUP001"], "the lab"),
        ("# coursewright: ignore[FUP001] — the lab", ["FUP001"], "the lab"),
        ("# coursewright: ignore[FUP001] - the lab", ["FUP001"], "the lab"),
        ("# coursewright: ignore[FUP001]: the lab", ["FUP001"], "the lab"),
        ("# coursewright: ignore[FUP001] -- a -- b [c]", ["FUP001"], "a -- b [c]"),
        ("# coursewright: ignore[FUP001]", ["FUP001"], ""),
        ("# coursewright: ignore[FUP001] --", ["FUP001"], ""),
        ("# coursewright: ignore[FUP001] # another word", ["FUP001"], ""),
        (
            "# coursewright: ignore[follow-up, OUT, all] -- 授業で扱う",
            ["follow-up", "OUT", "all"],
            "授業で扱う",
        ),
    ],
)
def test_what_is_understood(comment: str, words: list[str], reason: str) -> None:
    found = one(comment)
    assert not found.fault, found.fault
    assert ([word.text for word in found.words], found.reason) == (words, reason)
    assert [comment[word.start : word.end] for word in found.words] == words
    assert not found.whole_file


def test_the_whole_file() -> None:
    assert one("# coursewright: ignore-file[FUP001] -- it is an archive").whole_file


@pytest.mark.parametrize(
    ("comment", "fault", "fix"),
    [
        (
            "# coursewright: ignore FUP001",
            "does not name its rules in brackets",
            "write it as `# coursewright: ignore[FUP001] -- why this is right here`",
        ),
        (
            "# coursewright: ignore FUP001, no-purpose -- the lab-work",
            "does not name its rules in brackets",
            "write it as `# coursewright: ignore[FUP001, no-purpose] -- the lab-work`",
        ),
        (
            "# coursewright: ignore(FUP001)",
            "does not name its rules in brackets",
            "write it as `# coursewright: ignore[FUP001] -- why this is right here`",
        ),
        (
            "# coursewright: ignore[FUP001 -- x",
            "never closes its bracket",
            "write it as `# coursewright: ignore[FUP001] -- x`",
        ),
        (
            "# coursewright: ignore[FUP001][FUP002]",
            "has more than one pair of brackets",
            "write it as `# coursewright: ignore[FUP001, FUP002] -- why this is right here`",
        ),
        (
            "# coursewright: ignore[FUP001] the lab takes it up",
            "goes on after the bracket without `--`",
            "put `--` between the bracket and the reason",
        ),
        (
            "# coursewright: ignore[]",
            "names no rule",
            "name one between the brackets: `# coursewright: ignore[FUP001] -- why this is right here`",
        ),
        (
            "# coursewright: ignore[ , ] -- x",
            "names no rule",
            "name one between the brackets: `# coursewright: ignore[FUP001] -- why this is right here`",
        ),
        (
            "# coursewright: ingore[FUP001]",
            "asks to `ingore`, which means nothing here",
            "did you mean `ignore`?",
        ),
        (
            "# coursewright: ignore_file[FUP001]",
            "asks to `ignore_file`, which means nothing here",
            "did you mean `ignore-file`?",
        ),
        (
            "# coursewright: disable[FUP001]",
            "asks to `disable`, which means nothing here",
            "did you mean `ignore`?",
        ),
        (
            "# coursewright: disable-file[FUP001]",
            "asks to `disable-file`, which means nothing here",
            "did you mean `ignore-file`?",
        ),
        (
            "# coursewright: ignore-next-line[FUP001]",
            "asks to `ignore-next-line`, which means nothing here",
            "did you mean `ignore`?",
        ),
        (
            "# coursewright ignore[FUP001] -- x",
            "lacks the colon after `coursewright`",
            "write it as `# coursewright: ignore[FUP001] -- x`",
        ),
        (
            "# coursewright:",
            "does not say what to do",
            "write it as `# coursewright: ignore[FUP001] -- why this is right here`",
        ),
        (
            "# coursewright: [FUP001]",
            "does not say what to do",
            "write it as `# coursewright: ignore[FUP001] -- why this is right here`",
        ),
    ],
)
def test_what_is_not_understood_is_spoken_of(comment: str, fault: str, fix: str) -> None:
    found = one(comment)
    assert (found.fault, found.fix) == (fault, fix)
    assert comment[found.start : found.end] == comment


@pytest.mark.parametrize(
    "comment",
    [
        "# we check this with coursewright: it is quick",
        "# coursewright ignores nothing here",
        "# coursewright",
        "# yaml-language-server: $schema=https://coursewright.dev/schema/v1/module.schema.json",
        "# mycoursewright: ignore[FUP001]",
        "# notacomment#coursewright: ignore[FUP001]",
    ],
)
def test_what_is_not_meant_for_us(comment: str) -> None:
    assert read(comment) == read(comment, alone=True) == []


def test_behind_other_words_at_the_end_of_a_line() -> None:
    comment = "# see the minutes # coursewright: ignore[FUP001] -- the lab"
    assert one(comment).reason == "the lab"
    assert read(comment, alone=True) == [], "it may be a line that was commented out"


def test_two_in_one_comment() -> None:
    comment = "# coursewright: ignore[FUP001] -- the lab # coursewright: ignore[TSK001] -- the talk"
    assert [(found.words[0].text, found.reason) for found in read(comment)] == [
        ("FUP001", "the lab"),
        ("TSK001", "the talk"),
    ]


def test_files_without_pay_one_search() -> None:
    assert addressed("module: m\n# coursework: ignore[FUP001]\n") == []
    assert addressed("a: b # coursewright: ignore[X]\n# Coursewright: ignore[Y]") == [5, 31]


@given(st.text(alphabet=st.sampled_from("ignoreFUP001[]()-—:, \t#é"), max_size=40))
def test_nothing_is_passed_over_in_silence(rest: str) -> None:
    """Whatever follows the address, it is either understood or spoken of."""
    comment = f"# coursewright: {rest}"
    for found in read(comment):
        assert bool(found.fault) != bool(found.words)
        assert bool(found.fault) == bool(found.fix)
    assert read(comment)
