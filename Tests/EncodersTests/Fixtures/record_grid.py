"""Writes the parity grid: python3 record_grid.py [--base DIR]

Every family with every head it has, as tiny random checkpoints with awkward settings, and what transformers makes of
them in float32. `grid/NAME/` is a checkpoint folder; `grid.json` lists the cases with their inputs;
`expected.safetensors` holds the outputs as `NAME.SEQUENCE.OUTPUT`.

With `--base` one checkpoint of base size a family instead, in the same form, into DIR; then

    BERTRUN_TEST_BASE=DIR swift test -c release --disable-xctest --filter GridParityTests

torch 2.13.0, transformers 5.23.0, safetensors 0.8; seed 4.
"""
import inspect, json, pathlib, shutil, sys

import torch
import transformers
from safetensors.torch import load_file, save_file
from transformers import CONFIG_MAPPING

BASE = "--base" in sys.argv
here = pathlib.Path(sys.argv[-1] if BASE else __file__).resolve()
here = here if BASE else here.parent
grid = here / "grid"
here.mkdir(exist_ok=True)
shutil.rmtree(grid, ignore_errors=True)
grid.mkdir()
transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()

VOCABULARY, POSITIONS = (30522, 514) if BASE else (61, 70)
WIDTH, LAYERS, ATTENTION, INNER = (768, 12, 12, 3072) if BASE else (24, 2, 3, 40)
SIZES = dict(
    vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=ATTENTION,
    intermediate_size=INNER,
    max_position_embeddings=POSITIONS, type_vocab_size=2, layer_norm_eps=1e-5,
)
FAMILIES = {
    "bert": ("Bert", SIZES),
    "roberta": ("Roberta", SIZES | dict(type_vocab_size=1, pad_token_id=1)),
    "xlm-roberta": ("XLMRoberta", SIZES | dict(type_vocab_size=1, pad_token_id=1)),
    "camembert": ("Camembert", SIZES | dict(type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-12)),
    "albert": (
        "Albert",
        SIZES
        | dict(num_hidden_layers=2 * LAYERS if not BASE else LAYERS, num_hidden_groups=2,
               inner_group_num=1 if BASE else 2, embedding_size=128 if BASE else 12),
    ),
    "distilbert": (
        "DistilBert",
        dict(vocab_size=VOCABULARY, dim=WIDTH, n_layers=LAYERS, n_heads=ATTENTION, hidden_dim=INNER,
             max_position_embeddings=POSITIONS, sinusoidal_pos_embds=True),
    ),
    "electra": ("Electra", SIZES | dict(embedding_size=128 if BASE else 16)),
    "mpnet": ("MPNet", {k: v for k, v in SIZES.items() if k != "type_vocab_size"}),
}
HEADS = ["MaskedLM", "SequenceClassification", "TokenClassification", "QuestionAnswering", "MultipleChoice"]
EXTRA = {"bert": ["PreTraining", "NextSentencePrediction"], "albert": ["PreTraining"], "electra": ["PreTraining"]}
SUFFIX = {
    "MaskedLM": "mlm", "SequenceClassification": "sequence", "TokenClassification": "token",
    "QuestionAnswering": "span", "MultipleChoice": "choice", "PreTraining": "pretraining",
    "NextSentencePrediction": "nsp", "Model": "model",
}

cases, expected = [], {}


def randomise(model):
    """Weights large enough that every term shows, norms near one."""
    for name, parameter in model.named_parameters():
        scale = (0.04 if BASE else 0.2) if parameter.dim() > 1 else 0.1
        torch.nn.init.normal_(parameter, 0.0, scale)
        if "norm" in name.lower() and name.endswith("weight"):
            parameter.data += 1
    # One vector under two names; transformers 5 does not tie it where the word table is not tied.
    predictions = getattr(getattr(model, "cls", None), "predictions", None)
    if predictions is not None:
        predictions.decoder.bias.data.copy_(predictions.bias.data)


