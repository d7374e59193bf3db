"""Writes tiny random checkpoints and what the reference libraries make of texts with them.

    python3 record.py            the checkpoints, and expected.json: transformers and sentence-transformers
    python3 record.py pipelines  pipelines.json: the pipelines of transformers 4.57 over the same checkpoints

torch 2.13.0, transformers 5.23.0 (pipelines: 4.57.1), tokenizers 0.23, sentence-transformers 6.2.0; seed 11.
"""
import json, pathlib, shutil, sys

import torch

here = pathlib.Path(__file__).resolve().parent
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = (
    "the a cat dog bird sat slept ran on under near mat tree road old small red house warm light rain fell over "
    "field when she he they came home late and then it was is this example about travel food weather . , ! ? ' "
    "##s ##ed ##ing ##er o c d"
).split()
VOCABULARY = SPECIALS + WORDS
MASKED = [
    "the [MASK] sat on the mat.",
    "When she came home, the old [MASK] slept near a [MASK] tree!",
    "[MASK]",
    "a bird\u2019s [MASK] , then rain",
]
LONG = " ".join(["the small red house was near the road and the [MASK] ran over the field ."] * 4)
TEXTS = ["The old dog slept under the tree.", "Rain fell over the field, and they came home late!", "cats", ""]
PAIRS = [
    ("She came home late.", "The dog slept."), ("It was a warm house.", "A bird ran."),
    (" ".join(["the old dog ran over the field"] * 8), "then it slept"),
]
CHOICES = [
    ("The cat sat on the mat and then", ["it slept.", "the rain was red.", "they ran home over the field"]),
    ("She came home when", ["it was late", "a tree sat"]),
]
SPELT = ["the <mask> sat on the mat.", "When she came home,<mask> old dog slept near a <mask> \u2013 na\u00efve!", "<mask>"]
LABELS = ["travel", "food", "weather"]
REPLACED = ["The red rain sat on the house.", "cats slept near old dogs"]


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def tokenizer_files(folder, **config):
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.WordPiece({w: i for i, w in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(SPECIALS)
    tokenizer.decoder = decoders.WordPiece(prefix="##", cleanup=True)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0", pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    write_json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "BertTokenizer", "do_lower_case": True, "unk_token": "[UNK]", "sep_token": "[SEP]",
         "pad_token": "[PAD]", "cls_token": "[CLS]", "mask_token": "[MASK]", "model_max_length": 48} | config,
    )


