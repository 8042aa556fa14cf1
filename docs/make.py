"""Writes the pages of the documentation that are made from the code.

    python docs/make.py [--check]

With --check nothing is written: the exit code is 1 where a page is not what the code says.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CLI = Path(__file__).parent / "reference" / "cli.md"


def cli() -> str:
    """The reference of the command line, from the commands' own help."""
    command = [sys.executable, "-m", "typer", "onrecord.cli", "utils", "docs", "--name", "onrecord"]
    made = subprocess.run([*command, "--title", "The command line"], check=True, capture_output=True, text=True)  # noqa: S603 (our own command)
    return made.stdout.rstrip() + "\n"


def main() -> int:
    """Write the pages, or say which are out of date."""
    page = cli()
    if "--check" in sys.argv:
        current = CLI.read_text("utf-8") if CLI.is_file() else ""
        if current != page:
            print(f"{CLI} is not what the commands say: make docs", file=sys.stderr)
        return int(current != page)
    CLI.parent.mkdir(parents=True, exist_ok=True)
    CLI.write_text(page, "utf-8")
    print(f"wrote {CLI}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
