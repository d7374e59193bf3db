"""Records what the field's scorers say about made-up labels, answers and numbers.

    python record.py SCORERS

SCORERS holds the official evaluate-v1.1.py and evaluate-v2.0.py of SQuAD, unchanged.
Versions: Python 3.11, seqeval 1.2.2, scikit-learn 1.9.1, scipy 1.17.1, numpy 2.4.6. Seed 20240608.
"""

import importlib.util
import json
import pathlib
import random
import sys
import warnings

import numpy
import scipy.stats
import sklearn.metrics
from seqeval.metrics import accuracy_score
from seqeval.metrics.sequence_labeling import precision_recall_fscore_support as lenient_scores
from seqeval.metrics.v1 import precision_recall_fscore_support as strict_scores
from seqeval.scheme import BILOU, IOB1, IOB2, IOBES, IOE1, IOE2, auto_detect

SEED = 20240608
HERE = pathlib.Path(__file__).parent
SCHEMES = {"iob1": IOB1, "iob2": IOB2, "ioe1": IOE1, "ioe2": IOE2, "iobes": IOBES, "bilou": BILOU}
PREFIXES = {"iob1": "BI", "iob2": "BI", "ioe1": "IE", "ioe2": "IE", "iobes": "BIES", "bilou": "BILU"}
TYPES = ["PER", "LOC", "SUB-TYPE", "caf\u00e9", "cafe\u0301"]
warnings.filterwarnings("ignore")


