"""Loads what bertrun saved of the grid with transformers and compares the outputs with those that were recorded:

    BERTRUN_TEST_SAVED=DIR swift test -c release --disable-xctest --filter SavingTests
    python3 check_saved.py DIR

Run with transformers 5.23.0 and with 4.57.1.
"""
import json, pathlib, sys

import torch
import transformers
from safetensors.torch import load_file

sys.argv, saved = sys.argv[:1], pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).resolve().parent
source = (here / "record_grid.py").read_text()
# The recorder's own way of calling a model, without its recording.
namespace = {"__file__": str(here / "record_grid.py")}
start, end = source.index("def outputs("), source.index("def record(")
exec("import inspect\nimport torch\n" + source[start:end], namespace)

expected = load_file(here / "expected.safetensors")
kinds = ["MaskedLM", "SequenceClassification", "TokenClassification", "QuestionAnswering", "MultipleChoice",
         "PreTraining", "NextSentencePrediction", "Model"]
transformers.logging.set_verbosity_error()
largest = 0.0
for case in json.loads((here / "grid.json").read_text()):
    kind = next(k for k in kinds if case["class"].endswith(k))
    cls = getattr(transformers, case["class"])
    model, info = cls.from_pretrained(saved / case["name"], output_loading_info=True, torch_dtype=torch.float32)
    assert not info["missing_keys"] and not info["unexpected_keys"], (case["name"], info)
    model.eval()
    for number, sequence in enumerate(case["sequences"]):
        for name, value in namespace["outputs"](model, sequence, kind).items():
            difference = (value - expected[f"{case['name']}.{number}.{name}"]).abs().max().item()
            assert difference <= 1e-5, (case["name"], number, name, difference)
            largest = max(largest, difference)
print(f"transformers {transformers.__version__}: every case loads, largest difference {largest:g}")
