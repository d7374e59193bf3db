"""The work of a task: records for bertrun, and the same records as windows of token ids for the peers."""
import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

TASKS = ("tag", "qa", "pair")
# What bertrun's own defaults are.
QA_WINDOW, QA_OVERLAP, LIMIT = 384, 128, 512


@dataclass
class Work:
    """Records of one task, and their windows in the order of the records."""

    task: str
    records: list  # what is written to the JSON lines that bertrun reads
    ids: list  # a window: its token ids
    types: list  # a window: its token types
    owners: list  # a window: the number of its record
    marks: list  # a window: what decoding needs (first pieces of words; places of context tokens)

    @property
    def tokens(self) -> int:
        return sum(len(ids) for ids in self.ids)


def sentences(path: Path):
    """The syntactic words of each sentence of a CoNLL-U file."""
    words = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line:
            if words:
                yield words
            words = []
        elif not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                words.append(columns[1])
    if words:
        yield words


def questions(path: Path):
    """Question and context of each question of a SQuAD document."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                yield question["question"], paragraph["context"]


def pairs(path: Path):
    """Premise and hypothesis of a table with a header, or of label, premise, hypothesis; pairs without label left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        label, first, second = 0, 1, 2
        for number, row in enumerate(rows):
            if number == 0 and "sentence1" in row:
                label, first, second = row.index("gold_label"), row.index("sentence1"), row.index("sentence2")
                continue
            if row[label] != "-":
                yield row[first].strip(), row[second].strip()


def take(items, count, times):
    """The first `count` items (all where it is None), the whole `times` times over."""
    chosen = []
    for item in items:
        if count is not None and len(chosen) >= count:
            break
        chosen.append(item)
    return [item for _ in range(times) for item in chosen]


def tag(path: Path, tokenizer: Tokenizer, count=None, times=1) -> Work:
    tokenizer.no_padding()
    tokenizer.enable_truncation(LIMIT, stride=QA_OVERLAP)
    work = Work("tag", [], [], [], [], [])
    for number, words in enumerate(take(sentences(path), count, times)):
        work.records.append({"id": number, "tokens": words})
        encoding = tokenizer.encode(words, is_pretokenized=True)
        if encoding.overflowing:
            raise SystemExit(f"{path}: a sentence is longer than {LIMIT} tokens, leave it out")
        firsts, seen = [], None
        for place, word in enumerate(encoding.word_ids):
            if word is not None and word != seen:
                firsts.append(place)
            seen = word
        add(work, number, encoding, firsts)
    return work


def qa(path: Path, tokenizer: Tokenizer, count=None, times=1) -> Work:
    tokenizer.no_padding()
    tokenizer.enable_truncation(QA_WINDOW, stride=QA_OVERLAP, strategy="only_second")
    work = Work("qa", [], [], [], [], [])
    for number, (question, context) in enumerate(take(questions(path), count, times)):
        work.records.append({"id": number, "question": question, "context": context})
        encoding = tokenizer.encode(question, context)
        for window in [encoding, *encoding.overflowing]:
            places = [place for place, part in enumerate(window.sequence_ids) if part == 1]
            add(work, number, window, (places[0], places[-1] + 1, window.offsets))
    return work


def pair(path: Path, tokenizer: Tokenizer, count=None, times=1) -> Work:
    tokenizer.no_padding()
    tokenizer.enable_truncation(LIMIT, strategy="longest_first")
    work = Work("pair", [], [], [], [], [])
    for number, (premise, hypothesis) in enumerate(take(pairs(path), count, times)):
        work.records.append({"id": number, "premise": premise, "hypothesis": hypothesis})
        add(work, number, tokenizer.encode(premise, hypothesis), None)
    return work


def add(work: Work, number: int, encoding, mark) -> None:
    work.ids.append(np.array(encoding.ids, np.int64))
    work.types.append(np.array(encoding.type_ids, np.int64))
    work.owners.append(number)
    work.marks.append(mark)


def write(work: Work, folder: Path) -> tuple[Path, Path]:
    """Writes the records for bertrun and the windows for the peers."""
    folder.mkdir(parents=True, exist_ok=True)
    records, windows = folder / "records.jsonl", folder / "windows.npz"
    with records.open("w", encoding="utf-8") as file:
        for record in work.records:
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    lengths = np.array([len(ids) for ids in work.ids], np.int64)
    np.savez(windows, ids=np.concatenate(work.ids), types=np.concatenate(work.types), lengths=lengths)
    return records, windows


def batches(windows: Path, size: int, part: int, parts: int):
    """Batches of windows sorted by length and padded to their longest: every `parts`-th, from `part` on.

    Each is (numbers of the windows, ids, mask, types).
    """
    data = np.load(windows)
    lengths = data["lengths"]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    ids, types = data["ids"], data["types"]
    order = np.argsort(-lengths, kind="stable")
    made = []
    for number, start in enumerate(range(0, len(order), size)):
        if number % parts != part:
            continue
        members = order[start : start + size]
        longest = int(lengths[members].max())
        shape = (len(members), longest)
        batch = [np.zeros(shape, np.int64) for _ in range(3)]
        for row, member in enumerate(members):
            length, first = int(lengths[member]), int(starts[member])
            batch[0][row, :length] = ids[first : first + length]
            batch[1][row, :length] = 1
            batch[2][row, :length] = types[first : first + length]
        made.append((members, *batch))
    return made
