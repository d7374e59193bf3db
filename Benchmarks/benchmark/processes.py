"""Peers in processes of their own: one with two threads, or two with one thread each on half of the batches."""
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


class PeerError(Exception):
    """What a peer's process said went wrong."""


@dataclass(frozen=True)
class Layout:
    """Processes, threads of each, and sequences of a batch."""

    processes: int
    threads: int
    batch: int

    def __str__(self) -> str:
        return f"{self.processes} x {self.threads} threads, batches of {self.batch}"


def layouts(cores: int, sizes) -> list:
    shapes = [(cores, 1), (1, cores)] if cores > 1 else [(1, 1)]
    return [Layout(processes, threads, size) for processes, threads in shapes for size in sizes]


class Peer:
    """The processes of one runtime. They stay from cell to cell, so that libraries are imported once."""

    def __init__(self, runtime: str, module: str = "benchmark.worker"):
        self.runtime = runtime
        self.module = module
        self.processes = []
        self.loaded = None

    def _process(self, number: int):
        while len(self.processes) <= number:
            environment = os.environ | {"TOKENIZERS_PARALLELISM": "false", "OMP_WAIT_POLICY": "PASSIVE"}
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", self.module], cwd=Path(__file__).parent.parent, text=True, bufsize=1,
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
                )
            )
        return self.processes[number]

    def ask(self, orders: list) -> list:
        """Gives an order to each process at once; their answers."""
        for number, order in enumerate(orders):
            process = self._process(number)
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
        answers = []
        for number in range(len(orders)):
            line = self.processes[number].stdout.readline()
            answers.append(json.loads(line) if line else {"error": "the process died"})
        for answer in answers:
            if "error" in answer:
                raise PeerError(answer["error"])
        return answers

    def load(self, checkpoint: Path, folder: Path, task: str, precision: str, layout: Layout) -> None:
        key = (checkpoint, precision, layout.processes, layout.threads)
        if self.loaded == key:
            return
        self.loaded = None
        order = {
            "do": "load", "runtime": self.runtime, "checkpoint": str(checkpoint), "folder": str(folder), "task": task,
            "precision": precision, "threads": layout.threads,
        }
        self.ask([order] * layout.processes)
        self.loaded = key

    def prepare(self, windows: Path, layout: Layout) -> int:
        """Makes the batches and warms up; the tokens that are computed, padding included."""
        parts = range(layout.processes)
        answers = self.ask(
            [
                {"do": "batches", "windows": str(windows), "size": layout.batch, "part": part, "parts": layout.processes}
                for part in parts
            ]
        )
        self.ask([{"do": "warm"}] * layout.processes)
        return sum(answer["computed"] for answer in answers)

    def run(self, layout: Layout) -> float:
        """Seconds from the first process's start to the last one's end, on all batches."""
        answers = self.ask([{"do": "run", "batch": layout.batch}] * layout.processes)
        return max(answer["end"] for answer in answers) - min(answer["start"] for answer in answers)

    def logits(self, windows: Path, task: str, target: Path, batch: int) -> None:
        """Writes the logits of every window; the peer is loaded as one process."""
        self.ask([{"do": "batches", "windows": str(windows), "size": batch, "part": 0, "parts": 1}])
        self.ask([{"do": "logits", "task": task, "target": str(target)}])

    def close(self) -> None:
        for process in self.processes:
            process.stdin.close()
            process.wait()
        self.processes, self.loaded = [], None
