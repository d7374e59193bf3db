"""A process that runs one peer: told what to do by lines of JSON on standard input, answers with lines of JSON."""
import json
import os
import sys
import time
from pathlib import Path


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what libraries print is no answer
    run, made, seen = None, [], {}
    for line in sys.stdin:
        order = json.loads(line)
        answer = {}
        try:
            if order["do"] == "load":
                from . import runtimes

                run = None
                run = runtimes.load(
                    order["runtime"], Path(order["checkpoint"]), Path(order["folder"]), order["task"],
                    order["precision"], order["threads"],
                )
            elif order["do"] == "batches":
                from . import work

                made = work.batches(Path(order["windows"]), order["size"], order["part"], order["parts"])
                answer = {"batches": len(made), "computed": sum(ids.size for _, ids, _, _ in made)}
            elif order["do"] == "warm":
                # The longest, which come first, and a few of the others.
                for _, *arrays in made[:2] + made[2 :: max(1, len(made) // 4)]:
                    run(*arrays)
            elif order["do"] == "run":
                start = time.monotonic()
                for _, *arrays in made:
                    run(*arrays)
                answer = {"start": start, "end": time.monotonic()}
            elif order["do"] == "logits":
                import numpy as np

                seen = {}
                for members, *arrays in made:
                    outputs = run(*arrays)
                    lengths = arrays[1].sum(axis=1)
                    for row, member in enumerate(members):
                        rows = [o[row] if order["task"] == "pair" else o[row][: lengths[row]] for o in outputs]
                        seen[str(member)] = np.stack([np.asarray(r, np.float32) for r in rows])
                np.savez(order["target"], **seen)
                seen = {}
        except Exception as error:  # told to whoever asked; the next order may succeed
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
