"""The texts that tokenizers are compared over. `Support/Corpora.swift` reads the same ones the same way."""
import json
import pathlib

DATA = pathlib.Path(__file__).resolve().parents[4] / "shared" / "data"


def lines(path):
    return path.read_bytes().decode().split("\n")


def ud():
    """The `# text` lines of some treebanks."""
    mark = "# text = "
    names = ["de_gsd-ud-test", "en_ewt-ud-dev", "en_ewt-ud-test", "en_ewt-ud-train", "zh_gsd-ud-dev"]
    return [line[len(mark):] for name in names
            for line in lines(DATA / "ud" / f"{name}.conllu") if line.startswith(mark)]


def valid():
    return lines(DATA / "text/enwiki-valid.txt")


def train():
    return lines(DATA / "text/enwiki-train.txt")[:40_000]


def decoded(codes):
    """The text of hexadecimal code points between blanks; None where one is a surrogate."""
    numbers = [int(code, 16) for code in codes.split()]
    return None if any(0xD800 <= n <= 0xDFFF for n in numbers) else "".join(map(chr, numbers))


def unicode():
    """What the files of Unicode's own tests describe, and the naughty strings."""
    texts = []
    folder = DATA / "unicode"
    for name in ("GraphemeBreakTest", "WordBreakTest", "SentenceBreakTest"):
        for line in lines(folder / f"{name}-12.0.txt"):
            line = line.split("#")[0].replace("÷", " ").replace("×", " ").strip()
            if line:
                texts.append(decoded(line))
    for line in lines(folder / "NormalizationTest-12.0.txt"):
        line = line.split("#")[0].strip()
        if line and not line.startswith("@"):
            texts += [decoded(column) for column in line.split(";")[:5]]
    for line in lines(folder / "emoji-test-16.0.txt"):
        line = line.split("#")[0].strip()
        if line:
            texts.append(decoded(line.split(";")[0]))
    texts += lines(folder / "blns/blns.txt")
    texts += json.loads((folder / "blns/blns.json").read_text(encoding="utf-8"))
    return [text for text in texts if text is not None]


def scalars():
    """Every Unicode scalar between two letters."""
    return [f"a{chr(n)}b" for n in range(0x110000) if not 0xD800 <= n <= 0xDFFF]


def added(tokens):
    """Lines with added tokens strewn in, with and without blanks around them."""
    before, after = ["", " ", "  ", "\u3000"], ["", " ", "\t"]
    texts = []
    for i, line in enumerate(valid()):
        text = ""
        for j, word in enumerate(line.split(" ")):
            text += word
            if (i + j) % 5 == 0:
                text += before[(i + j) // 5 % 4] + tokens[(i * 7 + j) % len(tokens)] + after[(i * 3 + j) % 3]
            else:
                text += " "
        texts.append(text)
    return texts
