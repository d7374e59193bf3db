"""Records what the pipelines of transformers make of given logits.

    python record.py FOLDER
    python record.py left

FOLDER holds the three checkpoints tag, qa and pair that the embedded model's assemble.py writes. Only their
tokenizer, the question-answering weights and the classification weights are used; entities come from a tiny random
BERT with B- and I- labels, so that grouping has something to group. Logits are rounded to three decimals before the
pipeline sees them, and stored as rounded. `left` records answers-left.json alone: a tokenizer that fills up at the left side,
so that the context comes before the question, and a tiny random BERT (transformers 4.57.6).

Versions: transformers 4.57.1, tokenizers 0.22.1, torch 2.13.0, numpy 2.4.6. Seed 20240607.
"""

import json
import pathlib
import sys

import numpy
import tokenizers
import torch
import transformers
from transformers import AutoModelForQuestionAnswering, AutoModelForSequenceClassification, AutoTokenizer
from transformers import BertConfig, BertForQuestionAnswering, BertForTokenClassification, PreTrainedTokenizerFast
from transformers import pipeline

SEED = 20240607
HERE = pathlib.Path(__file__).parent
LABELS = ["O", "B-PER", "I-PER", "I-LOC", "S-ORG", "B-SUB-TYPE", "I-SUB-TYPE", "plain"]

TEXTS = [
    "Marta Quill moved from Porto to Aberdeen last spring.",
    "",
    " ",
    "York.",
    "The na\u0069\u0308ve caf\u0065\u0301 owner, Zoe\u0308 Brandt, smiled.",
    "A \U0001f469\u200d\U0001f469\u200d\U0001f467 family and a \U0001f44d\U0001f3fd from \U0001f1f5\U0001f1f9!",
    "zero\u200dwidth\u200cjoiners\u00adhide inside words",
    "don't, won't; it's the cats' 's 've n't do not !",
    "\u6771\u4eac\u306f Tokyo \u3067\u3059\u3002 Stra\u00dfe in K\u00f6ln",
    "Unbelievablyantidisestablishmentarianism tokenisation splits strangely",
    "\u16a0\u16a2\u16a6 runes \u2603 and \ufffd holes",
    "tabs\tand\nlines\r\nand  double   blanks ",
    "UPPER lower MiXeD 3.14 1,000 50% $7 a/b c-d e_f",
    "[CLS] literal [SEP] specials [MASK] in text [UNK]",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u03b3\u03b5\u03b9\u03ac \u041f\u0440\u0438\u0432\u0435\u0442",
    "Mr. O'Neill-Fjord (born 1901) of St. Hale's wrote \u201cHarbour Songs\u201d \u2014 twice.",
    "a",
    "\U0001d539\U0001d55a\U0001d558 fancy \ufb01ne print \u2460 \u00bd \u212b",
    " ".join(
        "Captain %s sailed the %s to %s and wrote to Ilse Varga about harbourmasters" % names
        for names in [("Orla", "Petrel", "Bergen"), ("Tomas", "Gannet", "Gdansk"), ("Wen", "Fulmar", "Cadiz"),
                      ("Idris", "Tern", "Split"), ("Ruth", "Skua", "Riga")]),
    "\u00e9".join(["long", "chain", "of", "letters"]) + " " + "ha" * 20 + " end-of-line... " + "Nils Holm " * 6,
]

QUESTIONS = [
    ("Where did Marta move?", "Marta Quill moved from Porto to Aberdeen last spring."),
    ("Who owns the caf\u0065\u0301?", "The na\u0069\u0308ve caf\u0065\u0301 owner, Zoe\u0308 Brandt, smiled at Zoe\u0308 Brandt."),
    ("Who?", "Anna."),
    ("What is there?", " "),
    ("Which ship?", "He sailed the Petrel. The petrel is small. THE PETREL was sold."),
    ("What sign did they send?", "They sent a \U0001f44d\U0001f3fd and a \U0001f469\u200d\U0001f469\u200d\U0001f467 from \U0001f1f5\U0001f1f9!"),
    ("Where is Tokyo?", "\u6771\u4eac\u306f Tokyo \u3067\u3059\u3002 It is in Japan."),
    ("How much did it cost?", "It cost $7.50, i.e. 50% of 15 dollars; \u00bd price."),
    ("What is [CLS]?", "The [CLS] mark stands first, and [SEP] last."),
    ("When was he born?", "Mr. O'Neill-Fjord (born 1901) of St. Hale's wrote \u201cHarbour Songs\u201d \u2014 twice."),
    ("What hides?", "zero\u200dwidth\u200cjoiners\u00adhide inside words"),
    ("Which blanks?", "tabs\tand\nlines\r\nand  double   blanks "),
    ("Who wrote to Ilse Varga?", TEXTS[18]),
    ("Who is at the end of the line?", TEXTS[19]),
    ("Which letter?", "\u039f\u0394\u039f\u03a3 and \u03bf\u03b4\u03cc\u03c2 are Greek; \u0130stanbul is not."),
    ("Is it unbelievable?", "Unbelievablyantidisestablishmentarianism tokenisation splits strangely"),
    ("What did the keeper light?", "Every evening the keeper lit the lamp. The lamp burned whale oil until 1870, "
     "when paraffin came. By 1921 it was electric, and the keeper, Jonas Aas, went home. " * 3),
    ("Which runes?", "\u16a0\u16a2\u16a6 runes \u2603 and \ufffd holes"),
    ("Shalom?", "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u03b3\u03b5\u03b9\u03ac \u041f\u0440\u0438\u0432\u0435\u0442"),
    ("Long?", "word " * 30 + "needle " + "word " * 30),
]


