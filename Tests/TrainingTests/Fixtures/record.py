"""Records what PyTorch gives for the losses and for ten steps of AdamW: losses.json and adamw.json.

Made with torch 2.15.0 (CPU): python record.py
"""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(7)
here = pathlib.Path(__file__).parent


def case(name, scores, loss, **more):
    loss.backward()
    return {
        "name": name,
        "rows": scores.shape[0],
        "outputs": scores.shape[1],
        "scores": scores.detach().flatten().tolist(),
        "loss": loss.item(),
        "gradients": scores.grad.flatten().tolist(),
        **more,
    }


def scores(rows, outputs):
    return (torch.randn(rows, outputs) * 3).requires_grad_()


cases = []
s, labels = scores(5, 4), torch.tensor([2, -1, 0, 3, 3])
cases.append(case("classes", s, F.cross_entropy(s, labels, ignore_index=-1), classes=labels.tolist()))
s, weights = scores(5, 4), torch.tensor([0.5, 1.0, 2.0, 3.5])
cases.append(
    case("classes with weights", s, F.cross_entropy(s, labels, weight=weights, ignore_index=-1),
         classes=labels.tolist(), weights=weights.tolist()))
s = scores(7, 2)
loss = (F.cross_entropy(s[:, 0][None], torch.tensor([2])) + F.cross_entropy(s[:, 1][None], torch.tensor([5]))) / 2
cases.append(case("span", s, loss, span=[2, 5]))
s, marks = scores(1, 5), torch.tensor([[1.0, 0.0, 0.0, 1.0, 1.0]])
cases.append(case("marks", s, F.binary_cross_entropy_with_logits(s, marks), marks=marks[0].tolist()))
s = scores(1, 1)
cases.append(case("number", s, F.mse_loss(s, torch.tensor([[0.75]])), number=0.75))
s, teacher = scores(3, 4), torch.randn(3, 4) * 2
temperature = 2.0
wanted = F.softmax(teacher / temperature, dim=-1)
# The cross entropy, whose gradients are those of the divergence.
loss = -(wanted * F.log_softmax(s / temperature, dim=-1)).sum(-1).mean() * temperature**2
cases.append(case("soft", s, loss, soft=wanted.flatten().tolist(), temperature=temperature))
(here / "losses.json").write_text(json.dumps(cases) + "\n")

weight, bias = torch.nn.Parameter(torch.randn(12)), torch.nn.Parameter(torch.randn(4))
first = {"weight": weight.tolist(), "bias": bias.tolist()}
optimizer = torch.optim.AdamW(
    [{"params": [weight], "weight_decay": 0.1}, {"params": [bias], "weight_decay": 0.0}], lr=1e-2, foreach=False)
steps = []
for step in range(10):
    rate = 1e-2 * (step + 1) / 4 if step < 3 else 1e-2 * (10 - step) / 7
    for group in optimizer.param_groups:
        group["lr"] = rate
    weight.grad, bias.grad = torch.randn(12) * 3, torch.randn(4) * 3
    gradients = {"weight": weight.grad.tolist(), "bias": bias.grad.tolist()}
    norm = torch.nn.utils.clip_grad_norm_([weight, bias], 1.0).item()
    optimizer.step()
    steps.append({"rate": rate, "norm": norm, "gradients": gradients, "weight": weight.tolist(), "bias": bias.tolist()})
(here / "adamw.json").write_text(json.dumps({"first": first, "steps": steps}) + "\n")
