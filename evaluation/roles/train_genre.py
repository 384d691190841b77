#!/usr/bin/env python3
"""Learns what articles are that do not say so themselves: data/extract/genre.json, multinomial logistic regression over how they are told.

usage: train_genre.py --tool EXTRACT_FEATURES --newsloom BINARY [--shared DIR] [--out FILE] [--cross]

--cross  no weights: ten folds by site; prints what score.py would say of the genres with each site left out of learning

Needs numpy and scipy. Learned on two kinds of pages: the gold genres of this folder, and (with weak labels, each counting less) the pages of ../shared/data/extraction that
name their genre themselves; what they say it with (sections, labels, folders) is none of the cues. Of pages there that say nothing the outlets' reports (fundus, zyte) count as
news, a little. The cues are made by the C++ code (extract_features --genres). Nothing of the texts is kept: a weight for each cue and genre.
"""
import argparse
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

import numpy as np
from scipy import optimize

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import score  # noqa: E402
from train import site_of  # noqa: E402

FOLDS, PENALTY = 10, 3.0
GENRES = ["news", "analysis", "opinion", "feature", "review"]
WEAK, WEAK_NEWS = 0.3, 0.1  # what a page counts that names its genre, and one that says nothing; a gold page counts 1
SETS = ["zyte", "fundus", "wcxb-dev", "trafilatura"]


