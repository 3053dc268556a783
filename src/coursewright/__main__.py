"""`python -m coursewright`, and where the console script starts."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from coursewright.cli.main import run  # noqa: PLC0415 - filled in by the command line

    run()


if __name__ == "__main__":
    main()
