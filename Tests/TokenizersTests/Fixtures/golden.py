#!/usr/bin/env python3
"""Write what the reference makes of a few texts of our own, for the tests that run everywhere.

    golden.py        → golden/NAME.jsonl for every tokenizers/NAME.json

Needs tokenizers == 0.23.3.
"""
import json

import digests

TEXTS = [
    "",
    " ",
    "The harbour was quiet; nobody had seen the Mayor's boat since Tuesday.",
    "Don't count on 3.5% more, the U.S. office wrote — it isn't certain yet…",
    "Überraschend kühl war's in Köln, und so blieb es bis Mitternacht.",
    "He paid 1,250.00 € (about $1,400) for two   tickets,\tone way.",
    "Café, cafe\u0301 and CAFÉ are one word; nai\u0308ve and naïve are another.",
    "她在图书馆里看了三个小时的书，然后回家了。",
    "東京タワーの高さは３３３メートルです。",
    "한국어 문장도 잘라 봅시다.",
    "Привет, мир! Ёлка стоит у окна.",
    "שָׁלוֹם עולם, مَرْحَبًا بالعالم",
    "नमस्ते दुनिया, कैसे हो?",
    "İstanbul'da ışık, ǅungla, ﬁne ﬂow, Ⅷ, ½ and ①",
    "a\u0345\u0301\u0300b x\u0327\u0301 \u1e69 q\u0323\u0307 \u0344",
    "zero\u200bwidth\u200djoiner soft\u00adhyphen\ufeffbom nul\x00 bell\x07 next\u0085line",
    "👩‍👩‍👧‍👦 family, 🏳️‍🌈 flag, 🇩🇪 country, 👍🏽 thumb, e\u20e3 ☺\ufe0f",
    "http://example.org/~user?q=1&r=two#three user.name+tag@example.org C++ C# a_b __init__",
    "``quoted'' \"text\" 'n' <b>bold</b> [MASK] <mask> </s> <unk> [UNK]",
    "one<left>two   <left> three<right>   four <both> five<both>",
    "whole wholes awhole (whole) Café Cafés und so Und So",
    "ab" * 90 + " " + "x" * 101,
    "\u3000wide\u2003blanks\u00a0here\u2028and\u1680there ",
    "ｆｕｌｌ ｗｉｄｔｈ ㍿ ㈱ ﷺ ﬀ ſ K Å",
]


def main():
    for path in sorted((digests.HERE / "tokenizers").glob("*.json")):
        if path.name.endswith(".config.json"):
            continue
        tokenizer = digests.load(path)
        rows = [{"texts": TEXTS}]
        for mode, (parts, truncation, are_words) in digests.MODES.items():
            tokenizer.no_truncation()
            if truncation:
                tokenizer.enable_truncation(truncation[0], stride=truncation[1], strategy=truncation[2])
            for index, text in enumerate(TEXTS):
                following = TEXTS[(index + 1) % len(TEXTS)]
                encoding = tokenizer.encode(*parts(text, following), is_pretokenized=are_words)
                values = [1 + len(encoding.overflowing)]
                for window in [encoding, *encoding.overflowing]:
                    values.extend(digests.numbers(window))
                row = {"mode": mode, "text": index}
                if mode == "single":
                    row["numbers"] = values
                else:
                    row["digest"] = f"{digests.digest(values):016x}"
                rows.append(row)
        with open(digests.HERE / "golden" / f"{path.stem}.jsonl", "w", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
