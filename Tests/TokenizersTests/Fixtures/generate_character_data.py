#!/usr/bin/env python3
"""Read the character classes and mappings out of the reference library, scalar by scalar.

Every Unicode scalar is given to stages of `tokenizers`, and what they do with it is written down as ranges:
the tables are the library's own (they mix several Unicode versions), not those of any Unicode release.

    generate_character_data.py > Sources/Tokenizers/Unicode/CharacterData+Generated.swift

Needs tokenizers == 0.23.3. No seed: nothing here is random.
"""
import struct

import tokenizers
from tokenizers import Regex, normalizers, pre_tokenizers

assert tokenizers.__version__ == "0.23.3", tokenizers.__version__

SCALARS = [n for n in range(0x110000) if not 0xD800 <= n <= 0xDFFF]
HANGUL = range(0xAC00, 0xD7A4)


def ranges(members):
    """Runs of neighbouring numbers; the gap of the surrogates joins nothing."""
    runs = []
    for n in members:
        if runs and runs[-1][1] == n - 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in runs)


def split_class(stage, around="a"):
    """Scalars at which a pre-tokenizer cuts: their neighbours come out as pieces of their own."""
    return [n for n in SCALARS if len(stage.pre_tokenize_str(around + chr(n) + around)) > 1]


def removed(stage):
    return [n for n in SCALARS if stage.normalize_str("a" + chr(n) + "b") == "ab"]


def classes():
    bert = pre_tokenizers.BertPreTokenizer()
    whitespace, punctuation = [], []
    for n in SCALARS:
        pieces = bert.pre_tokenize_str("a" + chr(n) + "b")
        if len(pieces) == 2:
            whitespace.append(n)
        elif len(pieces) == 3:
            punctuation.append(n)
    assert whitespace == split_class(pre_tokenizers.WhitespaceSplit())
    assert punctuation == split_class(pre_tokenizers.Punctuation())

    clean = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    cleaned = {n: clean.normalize_str(chr(n)) for n in SCALARS}
    for n in SCALARS:
        assert cleaned[n] in ("", " ", chr(n)), hex(n)
    assert [n for n in SCALARS if cleaned[n] == " "] == [n for n in whitespace if cleaned[n] != ""]

    chinese = normalizers.BertNormalizer(
        clean_text=False, handle_chinese_chars=True, strip_accents=False, lowercase=False)
    accents = normalizers.BertNormalizer(
        clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False)
    nfd = normalizers.NFD()

    # `\w` of the regex crate: neighbours join it in one piece; other non-blanks stand alone.
    word = pre_tokenizers.Whitespace()
    words = [n for n in SCALARS if len(word.pre_tokenize_str("a" + chr(n) + "b")) == 1]

    digits = pre_tokenizers.Digits(individual_digits=True)

    def onig(pattern):
        return split_class(pre_tokenizers.Split(Regex(pattern), "isolated"), around="!")

    return {
        "whitespace": whitespace,
        "cleanedAway": [n for n in SCALARS if cleaned[n] == ""],
        "punctuation": punctuation,
        "ideograph": [n for n in SCALARS if chinese.normalize_str(chr(n)) != chr(n)],
        "nonspacingMark": [n for n in SCALARS
                           if nfd.normalize_str(chr(n)) == chr(n) and accents.normalize_str(chr(n)) == ""],
        "combiningMark": removed(normalizers.StripAccents()),
        "word": words,
        "numeric": split_class(digits),
        "patternLetter": onig(r"\p{L}"),
        "patternNumber": onig(r"\p{N}"),
        "patternSpace": onig(r"\s"),
    }


def mapping(entries):
    """`A=61` and runs of one distance `41-5A+20` (of every second scalar `100-12E/2+1`); longer targets `130=69,307`."""
    out, single = [], []
    for n in sorted(entries):
        target = entries[n]
        if len(target) == 1:
            single.append((n, target[0] - n))
        else:
            out.append((n, f"{n:X}={','.join(f'{t:X}' for t in target)}"))
    at = 0
    while at < len(single):
        first, delta = single[at]
        best = 1
        for step in (1, 2):
            end = at
            while end + 1 < len(single) and single[end + 1] == (single[end][0] + step, delta):
                end += 1
            if end - at + 1 > best and (step == 1 or end - at + 1 > 2):
                best, best_step = end - at + 1, step
        if best == 1:
            out.append((first, f"{first:X}={first + delta:X}"))
        else:
            last = single[at + best - 1][0]
            out.append((first, f"{first:X}-{last:X}{'/2' if best_step == 2 else ''}{delta:+X}"))
        at += best
    return " ".join(text for _, text in sorted(out))


