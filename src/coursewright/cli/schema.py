"""`coursewright schema`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from coursewright.spec.schema_files import for_editors

if TYPE_CHECKING:
    from coursewright.spec.schema_files import Kind


def print_schema(kind: Kind) -> None:
    """Print the schema as one document, with the placeholders and absences that editors meet."""
    sys.stdout.write(json.dumps(for_editors(kind), indent=2, ensure_ascii=False) + "\n")
