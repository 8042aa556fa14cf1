"""Kill a build twenty times at random moments, finish it, and compare with one that nobody disturbed.

    python benchmarks/kills.py FOLDER [--kills 20] [--processes 1] [--seed 1]

Exits 0 where both exports are the same bytes and the check of the killed record finds nothing wrong.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import onrecord


def main() -> int:
    """Run it, and tell how it went."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder:
        whole, killed = Path(folder) / "whole.db", Path(folder) / "killed.db"
        began = time.monotonic()
        _building(whole, asked).wait()
        lasts = time.monotonic() - began
        print(f"an undisturbed build took {lasts:.1f} s")
        chance = random.Random(asked.seed)  # noqa: S311 (when to kill)
        sound, kills = True, 0
        while kills < asked.kills:
            if _killed(killed, asked, chance.uniform(0, lasts)):
                kills += 1
            else:  # done before it could be killed: look at it, and begin anew
                sound &= _is_sound(killed, whole)
                killed.unlink()
        _building(killed, asked).wait()
        sound &= _is_sound(killed, whole)
        print(f"{kills} builds were killed at work")
    return 0 if sound else 1


def _is_sound(killed: Path, whole: Path) -> bool:
    same = _export(whole) == _export(killed)
    with onrecord.open(killed) as record:
        faults = record.check()
    print(f"  done: exports {'are the same' if same else 'DIFFER'}; the check finds {len(faults)} faults")
    for fault in faults:
        print(f"    {fault.code}: {fault.message}")
    return same and not faults


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill a build at random moments, and finish it.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _building(record: Path, asked: argparse.Namespace) -> subprocess.Popen[bytes]:
    program = "from onrecord.cli import app; app()"
    words = ["build", str(asked.folder), "--record", str(record), "--quiet", "--processes", str(asked.processes)]
    return subprocess.Popen([sys.executable, "-c", program, *words])  # noqa: S603 (our own program)


def _killed(record: Path, asked: argparse.Namespace, after: float) -> bool:
    """Whether the build was still at work when it was killed."""
    build = _building(record, asked)
    time.sleep(after)
    at_work = build.poll() is None
    build.send_signal(signal.SIGKILL)
    build.wait()
    if at_work:
        print(f"  killed after {after:.1f} s")
    return at_work


def _export(record: Path) -> list[str]:
    with onrecord.open(record) as opened:
        return list(opened.lines())


if __name__ == "__main__":
    sys.exit(main())