def read(stage):
    entries = {}
    for n in SCALARS:
        if n in HANGUL:
            continue
        out = stage.normalize_str(chr(n))
        if out != chr(n):
            entries[n] = [ord(c) for c in out]
    return entries


def combining_ranks(canonical):
    """Scalars that canonical ordering moves, as ranks: which of two stands first is all that is needed.

    U+0345 has the highest class there is, so whatever is moved before it has a class of its own below that.
    """
    nfd = normalizers.NFD().normalize_str

    def swaps(a, b):  # whether `a` directly followed by `b` comes out the other way round
        return nfd("x" + chr(a) + chr(b)) == "x" + chr(b) + chr(a)

    moved = [n for n in SCALARS if n not in canonical and n not in HANGUL and n != 0x345 and swaps(0x345, n)]
    groups = []  # of equal class, in rising order
    for n in moved:
        low, high = 0, len(groups)
        while low < high:
            middle = (low + high) // 2
            if swaps(n, groups[middle][0]):
                low = middle + 1
            elif swaps(groups[middle][0], n):
                high = middle
            else:
                groups[middle].append(n)
                break
        else:
            groups.insert(low, [n])
    groups.append([0x345])
    # Scalars of U+0345's own class would not be moved by it, but they are not moved past one another either.
    top = [n for n in SCALARS if n not in canonical and n != 0x345 and n not in set(moved)
           and swaps(n, 0x301)]
    groups[-1] += top
    return groups


def compositions(canonical):
    nfc = normalizers.NFC().normalize_str
    pairs = []
    for n, parts in canonical.items():
        if nfc(chr(n)) != chr(n):
            continue
        # The first step of the decomposition: all but the last scalar composed again.
        first = nfc("".join(map(chr, parts[:-1])))
        if len(first) == 1 and nfc(first + chr(parts[-1])) == chr(n):
            pairs.append((ord(first), parts[-1], n))
    return pairs


def charsmap(entries):
    """A precompiled character map of the given bytes → text, in sentencepiece's own form: a double array trie."""
    texts, values = b"", {}
    for text in sorted(set(entries.values())):
        values[text] = len(texts)
        texts += text.encode() + b"\0"
    units, used = {0: 0}, {0}

    def place(keys, depth, node):
        labels = sorted({k[depth] if depth < len(k) else 0 for k in keys})
        base = 1
        while any((base ^ label) in used for label in labels) or base in used:
            base += 1
        used.update(base ^ label for label in labels)
        offset = node ^ base
        assert offset < 1 << 21
        units[node] = units.get(node, 0) | offset << 10 | (0x100 if 0 in labels else 0)
        for label in labels:
            at = base ^ label
            below = [k for k in keys if (k[depth] if depth < len(k) else 0) == label]
            if label == 0:
                units[at] = 1 << 31 | values[entries[below[0]]]
            else:
                units[at] = label
                place(below, depth + 1, at)

    place(list(entries), 0, 0)
    array = [units.get(n, 0) for n in range(max(units) + 256)]
    blob = struct.pack("<I", 4 * len(array)) + struct.pack(f"<{len(array)}I", *array) + texts
    return normalizers.Precompiled(blob)


def graphemes():
    """Grapheme cluster classes as character maps see them.

    A map that has an entry for every first byte answers for a whole cluster of up to five bytes with one `Q`, and for
    every scalar of a longer cluster with a `Q` of its own. So the count of `Q` tells where clusters end, and what no
    count tells has no effect.
    """
    stage = charsmap({bytes([n]): "Q" for n in [*range(1, 0x80), *range(0xC2, 0xF5)]})

    def count(text):
        return len(stage.normalize_str(text))

    grave = "\u0300"  # a mark of two bytes: a scalar of three and it make a cluster of five
    three = [n for n in SCALARS if 0x800 <= n < 0x10000]
    marks = [n for n in SCALARS if n and count("b" + chr(n)) == 1]
    others = sorted(set(SCALARS) - set(marks) - {0})

    def joins(before, candidates, after=grave):
        """Scalars that join a cluster of six bytes or more before them: else they make one with the mark."""
        apart = count(before) + 1
        return [n for n in candidates if count(before + chr(n) + after) > apart]

    controls = [n for n in others if n < 0x10000 and count(chr(n) + grave) == 2]
    solid = set(marks) | set(controls)
    letters = [n for n in three if n not in solid]
    return {
        "graphemeMark": marks,
        "graphemeExtend": [n for n in marks if n != 0x200D and count("\u00a9" + chr(n) + "\u200d\u263a" + grave) == 5],
        "graphemePrepend": [n for n in others if n < 0x10000 and count(chr(n) + "b") == 1],
        "graphemeControl": controls,
        "graphemePictograph": [n for n in others if count("\u00a9\u200d" + chr(n)) == 3],
        "hangulLeading": joins("\u1100", [n for n in letters if count("\u1100" + chr(n) + "\u1160" + grave) == 4
                                          and count(chr(n) + "\u1160" + grave) == 3
                                          and count(chr(n) + "\u1100" + grave) == 3]),
        "hangulVowel": [n for n in joins("\u1160", letters) if count("\u1100" + chr(n) + grave) == 3],
        "hangulTrailing": [n for n in joins("\u11a8", letters)],
        "conjunctConsonant": joins("\u0915\u094d", letters),
        "conjunctLinker": [n for n in marks if 0x800 <= n < 0x10000 and count("\u0915" + chr(n) + "\u0915" + grave) == 4],
    }


def literal(name, text, comment):
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > 100:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    body = "\n".join(f"    {line} \\" if i + 1 < len(lines) else f"    {line}" for i, line in enumerate(lines))
    return f'  /// {comment}\n  static let {name} = """\n{body}\n    """\n'


def main():
    out = []
    comments = {
        "whitespace": "Blanks: what splits words, and what text cleaning turns into U+0020.",
        "cleanedAway": "What BERT's text cleaning drops.",
        "punctuation": "What BERT's and the Punctuation pre-tokenizer isolate.",
        "ideograph": "What BERT's normaliser puts blanks around.",
        "nonspacingMark": "What BERT's accent stripping drops after decomposition.",
        "combiningMark": "What StripAccents drops.",
        "word": "`\\\\w` as added tokens and the Whitespace pre-tokenizer understand it.",
        "numeric": "What the Digits pre-tokenizer isolates.",
        "patternLetter": "`\\\\p{L}` of split patterns.",
        "patternNumber": "`\\\\p{N}` of split patterns.",
        "patternSpace": "`\\\\s` of split patterns.",
        "graphemeMark": "What joins the grapheme cluster before it.",
        "graphemeExtend": "Those of them that may stand between a pictograph and its U+200D.",
        "graphemePrepend": "What joins the grapheme cluster after it.",
        "graphemeControl": "What is a grapheme cluster of its own whatever follows.",
        "graphemePictograph": "What U+200D joins to another of its kind.",
        "hangulLeading": "Leading consonants of Hangul.",
        "hangulVowel": "Vowels of Hangul.",
        "hangulTrailing": "Trailing consonants of Hangul.",
        "conjunctConsonant": "Consonants that a linker joins.",
        "conjunctLinker": "What joins two such consonants.",
    }
    for name, members in {**classes(), **graphemes()}.items():
        out.append(literal(name, ranges(members), comments[name].replace("\\\\", "\\")))
    canonical = read(normalizers.NFD())
    compatible = {n: t for n, t in read(normalizers.NFKD()).items() if canonical.get(n) != t}
    out.append(literal("lowercase", mapping(read(normalizers.Lowercase())), "Lower-case mappings."))
    out.append(literal("canonical", mapping(canonical), "Full canonical decompositions, Hangul syllables left out."))
    out.append(literal("compatible", mapping(compatible),
                       "Full compatibility decompositions where they differ from the canonical ones."))
    out.append(literal("combiningRanks", ";".join(
        ranges(sorted(group)).replace(" ", ",") for group in combining_ranks(canonical)).replace(";", " "),
        "Scalars that canonical ordering moves: a group a class, in rising order."))
    out.append(literal("compositions", " ".join(
        f"{a:X},{b:X}={n:X}" for a, b, n in sorted(compositions(canonical))),
        "Canonical compositions of two scalars, Hangul left out."))
    print("// Generated by Tests/TokenizersTests/Fixtures/generate_character_data.py from tokenizers 0.23.3.\n")
    print("/// Character classes and mappings as the reference library has them; numbers are hexadecimal scalars.")
    print("enum CharacterData {")
    print("\n".join(out).rstrip("\n"))
    print("}")


if __name__ == "__main__":
    main()
