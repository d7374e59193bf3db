#!/usr/bin/env python3
"""Write what the reference makes of a few texts with every kind of stage, each in a tokenizer of its own.

    stages.py        → stages.jsonl

The model knows some characters and merges none; all others run together in one unknown token a piece, so that ids and offsets
show where pieces begin and what became of their characters. A digest a way to encode, over all texts of `golden.py`. Needs tokenizers == 0.23.3.
"""
import json

from tokenizers import (AddedToken, Regex, Tokenizer, models, normalizers as n, pre_tokenizers as p, processors as post)

import digests
import golden

KNOWN = list("abcdeéxyzABCÉ019 .,'-▁_$#<>ĠĊÃ©äñ水") + ["<unk>", "<s>", "</s>", "ab", "abc", "x</w>"]
BEHAVIORS = ["removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"]


def model(**options):
    vocab = {token: index for index, token in enumerate(KNOWN + options.pop("more", []))}
    merges = options.pop("merges", [])
    return models.BPE(vocab=vocab, merges=merges, unk_token="<unk>", fuse_unk=options.pop("fuse_unk", True), **options)


def unigram(**options):
    return models.Unigram([(token, -1.0 - index / 16) for index, token in enumerate(KNOWN)],
                          unk_id=KNOWN.index("<unk>"), **options)


def cases():
    """Name → model, normaliser, pre-tokenizer, post-processor, added tokens."""
    special = [("<s>", KNOWN.index("<s>")), ("</s>", KNOWN.index("</s>"))]
    split = p.WhitespaceSplit()
    for name in ("NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt"):
        yield name, model(), getattr(n, name)(), split, None, []
    yield "NFD StripAccents", model(), n.Sequence([n.NFD(), n.StripAccents()]), split, None, []
    yield "NFKD NFC", model(), n.Sequence([n.NFKD(), n.NFC(), n.Lowercase()]), split, None, []
    for left, right in ((True, True), (True, False), (False, True)):
        yield f"Strip {left} {right}", model(), n.Strip(left, right), None, None, []
    yield "Prepend", model(), n.Sequence([n.Prepend("_x"), n.Replace(" ", "__")]), None, None, []
    for pattern in ("a", "ab", "é", "``", "  "):
        yield f"Replace {pattern}", model(), n.Replace(pattern, "<>"), None, None, []
    yield "Replace by nothing", model(), n.Replace("a", ""), split, None, []
    for pattern in (" {2,}", r"\s+", r"\n", r"\s", "[0-9]+", r"\p{L}+", r"\p{N}{2,3}", r"x\.", r"\S+", "ab+"):
        yield f"Replace /{pattern}/", model(), n.Replace(Regex(pattern), "$"), None, None, []
    for lower in (True, False):
        for accents in (True, False, None):
            yield f"Bert {lower} {accents}", model(), n.BertNormalizer(
                clean_text=not lower, handle_chinese_chars=lower, strip_accents=accents, lowercase=lower), split, None, []
    yield "BertPreTokenizer", model(), None, p.BertPreTokenizer(), None, []
    yield "Whitespace", model(), None, p.Whitespace(), None, []
    for behavior in BEHAVIORS:
        yield f"Punctuation {behavior}", model(), None, p.Punctuation(behavior), None, []
        yield f"Split a {behavior}", model(), None, p.Split("a", behavior), None, []
        yield f"Split blanks {behavior}", model(), None, p.Split(Regex(r"\s+"), behavior, invert=True), None, []
    yield "Split words", model(), None, p.Sequence([
        p.Split(Regex(r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"), "isolated"),
        p.ByteLevel(add_prefix_space=False, use_regex=False)]), post.ByteLevel(trim_offsets=True), []
    yield "Digits", model(), None, p.Digits(), None, []
    yield "Digits alone", model(), None, p.Sequence([p.Digits(individual_digits=True), split]), None, []
    yield "CharDelimiterSplit", model(), None, p.CharDelimiterSplit("e"), None, []
    for scheme in ("always", "first", "never"):
        for cut in (True, False):
            yield f"Metaspace {scheme} {cut}", model(), None, p.Metaspace("▁", scheme, cut), None, [
                AddedToken("<left>", lstrip=True, normalized=False)]
    yield "Metaspace _", model(), None, p.Sequence([p.Punctuation(), p.Metaspace("_", "first")]), None, []
    for prefix in (True, False):
        for trim in (True, False):
            yield f"ByteLevel {prefix} {trim}", model(), n.NFKC(), p.ByteLevel(add_prefix_space=prefix), post.ByteLevel(
                trim_offsets=trim, add_prefix_space=prefix), [AddedToken("<left>", lstrip=True, rstrip=True)]
    yield "Roberta", model(), None, p.ByteLevel(add_prefix_space=True), post.RobertaProcessing(
        special[1], special[0], trim_offsets=False), []
    yield "trimmed twice", model(), None, p.ByteLevel(add_prefix_space=True), post.Sequence([
        post.ByteLevel(trim_offsets=True, add_prefix_space=False),
        post.RobertaProcessing(special[1], special[0], trim_offsets=True, add_prefix_space=True)]), []
    yield "BertProcessing", model(), None, split, post.BertProcessing(special[1], special[0]), []
    yield "second first", model(), None, split, post.TemplateProcessing(
        single="$A </s>:3 </s>", pair="$B:2 </s>:1 $A:1 <s>:5", special_tokens=special), []
    yield "BPE alone", model(fuse_unk=False), None, split, None, []
    yield "BPE merges", model(merges=[("a", "b"), ("ab", "c")]), None, split, None, []
    yield "BPE ignore_merges", model(merges=[], ignore_merges=True), None, split, None, []
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    yield "BPE bytes", model(more=bytes_, byte_fallback=True), None, split, None, []
    yield "BPE some bytes", model(more=bytes_[0xC0:], byte_fallback=True, fuse_unk=False), None, split, None, []
    yield "BPE affixes", model(more=["#a", "#b", "#c", "#x</w>", "a#b"], continuing_subword_prefix="#",
                               end_of_word_suffix="</w>"), None, split, None, []
    yield "Unigram", unigram(), None, p.Metaspace(), None, []
    yield "Unigram whole", unigram(), n.NFKC(), None, None, []


def main():
    rows = []
    for name, *parts in cases():
        tokenizer = Tokenizer(parts[0])
        for key, part in zip(("normalizer", "pre_tokenizer", "post_processor"), parts[1:4]):
            if part is not None:
                setattr(tokenizer, key, part)
        tokenizer.add_tokens(parts[4])
        content = json.loads(tokenizer.to_str())
        results = []
        for mode in ("single", "pair", "words", "windows"):
            cut, truncation, are_words = digests.MODES[mode]
            tokenizer.no_truncation()
            if truncation:
                tokenizer.enable_truncation(truncation[0], stride=truncation[1], strategy=truncation[2])
            values = []
            for index, text in enumerate(golden.TEXTS):
                following = golden.TEXTS[(index + 1) % len(golden.TEXTS)]
                encoding = tokenizer.encode(*cut(text, following), is_pretokenized=are_words)
                values.append(1 + len(encoding.overflowing))
                for window in [encoding, *encoding.overflowing]:
                    values.extend(digests.numbers(window))
            results.append(f"{digests.digest(values):016x}")
        rows.append({"name": name, "digests": results, "tokenizer": content})
    with open(digests.HERE / "stages.jsonl", "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
