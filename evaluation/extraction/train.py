#!/usr/bin/env python3
"""Trains the trees of src/extract and writes them as JSON (data/extract/weights.json).

usage: train.py --shared DIR --tool EXTRACT_FEATURES --work DIR --out DIR [--folds 5] [--parts body,lines,titles,pages]

Rows are made by the tool (the C++ code itself) and kept in the work folder. Writes OUT/weights.json, learned from all
pages, and OUT/foldK.json, learned without the registrable domains of fold K over all sets (the cross-validated figures).
Parts that are not trained stay as those files have them. Test-only dependencies: numpy, lightgbm.

Labels: a block belongs to the body when at least half of its words are aligned with the gold text (align.py), or by the
segments that must or must not be there. Texts are used for labels alone; the weights hold numbers about shapes.
"""
import argparse
import hashlib
import json
import os
import pickle
import re
import subprocess
import sys
import unicodedata

import lightgbm
import numpy

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import align  # noqa: E402
from folds import domain, fold_of  # noqa: E402

SETS = {"zyte": 2.0, "fundus": 1.5, "wcxb-dev": 1.0, "trafilatura": 1.0}
RATE = 0.15  # 60 rounds at .15 are as good as 110 at .085 (loss on unseen domains .0913 and .0914) and half the work


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def gold_of(shared, key):
    return json.load(open(f"{shared}/data/extraction/{key}.json", encoding="utf8"))


def segment_labels(texts, gold):
    """Labels from segments that must or must not be in the text: 1, 0 or None."""
    flat = [squeeze(t) for t in texts]
    labels = [None] * len(flat)
    for segment in gold.get("without", []):
        s = squeeze(segment)
        for i, t in enumerate(flat):
            if s and s in t:
                labels[i] = 0
    for segment in gold.get("with", []):
        s = squeeze(segment)
        at = [i for i, t in enumerate(flat) if s and s in t]
        if at and (len(at) == 1 or len(s) > 40):
            labels[max(at, key=lambda i: len(flat[i]))] = 1  # the longest that holds it
    return labels


def labels_of(texts, gold):
    """(label, weight) per block; weights are 0 where nothing is known."""
    n = len(texts)
    label, weight = numpy.zeros(n, dtype=numpy.float32), numpy.zeros(n, dtype=numpy.float32)
    words = numpy.array([len(align.words(t)) for t in texts], dtype=numpy.float32)
    if gold.get("text"):
        pairs, used, total = align.matched(texts, gold["text"])
        if total == 0 or used < 0.8 * total:
            return label, weight  # the page as stored does not show what the gold says
        share = numpy.array([g / t if t else 0.0 for g, t in pairs])
        label = (share >= 0.5).astype(numpy.float32)
        weight = (numpy.sqrt(words) + 1) * numpy.maximum(0.1, numpy.abs(share - 0.5) * 2)
        return label, (100.0 * weight / weight.sum()).astype(numpy.float32)  # a page counts as a page
    for i, l in enumerate(segment_labels(texts, gold)):
        if l is not None:
            label[i] = l
            weight[i] = numpy.sqrt(words[i]) + 1
    if weight.sum() > 0:
        weight *= min(8.0, 25.0 / weight.sum())
    return label, weight


