"""The stress course: that it holds what exporters can trip over, that it lints, and that it stays the same."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from stress_course import BENCHMARKS, SMALL, Size, stress, write_stress
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.exporters.questions.reading import questions_of
from coursewright.spec.load import load
from coursewright.spec.model import FollowUpActivity, Material, Session, Task
from coursewright.spec.schema_files import definitions

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition
