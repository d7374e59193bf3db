"""bertrun and its peers on the same work, in turn; see README.md."""
import argparse
import datetime
import hashlib
import json
import os
import platform
import subprocess
import time
from pathlib import Path

from tokenizers import Tokenizer

from . import models, parity, report, runtimes, work
from .processes import Layout, Peer, PeerError, layouts
from .results import Cell, Results, table

ROOT = Path(__file__).resolve().parents[2]
PRECISIONS = ("f32", "bf16", "int8")
# Records of a cell's work: all of the file where it is None.
RECORDS = {"tag": None, "qa": 300, "pair": 2000}
TRIAL_RECORDS = {"tag": 400, "qa": 40, "pair": 400}
PARITY_RECORDS = {"tag": 300, "qa": 60, "pair": 300}
CALIBRATION = {"tag": 100, "qa": 20, "pair": 100}
PIPELINE_RECORDS = 1000


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description=__doc__)
    add = parser.add_argument
    data = parser.add_argument_group("data")
    data.add_argument("--ewt", type=Path, required=True, metavar="DIR", help="folder of UD English EWT")
    data.add_argument("--squad", type=Path, required=True, metavar="FILE", help="SQuAD 1.1 dev")
    data.add_argument("--snli", type=Path, required=True, metavar="FILE", help="SNLI test: the original table, or label, "
                      "premise, hypothesis")
    add("--work", type=Path, default=ROOT / ".build" / "benchmarks", metavar="DIR", help="where everything is kept")
    add("--bertrun", type=Path, default=ROOT / ".build" / "release" / "bertrun", metavar="FILE")
    add("--tasks-folder", type=Path, default=ROOT / "tasks", metavar="DIR", help="the embedded model")
    add("--model", default="minilm,base", metavar="A,B", help="minilm, base")
    add("--precision", default=",".join(PRECISIONS), metavar="A,B", help="f32, bf16, int8")
    add("--task", default=",".join(work.TASKS), metavar="A,B", help="tag, qa, pair")
    add("--cells", metavar="A,B", help="single cells instead, such as minilm/int8/tag,base/f32/qa")
    add("--peers", default=",".join(runtimes.PRECISIONS), metavar="A,B", help="onnxruntime, openvino, ctranslate2, pytorch")
    add("--repetitions", type=int, default=5, metavar="N")
    add("--seconds", type=float, default=20, metavar="S", help="bertrun's run of a cell lasts at least this long; the "
        "work is repeated as often as that takes (20)")
    add("--share", type=float, default=1, metavar="X", help="share of the records that are used (1)")
    add("--layout", choices=("trial", "one", "each"), default="trial", help="each peer as one process of all threads, as "
        "a process a core, or the faster in a short trial")
    add("--batch", default="8,32", metavar="A,B", help="batch sizes that the trial compares")
    add("--name", metavar="NAME", help="name of the run in the results; a run of the same name goes on (default: the "
        "program's fingerprint, the share and the seconds)")
    add("--chart", type=Path, metavar="FILE", help="also write the chart there")
    add("--no-parity", action="store_true", help="do not compare labels and answers first")
    add("--no-pipeline", action="store_true", help="leave transformers' pipeline out of the tag column")
    add("--prepare", action="store_true", help="export and quantise the models, and stop")
    add("--report", action="store_true", help="report what is there, measure nothing")
    return parser.parse_args()