def sequences(family, config):
    """One token, a short text, a pair, and one long enough for MPNet's far buckets."""
    padding = config.pad_token_id if config.pad_token_id is not None else 0
    # XLM-RoBERTa and kin number from pad id + 1, so that fewer rows are left.
    lengths = [3, 17, 128, 512] if BASE else [1, 7, 18, 60 if family == "mpnet" else 33]
    result = []
    for number, length in enumerate(lengths):
        ids = torch.randint(4, VOCABULARY, (length,)).tolist()
        ids = [i if i != padding else 5 for i in ids]
        types = [0] * length
        if number == 2 and getattr(config, "type_vocab_size", 0) == 2:
            types = [0] * 8 + [1] * (length - 8)
        result.append({"ids": ids, "types": types, "rows": sorted({0, length // 2, length - 1})})
    if family in ("roberta", "xlm-roberta", "camembert", "mpnet"):
        ids = torch.randint(4, VOCABULARY, (9,)).tolist()
        ids[4] = padding
        ids[5] = padding
        result.append({"ids": ids, "types": [0] * 9, "rows": [0, 4, 6]})
    return result


def outputs(model, sequence, kind):
    arguments = {"input_ids": torch.tensor([sequence["ids"]])}
    if getattr(model.config, "type_vocab_size", 0) >= 1 and "token_type_ids" in inspect.signature(model.forward).parameters:
        arguments["token_type_ids"] = torch.tensor([sequence["types"]])
    arguments["attention_mask"] = torch.ones_like(arguments["input_ids"])
    if kind == "MultipleChoice":
        arguments = {k: v[None] for k, v in arguments.items()}
    with torch.no_grad():
        out = model(**arguments)
    rows = sequence["rows"]
    if kind == "Model":
        result = {"hidden": out.last_hidden_state[0]}
        if getattr(out, "pooler_output", None) is not None:
            result["pooled"] = out.pooler_output
        return result
    if kind == "QuestionAnswering":
        return {"span": torch.stack([out.start_logits[0], out.end_logits[0]], 1)}
    if kind == "MaskedLM":
        return {"masked-lm": out.logits[0, rows]}
    if kind == "PreTraining" and model.config.model_type == "electra":
        return {"replaced-token": out.logits[0][:, None]}
    if kind == "PreTraining":
        result = {"masked-lm": out.prediction_logits[0, rows]}
        if model.config.model_type == "albert":
            return result | {"sentence-order": out.sop_logits}
        return result | {"next-sentence": out.seq_relationship_logits}
    name = {
        "SequenceClassification": "sequence", "TokenClassification": "token", "MultipleChoice": "choice",
        "NextSentencePrediction": "next-sentence",
    }[kind]
    return {name: out.logits[0] if name == "token" else out.logits}


def record(family, kind, name=None, dtype=None, change=None, save=None, **settings):
    """One case: a checkpoint folder, its inputs and its outputs."""
    prefix, defaults = FAMILIES[family]
    config = CONFIG_MAPPING[family](**(defaults | settings))
    model = getattr(transformers, prefix + ("Model" if kind == "Model" else "For" + kind))(config).eval()
    randomise(model)
    if dtype is not None:
        model.to(dtype).to(torch.float32)
    name = name or f"{family}-{SUFFIX[kind]}"
    folder = grid / name
    stored = model.to(dtype or torch.float32)
    stored.save_pretrained(folder, **(save or {}))
    (folder / "generation_config.json").unlink(missing_ok=True)
    if change is not None:
        change(folder)
    model = stored.to(torch.float32)
    case = {"name": name, "family": family, "class": type(model).__name__, "sequences": sequences(family, config)}
    cases.append(case)
    for number, sequence in enumerate(case["sequences"]):
        for output, value in outputs(model, sequence, kind).items():
            expected[f"{name}.{number}.{output}"] = value.contiguous().clone()


def rewritten(rename, extra=None):
    """Changes tensor names in model.safetensors."""

    def change(folder):
        path = folder / "model.safetensors"
        tensors = {rename(k): v for k, v in load_file(path).items()} | (extra or {})
        save_file(tensors, path, metadata={"format": "pt"})

    return change


def as_torch(folder):
    """model.safetensors becomes pytorch_model.bin with the decoder tied, as transformers 4 saved it."""
    tensors = load_file(folder / "model.safetensors")
    word = next((k for k in tensors if k.endswith("word_embeddings.weight")), None)
    if "cls.predictions.bias" in tensors:
        tensors["cls.predictions.decoder.weight"] = tensors[word]
        tensors["cls.predictions.decoder.bias"] = tensors["cls.predictions.bias"]
    torch.save(tensors, folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()


def edited(**changes):
    """Changes keys of config.json; None removes one."""

    def change(folder):
        path = folder / "config.json"
        config = json.loads(path.read_text()) | changes
        path.write_text(json.dumps({k: v for k, v in config.items() if v is not None}, indent=2) + "\n")

    return change


def legacy(name):
    return name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta")


def finish():
    save_file(expected, here / "expected.safetensors")
    (here / "grid.json").write_text(json.dumps(cases) + "\n")
    raise SystemExit


torch.manual_seed(4)
if BASE:
    for family in FAMILIES:
        record(family, "MaskedLM")
    finish()

half, brain = torch.float16, torch.bfloat16
DTYPES = {
    "MaskedLM": half, "SequenceClassification": brain, "TokenClassification": half, "QuestionAnswering": half,
    "MultipleChoice": brain, "PreTraining": half, "NextSentencePrediction": brain, "Model": brain,
}
LABELS = dict(id2label={0: "a", 1: "b", 2: "c"}, label2id={"a": 0, "b": 1, "c": 2})
for family in FAMILIES:
    for kind in HEADS + EXTRA.get(family, []) + ["Model"]:
        named = LABELS if kind in ("SequenceClassification", "TokenClassification") else {}
        plain = family == "bert" and kind == "TokenClassification"
        record(family, kind, dtype=None if plain else DTYPES[kind], **named)

# Activations, also where the transform of the masked-LM head must not follow them.
record("bert", "PreTraining", "bert-relu", half, hidden_act="relu")
record("bert", "MaskedLM", "bert-gelu-new", half, hidden_act="gelu_new")
record("roberta", "MaskedLM", "roberta-gelu-new", half, hidden_act="gelu_new")
record("albert", "MaskedLM", "albert-relu", half, hidden_act="relu")
record("electra", "MaskedLM", "electra-relu", half, hidden_act="relu")
record("electra", "PreTraining", "electra-silu", half, hidden_act="silu")
record("distilbert", "MaskedLM", "distilbert-relu", half, activation="relu")
record("mpnet", "MaskedLM", "mpnet-quick-gelu", half, hidden_act="quick_gelu")

# Sizes and ids.
record("roberta", "TokenClassification", "roberta-pad-3", half, pad_token_id=3)
record("electra", "TokenClassification", "electra-unprojected", half, embedding_size=24)
record("albert", "SequenceClassification", "albert-one-group", half, num_hidden_groups=1, inner_group_num=1)
record("bert", "SequenceClassification", "bert-odd", half, hidden_size=30, num_attention_heads=2,
       intermediate_size=37, num_labels=1)
record("bert", "SequenceClassification", "bert-regression", brain, num_labels=3, problem_type="regression")

# Spellings and files.
record("bert", "Model", "bert-prefixed", brain, change=rewritten(lambda name: "bert." + name))
record("bert", "TokenClassification", "bert-legacy", half, change=rewritten(
    legacy, {"bert.embeddings.position_ids": torch.arange(POSITIONS)[None]}))
record("bert", "PreTraining", "bert-torch", None, change=as_torch)
record("roberta", "SequenceClassification", "roberta-torch", half, change=as_torch)
record("bert", "TokenClassification", "bert-sharded", None, save=dict(max_shard_size="16KB"))
record("bert", "MaskedLM", "bert-untied", half, tie_word_embeddings=False)
record("albert", "TokenClassification", "albert-no-architectures", half, change=edited(architectures=None))
record("electra", "SequenceClassification", "electra-no-type", half, change=edited(model_type=None))

finish()
