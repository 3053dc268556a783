"""The signs of charts: each has a name, a character for terminals, and words for whoever cannot see it.

How a sign is drawn stands in the templates of the page, one symbol a name.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

__all__ = ["Sign"]


class Sign(StrEnum):
    """A sign by its name; `character` is drawn in a terminal, `words` are read out."""

    character: str
    words: str

    def __new__(cls, name: str, character: str, words: str) -> Self:
        """Make a sign."""
        sign = str.__new__(cls, name)
        sign._value_ = name
        sign.character = character
        sign.words = words
        return sign

    RELEASE = "release", "▷", "opens"
    DUE = "due", "◆", "due"
    READ = "read", "◎", "read by whoever teaches"
    FEEDBACK = "feedback", "✎", "feedback"
    AUTOMATIC = "automatic", "⚙", "answered automatically"
    SESSION = "session", "▣", "session"
    FOLLOW_UP = "follow-up", "↻", "follow-up"
    REPLIES = "replies", "⇄", "students answer each other"
    ASSESSMENT = "assessment", "★", "assessment"
    ANNOUNCEMENT = "announcement", "!", "announcement"

    CLOSED = "closed", "●", "loop closed"
    BROKEN = "broken", "✕", "loop broken"
    PART = "part", "◐", "in part"
    PRESENT = "present", "✓", "there"
    MISSING = "missing", "✗", "missing"
    ON_PURPOSE = "on-purpose", "–", "left out on purpose"
    UNKNOWN = "unknown", "?", "not known"
    HOMEWORK = "homework", "⌂", "homework pattern"

    DECISION = "decision", "◇", "decision"
    CHOICE = "choice", "⑂", "choice"
    CONTEXT = "context", "⌖", "own context"
    REFLECTION = "reflection", "❍", "reflection"
    CONSEQUENCE = "consequence", "→", "consequence"

    INTRODUCED = "introduced", "I", "introduced"
    PRACTISED = "practised", "P", "practised"
    ASSESSED = "assessed", "A", "assessed"

    TEACHING = "teaching", "T", "teaching presence"
    SOCIAL = "social", "S", "social presence"
    COGNITIVE = "cognitive", "C", "cognitive presence"
