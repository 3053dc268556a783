"""What tests of exporters share: the editions of `editions.py` and the short ways to write a spec."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "reporters"))  # the browser
