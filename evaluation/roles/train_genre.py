#!/usr/bin/env python3
"""Learns which articles that do not say what they are are features: data/extract/genre.json, logistic regression over how they are told.

usage: train_genre.py --tool EXTRACT_FEATURES --newsloom BINARY [--out FILE] [--cross]

--cross  no weights: ten folds by site; prints what score.py would say of the genres with each site left out of learning

Needs numpy and scipy. Learned on the gold genres of this folder, over pages whose genre the page itself does not tell; the cues are made by the C++ code
(extract_features --genres). Nothing of the texts is kept: 28 weights.
"""
import argparse
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from scipy import optimize

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import score  # noqa: E402
from train import site_of  # noqa: E402

FOLDS, PENALTY, THRESHOLD = 10, 1.0, 0.5


def learn(values, is_feature):
    def loss(flat):
        z = values @ flat[:-1] + flat[-1]
        d = 1 / (1 + np.exp(-z)) - is_feature
        return np.logaddexp(0, z).sum() - (z * is_feature).sum() + PENALTY / 2 * (flat[:-1] ** 2).sum(), np.append(values.T @ d + PENALTY * flat[:-1], d.sum())

    return optimize.minimize(loss, np.zeros(values.shape[1] + 1), jac=True, method="L-BFGS-B").x


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tool", required=True)
    arguments.add_argument("--newsloom", required=True)
    arguments.add_argument("--out", default=score.ROOT / "data" / "extract" / "genre.json")
    arguments.add_argument("--cross", action="store_true")
    a = arguments.parse_args()
    pages = [p for p in score.load("*") if p.gold["is_article"] and "genre" in p.gold]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        # What the pages say of themselves: without the model.
        (work / "silent.json").write_text(json.dumps({**json.loads((score.ROOT / "data" / "extract" / "weights.json").read_text()), "feature": {}}))
        answers = score.extract(a.newsloom, work, [(p.name + ".html", p.data, p.url) for p in pages], "--weights", str(work / "silent.json"))
        subprocess.run([a.tool, "--genres", work / "list.tsv", work / "cues"], check=True)
        names = json.loads((work / "cues.jsonl").read_text(encoding="utf8").split("\n", 1)[0])["features"]
        values = np.fromfile(work / "cues.f32", dtype=np.float32).reshape(-1, len(names)).astype(float)
    told = [answer.get("genre") for answer in answers]
    silent = np.array([genre == "news" for genre in told])
    is_feature = np.array([p.gold["genre"] == "feature" for p in pages], dtype=float)
    if not a.cross:
        found = learn(values[silent], is_feature[silent])
        text = json.dumps({"made_by": f"evaluation/roles/train_genre.py: {int(silent.sum())} articles that do not tell their genre, {int(is_feature[silent].sum())} features",
                           "threshold": THRESHOLD, "bias": round(float(found[-1]), 3), "weights": {n: round(float(w), 3) for n, w in zip(names, found)}}, indent=1)
        pathlib.Path(a.out).write_text(text + "\n")
        return
    fold = np.array([int(hashlib.sha256(site_of(p).encode()).hexdigest(), 16) % FOLDS for p in pages])
    for k in range(FOLDS):
        found = learn(values[silent & (fold != k)], is_feature[silent & (fold != k)])
        for i in np.flatnonzero(silent & (fold == k)):
            if 1 / (1 + np.exp(-(values[i] @ found[:-1] + found[-1]))) >= THRESHOLD:
                told[i] = "feature"
    scores = {}
    for genre in sorted(set(p.gold["genre"] for p in pages)):
        right = sum(t == genre == p.gold["genre"] for t, p in zip(told, pages))
        scores[genre] = score.f1(right, told.count(genre), sum(p.gold["genre"] == genre for p in pages))
    print(f"genre F {np.mean(list(scores.values())):.3f}  " + "  ".join(f"{genre} {f:.3f}" for genre, f in scores.items()))


if __name__ == "__main__":
    main()
