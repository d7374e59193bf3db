"""The peers: how each is exported, quantised and run.

A runtime's `export` writes a folder once; its `load` returns a function from padded ids, mask and types to a list of
numpy arrays: the logits of tag and pair, start and end logits of qa. Every peer runs with the settings that make it
fastest for this work, as far as they are known.
"""
import gc
import json
import os
import shutil
import unittest.mock
from pathlib import Path

import numpy as np

# Precisions that a peer has on a CPU.
PRECISIONS = {
    "onnxruntime": ("f32", "int8"),
    "openvino": ("f32", "bf16", "int8"),
    "ctranslate2": ("f32", "int8"),
    "pytorch": ("f32", "bf16", "int8"),
}
TITLES = {
    "onnxruntime": "ONNX Runtime",
    "openvino": "OpenVINO",
    "ctranslate2": "CTranslate2",
    "pytorch": "PyTorch",
    "pipeline": "Hugging Face pipeline",
}


def torch_model(checkpoint: Path, task: str, attention: str = "sdpa"):
    import transformers

    kind = {
        "tag": transformers.AutoModelForTokenClassification,
        "qa": transformers.AutoModelForQuestionAnswering,
        "pair": transformers.AutoModelForSequenceClassification,
    }[task]
    return kind.from_pretrained(checkpoint, attn_implementation=attention).eval()


# --- Export


def export_onnx(checkpoint: Path, task: str, target: Path) -> None:
    """A plain ONNX graph; what ONNX Runtime's and OpenVINO's own optimisers start from.

    Attention is written out as transformers 4 had it, because that is the form that ONNX Runtime's optimiser fuses.
    """
    import torch
    from transformers.models.bert.modeling_bert import BertSelfAttention

    def attend(self, hidden_states, attention_mask=None, **_):
        batch, tokens, width = hidden_states.shape

        def heads(linear):
            parts = linear(hidden_states).view(batch, tokens, self.num_attention_heads, self.attention_head_size)
            return parts.permute(0, 2, 1, 3)

        query, key, value = heads(self.query), heads(self.key), heads(self.value)
        scores = torch.matmul(query, key.transpose(-1, -2)) / self.attention_head_size**0.5 + attention_mask
        shares = torch.nn.functional.softmax(scores, dim=-1)
        context = torch.matmul(shares, value).permute(0, 2, 1, 3).contiguous()
        return context.view(batch, tokens, width), shares

    class Plain(torch.nn.Module):
        """The model with its mask as a summand."""

        def __init__(self):
            super().__init__()
            self.model = torch_model(checkpoint, task, attention="eager")

        def forward(self, ids, mask, types):
            added = (1.0 - mask.unsqueeze(1).unsqueeze(2).to(torch.float32)) * -10000.0
            result = self.model(input_ids=ids, attention_mask=added, token_type_ids=types)
            return (result.start_logits, result.end_logits) if task == "qa" else result.logits

    example = torch.ones((2, 16), dtype=torch.int64)
    inputs = ["input_ids", "attention_mask", "token_type_ids"]
    outputs = ["start", "end"] if task == "qa" else ["logits"]
    axes = {name: {0: "batch", 1: "tokens"} for name in inputs + outputs}
    if task == "pair":
        axes["logits"] = {0: "batch"}
    target.parent.mkdir(parents=True, exist_ok=True)
    with torch.inference_mode(), unittest.mock.patch.object(BertSelfAttention, "forward", attend):
        torch.onnx.export(
            Plain(), (example, example, example), str(target), opset_version=17, dynamo=False, input_names=inputs,
            output_names=outputs, dynamic_axes=axes,
        )


def export_onnxruntime(onnx: Path, folder: Path, config: dict) -> None:
    import onnx as onnx_format
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers import optimizer

    folder.mkdir(parents=True, exist_ok=True)
    heads, width = config["num_attention_heads"], config["hidden_size"]
    model = optimizer.optimize_model(str(onnx), model_type="bert", num_heads=heads, hidden_size=width, opt_level=1)
    model.save_model_to_file(str(folder / "f32.onnx"))
    quantize_dynamic(
        folder / "f32.onnx", folder / "int8.onnx", per_channel=True, weight_type=QuantType.QInt8,
        # The optimiser's own operators have no shape inference.
        extra_options={"DefaultTensorType": onnx_format.TensorProto.FLOAT},
    )


def export_openvino(onnx: Path, folder: Path, calibration: list) -> None:
    import nncf
    import openvino

    folder.mkdir(parents=True, exist_ok=True)
    model = openvino.convert_model(str(onnx))
    openvino.save_model(model, folder / "f32.xml", compress_to_fp16=False)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    samples = [
        dict(zip(names, (ids[None], np.ones_like(ids)[None], types[None]))) for ids, types in calibration
    ]
    quantized = nncf.quantize(
        model, nncf.Dataset(samples), model_type=nncf.ModelType.TRANSFORMER, subset_size=len(samples)
    )
    openvino.save_model(quantized, folder / "int8.xml", compress_to_fp16=False)


