"""Writes the torch files of this folder: python3 record.py

torch 2.13.0, Python 3.11; seed 20. `expected.json` holds the values that each tensor must read as.
"""
import collections, json, os, pathlib, pickle, zipfile

import torch

here = pathlib.Path(__file__).resolve().parent
torch.manual_seed(20)

state = collections.OrderedDict(
    plain=torch.randn(2, 3),
    parameter=torch.nn.Parameter(torch.randn(4).half()),
    ids=torch.arange(3),
    transposed=torch.randn(3, 4).t(),
    slice=torch.randn(6, 5)[1:5:2, 1:4],
    brain=torch.randn(5).bfloat16(),
    double=torch.randn(2).double(),
    scalar=torch.tensor(2.5),
    empty=torch.zeros(0, 4),
)
state["tied"] = state["plain"]
state._metadata = collections.OrderedDict(version=1)
expected = {
    name: {"shape": list(t.shape), "values": t.detach().float().flatten().tolist()}
    for name, t in state.items()
    if t.is_floating_point()
}
(here / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
torch.save(state, here / "small.bin")
torch.save({"w": torch.ones(1)}, here / "legacy.bin", _use_new_zipfile_serialization=False)
torch.save({"w": torch.ones(2, 2)}, here / "protocol4.bin", pickle_protocol=4)


def rezip(target, method, force_zip64=False):
    """small.bin's members in another archive."""
    with zipfile.ZipFile(here / "small.bin") as source, zipfile.ZipFile(here / target, "w") as out:
        for item in source.infolist():
            info = zipfile.ZipInfo(item.filename)
            info.compress_type = method
            with out.open(info, "w", force_zip64=force_zip64) as member:
                member.write(source.read(item))


rezip("deflated.bin", zipfile.ZIP_DEFLATED)
rezip("zip64.bin", zipfile.ZIP_STORED, force_zip64=True)


class Shell:
    def __reduce__(self):
        return os.system, ("echo called",)


with zipfile.ZipFile(here / "system.bin", "w") as out:
    out.writestr("system/data.pkl", pickle.dumps({"w": Shell()}, protocol=2))

with zipfile.ZipFile(here / "bomb.bin", "w", zipfile.ZIP_DEFLATED) as out:
    out.writestr("bomb/data.pkl", bytes(8 << 20))