def make_rows(a, part):
    """Feature rows and labels of all sets; made once per work folder."""
    folder = f"{a.work}/rows-{part}"
    os.makedirs(folder, exist_ok=True)
    names, pages, values = None, [], {}
    for name, set_weight in SETS.items():
        base = f"{folder}/{name}"
        if not os.path.exists(base + ".labels"):
            keys = sorted(f[:-5] for f in os.listdir(f"{a.shared}/data/extraction/{name}") if f.endswith(".json"))
            with open(base + ".list", "w") as out:
                for key in keys:
                    gold = gold_of(a.shared, f"{name}/{key}")
                    if gold.get("page_type", "article") == "article":
                        out.write(f"{a.shared}/data/extraction/{name}/{key}.html.gz\t{gold.get('url') or ''}\n")
            subprocess.run([a.tool, *(["--lines"] if part == "lines" else []), base + ".list", base], check=True)
            made = []
            with open(base + ".jsonl", encoding="utf8") as lines:
                header = json.loads(next(lines))["features"]
                for line in lines:
                    page = json.loads(line)
                    m = re.search(r"([^/]+)/([^/]+)\.html", page["input"])
                    gold = gold_of(a.shared, f"{m[1]}/{m[2]}")
                    label, weight = labels_of([b[1] for b in page["blocks"]], gold)
                    made.append(dict(set=name, input=page["input"], page_url=page["url"], url=gold.get("url") or m[0], n=len(label), label=label, weight=weight * set_weight))
            pickle.dump((header, made), open(base + ".labels", "wb"))
        header, made = pickle.load(open(base + ".labels", "rb"))
        names = header
        values[name] = numpy.memmap(base + ".f32", dtype=numpy.float32, mode="r").reshape(-1, len(header))
        at = 0
        for page in made:
            page["values"] = (name, at, at + page["n"])
            at += page["n"]
        pages += made
    return names, pages, values


def thinned(x, y, w, names):
    """Rows to learn from: known ones; of those that are far from any prose every fourth, four times as heavy."""
    far = (x[:, names.index("in_main70")] == 0) & (x[:, names.index("c3_prose_share")] < 0.05) & (y == 0)
    keep = (w > 0) & (~far | (numpy.arange(len(y)) % 4 == 0))
    return keep, numpy.where(far, w * 4, w)


def fit(x, y, w, rounds, leaves=24, seed=1, smallest=60, names=None, rate=0.085):
    keep = w > 0
    if names:
        keep, w = thinned(x, y, w, names)
    parameters = dict(objective="binary", learning_rate=rate, num_leaves=leaves, min_data_in_leaf=smallest, lambda_l2=5.0, feature_fraction=0.4, bagging_fraction=0.8,
                      bagging_freq=1, verbosity=-1, seed=seed, num_threads=1, deterministic=True, max_bin=63, force_col_wise=True)
    return lightgbm.train(parameters, lightgbm.Dataset(x[keep], label=y[keep], weight=w[keep]), num_boost_round=rounds)


def features_in(node):
    if "split_feature" in node:
        yield int(node["split_feature"])
        yield from features_in(node["left_child"])
        yield from features_in(node["right_child"])


def exported(model, names):
    """LightGBM's trees in the form that src/extract/weights.cpp reads."""
    dump = model.dump_model()
    used = sorted({f for t in dump["tree_info"] for f in features_in(t["tree_structure"])})
    place = {f: i for i, f in enumerate(used)}
    trees = []
    for info in dump["tree_info"]:
        tree = dict(feature=[], threshold=[], left=[], right=[], leaf=[])

        def add(node):
            if "leaf_value" in node:
                tree["leaf"].append(float("%.4g" % node["leaf_value"]))
                return -len(tree["leaf"])
            i = len(tree["feature"])
            tree["feature"].append(place[int(node["split_feature"])])
            tree["threshold"].append(float("%.5g" % node["threshold"]))
            tree["left"].append(0)
            tree["right"].append(0)
            tree["left"][i] = add(node["left_child"])
            tree["right"][i] = add(node["right_child"])
            return i

        add(info["tree_structure"])
        trees.append(tree)
    return dict(features=[names[f] for f in used], bias=0.0, trees=trees)


def loss(y, w, q):
    return float(-(w * (y * numpy.log(q + 1e-6) + (1 - y) * numpy.log(1 - q + 1e-6))).sum() / w.sum())


def important(model, names, most=40):
    return ", ".join(f"{n} {g:.0f}" for g, n in sorted(zip(model.feature_importance("gain"), names), reverse=True)[:most])