def spelling_files(folder, kind):
    """A tokenizer that spells blanks: byte-level BPE in the form of roberta-base, Unigram in that of xlm-roberta-base."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

    specials = ["<s>", "<pad>", "</s>", "<unk>"]
    texts = TEXTS + REPLACED + [LONG.replace("[MASK]", "")] + [a + " " + b for a, b in PAIRS]
    if kind == "roberta":
        tokenizer = Tokenizer(models.BPE())
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        tokenizer.decoder = decoders.ByteLevel()
        trainer = trainers.BpeTrainer(
            vocab_size=300, special_tokens=specials, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False)
    else:
        tokenizer = Tokenizer(models.Unigram())
        tokenizer.normalizer = normalizers.NFKC()
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
        tokenizer.decoder = decoders.Metaspace()
        trainer = trainers.UnigramTrainer(
            vocab_size=90, special_tokens=specials, unk_token="<unk>", show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    if kind == "roberta":
        tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    else:
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True)])
    tokenizer.save(str(folder / "tokenizer.json"))
    write_json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": "<unk>", "sep_token": "</s>", "pad_token": "<pad>",
         "cls_token": "<s>", "mask_token": "<mask>", "bos_token": "<s>", "eos_token": "</s>", "model_max_length": 48})
    return tokenizer.get_vocab_size()


def record_spellings():
    import transformers
    from transformers import CONFIG_MAPPING

    torch.manual_seed(12)
    for name, cls in [("roberta", "RobertaForMaskedLM"), ("xlm-roberta", "XLMRobertaForMaskedLM")]:
        folder = here / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        config = CONFIG_MAPPING[name](
            vocab_size=spelling_files(folder, name), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
            intermediate_size=24, max_position_embeddings=50, type_vocab_size=1, pad_token_id=1)
        model = getattr(transformers, cls)(config).eval()
        for key, parameter in model.named_parameters():
            torch.nn.init.normal_(parameter, 0.0, 0.3 if parameter.dim() > 1 else 0.1)
            if "norm" in key.lower() and key.endswith("weight"):
                parameter.data += 1
        model.lm_head.decoder.bias.data.copy_(model.lm_head.bias.data)
        model.save_pretrained(folder)


def record_models():
    import transformers
    from transformers import CONFIG_MAPPING, AutoTokenizer

    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    torch.manual_seed(11)
    sizes = dict(
        vocab_size=len(VOCABULARY), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=24, max_position_embeddings=48, type_vocab_size=2,
    )
    nli = {0: "contradiction", 1: "neutral", 2: "ENTAILMENT"}
    made = {}
    for name, family, cls, extra in [
        ("bert", "bert", "BertForPreTraining", {}),
        ("albert", "albert", "AlbertForPreTraining", dict(embedding_size=8, num_hidden_groups=1)),
        ("electra", "electra", "ElectraForPreTraining", dict(embedding_size=8)),
        ("choice", "bert", "BertForMultipleChoice", {}),
        ("nli", "bert", "BertForSequenceClassification", dict(id2label=nli, label2id={v: k for k, v in nli.items()})),
        ("sentence", "bert", "BertModel", {}),
    ]:
        folder = here / name
        shutil.rmtree(folder, ignore_errors=True)
        config = CONFIG_MAPPING[family](**(sizes | extra))
        model = getattr(transformers, cls)(config).eval()
        for key, parameter in model.named_parameters():
            torch.nn.init.normal_(parameter, 0.0, 0.3 if parameter.dim() > 1 else 0.1)
            if "norm" in key.lower() and key.endswith("weight"):
                parameter.data += 1
        predictions = getattr(getattr(model, "cls", None), "predictions", None) or getattr(model, "predictions", None)
        if predictions is not None and hasattr(predictions, "decoder"):
            predictions.decoder.bias.data.copy_(predictions.bias.data)
        model.save_pretrained(folder)
        tokenizer_files(folder)
        made[name] = model

    tokenizer = AutoTokenizer.from_pretrained(here / "bert")

    def run(name, *texts, **more):
        with torch.no_grad():
            return made[name](**tokenizer(*texts, return_tensors="pt", **more))

    expected = {"nsp": [], "sop": [], "replaced": [], "choice": [], "embed": [], "long_masks": []}
    for first, second in PAIRS:
        entry = {"text": first, "text_pair": second}
        cut = dict(truncation="longest_first", max_length=48)
        bert = run("bert", first, second, **cut).seq_relationship_logits[0]
        albert = run("albert", first, second, **cut).sop_logits[0]
        expected["nsp"].append(entry | {"logits": bert.tolist()})
        expected["sop"].append(entry | {"logits": albert.tolist()})
    for text in REPLACED:
        encoding = tokenizer(text, return_offsets_mapping=True)
        logits = run("electra", text).logits[0].tolist()
        words = {}
        for index, word in enumerate(encoding.word_ids()):
            if word is not None and word not in words:
                words[word] = logits[index]
        expected["replaced"].append({"text": text, "logits": list(words.values())})
    for text, choices in CHOICES:
        encoding = tokenizer([text] * len(choices), choices, padding=True, return_tensors="pt")
        with torch.no_grad():
            logits = made["choice"](**{k: v[None] for k, v in encoding.items()}).logits[0]
        expected["choice"].append({"text": text, "choices": choices, "logits": logits.tolist()})

    # Each mask in the window where the smaller of its left and right context is largest, ties to the earlier.
    window, overlap = 20, 6
    encoding = tokenizer(LONG, truncation=True, max_length=window, stride=overlap, return_overflowing_tokens=True)
    best = {}
    for number, ids in enumerate(encoding["input_ids"]):
        for place, id in enumerate(ids):
            if id == tokenizer.mask_token_id:
                token = number * (window - 2 - overlap) + place - 1
                context = min(place - 1, len(ids) - 2 - place)
                if token not in best or context > best[token][0]:
                    best[token] = (context, number, place)
    for token, (_, number, place) in sorted(best.items()):
        with torch.no_grad():
            logits = made["bert"](input_ids=torch.tensor([encoding["input_ids"][number]])).prediction_logits[0, place]
        scores, ids = logits.softmax(-1).topk(3)
        expected["long_masks"].append({"ids": ids.tolist(), "scores": scores.tolist()})
    expected["long"] = {
        "text": LONG, "window": window, "overlap": overlap, "windows": len(encoding["input_ids"])}

    # Pooling over all tokens of a window; windows of a long text side by side, each as heavy as it has tokens.
    encoder = made["bert"].bert
    for text in TEXTS + [LONG]:
        encoding = tokenizer(text, truncation=True, max_length=48, stride=0, return_overflowing_tokens=True)
        parts = []
        for ids in encoding["input_ids"]:
            with torch.no_grad():
                out = encoder(input_ids=torch.tensor([ids]))
            parts.append((len(ids), out.last_hidden_state[0], out.pooler_output[0]))
        total = sum(count for count, _, _ in parts)
        weighted = lambda pick: (sum(count * pick(hidden, pooled) for count, hidden, pooled in parts) / total).tolist()
        expected["embed"].append({
            "text": text,
            "cls": weighted(lambda h, p: h[0]), "mean": weighted(lambda h, p: h.mean(0)),
            "max": weighted(lambda h, p: h.max(0).values), "pooler": weighted(lambda h, p: p),
            "none": [row for _, hidden, _ in parts for row in hidden.tolist()],
        })
    expected["sentence"] = record_sentence()
    record_spellings()
    write_json(here / "expected.json", expected)


def record_sentence():
    """A folder of sentence-transformers with two poolings, two dense layers and a norm, and its vectors."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Dense
    from sentence_transformers.sentence_transformer.modules import Pooling

    folder = here / "sentence"
    modules = [("Transformer", ""), ("Pooling", "1_Pooling"), ("Dense", "2_Dense"), ("Dense", "3_Dense"),
               ("Normalize", "4_Normalize")]
    write_json(
        folder / "modules.json",
        [{"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
         for i, (kind, path) in enumerate(modules)])
    write_json(folder / "sentence_bert_config.json", {"max_seq_length": 24, "do_lower_case": True})
    write_json(folder / "config_sentence_transformers.json",
               {"prompts": {"query": "this is about "}, "default_prompt_name": "query"})
    for name, module in [
        ("1_Pooling", Pooling(16, pooling_mode=("max", "mean_sqrt_len_tokens"))),
        ("2_Dense", Dense(32, 12, activation_function=torch.nn.Tanh())),
        ("3_Dense", Dense(12, 8, bias=False, activation_function=torch.nn.Identity())),
    ]:
        (folder / name).mkdir(exist_ok=True)
        module.save(str(folder / name))
    legacy = {"word_embedding_dimension": 16, "pooling_mode_cls_token": False, "pooling_mode_mean_tokens": False,
              "pooling_mode_max_tokens": True, "pooling_mode_mean_sqrt_len_tokens": True}
    write_json(folder / "1_Pooling/config.json", legacy)
    model = SentenceTransformer(str(folder), device="cpu")
    vectors = model.encode(TEXTS + [LONG])
    return [{"text": text, "vector": vector.tolist()} for text, vector in zip(TEXTS + [LONG], vectors)]


def record_pipelines():
    from transformers import AutoModelForMaskedLM, AutoModelForSequenceClassification, AutoTokenizer, pipeline

    tokenizer = AutoTokenizer.from_pretrained(here / "bert")
    fill = pipeline("fill-mask", model=AutoModelForMaskedLM.from_pretrained(here / "bert"), tokenizer=tokenizer)
    targets = ["cat", "##s", "mats", "zebra"]
    result = {"fill_mask": [{"text": text, "result": fill(text, top_k=4)} for text in MASKED],
              "targets": {"names": targets, "text": MASKED[0], "result": fill(MASKED[0], targets=targets)}}
    result["spelt"] = []
    for name in ["roberta", "xlm-roberta"]:
        other = pipeline(
            "fill-mask", model=AutoModelForMaskedLM.from_pretrained(here / name),
            tokenizer=AutoTokenizer.from_pretrained(here / name))
        result["spelt"] += [{"model": name, "text": text, "result": other(text, top_k=12)} for text in SPELT]
    nli = pipeline(
        "zero-shot-classification", model=AutoModelForSequenceClassification.from_pretrained(here / "nli"),
        tokenizer=tokenizer)
    # The pipeline takes output 0 or -1 for the contradiction; here it is 0 by name too.
    result["zero_shot"] = [
        {"text": text, "labels": labels, "template": template, "multi_label": multi,
         "result": nli(text, candidate_labels=labels, hypothesis_template=template, multi_label=multi)}
        for text in TEXTS[:2] for multi in (False, True)
        for labels, template in [(LABELS, "This example is {}."), (["rain"], "it is about {} .")]
    ]
    write_json(here / "pipelines.json", result)


record_pipelines() if sys.argv[1:] == ["pipelines"] else record_models()
