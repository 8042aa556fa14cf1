"""The engine on Ray beside processes of this machine: the same record, what it costs, and workers killed in mid-run.

    python benchmarks/engine.py [--articles 300] [--killed 150] [--kills 5] [--workers 2] [--turns 1]
        [--seed 1]

Articles of Timeline17, chosen by a fixed seed. Processor seconds are those of all processes of a run, seen twice a
second; neither they nor the wall's count the start of Ray. Processes and Ray take turns, of which the other begins each
time. For the kills, one worker that reads is killed at a random moment of each run, on fewer articles. Exits 0 where
all exports are the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Self

import results
from cost import TEXTS, are_there
from onrecord.packs import all_shipped
from onrecord.record import Store, exported
from onrecord.run import build
from onrecord.run.engine import Worker
from onrecord.run.loading import load
from onrecord.run.pipeline import default_stages
from onrecord.run.ray_engine import RayEngine
from onrecord.run.shard_work import Done, Method
from onrecord.run.sharded import SIZE
from onrecord.run.shards import finished, planned

BAR = 1.4
"""What a run on Ray takes at most, in terms of what it takes with as many processes."""
FEW = 6
"""Files of a shard where workers are killed, so that there are many."""
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Took:
    """What a run took, in seconds, and the digest of its export."""

    wall: float
    cpu: float
    digest: str
    done: Done | None = None


@dataclass
class Meter:
    """Processor seconds of this process and all below it, from its beginning to its end."""

    spent: dict[int, float] = field(default_factory=dict)
    before: dict[int, float] = field(default_factory=dict)
    began: float = 0.0

    def __enter__(self) -> Self:
        """Begin."""
        self.before, self.began, self._over = seconds(), time.monotonic(), threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self.wall = time.monotonic() - self.began
        self.spent |= seconds()
        self._over.set()
        self._watch.join()
        self.cpu = sum(s - self.before.get(pid, 0.0) for pid, s in self.spent.items())

    def _look(self) -> None:
        while not self._over.wait(0.5):
            self.spent |= seconds()


def seconds() -> dict[int, float]:
    """Processor seconds of this process and those below it that live."""
    parents, spent = {}, {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(place.name)] = int(fields[1])
        spent[int(place.name)] = (int(fields[11]) + int(fields[12])) / TICK
    return {pid: s for pid, s in spent.items() if _is_below(pid, parents)}


def _is_below(pid: int, parents: dict[int, int]) -> bool:
    while pid in parents and pid != os.getpid():
        pid = parents[pid]
    return pid == os.getpid()


def laid_out(folder: Path, count: int, seed: int) -> Path:
    """Articles as files with sidecars."""
    topics = json.loads(lzma.decompress(TEXTS.read_bytes()))
    found = [(t["topic"], a) for t in topics for a in t["articles"] if a["text"].strip()]
    for number, (topic, article) in enumerate(random.Random(seed).sample(found, count)):  # noqa: S311 (a choice)
        file = folder / f"{number:05}.txt"
        file.write_text(article["text"], "utf-8", newline="")
        about = {"publisher": topic.rpartition("_")[2], "published": article["time"][:10]}
        file.with_suffix(".meta.json").write_text(json.dumps(about), "utf-8")
    return folder


def local(texts: Path, place: Path, processes: int) -> Took:
    """A build with processes of this machine."""
    with Store.create(place / f"local{processes}.db") as store:
        with Meter() as meter:
            build([texts], store, processes=processes)
        return Took(meter.wall, meter.cpu, told(store))


def on_ray(texts: Path, place: Path, engine: Worker, name: str, size: int = SIZE) -> Took:
    """A build by way of shards."""
    with Store.create(place / f"{name}.db") as store:
        with Meter() as meter:
            plan = planned([str(texts)], Method(default_stages(), all_shipped(), str(place / name)), engine, size)
            done = finished(plan, engine)
            load(store, plan, [texts], engine)
        return Took(meter.wall, meter.cpu, told(store), done)


def told(store: Store) -> str:
    """The digest of an export."""
    seen = hashlib.sha256()
    for line in exported(store):
        seen.update(f"{line}\n".encode())
    return seen.hexdigest()


class Killer(threading.Thread):
    """Kills a worker so many seconds after the first article is begun; `killed` says whether it found one."""

    def __init__(self, shards: Path, after: float) -> None:
        """Wait for the shards of a run."""
        super().__init__(daemon=True)
        self._shards, self._after = shards, after
        self._over, self.killed = threading.Event(), False

    def run(self) -> None:
        """Wait, and kill."""
        while not any((self._shards / "tries").glob("*.json")):
            if self._over.wait(0.05):
                return
        workers = [] if self._over.wait(self._after) else reading()
        if workers:
            os.kill(workers[0], signal.SIGKILL)
            self.killed = True

    def end(self) -> None:
        """The run is over."""
        self._over.set()
        self.join()


def reading() -> list[int]:
    """The workers of Ray below this process that read, in a random order."""
    found = [pid for pid in seconds() if b"MapWorker" in _command(pid)]
    random.shuffle(found)
    return found


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


Kill = tuple[float, bool]
"""When a worker was killed, and whether the record came out the same."""


def lines(asked: argparse.Namespace, one: Took, many: list[Took], ray: list[Took], kills: list[Kill]) -> Iterator[str]:
    """The section of RESULTS.md."""
    yield f"{asked.articles:,} articles of Timeline17, {asked.workers} workers each. Seconds without the start of Ray;"
    yield "processor seconds are those of all processes of a run."
    yield ""
    yield "| | wall | processor | the same bytes |"
    yield "|---|--:|--:|---|"
    yield f"| one process | {one.wall:.0f} | {one.cpu:.0f} | |"
    for name, took in ((f"{asked.workers} processes", many), (f"Ray, {asked.workers} workers", ray)):
        walls, cpus = (", ".join(f"{s:.0f}" for s in each) for each in ([t.wall for t in took], [t.cpu for t in took]))
        yield f"| {name} | {walls} | {cpus} | {'yes' if same(one, took) else '**no**'} |"
    yield ""
    wall = median(t.wall for t in ray) / median(t.wall for t in many)
    cpu = median(t.cpu for t in ray) / median(t.cpu for t in many)
    yield f"On Ray it takes {wall:.2f} times the wall's seconds and {cpu:.2f} times the processor's of as many"
    yield f"processes{', by the medians' if len(ray) > 1 else ''}. The bar is {BAR:g}. Where other work shares the"
    yield "machine, only the processor's seconds can be compared."
    yield ""
    alike = sum(s for _, s in kills)
    yield f"A worker was killed in each of {len(kills)} runs on {asked.killed} articles, "
    yield f"{', '.join(f'{t:.0f}' for t, _ in kills)} seconds into reading: {alike} of {len(kills)} came out the same."


def main() -> int:
    """Measure and write."""
    asked = _asked()
    if not are_there():
        return 2
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        texts, fewer = (place / n for n in ("articles", "fewer"))
        for each, count in ((texts, asked.articles), (fewer, asked.killed)):
            each.mkdir()
            laid_out(each, count, asked.seed)
        one = local(texts, place, 1)
        print(f"one process {one.wall:.0f} s ({one.cpu:.0f})", flush=True)
        many, ray = list[Took](), list[Took]()
        for turn in range(asked.turns):
            here = place / f"turn{turn}"
            here.mkdir()
            for on in (False, True) if turn % 2 == 0 else (True, False):
                (ray if on else many).append(_turn(asked, texts, here, on=on))
        with RayEngine(asked.workers) as engine:
            kills = list(_kills(asked, fewer, place, engine))
    results.put("The engine on Ray", lines(asked, one, many, ray, kills))
    return 0 if same(one, [*many, *ray]) and all(alike for _, alike in kills) else 1


def _turn(asked: argparse.Namespace, texts: Path, place: Path, *, on: bool) -> Took:
    """A build on Ray, or without."""
    if on:
        with RayEngine(asked.workers) as engine:
            took = on_ray(texts, place, engine, "ray")
    else:
        took = local(texts, place, asked.workers)
    print(f"{'Ray' if on else 'processes'} {took.wall:.0f} s ({took.cpu:.0f}) {took.digest[:12]}", flush=True)
    return took


def same(one: Took, others: list[Took]) -> bool:
    """Whether all of them exported the same bytes."""
    return all(t.digest == one.digest for t in others)


def _kills(asked: argparse.Namespace, texts: Path, place: Path, engine: Worker) -> Iterator[Kill]:
    chance = random.Random(asked.seed)  # noqa: S311 (when to kill)
    whole = on_ray(texts, place, engine, "undisturbed", FEW)
    number = kills = 0
    while kills < asked.kills:
        name, after = f"killed{number}", chance.uniform(0, whole.wall * 0.6)
        killer = Killer(place / name, after)
        killer.start()
        took = on_ray(texts, place, engine, name, FEW)
        killer.end()
        number += 1
        if killer.killed:
            kills += 1
            print(f"  killed after {after:.1f} s, same: {took.digest == whole.digest}, {took.done}", flush=True)
            yield after, took.digest == whole.digest


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The engine on Ray beside processes of this machine.")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--killed", type=int, default=150)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
