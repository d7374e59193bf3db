"""A process that runs transformers' own token-classification pipeline, tokenization included."""
import json
import os
import sys
import time


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    pipeline, texts = None, []
    for line in sys.stdin:
        order = json.loads(line)
        answer = {}
        try:
            if order["do"] == "load":
                import torch
                import transformers

                torch.set_num_threads(order["threads"])
                types = {"f32": torch.float32, "bf16": torch.bfloat16}
                pipeline = transformers.pipeline(
                    "token-classification", order["checkpoint"], device="cpu", dtype=types[order["precision"]]
                )
            elif order["do"] == "texts":
                with open(order["records"], encoding="utf-8") as file:
                    records = [json.loads(line) for line in file]
                # Without batches of its own length the pipeline takes texts as they come.
                texts = [" ".join(record["tokens"]) for record in records][: order["count"]]
                answer = {"tokens": sum(len(ids) for ids in pipeline.tokenizer(texts)["input_ids"])}
            elif order["do"] == "run":
                start = time.monotonic()
                for _ in pipeline(texts, batch_size=order["batch"]):
                    pass
                answer = {"start": start, "end": time.monotonic()}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