def second_rows(a, part, pages, probabilities):
    """The second trees' rows, made by the C++ code itself from given probabilities."""
    base = f"{a.work}/second-{part}"
    with open(base + ".list", "w") as out:
        last = None
        for page in pages:
            if page["input"] != last:
                out.write(page["input"] + "\t" + page["page_url"] + "\n")
            last = page["input"]
    probabilities.astype(numpy.float32).tofile(base + ".p")
    subprocess.run([a.tool, "--given", base + ".p", *(["--lines"] if part == "lines" else []), base + ".list", base], check=True)
    with open(base + ".jsonl") as lines:
        names = json.loads(lines.readline())["features"]
    values = numpy.fromfile(base + ".f32", dtype=numpy.float32).reshape(-1, len(names))
    for end in (".f32", ".jsonl", ".p", ".list"):
        os.remove(base + end)
    return names, values


class Blocks:
    """The rows of one part and the trees over them. Fits are kept by what they leave out, so that the folds share them."""

    def __init__(self, a, part, rounds, leaves):
        self.a, self.part, self.rounds, self.leaves = a, part, rounds, leaves
        self.names, pages, values = make_rows(a, part)
        # Pages of which nothing is known are of no use here.
        known = {p["input"] for p in pages if p["weight"].sum() > 0}
        self.pages = [p for p in pages if p["input"] in known]
        self.x = numpy.concatenate([values[p["values"][0]][p["values"][1] : p["values"][2]] for p in self.pages])
        self.y = numpy.concatenate([p["label"] for p in self.pages])
        self.w = numpy.concatenate([p["weight"] for p in self.pages])
        # Posts that an article embeds are taken by a rule: the sets do not agree on them.
        self.w[(self.x[:, self.names.index("place:quote")] > 0) & (self.x[:, self.names.index("near:embed")] > 0)] = 0
        self.fold = numpy.concatenate([numpy.full(p["n"], fold_of(p["url"], a.folds)) for p in self.pages])
        self.fits = {}

    def first(self, *without):
        """The first trees, learned without these folds."""
        key = frozenset(without)
        if key not in self.fits:
            rows = ~numpy.isin(self.fold, list(key))
            self.fits[key] = fit(self.x[rows], self.y[rows], self.w[rows], self.rounds, self.leaves, names=self.names, rate=RATE)
        return self.fits[key]

    def train(self, left_out):
        """Both kinds of trees, without fold `left_out` (None: from all pages)."""
        without = [] if left_out is None else [left_out]
        # What the first trees say of domains they have not seen, for the second to learn from.
        unseen = numpy.zeros(len(self.y), dtype=numpy.float32)
        for k in range(self.a.folds):
            if k in without:
                continue
            rows = self.fold == k
            unseen[rows] = self.first(k, *without).predict(self.x[rows], num_threads=1)
        rows = ~numpy.isin(self.fold, without)
        y, w = self.y[rows], self.w[rows]
        pages = [p for p in self.pages if fold_of(p["url"], self.a.folds) not in without]
        names2, x2 = second_rows(self.a, self.part, pages, unseen[rows])
        second = fit(x2, y, w, self.rounds, self.leaves, seed=2, names=names2, rate=RATE)
        print(f"{self.part}, without fold {left_out}: {len(pages)} pages, {len(y)} blocks, {int((w > 0).sum())} labelled; first on unseen domains "
              f"{loss(y, w, unseen[rows]):.4f}, second in sample {loss(y, w, second.predict(x2, num_threads=1)):.4f}", flush=True)
        print("first: " + important(self.first(*without), self.names))
        print("second: " + important(second, names2), flush=True)
        return exported(self.first(*without), self.names), exported(second, names2), f"{len(pages)} pages, {int((w > 0).sum())} blocks"