def scorer(folder, name):
    spec = importlib.util.spec_from_file_location(name.replace("-", "_").replace(".", "_"), folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sequence(random, prefixes, length):
    labels = []
    while len(labels) < length:
        if random.random() < 0.35:
            labels.append("O")
        elif labels and labels[-1] != "O" and random.random() < 0.5:
            labels.append(random.choice(prefixes) + labels[-1][1:])
        else:
            labels.append(random.choice(prefixes) + "-" + random.choice(TYPES))
    return labels


def triple(scores):
    return [float(x) for x in scores[:3]]


def spans():
    dice = random.Random(SEED)
    cases = []
    for name in [None] + list(SCHEMES):
        for number in range(16):
            prefixes = PREFIXES[name] if name else dice.choice(list(PREFIXES.values()) + ["BIESLU"])
            gold = [sequence(dice, prefixes, dice.randrange(0, 12)) for _ in range(dice.randrange(1, 6))]
            predicted = [[label if dice.random() < 0.7 else sequence(dice, prefixes, 1)[0] for label in labels]
                         for labels in gold]
            if name is None and number == 0:
                gold, predicted = [["O", "B", "I", "E-", "X", "B-A", "I-A", "I-B", "."]], [
                    ["B", "I", "O", "E-", "Y", "I-A", "E-A", "S-B", ".-A"]]
            more = {"scheme": SCHEMES[name]} if name else {}
            score = strict_scores if name else lenient_scores
            each = score(gold, predicted, average=None, **more)
            try:
                detected = auto_detect(gold).__name__.lower()
            except (ValueError, IndexError):
                detected = None
            case = {"scheme": name, "gold": gold, "predicted": predicted, "detected": detected,
                    "each": [[float(x) for x in column] for column in each]}
            if len(each[0]):
                for average in ["micro", "macro", "weighted"]:
                    case[average] = triple(score(gold, predicted, average=average, **more))
            if sum(map(len, gold)):
                case["accuracy"] = float(accuracy_score(gold, predicted))
            cases.append(case)
    return {"cases": cases}


ANSWERS = [
    "", " ", "the", "A an THE", "The Lighthouse", "lighthouse", "the keeper's lamp", "keepers lamp", "1,234", "1234",
    "\u0130stanbul", "i\u0307stanbul", "\u039f\u0394\u039f\u03a3", "\u03bf\u03b4\u03bf\u03c2", "\u03a3\u0391\u03a3'\u03a3",
    "a\u0301 la carte", "\u00e1 la carte", "an\u00a0apple", "an apple", "the\u2019s end", "theA", "a\u200db", "\u2460a the\u00b2",
    "\uff21n", "\u01c5 \u00df \ufb03", "a\x1cthe\x1fb", "a_an the_", "\u201cthe\u201d", "th\u00e9 the\u0301", "\u13f8\u13a0",
    "\u6771\u4eac the", "the\u6771", "a-b-the-c", "$5.00!", "~`!@#$%^&*()_+-=[]{}\\|;:'\",.<>/?", "\u3000wide\u3000the\u3000",
    "\u05d4 a \u05e9", "co-operate", "cooperate", "\U0001f469\u200d\U0001f467 the", "\u1e9e", "a\u0345\u03a3", "\u03a3", "x\u03a3.", "x\u00ad\u03a3\u00ady",
]


def squad(folder):
    dice = random.Random(SEED)
    first, second = scorer(folder, "evaluate-v1.1"), scorer(folder, "evaluate-v2.0")
    alphabet = "aA nNtThHeE.,'-_ \t\u00a0\u00c9\u0301\u03a3\u03c3\u0130i\u00b2\u6771\u2019"
    texts = ANSWERS + ["".join(dice.choice(alphabet) for _ in range(dice.randrange(1, 14))) for _ in range(150)]
    normal = [[text, first.normalize_answer(text)] for text in texts]
    assert all(second.normalize_answer(text) == result for text, result in normal)

    sets = []
    words = "the old keeper lit a lamp near harbour in Bergen at night 1870 \u03a3igma caf\u00e9".split()
    phrase = lambda: " ".join(dice.choice(words) for _ in range(dice.randrange(1, 6)))
    for number in range(12):
        with_none, with_missing = number % 2 == 1, number % 4 >= 2
        questions = []
        for _ in range(dice.randrange(4, 40)):
            gold = [phrase() for _ in range(dice.randrange(1, 4))]
            if with_none and dice.random() < 0.4:
                gold = [] if dice.random() < 0.9 else ["the"]
            prediction = dice.choice([dice.choice(gold or [""]), phrase(), "", "a " + dice.choice(gold or ["x"])])
            if with_missing and dice.random() < 0.15:
                prediction = None
            # Few values, so that some are equal.
            questions.append({"gold": gold, "prediction": prediction, "null": dice.randrange(20) / 16})
        data = [{"paragraphs": [{"qas": [
            {"id": str(i), "answers": [{"text": text} for text in q["gold"]]} for i, q in enumerate(questions)]}]}]
        predictions = {str(i): q["prediction"] for i, q in enumerate(questions) if q["prediction"] is not None}
        nulls = {str(i): q["null"] for i, q in enumerate(questions)}
        entry = {"questions": questions}
        if all(q["gold"] for q in questions):
            entry["v1"] = first.evaluate(data, predictions)
        has = second.make_qid_to_has_ans(data)
        exact, f1 = second.get_raw_scores(data, predictions)
        entry["v2"] = []
        for threshold in [1.0, 0.5]:
            exact_kept = second.apply_no_ans_threshold(exact, nulls, has, threshold)
            f1_kept = second.apply_no_ans_threshold(f1, nulls, has, threshold)
            report = second.make_eval_dict(exact_kept, f1_kept)
            for prefix, wanted in [("HasAns", True), ("NoAns", False)]:
                # The scorer fails on a missing prediction here; it is left out, as in the means over all.
                ids = [k for k, v in has.items() if v == wanted and k in exact]
                if ids:
                    second.merge_eval(report, second.make_eval_dict(exact_kept, f1_kept, qid_list=ids), prefix)
            second.find_all_best_thresh(report, predictions, exact, f1, nulls, has)
            entry["v2"].append({"threshold": threshold} | report)
        sets.append(entry)
    return {"normal": normal, "sets": sets}


def labels():
    dice = random.Random(SEED)
    cases = []
    for number in range(24):
        names = dice.sample(["a", "B", "c\u00e9", "ce\u0301", "\u6771", "Z z", "10", "9"], dice.randrange(1, 7))
        gold = [dice.choice(names) for _ in range(dice.randrange(1, 60))]
        predicted = [g if dice.random() < 0.6 else dice.choice(names) for g in gold]
        if number == 1:
            predicted = [names[0]] * len(gold)
        order = sorted(set(gold) | set(predicted))
        scores = sklearn.metrics.precision_recall_fscore_support
        each = scores(gold, predicted, labels=order, zero_division=0)
        cases.append({
            "gold": gold, "predicted": predicted, "labels": order,
            "accuracy": float(sklearn.metrics.accuracy_score(gold, predicted)),
            "matthews": float(sklearn.metrics.matthews_corrcoef(gold, predicted)),
            "confusion": sklearn.metrics.confusion_matrix(gold, predicted, labels=order).tolist(),
            "each": [[float(x) for x in column] for column in each],
        } | {average: triple(scores(gold, predicted, average=average, zero_division=0))
             for average in ["micro", "macro", "weighted"]})
    numbers = []
    for number in range(12):
        first = [round(dice.gauss(0, 3), dice.randrange(0, 3)) for _ in range(dice.randrange(2, 40))]
        second = [round(x * dice.choice([1, 1, -1]) + dice.gauss(0, 2), dice.randrange(0, 3)) for x in first]
        if number == 0:
            second = [1.0] * len(first)
        pair = [float(scipy.stats.pearsonr(first, second).statistic), float(scipy.stats.spearmanr(first, second).statistic)]
        numbers.append({"first": first, "second": second,
                        "pearson": None if numpy.isnan(pair[0]) else pair[0],
                        "spearman": None if numpy.isnan(pair[1]) else pair[1]})
    values = sorted(dice.gauss(0, 1) for _ in range(37))
    return {"cases": cases, "numbers": numbers,
            "quantiles": {"values": values, "shares": [0, 0.025, 0.31, 0.5, 0.975, 1],
                          "results": numpy.quantile(values, [0, 0.025, 0.31, 0.5, 0.975, 1]).tolist()}}


if __name__ == "__main__":
    for name, value in [("spans", spans()), ("squad", squad(pathlib.Path(sys.argv[1]))), ("labels", labels())]:
        text = json.dumps({"seed": SEED} | value, ensure_ascii=True, separators=(",", ":"))
        (HERE / f"{name}.json").write_text(text + "\n")