def export_ctranslate2(checkpoint: Path, task: str, folder: Path) -> None:
    """The encoder, and the head's matrices: CTranslate2 leaves heads to its user."""
    import ctranslate2
    import transformers

    folder.parent.mkdir(parents=True, exist_ok=True)
    model = torch_model(checkpoint, task)
    encoder = folder.parent / "encoder"
    model.base_model.config.architectures = ["BertModel"]
    # The converter asks for what newer configurations leave out.
    model.base_model.config.position_embedding_type = "absolute"
    model.base_model.save_pretrained(encoder)
    transformers.AutoTokenizer.from_pretrained(checkpoint).save_pretrained(encoder)
    ctranslate2.converters.TransformersConverter(str(encoder)).convert(str(folder), force=True)
    shutil.rmtree(encoder)
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    head = {"tag": "classifier", "qa": "qa_outputs", "pair": "classifier"}[task]
    arrays = {"weight": weights[f"{head}.weight"], "bias": weights[f"{head}.bias"]}
    if task == "pair":
        arrays |= {"dense": weights["bert.pooler.dense.weight"], "dense_bias": weights["bert.pooler.dense.bias"]}
    np.savez(folder / "head.npz", **arrays)


def export(checkpoint: Path, task: str, folder: Path, calibration: list, runtimes: list) -> None:
    """Exports a checkpoint for every runtime that does not have it yet."""
    config = json.loads((checkpoint / "config.json").read_text())
    onnx = folder / "plain" / "model.onnx"
    for runtime in runtimes:
        target = folder / runtime
        done = target / "done"
        if done.exists() or runtime == "pytorch":
            continue
        print(f"exporting {folder.name} for {TITLES[runtime]}", flush=True)
        if runtime in ("onnxruntime", "openvino") and not onnx.exists():
            export_onnx(checkpoint, task, onnx)
        if runtime == "onnxruntime":
            export_onnxruntime(onnx, target, config)
        elif runtime == "openvino":
            export_openvino(onnx, target, calibration)
        elif runtime == "ctranslate2":
            export_ctranslate2(checkpoint, task, target)
        done.write_text("")
        gc.collect()
    shutil.rmtree(onnx.parent, ignore_errors=True)


# --- Run


def load_pytorch(checkpoint: Path, task: str, precision: str, threads: int):
    import torch

    torch.set_num_threads(threads)
    model = torch_model(checkpoint, task)
    if precision == "bf16":
        model = model.to(torch.bfloat16)
    elif precision == "int8":
        torch.backends.quantized.engine = "onednn"
        model = torch.ao.quantization.quantize_dynamic(model, {torch.nn.Linear}, dtype=torch.qint8)

    def run(ids, mask, types):
        with torch.inference_mode():
            result = model(*(torch.from_numpy(array) for array in (ids, mask, types)))
            arrays = [result.start_logits, result.end_logits] if task == "qa" else [result.logits]
            return [array.float().numpy() for array in arrays]

    return run


def load_onnxruntime(folder: Path, task: str, precision: str, threads: int):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    session = onnxruntime.InferenceSession(
        str(folder / f"{precision}.onnx"), options, providers=["CPUExecutionProvider"]
    )
    names = [value.name for value in session.get_inputs()]

    def run(ids, mask, types):
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        return session.run(None, {name: given[name] for name in names})

    return run


def load_openvino(folder: Path, task: str, precision: str, threads: int):
    import openvino

    core = openvino.Core()
    settings = {
        "INFERENCE_NUM_THREADS": threads,
        "NUM_STREAMS": 1,
        # Two processes would be pinned to the same core.
        "ENABLE_CPU_PINNING": False,
        "INFERENCE_PRECISION_HINT": "bf16" if precision == "bf16" else "f32",
    }
    file = folder / ("int8.xml" if precision == "int8" else "f32.xml")
    request = core.compile_model(core.read_model(file), "CPU", settings).create_infer_request()

    def run(ids, mask, types):
        result = request.infer({"input_ids": ids, "attention_mask": mask, "token_type_ids": types})
        return [result[output].copy() for output in result.keys()]

    return run


def load_ctranslate2(folder: Path, task: str, precision: str, threads: int):
    import ctranslate2

    encoder = ctranslate2.Encoder(
        str(folder), "cpu", compute_type={"f32": "float32", "int8": "int8_float32"}[precision],
        inter_threads=1, intra_threads=threads,
    )
    head = np.load(folder / "head.npz")
    weight, bias = np.ascontiguousarray(head["weight"].T), head["bias"]
    if task == "pair":
        dense, dense_bias = np.ascontiguousarray(head["dense"].T), head["dense_bias"]

    def run(ids, mask, types):
        lengths = mask.sum(axis=1).astype(np.int32)
        output = encoder.forward_batch(
            ctranslate2.StorageView.from_array(ids.astype(np.int32)),
            lengths=ctranslate2.StorageView.from_array(lengths), token_type_ids=types.tolist(),
        )
        hidden = np.array(output.last_hidden_state)
        if task == "pair":
            return [np.tanh(hidden[:, 0] @ dense + dense_bias) @ weight + bias]
        logits = hidden @ weight + bias
        return [logits[..., 0], logits[..., 1]] if task == "qa" else [logits]

    return run


def load(runtime: str, checkpoint: Path, folder: Path, task: str, precision: str, threads: int):
    """The peer, ready to run."""
    os.environ["OMP_NUM_THREADS"] = str(threads)
    if runtime == "pytorch":
        return load_pytorch(checkpoint, task, precision, threads)
    loader = {"onnxruntime": load_onnxruntime, "openvino": load_openvino, "ctranslate2": load_ctranslate2}[runtime]
    return loader(folder / runtime, task, precision, threads)