def same_title(text):
    """The form in which two headlines are the same: as the scorer's normalised titles."""
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--", "\u00ad\u200b\ufeff")).casefold()
    return re.sub(r"[\W_]+", " ", text).strip()


def train_titles(a):
    base = f"{a.work}/titles-{a.fold}"
    x, y, w, groups = [], [], [], []
    for name, weight in (("fundus", 6.0), ("wcxb-dev", 1.0), ("trafilatura", 0.9)):
        keys = sorted(f[:-5] for f in os.listdir(f"{a.shared}/data/extraction/{name}") if f.endswith(".json"))
        golds = {k: gold_of(a.shared, f"{name}/{k}") for k in keys}
        with open(base + ".list", "w") as out:
            for key, gold in golds.items():
                if not gold.get("title") or gold.get("page_type", "article") != "article":
                    continue
                if a.fold is None or fold_of(gold.get("url") or f"{name}/{key}.html", a.folds) != a.fold:
                    out.write(f"{a.shared}/data/extraction/{name}/{key}.html.gz\t{gold.get('url') or ''}\n")
        subprocess.run([a.tool, "--titles", base + ".list", base], check=True)
        with open(base + ".jsonl") as lines:
            names = json.loads(lines.readline())["features"]
            rows = numpy.fromfile(base + ".f32", dtype=numpy.float32).reshape(-1, len(names))
            at = 0
            for line in lines:
                page = json.loads(line)
                key = re.search(r"([^/]+)\.html", page["input"])[1]
                right = [same_title(c) == same_title(golds[key]["title"]) for c in page["candidates"]]
                if any(right):
                    x.append(rows[at : at + len(right)])
                    y.append(numpy.array(right, dtype=float))
                    w += [weight] * len(right)
                    groups.append(golds[key].get("url") or key)
                at += len(right)
    for end in (".f32", ".jsonl", ".list"):
        os.remove(base + end)
    sizes = [len(v) for v in y]
    starts = numpy.cumsum([0] + sizes)
    x, flat, w = numpy.concatenate(x), numpy.concatenate(y), numpy.array(w)
    side = numpy.repeat([int(hashlib.sha1(domain(u).encode()).hexdigest()[8:16], 16) % 4 for u in groups], sizes)
    unseen = numpy.zeros(len(flat))
    for k in range(4):
        unseen[side == k] = fit(x[side != k], flat[side != k], w[side != k], 130, 8, smallest=10).predict(x[side == k], raw_score=True)
    right = {}
    for i, v in enumerate(y):
        right.setdefault(w[starts[i]], []).append(v[numpy.argmax(unseen[starts[i] : starts[i + 1]])])
    model = fit(x, flat, w, 130, 8, smallest=10)
    print(f"titles, fold {a.fold}: {len(y)} pages; right on unseen domains " + ", ".join(f"{numpy.mean(v):.3f} (weight {k})" for k, v in right.items()))
    print("title: " + important(model, names, 30))
    return exported(model, names), f"{len(y)} pages"


