"""`python -m coursewright`, and where the console script starts."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line."""
    # What a start imports stays to the end: looking for garbage in it, then and at the exit, takes a tenth of
    # the time that checking one file takes in all.
    gc.disable()
    try:
        from coursewright.cli.main import run  # noqa: PLC0415 - importing is what takes the time

        run()
    except KeyboardInterrupt:  # before there was a command line to take it
        sys.exit(130)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
