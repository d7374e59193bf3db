#!/usr/bin/env python3
"""Write what the reference makes of the corpora: a digest a thousand lines, for each tokenizer and each way to encode.

    digests.py NAME [tokenizer.json]      → digests/NAME.txt

Needs tokenizers == 0.23.3. Without a file, the tokenizer is tokenizers/NAME.json beside this script.
"""
import base64
import json
import pathlib
import sys

import numpy
import tokenizers

import corpora

assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
HERE = pathlib.Path(__file__).resolve().parent
BLOCK = 1000
FACTOR = 6364136223846793005

#: A way to encode: name → (what of line i and the one after it, truncation, whether words are given).
MODES = {
    "single": (lambda a, b: (a,), None, False),
    "pair": (lambda a, b: (a, b), None, False),
    "words": (lambda a, b: (a.split(" "),), None, True),
    "wordpair": (lambda a, b: (a.split(" "), b.split(" ")), None, True),
    "windows": (lambda a, b: (a,), (48, 12, "longest_first"), False),
    "crossed": (lambda a, b: (a[:200], b[:200]), (26, 4, "longest_first"), False),
    "context": (lambda a, b: (a[:8], b), (64, 16, "only_second"), False),
    "first": (lambda a, b: (b, a[:8]), (64, 16, "only_first"), False),
}
PLAN = {
    "ud": ["single", "pair", "words", "wordpair", "windows", "crossed", "context"],
    "valid": ["single", "pair", "words", "wordpair", "windows", "crossed", "context", "first"],
    "added": ["single", "pair", "words", "windows", "context"],
    "unicode": ["single", "pair", "windows", "words"],
    "train": ["single", "pair", "windows"],
    "scalars": ["single"],
}


def numbers(encoding):
    """One encoding as numbers: how many tokens, then each of its arrays; None counts as −1."""
    yield len(encoding.ids)
    yield from encoding.ids
    yield from encoding.type_ids
    for start, end in encoding.offsets:
        yield start
        yield end
    for row in (encoding.word_ids, encoding.sequence_ids):
        for value in row:
            yield -1 if value is None else value
    yield from encoding.special_tokens_mask


def digest(values):
    """h = h · FACTOR + value over all values, modulo 2⁶⁴, from 0."""
    array = numpy.array(values, dtype=numpy.int64).astype(numpy.uint64)
    powers = numpy.full(len(array), FACTOR, dtype=numpy.uint64)
    powers[0] = 1
    with numpy.errstate(over="ignore"):
        powers = numpy.cumprod(powers, dtype=numpy.uint64)[::-1]
        return int((array * powers).sum(dtype=numpy.uint64))


def texts(corpus, path):
    if corpus == "added":
        entries = json.loads(path.read_text(encoding="utf-8"))["added_tokens"]
        return corpora.added([entry["content"] for entry in entries])
    return getattr(corpora, corpus)()


def load(path):
    """A tokenizer whose file may name the character map of sentencepiece, which is kept once."""
    text = path.read_text(encoding="utf-8")
    if '"@nmt_nfkc"' in text:
        data = (HERE / "tokenizers/nmt_nfkc.charsmap").read_bytes()
        text = text.replace("@nmt_nfkc", base64.b64encode(data).decode())
    tokenizer = tokenizers.Tokenizer.from_str(text)
    tokenizer.no_padding()
    return tokenizer


def main():
    name = sys.argv[1]
    path = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "tokenizers" / f"{name}.json"
    tokenizer = load(path)
    out = [f"# Made by digests.py with tokenizers {tokenizers.__version__}: a digest a thousand lines."]
    for corpus, modes in PLAN.items():
        lines = texts(corpus, path)
        for mode in modes:
            parts, truncation, are_words = MODES[mode]
            tokenizer.no_truncation()
            if truncation:
                tokenizer.enable_truncation(truncation[0], stride=truncation[1], strategy=truncation[2])
            found = []
            for start in range(0, len(lines), BLOCK):
                rows = [parts(lines[i], lines[(i + 1) % len(lines)])
                        for i in range(start, min(start + BLOCK, len(lines)))]
                inputs = [row if len(row) > 1 else row[0] for row in rows]
                values = []
                for encoding in tokenizer.encode_batch(inputs, is_pretokenized=are_words):
                    values.append(1 + len(encoding.overflowing))
                    for window in [encoding, *encoding.overflowing]:
                        values.extend(numbers(window))
                found.append(f"{digest(values):016x}")
            out.append(f"{corpus} {mode} {len(found)}")
            out += [" ".join(found[i:i + 6]) for i in range(0, len(found), 6)]
        print(name, corpus, len(lines), file=sys.stderr)
    (HERE / "digests" / f"{name}.txt").write_text("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
