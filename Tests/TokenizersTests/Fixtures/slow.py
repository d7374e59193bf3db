#!/usr/bin/env python3
"""Write small checkpoints of tokenizers that have no fast form, and what transformers makes of a few texts with them.

    slow.py         → slow/NAME/*, the files of a checkpoint, and slow/NAME.jsonl, a row a text: ids of it alone, ids and types of a pair

Needs transformers == 5.24.0, fugashi and unidic-lite. The vocabularies are made of the texts themselves, so that some of their characters
and words are unknown.
"""
import collections
import json
import pathlib
import shutil

import transformers

assert transformers.__version__ == "5.24.0", transformers.__version__
OUT = pathlib.Path(__file__).resolve().parent / "slow"
JAPANESE = [
    "", " ", "彼女は図書館で三時間本を読んで、家に帰った。", "東京タワーの高さは３３３メートルです。", "ｶﾞﾗｽの靴 と　赤い　帽子",
    "カ\u3099ラス か\u3099っこう", "①番の㌔㍿を見る\u00a0か", "Tokyo 2020 ＡＢＣ abc É é", "改行\nと\tタブ\r\nの文", "[MASK]は猫である。[SEP]名前は",
    "まだ[UNK]ない☃𠮷野家", "図書館、図書館！図書館?", "本\u0085\x0bÐ\u2028本",
]
TWEETS = [
    "", " ", "The river is wide and the rivers run wide .", "@USER the   river\tis HTTPURL wide", "wide\nriver \n running\n\nis", "river",
    "Hà_Nội là thủ_đô của Việt_Nam , và Việt_Nam rộng .", "<mask> river <s>wide</s> a<mask>b", "é x\u00a0y\u3000z \u001cq", "wideriver riverwide ☃ 😀😀", "a", "@@ river@@ </w>",
]


def learned(words, count):
    """The merges that byte-pair encoding learns from some words, with counts."""
    pieces = collections.Counter()
    for word in words:
        pieces[tuple(word[:-1]) + (word[-1] + "</w>",)] += 1
    merges = []
    while len(merges) < count:
        pairs = collections.Counter()
        for word, times in pieces.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += times
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append((*best, pairs[best]))
        merged = collections.Counter()
        for word, times in pieces.items():
            parts, index = [], 0
            while index < len(word):
                if word[index:index + 2] == best:
                    parts.append(word[index] + word[index + 1])
                    index += 2
                else:
                    parts.append(word[index])
                    index += 1
            merged[tuple(parts)] += times
        pieces = merged
    return merges, pieces


def continued(name, tokenizer_class):
    words = [word for text in TWEETS[2:7] for word in text.split()]
    merges, pieces = learned(words, 40)
    counts = collections.Counter()
    for word, times in pieces.items():
        for piece in word:
            counts[piece[:-4] if piece.endswith("</w>") else piece + "@@"] += times
    for character in "abcdeghilnrstuvwy":
        counts[character + "@@"] += 1
    folder = OUT / name
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("".join(f"{piece} {times}\n" for piece, times in counts.most_common()), encoding="utf-8")
    (folder / "bpe.codes").write_text("".join(f"{a} {b} {times}\n" for a, b, times in merges), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": tokenizer_class.__name__, "max_len": 128}))
    record(name, tokenizer_class, TWEETS)


def japanese(name, **config):
    characters = sorted({c for text in JAPANESE[2:9] for c in text if not c.isspace()} - set("靴帽é"))
    words = ["図書", "##館", "東京", "##タワー", "to", "##ky", "##o", "To", "##kyo", "20", "##20", "が", "##っこう", "abc", "##c"]
    folder = OUT / name
    folder.mkdir(parents=True)
    lines = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words, *[c for c in characters if c not in words], "333"]
    (folder / "vocab.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "BertJapaneseTokenizer", **config}))
    record(name, transformers.BertJapaneseTokenizer, JAPANESE)


def record(name, tokenizer_class, texts):
    tokenizer = tokenizer_class.from_pretrained(OUT / name)
    with open(OUT / f"{name}.jsonl", "w", encoding="utf-8") as file:
        for index, text in enumerate(texts):
            pair = tokenizer(text, texts[(index + 1) % len(texts)], return_token_type_ids=True)
            row = {"text": text, "second": texts[(index + 1) % len(texts)], "ids": tokenizer(text)["input_ids"],
                   "pair": pair["input_ids"], "types": pair["token_type_ids"], "mask": tokenizer.mask_token_id}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    continued("bertweet", transformers.BertweetTokenizer)
    continued("phobert", transformers.PhobertTokenizer)
    japanese("japanese-basic", word_tokenizer_type="basic", subword_tokenizer_type="wordpiece")
    japanese("japanese-basic-uncased", do_lower_case=True)
    japanese("japanese-basic-character", word_tokenizer_type="basic", subword_tokenizer_type="character")
    japanese("japanese-mecab-character", word_tokenizer_type="mecab", subword_tokenizer_type="character",
             mecab_kwargs={"mecab_dic": "unidic_lite"})
    japanese("japanese-mecab-character-uncased", do_lower_case=True, word_tokenizer_type="mecab",
             subword_tokenizer_type="character", mecab_kwargs={"mecab_dic": "unidic_lite"})


if __name__ == "__main__":
    main()