def train_pages(a, weights):
    base = f"{a.work}/pages-{a.fold}"
    x, y, w, kinds = [], [], [], []
    for name, weight in (("wcxb-dev", 1.0), ("zyte", 0.3), ("fundus", 0.3)):
        keys = sorted(f[:-5] for f in os.listdir(f"{a.shared}/data/extraction/{name}") if f.endswith(".json"))
        golds = [gold_of(a.shared, f"{name}/{key}") for key in keys]
        chosen = [(k, g) for k, g in zip(keys, golds) if a.fold is None or fold_of(g.get("url") or f"{name}/{k}.html", a.folds) != a.fold]
        with open(base + ".list", "w") as out:
            for key, gold in chosen:
                out.write(f"{a.shared}/data/extraction/{name}/{key}.html.gz\t{gold.get('url') or ''}\n")
        subprocess.run([a.tool, "--pages", "--weights", weights, base + ".list", base], check=True)
        with open(base + ".jsonl") as lines:
            names = json.loads(lines.readline())["features"]
        x.append(numpy.fromfile(base + ".f32", dtype=numpy.float32).reshape(-1, len(names)))
        y += [float(g.get("page_type", "article") == "article") for _, g in chosen]
        w += [weight] * len(chosen)
        kinds += [g.get("url") or k for k, g in chosen]
    for end in (".f32", ".jsonl", ".list"):
        os.remove(base + end)
    x, y, w = numpy.concatenate(x), numpy.array(y), numpy.array(w)
    # The threshold with the best F on domains not seen.
    side = numpy.array([int(hashlib.sha1(domain(u).encode()).hexdigest()[8:16], 16) % 4 for u in kinds])
    unseen = numpy.zeros(len(y))
    for k in range(4):
        unseen[side == k] = fit(x[side != k], y[side != k], w[side != k], 120, 12, smallest=12).predict(x[side == k])
    best = max((f_of(y, unseen >= t, w == 1.0), t) for t in numpy.arange(0.3, 0.71, 0.02))
    model = fit(x, y, w, 120, 12, smallest=12)
    print(f"pages, fold {a.fold}: {len(y)} pages; F on unseen domains {best[0]:.4f} at {best[1]:.2f}")
    print("page: " + important(model, names, 25))
    return exported(model, names), float(best[1]), f"{len(y)} pages"


def f_of(y, said, which):
    y, said = y[which] > 0, said[which]
    return 2 * (y & said).sum() / max(1, y.sum() + said.sum())


ORIGIN = "evaluation/extraction/train.py; labels by alignment with the gold of " + ", ".join(SETS) + "; no text of theirs is kept; "


def improve(path, change):
    """Reads a weights file (or begins one), lets `change` work on it and writes it."""
    known = json.load(open(path)) if os.path.exists(path) else {}
    made_by = known.get("made_by") if isinstance(known.get("made_by"), dict) else {}
    weights = {"made_by": made_by, "threshold": known.get("threshold", 0.5), "page_threshold": known.get("page_threshold", 0.5),
               **{k: known[k] for k in ("first", "second", "text_first", "text_second", "title", "page") if k in known}}
    change(weights, made_by)
    with open(path, "w") as out:
        json.dump(weights, out, separators=(",", ":"))
        out.write("\n")


def main():
    ap = argparse.ArgumentParser()
    for name in ("shared", "tool", "work", "out"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--parts", default="body,lines,titles,pages")
    ap.add_argument("--rounds", type=int, default=60)
    ap.add_argument("--leaves", type=int, default=28)
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    files = [(k, f"{a.out}/fold{k}.json") for k in range(a.folds)] + [(None, f"{a.out}/weights.json")]
    if "body" in a.parts:
        blocks = Blocks(a, "body", a.rounds, a.leaves)
        for k, path in files:
            def body(weights, made_by, k=k):
                weights["first"], weights["second"], n = blocks.train(k)
                made_by["body"] = ORIGIN + n
            improve(path, body)
        del blocks
    if "lines" in a.parts:
        def lines(weights, made_by):
            weights["text_first"], weights["text_second"], n = Blocks(a, "lines", max(30, a.rounds * 2 // 3), 16).train(None)
            made_by["lines"] = ORIGIN + n
        improve(files[-1][1], lines)
    for k, path in files:
        a.fold = k
        if "titles" in a.parts:
            def titles(weights, made_by):
                weights["title"], n = train_titles(a)
                made_by["titles"] = "evaluation/extraction/train.py; titles of fundus, wcxb-dev, trafilatura; " + n
            improve(path, titles)
        if "pages" in a.parts:
            def kinds(weights, made_by, path=path):
                weights["page"], weights["page_threshold"], n = train_pages(a, path)
                made_by["pages"] = "evaluation/extraction/train.py; page types of wcxb-dev, zyte and fundus as articles; " + n
            improve(path, kinds)


main()
