"""Writes a small file in the form of CoNLL-2003 with predictions in a fifth column, and what seqeval says about them.

    python record.py

Versions: Python 3.11, seqeval 1.2.2. Seed 20261127. The words are our own.
"""

import json
import pathlib
import random

from seqeval.metrics import accuracy_score, f1_score, precision_score, recall_score

HERE = pathlib.Path(__file__).parent
TYPES = ["PER", "LOC", "ORG", "MISC"]
WORDS = "Ana Porto sees the river while Rui of Lisbon Bank walks home , # 1 -- slowly .".split()
POS = ["NNP", "VBZ", "DT", "NN", "IN", ",", "."]


def iob1(random, length):
    """Labels as CoNLL-2003 has them: B- only where two spans of a type touch."""
    labels = []
    while len(labels) < length:
        if random.random() < 0.6:
            labels.append("O")
            continue
        kind = random.choice(TYPES)
        touches = labels and labels[-1][2:] == kind
        labels.append(("B-" if touches else "I-") + kind)
        for _ in range(random.randrange(3)):
            labels.append("I-" + kind)
    return labels[:length]


def predicted(random, gold):
    """Gold with mistakes, in IOB2: other types, other bounds, spans that begin with I-."""
    labels = []
    for place, label in enumerate(gold):
        chance = random.random()
        if chance < 0.12:
            labels.append("O")
        elif chance < 0.24:
            labels.append(random.choice("BI") + "-" + random.choice(TYPES))
        elif label.startswith("I-") and (place == 0 or gold[place - 1][2:] != label[2:]):
            labels.append("B-" + label[2:])
        else:
            labels.append(label)
    return labels


def main():
    source = random.Random(20261127)
    gold, found, lines = [], [], []
    for document in range(4):
        lines.append("-DOCSTART- -X- -X- O O\n\n")
        for _ in range(12):
            labels = iob1(source, source.randrange(1, 15))
            other = predicted(source, labels)
            gold.append(labels)
            found.append(other)
            for label, guess in zip(labels, other):
                chunk = source.choice(["I-NP", "I-VP", "O"])
                lines.append(f"{source.choice(WORDS)} {source.choice(POS)} {chunk} {label} {guess}\n")
            lines.append("\n")
    (HERE / "conll2003.txt").write_text("".join(lines))
    scores = {
        "accuracy": accuracy_score(gold, found),
        "precision": precision_score(gold, found),
        "recall": recall_score(gold, found),
        "f1": f1_score(gold, found),
        "macro_f1": f1_score(gold, found, average="macro"),
    }
    expected = {name: 100 * float(value) for name, value in scores.items()}
    (HERE / "conll2003.json").write_text(json.dumps(expected, indent=1) + "\n")


main()
