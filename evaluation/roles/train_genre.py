#!/usr/bin/env python3
"""Learns what articles are that do not say so themselves: data/extract/genre.json, multinomial logistic regression over how they are told.

usage: train_genre.py --tool EXTRACT_FEATURES --newsloom BINARY [--shared DIR] [--out FILE] [--cross]

--cross  no weights: three times ten folds by site; prints what score.py would say of the genres with each site left out of learning

Needs numpy and scipy. Learned on the gold of this folder (pages/, offsets/, genres/), on pages of ../shared/data/extraction that were read and given a genre by hand (learning/genres.tsv,
each counting less) and on invented texts (learning/genre_texts.txt). The cues are made by the C++ code (extract_features --genres). Nothing of the texts is kept: a weight for
each cue and genre.
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

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "learning")]
import genre_pages  # noqa: E402
import score  # noqa: E402
from train import site_of  # noqa: E402

FOLDS, TIMES, PENALTY = 10, 3, 3.0
GENRES = ["news", "analysis", "opinion", "feature", "review", "other"]
# In doubt a text is a report: an opinion that is none costs a story its facts. Added to the bias.
DOUBT = {"news": 0.2, "opinion": -0.2}
READ, INVENTED = 0.3, 1.0  # what a page counts that was read for learning, and an invented text; a gold page counts 1


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
    return found[:-k].reshape(width, k), found[-k:] + [DOUBT.get(genre, 0) for genre in GENRES]


def silent_weights(work):
    (work / "silent.json").write_text(json.dumps({**json.loads((score.ROOT / "data" / "extract" / "weights.json").read_text()), "genre": {}}))
    return str(work / "silent.json")


def cues_of(tool, work, files):
    with open(work / "cue-list.tsv", "w", encoding="utf8") as listing:
        listing.writelines(f"{path}\t{url}\n" for path, url in files)
    subprocess.run([tool, "--genres", work / "cue-list.tsv", work / "cues"], check=True)
    names = json.loads((work / "cues.jsonl").read_text(encoding="utf8").split("\n", 1)[0])["features"]
    return names, np.fromfile(work / "cues.f32", dtype=np.float32).reshape(-1, len(names)).astype(float)


def learning_pages(a, work):
    """Cues, labels, weights and hosts of what is for learning alone."""
    files, label, weight = [], [], []
    for line in (HERE / "learning" / "genres.tsv").read_text(encoding="utf8").splitlines():
        if line.startswith("#"):
            continue
        name, genre = line.split("\t")
        about = json.loads((a.shared / "data" / "extraction" / f"{name}.json").read_text(encoding="utf8"))
        files.append((a.shared / "data" / "extraction" / f"{name}.html.gz", about.get("url") or ""))
        label.append(GENRES.index(genre))
        weight.append(READ)
    for number, (genre, _, page, url) in enumerate(genre_pages.texts()):
        (work / f"learning-{number}.html").write_text(page, encoding="utf8")
        files.append((work / f"learning-{number}.html", url))
        label.append(GENRES.index(genre))
        weight.append(INVENTED)
    _, values = cues_of(a.tool, work, files)
    return values, np.array(label), np.array(weight), [urllib.parse.urlsplit(url).hostname or str(path) for path, url in files]


def report(pages, told, name):
    """told: a list of answers for each time."""
    rows = {}
    for genre in [g for g in score.GENRES if any(p.gold["genre"] == g for p in pages)]:
        gold = sum(p.gold["genre"] == genre for p in pages)
        each = []
        for answers in told:
            right, answered = sum(t == genre == p.gold["genre"] for t, p in zip(answers, pages)), answers.count(genre)
            each.append((score.f1(right, answered, gold), right / answered if answered else 0.0, right / gold))
        rows[genre] = (*np.mean(each, axis=0), gold)
    print(f"{name}, {len(pages)} pages: genre F {np.mean([row[0] for row in rows.values()]):.3f}; without other {np.mean([row[0] for g, row in rows.items() if g != 'other']):.3f}")
    print(f"  {'':10}{'F':>8}{'precision':>11}{'recall':>8}{'pages':>7}")
    for genre, (f, precision, recall, gold) in rows.items():
        print(f"  {genre:10}{f:8.3f}{precision:11.3f}{recall:8.3f}{gold:7d}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tool", required=True)
    arguments.add_argument("--newsloom", required=True)
    arguments.add_argument("--shared", type=pathlib.Path, default=score.SHARED)
    arguments.add_argument("--out", default=score.ROOT / "data" / "extract" / "genre.json")
    arguments.add_argument("--cross", action="store_true")
    a = arguments.parse_args()
    old = [p for p in score.load("*") if p.gold["is_article"] and "genre" in p.gold]
    pages = old + score.load("*", "genres")
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        # What the pages say of themselves: without the model.
        answers = score.extract(a.newsloom, work, [(p.name + ".html", p.data, p.url) for p in pages], "--weights", silent_weights(work))
        names, values = cues_of(a.tool, work, [(work / (p.name + ".html"), p.url) for p in pages])
        more_values, more_label, more_weight, more_host = learning_pages(a, work)
    said = [answer.get("genre") for answer in answers]
    hosts = [urllib.parse.urlsplit(p.url).hostname or p.name for p in pages]
    usable = np.array([p.gold["genre"] in GENRES for p in pages])
    label = np.array([GENRES.index(p.gold["genre"]) if p.gold["genre"] in GENRES else 0 for p in pages])
    # A page that names its genre is learned from too: how it is told is the same.
    silent = np.array([genre == "news" for genre in said])

    def model(mask, left_out):
        known = np.array([host not in left_out for host in more_host], dtype=bool)
        return learn(np.concatenate([values[mask], more_values[known]]), np.concatenate([label[mask], more_label[known]]), np.concatenate([np.ones(mask.sum()), more_weight[known]]))

    if not a.cross:
        weights, bias = model(usable, set())
        read = int((more_weight == READ).sum())
        note = (f"evaluation/roles/train_genre.py: {int(usable.sum())} pages of this project's gold, {read} pages of the extraction sets with genres given by hand, "
                f"{len(more_label) - read} invented texts; nothing of a text is kept")
        classes = [{"genre": g, "bias": round(float(bias[k]), 3), "weights": {n: round(float(w), 3) for n, w in zip(names, weights[:, k])}} for k, g in enumerate(GENRES)]
        pathlib.Path(a.out).write_text(json.dumps({"made_by": note, "classes": classes}, indent=1) + "\n")
        return
    told = []
    for time in range(TIMES):
        told.append(list(said))
        fold = np.array([int(hashlib.sha256(f"{time} {site_of(p)}".encode()).hexdigest(), 16) % FOLDS for p in pages])
        for k in range(FOLDS):
            weights, bias = model(usable & (fold != k), {host for host, f in zip(hosts, fold) if f == k})
            for i in np.flatnonzero(silent & (fold == k)):
                told[-1][i] = GENRES[int(np.argmax(values[i] @ weights + bias))]
    report(old, [answers[: len(old)] for answers in told], "pages/ and offsets/")
    report(pages[len(old):], [answers[len(old):] for answers in told], "genres/")
    report(pages, told, "all gold")
    for i, page in enumerate(pages):
        wrong = [answers[i] for answers in told if answers[i] != page.gold["genre"]]
        if wrong:
            print(f"{page.name}: {page.gold['genre']} told as {', '.join(wrong)}", file=sys.stderr)


if __name__ == "__main__":
    main()
