"""Writes the gradients of the parity grid: python3 record_gradients.py

For cases of `grid/` what torch gives, in 64 bits and rounded to 32, as the gradient of every parameter by its name in the
checkpoint: `gradients.safetensors`, `CASE.PARAMETER`. Of a matrix two projections are kept, one after the other: `G u` and `v G`,
where element i of u and v is `cos(i)`. The loss of a case is the sum over sequences s and scores i, counted
through all outputs of the case in the order of `OUTPUTS`, of `score * sin(0.7 * i + s)`. Sequences that spell the padding token
are left out: torch gives its rows of the tables no gradient.

torch 2.15.0, transformers 5.24.0, safetensors 0.8; no random numbers.
"""
import inspect, json, pathlib

import torch
import transformers
from safetensors.torch import save_file

here = pathlib.Path(__file__).resolve().parent
transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()

# The names of outputs in transformers, in our order of heads.
OUTPUTS = ["logits", "start_logits", "prediction_logits", "seq_relationship_logits", "sop_logits", "pooler_output"]
HEADS = ("mlm", "sequence", "token", "span", "choice", "pretraining", "nsp")
OTHERS = ["bert-model", "roberta-model", "albert-model", "mpnet-model", "bert-untied", "bert-odd", "albert-one-group",
          "electra-unprojected", "roberta-pad-3", "bert-gelu-new", "electra-silu", "mpnet-quick-gelu", "distilbert-relu"]


def scores(model, sequence):
    """The scores of a sequence, each output a matrix of one row a token or sequence, in our order."""
    arguments = {"input_ids": torch.tensor([sequence["ids"]])}
    if getattr(model.config, "type_vocab_size", 0) and "token_type_ids" in inspect.signature(model.forward).parameters:
        arguments["token_type_ids"] = torch.tensor([sequence["types"]])
    arguments["attention_mask"] = torch.ones_like(arguments["input_ids"])
    if type(model).__name__.endswith("MultipleChoice"):
        arguments = {k: v[None] for k, v in arguments.items()}
    out = model(**arguments)
    for name in OUTPUTS:
        value = getattr(out, name, None)
        if value is None:
            continue
        if name == "start_logits":
            value = torch.stack([out.start_logits[0], out.end_logits[0]], 1)
        masked = name == "prediction_logits" or type(model).__name__.endswith("MaskedLM")
        yield value[0, sequence["rows"]] if masked else value


def projected(gradient):
    """A vector as it is, a matrix as its two projections."""
    if gradient.ndim < 2:
        return gradient
    rows, columns = (torch.cos(torch.arange(n, dtype=torch.float64)) for n in gradient.shape)
    return torch.cat([gradient @ columns, rows @ gradient])


expected = {}
for case in json.loads((here / "grid.json").read_text()):
    name = case["name"]
    if name not in OTHERS and not (name.count("-") == 1 + name.startswith("xlm") and name.endswith(HEADS)):
        continue
    model = getattr(transformers, case["class"]).from_pretrained(here / "grid" / name, dtype=torch.float32)
    model = model.double().eval()
    padding = model.config.pad_token_id
    loss = 0
    for number, sequence in enumerate(case["sequences"]):
        if padding in sequence["ids"]:
            continue
        flat = torch.cat([value.flatten() for value in scores(model, sequence)])
        loss = loss + (flat * torch.sin(0.7 * torch.arange(len(flat), dtype=torch.float64) + number)).sum()
    loss.backward()
    # A decoder's bias has two names, of which ours may be either; its weight, where tied, is recorded as the table.
    tied = model.get_input_embeddings().weight
    for parameter, value in model.state_dict(keep_vars=True).items():
        is_alias = value is tied and "word_embeddings" not in parameter
        if getattr(value, "grad", None) is not None and not is_alias:
            expected[f"{name}.{parameter}"] = projected(value.grad).float().contiguous().clone()
save_file(expected, here / "gradients.safetensors")