class Benchmark:
    def __init__(self, given: argparse.Namespace):
        self.given = given
        self.cores = len(os.sched_getaffinity(0))
        self.results = Results(given.work / "results.jsonl")
        self.peers = {name: Peer(name) for name in given.peers.split(",")}
        self.pipeline = Peer("pipeline", module="benchmark.pipeline_worker")
        if given.cells:
            self.cells = [Cell(*name.split("/")) for name in given.cells.split(",")]
        else:
            self.cells = [
                Cell(model, precision, task)
                for model in given.model.split(",") for precision in given.precision.split(",")
                for task in given.task.split(",")
            ]
        fingerprint = hashlib.sha256(given.bertrun.read_bytes()).hexdigest()[:8] if given.bertrun.exists() else "none"
        self.name = given.name or f"{fingerprint}-{given.share:g}-{given.seconds:g}"

    # Files

    def checkpoint(self, cell: Cell) -> Path:
        return self.given.work / "models" / cell.model / cell.task

    def exported(self, cell: Cell) -> Path:
        return self.given.work / "peers" / cell.model / cell.task

    def source(self, cell: Cell) -> Path:
        if cell.task == "tag":
            return self.given.ewt / f"en_ewt-ud-{'train' if cell.model == 'minilm' else 'dev'}.conllu"
        return self.given.squad if cell.task == "qa" else self.given.snli

    def make_work(self, cell: Cell, name: str, count, times: int = 1):
        tokenizer = Tokenizer.from_file(str(self.checkpoint(cell) / "tokenizer.json"))
        make = {"tag": work.tag, "qa": work.qa, "pair": work.pair}[cell.task]
        made = make(self.source(cell), tokenizer, count, times)
        return made, *work.write(made, self.given.work / "work" / f"{cell.model}-{cell.task}-{name}")

    # Steps

    def prepare(self) -> None:
        models.make_minilm(self.given.bertrun, self.given.tasks_folder, self.given.work / "models" / "minilm")
        if any(cell.model == "base" for cell in self.cells):
            models.make_base(self.given.work / "models" / "minilm", self.given.work / "models" / "base")
        for cell in dict.fromkeys(Cell(cell.model, "f32", cell.task) for cell in self.cells):
            made, _, _ = self.make_work(cell, "calibration", CALIBRATION[cell.task])
            samples = list(zip(made.ids, made.types))[: CALIBRATION[cell.task]]
            runtimes.export(self.checkpoint(cell), cell.task, self.exported(cell), samples, list(self.peers))

    def compare(self) -> None:
        """Labels and answers of every peer in f32 against bertrun's."""
        for cell in dict.fromkeys(Cell(cell.model, "f32", cell.task) for cell in self.cells):
            made, records, windows = self.make_work(cell, "parity", PARITY_RECORDS[cell.task])
            config = json.loads((self.checkpoint(cell) / "config.json").read_text())
            labels = [label for _, label in sorted(config.get("id2label", {}).items(), key=lambda item: int(item[0]))]
            ours = list(
                parity.own(self.given.bertrun, self.checkpoint(cell), cell.task, records, records.with_name("own.jsonl"))
            )
            for name, peer in self.peers.items():
                layout = Layout(1, self.cores, 8)
                peer.load(self.checkpoint(cell), self.exported(cell), cell.task, "f32", layout)
                target = windows.with_name(f"{name}.npz")
                peer.logits(windows, cell.task, target, layout.batch)
                import numpy as np

                theirs = parity.decode(made, np.load(target), labels)
                compared, ties, wrong = parity.differences(cell.task, theirs, ours)
                print(f"parity {cell.model} {cell.task} {name}: {compared} compared, {ties} ties, {wrong} differ", flush=True)
                self.results.add(kind="parity", run=self.name, cell=str(cell), runner=name, compared=compared, ties=ties,
                                 differ=wrong)

    def layout(self, cell: Cell, name: str) -> Layout:
        """How a peer is fastest, by a short trial that is made once."""
        sizes = [int(size) for size in self.given.batch.split(",")]
        known = layouts(self.cores, sizes)
        if self.given.layout != "trial":
            known = [layout for layout in known if (layout.processes == 1) == (self.given.layout == "one")] or known
        tried = {}
        for layout in known:
            lines = self.results.find(kind="trial", cell=str(cell), runner=name, layout=str(layout))
            if lines:
                tried[layout] = lines[-1]["rate"]
        if len(tried) < len(known) and len(known) > 1:
            made, _, windows = self.make_work(cell, "trial", TRIAL_RECORDS[cell.task])
            for layout in known:
                if layout in tried:
                    continue
                self.peers[name].load(self.checkpoint(cell), self.exported(cell), cell.task, cell.precision, layout)
                self.peers[name].prepare(windows, layout)
                tried[layout] = made.tokens / self.peers[name].run(layout)
                self.results.add(kind="trial", cell=str(cell), runner=name, layout=str(layout), rate=tried[layout])
        return max(known, key=lambda layout: tried.get(layout, 0))

    def own(self, cell: Cell, records: Path) -> dict:
        """One run of bertrun from file to file."""
        folder = records.parent
        output, stats = folder / "output.jsonl", folder / "stats.json"
        output.unlink(missing_ok=True)
        command = [
            self.given.bertrun, cell.task, "-m", self.checkpoint(cell), "--precision", cell.precision, "--threads",
            str(self.cores), "--quiet", "--stats", stats, "-o", output, records,
        ]
        start = time.monotonic()
        process = subprocess.Popen(command)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, command))} exits with {process.returncode}")
        told = json.loads(stats.read_text())
        return {"seconds": seconds, "tokens": told["tokens"], "megabytes": usage.ru_maxrss / 1024}

    def measure(self, cell: Cell) -> None:
        names = [name for name in self.peers if cell.precision in runtimes.PRECISIONS[name]]
        missing = [
            (repetition, runner) for repetition in range(self.given.repetitions) for runner in ["bertrun", *names]
            if not self.results.find(
                kind="measured", run=self.name, cell=str(cell), runner=runner, repetition=repetition)
        ]
        if missing:
            self.measure_missing(cell, names, set(missing))
        if cell.task == "tag" and not self.given.no_pipeline and cell.precision != "int8":
            self.measure_pipeline(cell)

    def measure_missing(self, cell: Cell, names: list, missing: set) -> None:
        chosen = {}
        for name in names:
            try:
                chosen[name] = self.layout(cell, name)
            except PeerError as error:
                print(f"{cell} {name}: left out: {error}", flush=True)
        count = RECORDS[cell.task]
        if self.given.share != 1:
            whole = count or self.make_work(cell, "whole", None)[0].records
            count = max(1, int((whole if isinstance(whole, int) else len(whole)) * self.given.share))
        made, records, windows = self.make_work(cell, "measured", count)
        times = 1
        if self.given.seconds > 0:
            once = self.own(cell, records)["seconds"]
            times = max(1, -int(-self.given.seconds // once))
            if times > 1:
                made, records, windows = self.make_work(cell, "measured", count, times)
        for name, layout in list(chosen.items()):
            self.peers[name].load(self.checkpoint(cell), self.exported(cell), cell.task, cell.precision, layout)
            computed = self.peers[name].prepare(windows, layout)
            print(f"{cell} {name}: {layout}, {100 * (computed / made.tokens - 1):.0f} % padding", flush=True)
        for repetition in range(self.given.repetitions):
            for runner in ["bertrun", *chosen]:
                if (repetition, runner) not in missing:
                    continue
                if runner == "bertrun":
                    figures = self.own(cell, records)
                    if figures["tokens"] != made.tokens:
                        raise SystemExit(f"{cell}: bertrun computes {figures['tokens']} tokens, its peers {made.tokens}")
                else:
                    figures = {
                        "seconds": self.peers[runner].run(chosen[runner]), "tokens": made.tokens,
                        "layout": str(chosen[runner]),
                    }
                self.results.add(
                    kind="measured", run=self.name, cell=str(cell), runner=runner, repetition=repetition,
                    at=datetime.datetime.now().isoformat(timespec="seconds"), **figures,
                )
                rate = figures["tokens"] / figures["seconds"]
                print(f"{cell} {repetition + 1}: {runner} {rate:,.0f} tokens/s, {figures['seconds']:.1f} s", flush=True)

    def measure_pipeline(self, cell: Cell) -> None:
        """transformers' own pipeline as its users write it: one process, tokenization included."""
        _, records, _ = self.make_work(cell, "pipeline", max(8, int(PIPELINE_RECORDS * self.given.share)))
        for batch in (1, 32):
            key = {"kind": "pipeline", "run": self.name, "cell": str(cell), "batch": batch}
            if self.results.find(**key):
                continue
            try:
                self.pipeline.ask([{
                    "do": "load", "checkpoint": str(self.checkpoint(cell)), "precision": cell.precision,
                    "threads": self.cores,
                }])
                told = self.pipeline.ask([{"do": "texts", "records": str(records), "count": PIPELINE_RECORDS}])[0]
                seconds = self.pipeline.run(Layout(1, self.cores, batch))
            except PeerError as error:
                print(f"{cell} pipeline: left out: {error}", flush=True)
                return
            self.results.add(**key, tokens=told["tokens"], seconds=seconds)
            print(f"{cell} pipeline, batch {batch}: {told['tokens'] / seconds:,.0f} tokens/s", flush=True)

    def tell(self) -> None:
        # In the order of the table, whatever was measured first.
        order = [str(Cell(model, precision, task))
                 for model in models.TITLES for precision in PRECISIONS for task in work.TASKS]
        rows = sorted(table(self.results, self.name), key=lambda row: order.index(row["cell"]))
        for row in rows:
            lines = self.results.find(kind="pipeline", run=self.name, cell=row["cell"])
            row["pipelines"] = {f"batch {line['batch']}": line["tokens"] / line["seconds"] for line in lines}
        machine = f"{processor()}, {self.cores} cores"
        date = max((line["at"] for line in self.results.find(kind="measured", run=self.name)), default="")[:10]
        told = report.text(rows, machine)
        (self.given.work / "report.txt").write_text(told)
        (self.given.work / "report.json").write_text(
            json.dumps({"machine": machine, "date": date, "run": self.name, "cells": rows}, indent=1) + "\n")
        drawn = report.chart(rows, machine, date)
        for file in [self.given.work / "chart.svg", self.given.chart]:
            if file:
                file.write_text(drawn, encoding="utf-8")
        print("\n" + told)

    def close(self) -> None:
        for peer in [*self.peers.values(), self.pipeline]:
            peer.close()


def processor() -> str:
    """The processor's name and what it multiplies natively."""
    flags, name = set(), platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            name = value.strip()
        elif key.strip() == "flags":
            flags = set(value.split())
    wide = [title for flag, title in (("avx512f", "AVX-512"), ("avx512_vnni", "VNNI"), ("avx512_bf16", "BF16"),
                                      ("amx_tile", "AMX")) if flag in flags]
    return " ".join([name, *(["(" + ", ".join(wide) + ")"] if wide else [])])


def main() -> None:
    given = options()
    for name in ("ewt", "squad", "snli", "work", "bertrun", "tasks_folder"):
        setattr(given, name, getattr(given, name).resolve())
    given.work.mkdir(parents=True, exist_ok=True)
    benchmark = Benchmark(given)
    try:
        if not given.report:
            benchmark.prepare()
            if given.prepare:
                return
            if not given.no_parity:
                benchmark.compare()
            for cell in benchmark.cells:
                benchmark.measure(cell)
        benchmark.tell()
    finally:
        benchmark.close()


if __name__ == "__main__":
    main()
