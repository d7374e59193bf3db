#!/usr/bin/env python3
"""Train the small tokenizers of the tests with the reference libraries, in the pipeline form of well-known checkpoints.

    train.py        → tokenizers/*.json, and for those of sentencepiece *.model and *.config.json

Needs transformers == 4.57.1 (with the tokenizers it asks for) and sentencepiece == 0.2.3. Trained on the public corpora that the
digests are made over, with small vocabularies, so that words are cut into many tokens. Where candidates tie, training may choose
differently the next time; so the results are committed. The character map that sentencepiece puts into each of its models is kept once, as nmt_nfkc.charsmap, and
left out of the others.
"""
import base64
import json
import pathlib
import tempfile

import sentencepiece
import transformers
from sentencepiece import sentencepiece_model_pb2
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

import corpora

assert transformers.__version__ == "4.57.1", transformers.__version__
assert sentencepiece.__version__ == "0.2.3", sentencepiece.__version__
OUT = pathlib.Path(__file__).resolve().parent / "tokenizers"
TEXTS = [text for text in corpora.valid() + corpora.ud()[::7] + corpora.ud()[-1400:] if text.strip()]
MAP = "@nmt_nfkc"

#: Added tokens of every kind, put into the texts by the corpus `added`.
ADDED = [
    AddedToken("<left>", lstrip=True, normalized=False),
    AddedToken("<right>", rstrip=True, normalized=False),
    AddedToken("<both>", lstrip=True, rstrip=True, normalized=True),
    AddedToken("whole", single_word=True, normalized=False),
    AddedToken("Café", single_word=True, normalized=True),
    AddedToken("Und So", normalized=True),
]


def save(tokenizer, name):
    tokenizer.add_tokens(ADDED)
    text = tokenizer.to_str()
    content = json.loads(text)

    def strip(node):
        if isinstance(node, dict):
            if node.get("type") == "Precompiled":
                data = base64.b64decode(node["precompiled_charsmap"])
                (OUT / "nmt_nfkc.charsmap").write_bytes(data)
                node["precompiled_charsmap"] = MAP
            for value in node.values():
                strip(value)
        elif isinstance(node, list):
            for value in node:
                strip(value)

    strip(content["normalizer"])
    path = OUT / f"{name}.json"
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def bert_cased():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(TEXTS, trainers.WordPieceTrainer(
        vocab_size=3000, special_tokens=specials, limit_alphabet=600, show_progress=False))
    cls, sep = (tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]"))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", cls), ("[SEP]", sep)])
    save(tokenizer, "bert-cased")


def roberta():
    """As roberta-base; and a second one with a blank before every text, a normaliser, a template, and the newer form of merges."""
    specials = ["<s>", "<pad>", "</s>", "<unk>", AddedToken("<mask>", lstrip=True, special=True, normalized=False)]
    tokenizer = Tokenizer(models.BPE(continuing_subword_prefix="", end_of_word_suffix=""))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(TEXTS, trainers.BpeTrainer(
        vocab_size=3000, special_tokens=specials, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False))
    tokenizer.post_processor = processors.RobertaProcessing(
        sep=("</s>", 2), cls=("<s>", 0), trim_offsets=True, add_prefix_space=False)
    prefixed = Tokenizer.from_str(tokenizer.to_str())
    save(tokenizer, "roberta")
    content = json.loads((OUT / "roberta.json").read_text(encoding="utf-8"))
    content["model"]["merges"] = [merge if isinstance(merge, str) else " ".join(merge)
                                  for merge in content["model"]["merges"]]
    (OUT / "roberta.json").write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    prefixed.normalizer = normalizers.NFC()
    prefixed.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=True)])
    prefixed.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=True, add_prefix_space=True),
        processors.TemplateProcessing(
            single="<s> $A </s>", pair="<s> $A </s> $B:1 </s>:1", special_tokens=[("<s>", 0), ("</s>", 2)])])
    save(prefixed, "byte-level-prefixed")


def sentencepiece_model(name, **options):
    """Train a model; its file without the character map is the test's, the whole one goes to transformers."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = pathlib.Path(folder, "corpus.txt")
        corpus.write_text("\n".join(TEXTS), encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            input=str(corpus), model_prefix=f"{folder}/m", model_type="unigram", vocab_size=2500,
            character_coverage=0.9995, num_threads=1, minloglevel=2, **options)
        data = pathlib.Path(folder, "m.model").read_bytes()
    model = sentencepiece_model_pb2.ModelProto.FromString(data)
    model.normalizer_spec.precompiled_charsmap = b""
    model.trainer_spec.input[:] = []
    model.trainer_spec.model_prefix = name
    (OUT / f"{name}.model").write_bytes(model.SerializeToString())
    return data


def converted(name, tokenizer_class, data, **options):
    """What transformers makes of a sentencepiece model: the fast form, and the configuration that goes with the model."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "m.model")
        path.write_bytes(data)
        fast = tokenizer_class(vocab_file=str(path), **options)
        fast.add_tokens(ADDED)
        fast.save_pretrained(f"{folder}/saved")
        config = json.loads(pathlib.Path(folder, "saved/tokenizer_config.json").read_text(encoding="utf-8"))
        (OUT / f"{name}.config.json").write_text(json.dumps(config, ensure_ascii=False, indent=1), encoding="utf-8")
        save(fast.backend_tokenizer, name)
        return fast.backend_tokenizer


def families_of_sentencepiece():
    data = sentencepiece_model("albert", pad_id=0, unk_id=1, bos_id=-1, eos_id=-1,
                               control_symbols="[CLS],[SEP],[MASK]")
    converted("albert", transformers.AlbertTokenizerFast, data)
    data = sentencepiece_model("camembert")
    converted("camembert", transformers.CamembertTokenizerFast, data)
    data = sentencepiece_model("xlm-roberta")
    backend = converted("xlm-roberta", transformers.XLMRobertaTokenizerFast, data)
    # The form in which xlm-roberta-base itself was saved, years ago.
    older = json.loads(backend.to_str())
    older["normalizer"] = older["normalizer"]["normalizers"][0]
    older["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [
        {"type": "WhitespaceSplit"},
        {"type": "Metaspace", "replacement": "▁", "str_rep": "▁", "add_prefix_space": True}]}
    name = "xlm-roberta-older"
    save(Tokenizer.from_str(json.dumps(older)), name)
    content = json.loads((OUT / f"{name}.json").read_text(encoding="utf-8"))
    content["pre_tokenizer"] = older["pre_tokenizer"]
    (OUT / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def main():
    OUT.mkdir(exist_ok=True)
    bert_cased()
    roberta()
    families_of_sentencepiece()


if __name__ == "__main__":
    main()