def learn(values, label, weight):
    """Weights [cues, genres] and bias."""
    n, width = values.shape
    k = len(GENRES)
    count = np.bincount(label, weights=weight, minlength=k)
    weight = weight / np.sqrt(np.maximum(count[label], 1))  # rare genres are learned too
    weight *= 150 / weight.sum()
    target = np.eye(k)[label]

    def loss(flat):
        w, b = flat[:-k].reshape(width, k), flat[-k:]
        z = values @ w + b
        z -= z.max(1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(1, keepdims=True)
        d = weight[:, None] * (p - target)
        return -(weight * np.log(np.maximum(p[np.arange(n), label], 1e-12))).sum() + PENALTY / 2 * (w * w).sum(), np.concatenate([(values.T @ d + PENALTY * w).ravel(), d.sum(0)])

    found = optimize.minimize(loss, np.zeros((width + 1) * k), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return found[:-k].reshape(width, k), found[-k:]


def silent_weights(work):
    (work / "silent.json").write_text(json.dumps({**json.loads((score.ROOT / "data" / "extract" / "weights.json").read_text()), "genre": {}}))
    return str(work / "silent.json")


def cues_of(tool, work, files):
    with open(work / "cue-list.tsv", "w", encoding="utf8") as listing:
        listing.writelines(f"{path}\t{url}\n" for path, url in files)
    subprocess.run([tool, "--genres", work / "cue-list.tsv", work / "cues"], check=True)
    names = json.loads((work / "cues.jsonl").read_text(encoding="utf8").split("\n", 1)[0])["features"]
    return names, np.fromfile(work / "cues.f32", dtype=np.float32).reshape(-1, len(names)).astype(float)


def weak_pages(a, work):
    """Cues, labels, weights and sites of the pages of SETS that name their genre, or that outlets printed without naming one."""
    files, urls = [], []
    for name in SETS:
        for gold in sorted((a.shared / "data" / "extraction" / name).glob("*.json")):
            about = json.loads(gold.read_text(encoding="utf8"))
            if about.get("page_type", "article") == "article":
                files.append((gold.with_suffix(".html.gz"), about.get("url") or ""))
    with open(work / "weak.tsv", "w", encoding="utf8") as listing:
        listing.writelines(f"{path}\t{url}\n" for path, url in files)
    done = subprocess.run([a.newsloom, "extract", "--weights", silent_weights(work), "--files-from", work / "weak.tsv"], stdout=subprocess.PIPE, check=False)
    told = {}
    for line in done.stdout.decode("utf8").splitlines():
        answer = json.loads(line)
        if "error" not in answer and answer.get("is_article") is not False and len(answer.get("text") or "") > 400:
            told[answer.get("input")] = answer.get("genre")
    names, values = cues_of(a.tool, work, files)
    label, weight, site, rows = [], [], [], []
    for k, (path, url) in enumerate(files):
        genre = told.get(str(path))
        if genre not in GENRES or (genre == "news" and path.parent.name not in ("zyte", "fundus")):
            continue
        rows.append(k)
        label.append(GENRES.index(genre))
        weight.append(WEAK_NEWS if genre == "news" else WEAK)
        site.append(urllib.parse.urlsplit(url).hostname or path.stem)
    return values[rows], np.array(label), np.array(weight), site


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tool", required=True)
    arguments.add_argument("--newsloom", required=True)
    arguments.add_argument("--shared", type=pathlib.Path, default=score.SHARED)
    arguments.add_argument("--out", default=score.ROOT / "data" / "extract" / "genre.json")
    arguments.add_argument("--cross", action="store_true")
    a = arguments.parse_args()
    pages = [p for p in score.load("*") if p.gold["is_article"] and "genre" in p.gold]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        # What the pages say of themselves: without the model.
        answers = score.extract(a.newsloom, work, [(p.name + ".html", p.data, p.url) for p in pages], "--weights", silent_weights(work))
        names, values = cues_of(a.tool, work, [(work / (p.name + ".html"), p.url) for p in pages])
        weak_values, weak_label, weak_weight, weak_site = weak_pages(a, work)
    told = [answer.get("genre") for answer in answers]
    hosts = [urllib.parse.urlsplit(p.url).hostname or p.name for p in pages]
    usable = np.array([p.gold["genre"] in GENRES for p in pages])
    label = np.array([GENRES.index(p.gold["genre"]) if p.gold["genre"] in GENRES else 0 for p in pages])
    # A page that names its genre is learned from too: how it is told is the same.
    silent = np.array([genre == "news" for genre in told])

    def model(mask, left_out):
        known = np.array([site not in left_out for site in weak_site], dtype=bool)
        return learn(np.concatenate([values[mask], weak_values[known]]), np.concatenate([label[mask], weak_label[known]]), np.concatenate([np.ones(mask.sum()), weak_weight[known]]))

    if not a.cross:
        weights, bias = model(usable, set(hosts))
        note = (f"evaluation/roles/train_genre.py: {int(usable.sum())} pages of this project's gold; {len(weak_label)} pages of {', '.join(SETS)} by what they call themselves or leave "
                "unsaid; no text of theirs is kept")
        classes = [{"genre": g, "bias": round(float(bias[k]), 3), "weights": {n: round(float(w), 3) for n, w in zip(names, weights[:, k])}} for k, g in enumerate(GENRES)]
        pathlib.Path(a.out).write_text(json.dumps({"made_by": note, "classes": classes}, indent=1) + "\n")
        return
    print("named by weak pages:", {g: int((weak_label == k).sum()) for k, g in enumerate(GENRES)}, file=sys.stderr)
    fold = np.array([int(hashlib.sha256(site_of(p).encode()).hexdigest(), 16) % FOLDS for p in pages])
    for k in range(FOLDS):
        weights, bias = model(usable & (fold != k), {host for host, f in zip(hosts, fold) if f == k})
        for i in np.flatnonzero(silent & (fold == k)):
            told[i] = GENRES[int(np.argmax(values[i] @ weights + bias))]
    scores = {}
    for genre in sorted(set(p.gold["genre"] for p in pages)):
        right = sum(t == genre == p.gold["genre"] for t, p in zip(told, pages))
        scores[genre] = score.f1(right, told.count(genre), sum(p.gold["genre"] == genre for p in pages))
    print(f"genre F {np.mean(list(scores.values())):.3f}  " + "  ".join(f"{genre} {f:.3f}" for genre, f in scores.items()))
    for page, genre in zip(pages, told):
        if genre != page.gold["genre"]:
            print(f"{page.name}: {page.gold['genre']} told as {genre}", file=sys.stderr)


if __name__ == "__main__":
    main()
