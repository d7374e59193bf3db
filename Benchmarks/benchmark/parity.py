"""Whether bertrun and its peers compute the same: labels and answers in f32, record by record."""
import json
import subprocess
from pathlib import Path

import numpy as np

LONGEST_ANSWER = 30
# Two labels whose logits are nearer than this are one to rounding.
TIE = 1e-3


def decode(work, logits, labels):
    """What a peer's logits say of each record: (answer, margin to the next best)."""
    found = [None] * len(work.records)
    for number in range(len(work.ids)):
        record, scores = work.owners[number], logits[str(number)]
        if work.task == "tag":
            rows = scores[0][work.marks[number]]
            top = np.sort(rows, axis=1)
            found[record] = (
                [labels[column] for column in rows.argmax(axis=1)], list(top[:, -1] - top[:, -2])
            )
        elif work.task == "pair":
            row = scores[0]
            top = np.sort(row)
            found[record] = ([labels[int(row.argmax())]], [top[-1] - top[-2]])
        else:
            found[record] = better(found[record], best_span(scores, work.marks[number]))
    return found


def best_span(scores, mark):
    """The best span of a window's context tokens as [start, end) of characters, and its margin."""
    first, last, offsets = mark
    start, end = scores[0][first:last], scores[1][first:last]
    sums = start[:, None] + end[None, :]
    rows, columns = np.indices(sums.shape)
    sums = np.where((columns >= rows) & (columns - rows < LONGEST_ANSWER), sums, -np.inf)
    best = int(sums.argmax())
    row, column = divmod(best, sums.shape[1])
    value = float(sums.flat[best])
    sums.flat[best] = -np.inf
    return (offsets[first + row][0], offsets[first + column][1]), value, float(sums.max())


def better(one, other):
    """Of two windows' best spans that of the record; their margin is to the next best span elsewhere."""
    if one is None:
        return other
    if one[0] == other[0]:
        return one[0], max(one[1], other[1]), max(one[2], other[2])
    best, rest = (one, other) if one[1] >= other[1] else (other, one)
    return best[0], best[1], max(best[2], rest[1])


def own(bertrun: Path, checkpoint: Path, task: str, records: Path, target: Path):
    """What bertrun says of each record, in f32."""
    subprocess.run(
        [bertrun, task, "-m", checkpoint, "--precision", "f32", "--quiet", "-o", target, records], check=True
    )
    with target.open(encoding="utf-8") as file:
        for line in file:
            annotation = json.loads(line)[task]
            if task == "tag":
                yield [word["label"] for word in annotation]
            elif task == "pair":
                yield [annotation["label"]]
            else:
                yield annotation["start"], annotation["end"]


def differences(task: str, theirs, ours) -> tuple:
    """Values that were compared, those that differ by rounding alone, those that differ for good."""
    compared = ties = wrong = 0
    for their, our in zip(theirs, ours, strict=True):
        if task == "qa":
            span, value, second = their
            pairs = [(span, our, value - second)]
        else:
            pairs = list(zip(their[0], our, their[1], strict=True))
        for one, other, margin in pairs:
            compared += 1
            if one != other:
                ties, wrong = (ties + 1, wrong) if margin < TIE else (ties, wrong + 1)
    return compared, ties, wrong
