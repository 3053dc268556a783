"""Questions on the terminal, before something is written."""

from __future__ import annotations

import sys

from coursewright.cli.terminal import columns, tell
from coursewright.reporters.shared.measure import wrap

__all__ = ["agreed", "answered", "can_ask", "consented"]


def can_ask() -> bool:
    """Whether somebody is there to answer: what is asked can be seen, and an answer typed."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def consented(question: str) -> bool:
    """Ask whether something may be written, and say so where it is not: without a terminal, nobody agrees."""
    if not can_ask():
        tell("Nothing was written. Run it again with --yes to write this.")
        return False
    if agreed(question):
        return True
    sys.stdout.write("Nothing was written.\n")
    return False


def agreed(question: str) -> bool:
    """Ask a question on the terminal; only yes is yes, and who ends the input or breaks off says no."""
    try:
        return answered(f"{question} [y/N]").lower() in {"y", "yes"}
    except KeyboardInterrupt:
        sys.stdout.write("\n")
        return False


def answered(question: str) -> str:
    """Ask for a line on the terminal; empty where the input ends. Who breaks off is let go."""
    lines = "\n".join(wrap(question, columns() - 1))
    sys.stdout.write(f"{lines} ")
    sys.stdout.flush()
    try:
        answer = sys.stdin.readline()
    except UnicodeDecodeError:
        answer = ""
    if not answer.endswith("\n"):
        sys.stdout.write("\n")
    return answer.strip()
