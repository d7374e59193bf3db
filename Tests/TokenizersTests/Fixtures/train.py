#!/usr/bin/env python3
"""Train the small tokenizers of the tests with the reference libraries, in the pipeline form of well-known checkpoints.

    train.py        → tokenizers/*.json

Needs tokenizers == 0.23.3. Trained on the public corpora that the digests are made over, with small vocabularies,
so that words are cut into many tokens. Training is not random; the results are committed all the same.
"""
import pathlib

import tokenizers
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

import corpora

assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
HERE = pathlib.Path(__file__).resolve().parent
TEXTS = corpora.valid() + corpora.ud()[::7] + corpora.ud()[-1400:]

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
    (HERE / "tokenizers").mkdir(exist_ok=True)
    tokenizer.add_tokens(ADDED)
    tokenizer.save(str(HERE / "tokenizers" / f"{name}.json"), pretty=False)


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


def main():
    bert_cased()


if __name__ == "__main__":
    main()