def rounded(model):
    """Lets a model answer with logits of three decimals, and keeps them."""
    forward = model.forward
    kept = []

    def rounding(*args, **kwargs):
        output = forward(*args, **kwargs)
        row = {}
        for name in ("logits", "start_logits", "end_logits"):
            if name in output:
                output[name] = (output[name].double() * 1000).round().div(1000).float()
                row[name] = [round(x, 3) for x in output[name].double().reshape(-1).tolist()]
        kept.append(row)
        return output

    # The pipeline looks at the signature for parameters it may pass.
    rounding.__signature__ = __import__("inspect").signature(forward)
    model.forward = rounding
    return kept


def plain(value):
    """The result with NumPy's scalars as Python's."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float) and float(numpy.float32(value)) == value:
        return float(str(numpy.float32(value)))
    return value


def entity_model(vocabulary):
    torch.manual_seed(SEED)
    model = BertForTokenClassification(BertConfig(
        vocab_size=vocabulary, hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64,
        id2label=dict(enumerate(LABELS)), label2id={label: i for i, label in enumerate(LABELS)})).eval()
    with torch.no_grad():
        model.classifier.weight.mul_(25)
        model.classifier.bias.copy_(torch.tensor([1.5, 0.5, 1.2, 0.8, 0, 0, 0.2, 0]))
    return model


def token_columns(encoding, words):
    offsets = [list(pair) for pair in encoding.offsets]
    if words is not None:
        for pair, word in zip(offsets, encoding.word_ids):
            if word is not None:
                shift = sum(len(w) + 1 for w in words[:word])
                pair[0] += shift
                pair[1] += shift
    return {
        "ids": encoding.ids,
        "pieces": encoding.tokens,
        "offsets": offsets,
        "special": encoding.special_tokens_mask,
    }


def entities(tokenizer, name, model_limit, strides, texts, as_words=False):
    """Texts, or their words joined by a blank; offsets are stored as the pipeline moves them into the joined text."""
    tokenizer.model_max_length = model_limit
    model = entity_model(len(tokenizer))
    kept = rounded(model)
    tagger = pipeline("token-classification", model=model, tokenizer=tokenizer)
    cases = []
    for text in texts:
        words = text.split()
        if as_words and not words:
            continue
        for stride in strides:
            given = words if as_words else text
            arguments = {} if stride is None else {"stride": stride}
            more = {} if stride is None else {"return_overflowing_tokens": True, "stride": stride, "padding": True}
            encodings = tokenizer(given, truncation=True, return_special_tokens_mask=True,
                                  is_split_into_words=as_words, **more).encodings
            results = {}
            for strategy in ["none", "simple", "first", "average", "max"]:
                if stride is not None and strategy == "none":
                    continue
                kept.clear()
                results[strategy] = plain(
                    tagger(given, aggregation_strategy=strategy, is_split_into_words=as_words, **arguments))
                if as_words:
                    results[strategy] = results[strategy][0]
            windows = [token_columns(e, words if as_words else None) | {"logits": k["logits"]}
                       for e, k in zip(encodings, kept)]
            assert len(windows) == len(encodings) == len(kept)
            cases.append({"text": " ".join(words) if as_words else text, "windows": windows, "results": results})
    return {
        "name": name,
        "labels": LABELS,
        "unknown": tokenizer.unk_token_id,
        "prefix": bool(getattr(tokenizer._tokenizer.model, "continuing_subword_prefix", None)),
        "decoder": "wordPiece" if tokenizer._tokenizer.decoder is not None else "blanks",
        "cases": cases,
    }


def word_level(texts):
    """A tokenizer without prefix and decoder: the pipeline guesses words by blanks."""
    backend = tokenizers.Tokenizer(tokenizers.models.WordLevel(unk_token="[UNK]"))
    backend.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    # Trained on a half, so that the other half has unknown words.
    trainer = tokenizers.trainers.WordLevelTrainer(special_tokens=["[UNK]", "[PAD]", "[CLS]", "[SEP]"])
    backend.train_from_iterator(sorted(texts)[::2], trainer)
    backend.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return PreTrainedTokenizerFast(tokenizer_object=backend, unk_token="[UNK]", pad_token="[PAD]",
                                   cls_token="[CLS]", sep_token="[SEP]")


def left_answers():
    tokenizer = AutoTokenizer.from_pretrained(HERE / "../Models/bert", padding_side="left", model_max_length=384)
    torch.manual_seed(SEED)
    model = BertForQuestionAnswering(BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=64)).eval()
    with torch.no_grad():
        model.qa_outputs.weight.mul_(50)
    return answers(tokenizer, model)


def answers(tokenizer, model):
    question_first = tokenizer.padding_side == "right"
    kept = rounded(model)
    reader = pipeline("question-answering", model=model, tokenizer=tokenizer)
    settings = [
        {}, {"top_k": 4}, {"top_k": 2, "handle_impossible_answer": True}, {"handle_impossible_answer": True},
        {"align_to_words": False, "top_k": 3}, {"max_answer_len": 3, "top_k": 2},
    ]
    cases = []
    for question, context in QUESTIONS:
        for size in [{}, {"max_seq_len": 48, "doc_stride": 16}]:
            results = []
            for setting in settings:
                kept.clear()
                found = plain(reader(question=question, context=context, **setting, **size))
                results.append(found if isinstance(found, list) else [found])
            limit, overlap = size.get("max_seq_len", 384), size.get("doc_stride", 128)
            texts = (question, context) if question_first else (context, question)
            encodings = tokenizer(*texts, truncation="only_second" if question_first else "only_first",
                                  max_length=limit, stride=overlap, return_overflowing_tokens=True).encodings
            assert len(encodings) == len(kept)
            if size and len(encodings) == 1:
                continue
            windows = [{
                "offsets": [list(pair) for pair in e.offsets],
                "words": [-1 if w is None else w for w in e.word_ids],
                "sequences": [-1 if s is None else s for s in e.sequence_ids],
                "class": [int(i == tokenizer.cls_token_id) for i in e.ids],
                "start": k["start_logits"],
                "end": k["end_logits"],
            } for e, k in zip(encodings, kept)]
            cases.append({"context": context, "windows": windows, "results": results})
    return {"settings": [{
        "topK": s.get("top_k", 1), "maximumLength": s.get("max_answer_len", 15),
        "allowsNull": s.get("handle_impossible_answer", False), "alignsToWords": s.get("align_to_words", True),
    } for s in settings], "cases": cases}


def labels(folder):
    tokenizer = AutoTokenizer.from_pretrained(folder / "pair")
    cases = []
    for problem, names in [(None, ["contradiction", "entailment", "neutral"]),
                           ("single_label_classification", ["contradiction", "entailment", "neutral"]),
                           ("multi_label_classification", ["a", "b", "c"]), ("regression", ["x", "y", "z"]),
                           (None, ["only"]), ("regression", ["only"])]:
        model = AutoModelForSequenceClassification.from_pretrained(
            folder / "pair", dtype=torch.float32, num_labels=len(names), problem_type=problem,
            ignore_mismatched_sizes=True).eval()
        model.config.id2label = dict(enumerate(names))
        torch.manual_seed(SEED)
        if len(names) == 1:
            torch.nn.init.normal_(model.classifier.weight)
        kept = rounded(model)
        classifier = pipeline("text-classification", model=model, tokenizer=tokenizer)
        for text in TEXTS:
            entry = {"text": text, "text_pair": "A boat is in the harbour."}
            results = {}
            for function in [None, "sigmoid", "softmax", "none"]:
                kept.clear()
                results[function or "default"] = plain(
                    classifier([entry], top_k=None, function_to_apply=function))[0]
            top = plain(classifier([entry]))[0]
            cases.append({"problem": problem, "labels": names, "logits": kept[0]["logits"], "results": results,
                          "top": top})
    return {"cases": cases}


def write(name, value):
    value = {"transformers": transformers.__version__, "seed": SEED} | value
    (HERE / name).write_text(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "left":
        write("answers-left.json", left_answers())
        raise SystemExit
    folder = pathlib.Path(sys.argv[1])
    tag = AutoTokenizer.from_pretrained(folder / "tag")
    write("entities.json", {"groups": [
        entities(tag, "word pieces", 512, [None], TEXTS),
        entities(tag, "word pieces, windows of 24", 24, [4, 0], TEXTS[-2:]),
        entities(tag, "word pieces, windows of 10", 10, [4], TEXTS[:-2]),
        entities(tag, "given words", 512, [None], TEXTS, as_words=True),
        entities(word_level(TEXTS), "whole words", 512, [None], TEXTS),
    ]})
    write("answers.json", answers(
        AutoTokenizer.from_pretrained(folder / "qa"),
        AutoModelForQuestionAnswering.from_pretrained(folder / "qa", dtype=torch.float32).eval()))
    write("labels.json", labels(folder))
