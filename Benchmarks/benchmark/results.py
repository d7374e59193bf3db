"""What was measured, a line of JSON each, appended as it comes: an interrupted run goes on where it was."""
import json
import statistics
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cell:
    """One place of the table."""

    model: str
    precision: str
    task: str

    def __str__(self) -> str:
        return f"{self.model}/{self.precision}/{self.task}"


class Results:
    def __init__(self, file: Path):
        self.file = file
        self.lines = []
        if file.exists():
            for line in file.read_text().splitlines():
                try:
                    self.lines.append(json.loads(line))
                except json.JSONDecodeError:
                    pass  # the line that an interrupted run was writing

    def add(self, **values) -> None:
        self.lines.append(values)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a") as file:
            file.write(json.dumps(values) + "\n")

    def find(self, **values) -> list:
        return [line for line in self.lines if all(line.get(key) == value for key, value in values.items())]


def table(results: Results, run: str) -> list:
    """A row a cell: tokens a second of each runner (medians), the best peer, and bertrun's ratio to it."""
    rows = []
    measured = results.find(kind="measured", run=run)
    for cell in dict.fromkeys(line["cell"] for line in measured):
        lines = [line for line in measured if line["cell"] == cell]
        rates = {}
        for runner in dict.fromkeys(line["runner"] for line in lines):
            mine = [line for line in lines if line["runner"] == runner]
            rates[runner] = statistics.median(line["tokens"] / line["seconds"] for line in mine)
        peers = {runner: rate for runner, rate in rates.items() if runner not in ("bertrun", "pipeline")}
        row = {
            "cell": cell, "rates": rates,
            "repetitions": min(sum(line["runner"] == runner for line in lines) for runner in rates),
            "seconds": statistics.median([l["seconds"] for l in lines if l["runner"] == "bertrun"] or [0]),
            "megabytes": max([l["megabytes"] for l in lines if l["runner"] == "bertrun"] or [0]),
        }
        if peers and "bertrun" in rates:
            best = max(peers, key=peers.get)
            row |= {"best": best, "ratio": rates["bertrun"] / peers[best]}
            # Of the pairs that ran one after another, how far the ratio strays.
            pairs = {}
            for line in lines:
                pairs.setdefault(line["repetition"], {})[line["runner"]] = line["tokens"] / line["seconds"]
            ratios = sorted(
                p["bertrun"] / max(p[r] for r in peers if r in p)
                for p in pairs.values() if "bertrun" in p and any(r in p for r in peers)
            )
            row["ratios"] = ratios
        rows.append(row)
    return rows
