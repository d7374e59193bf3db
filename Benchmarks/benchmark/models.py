"""The models: three heads on one encoder each, as plain Hugging Face checkpoints."""
import json
import shutil
import subprocess
from pathlib import Path

from .work import TASKS

TITLES = {"minilm": "MiniLM-L6", "base": "BERT-base"}
TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json")


def make_minilm(bertrun: Path, tasks: Path, folder: Path) -> None:
    """The embedded model of bertrun, widened to what transformers reads."""
    for task in TASKS:
        target = folder / task
        if not (target / "config.json").exists():
            subprocess.run([bertrun, "convert", "--plain", "-m", tasks / task, "-o", target], check=True)


def make_base(minilm: Path, folder: Path) -> None:
    """Random weights of BERT-base's sizes under a fixed seed: speed does not depend on what a model has learnt."""
    if all((folder / task / "config.json").exists() for task in TASKS):
        return
    import torch
    import transformers

    vocabulary = json.loads((minilm / "tag" / "config.json").read_text())["vocab_size"]
    torch.manual_seed(1)
    encoder = transformers.BertModel(transformers.BertConfig(vocab_size=vocabulary)).eval()
    kinds = {
        "tag": transformers.BertForTokenClassification,
        "qa": transformers.BertForQuestionAnswering,
        "pair": transformers.BertForSequenceClassification,
    }
    for task in TASKS:
        labels = json.loads((minilm / task / "config.json").read_text()).get("id2label")
        config = transformers.BertConfig(vocab_size=vocabulary)
        if labels:
            config.id2label = {int(number): label for number, label in labels.items()}
            config.label2id = {label: int(number) for number, label in labels.items()}
        model = kinds[task](config).eval()
        state = {name: value for name, value in encoder.state_dict().items()}
        if task != "pair":
            state = {name: value for name, value in state.items() if not name.startswith("pooler.")}
        model.bert.load_state_dict(state)
        # Untrained heads answer nearly always the same; wider ones make argmax worth comparing.
        head = model.qa_outputs if task == "qa" else model.classifier
        torch.nn.init.normal_(head.weight, std=0.5)
        model.save_pretrained(folder / task)
        for file in TOKENIZER_FILES:
            if (minilm / task / file).exists():
                shutil.copy(minilm / task / file, folder / task)


def tokenizer_file(folder: Path) -> Path:
    return folder / "tag" / "tokenizer.json"
