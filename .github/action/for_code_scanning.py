"""Take out of a SARIF file what comments and baselines silence: code scanning would show it as open.

Called as `python for_code_scanning.py FILE`, which is written anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

path = Path(sys.argv[1])
log = json.loads(path.read_text("utf-8"))
for run in log["runs"]:
    run["results"] = [result for result in run["results"] if not result.get("suppressions")]
path.write_text(json.dumps(log), "utf-8")
