#!/usr/bin/env python3
"""Learns data/extract/lines.json: what the lines of a page given as plain text are (line_roles, as train.py's model, the body being one of the roles), and trees over what that model and
the trees over lines say of a line and its neighbours (line_body: is it of the body).

usage: train_lines.py --tool EXTRACT_FEATURES --newsloom BINARY --work FOLDER [--out FILE] [--cross [--quick]]

--cross  no weights: five folds by site; each page is read with weights learned without its site (nor any mixture made of it), and the figures are printed
--quick  with --cross, to look at a change: what the trees learn from comes from models that have seen the fold left out, a third of the work

Needs numpy, scipy and lightgbm. Learned from: the gold of pages/, genres/ and offsets/ as lines; the pages of learning/pages.py; those of learning/lines.txt; mixtures of all with boxes
(learning/lines.py). Only the gold is counted. The trees learn from what the model of roles says of pages that it has not seen: models of the other folds, as those are of no use to it that know
the page. Rows are made by the C++ code itself (extract_features); nothing of the texts is kept.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys

import lightgbm
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE / "learning"))
sys.path.insert(0, str(HERE.parent / "extraction"))
import lines as learning_lines  # noqa: E402
import score  # noqa: E402
import train  # noqa: E402

FOLDS, EVERY_FOLD = train.FOLDS, -1
COPIES = {"gold": 2, "genres": 2, "written": 4}  # mixtures of each page
ROLE_SHARE = {"gold": 1, "genres": 1, "boxes": .4, "written": .7, "mixed": .3}  # what a line counts
TREE_SHARE = {"gold": 1, "genres": 1, "dev": .7, "boxes": .1, "written": .7, "mixed": .3}  # what a page counts
THRESHOLD = .4
TREES = dict(objective="binary", learning_rate=.06, num_leaves=16, min_data_in_leaf=20, lambda_l2=5.0, feature_fraction=.3, bagging_fraction=.7, bagging_freq=1, verbosity=-1, seed=1,
             num_threads=1, deterministic=True, max_bin=63, force_col_wise=True)
ROUNDS = 200


class Pages:
    """All pages to learn from, the kind and the fold of each."""

    def __init__(self):
        self.list, self.kind, self.fold = [], [], []
        gold, genres, written = score.load("*"), score.load("*", "genres"), learning_lines.written()
        for page in genres:
            page.name = "g" + page.name
        nowhere = lambda page: EVERY_FOLD
        for page in gold:
            self.add(page, "gold" if page.complete or page.name.startswith("sample") else "dev", train.fold_of(page))
        for page in genres:
            self.add(page, "genres", train.fold_of(page))
        for page in train.learning_pages():
            self.add(page, "boxes", EVERY_FOLD)
        for page in written:
            self.add(page, "written", EVERY_FOLD)
        for kind, pages, fold in (("gold", gold, train.fold_of), ("genres", genres, train.fold_of), ("written", written, nowhere)):
            for page, mixture in learning_lines.mixed(pages, fold, COPIES[kind]):
                self.add(mixture, "mixed", fold(page))
        self.fold = np.array(self.fold)

    def add(self, page, kind, fold):
        self.list.append(page)
        self.kind.append(kind)
        self.fold.append(fold)


class Learner:
    def __init__(self, a):
        self.a, self.work = a, pathlib.Path(a.work)
        self.work.mkdir(parents=True, exist_ok=True)
        self.pages = Pages()
        rows = self.rows = train.Rows(self.pages.list, a.tool, self.work, True)
        (self.work / "list.tsv").rename(self.work / "all.tsv")  # score.extract writes lists of its own
        rows.share = np.array([ROLE_SHARE.get(self.pages.kind[k], 1) for k in rows.page])
        self.fold = self.pages.fold[rows.page]
        self.steps = train.steps_of(rows, rows.page >= 0)
        self.matrix = train.matrix_of(rows, self.steps)
        self.body = (rows.label == rows.roles.index("paragraph")).astype(int)
        words = rows.values[:, rows.names.index("words")] + 1
        weight = np.sqrt(words)
        weight /= np.power(np.bincount(rows.page, weights=weight)[rows.page], .8)  # a page counts as a page, nearly
        self.weight = weight * np.array([TREE_SHARE[kind] for kind in self.pages.kind])[rows.page]
        self.models, self.rows_quick = {}, None

    def roles(self, *without):
        """The model of roles learned without these folds: (weights, bias)."""
        key = frozenset(without)
        if key not in self.models:
            seen = ~np.isin(self.fold, list(key))
            self.models[key] = train.learn(self.matrix[seen], self.rows.label[seen], len(self.rows.roles), self.rows.share[seen])
        return self.models[key]

    def likely(self, lines, *without):
        weights, bias = self.roles(*without)
        z = self.matrix[lines] @ weights + bias
        e = np.exp(z - z.max(1, keepdims=True))
        return e / e.sum(1, keepdims=True)

    def unseen(self, *without):
        """What models that have not seen a page say of its lines; those of the folds `without` are known to none."""
        p = np.zeros((len(self.fold), len(self.rows.roles)))
        folds = [k for k in range(FOLDS) if k not in without]
        for k in folds:
            of = self.fold == k
            p[of] = self.likely(of, k, *without)
        everywhere = self.fold == EVERY_FOLD
        p[everywhere] = self.likely(everywhere, folds[0], *without)
        return p

    def line_rows(self, p):
        wide = np.zeros((len(p), len(score.ROLES)), dtype=np.float32)
        for k, role in enumerate(self.rows.roles):
            wide[:, score.ROLES.index(role)] = p[:, k]
        wide.tofile(self.work / "likely")
        subprocess.run([self.a.tool, "--text", "--roles", "--likely", self.work / "likely", "--weights", self.work / "rules.json", self.work / "all.tsv", self.work / "lines"], check=True)
        with open(self.work / "lines.jsonl", encoding="utf8") as lines:
            names = json.loads(next(lines))["features"]
        return names, np.fromfile(self.work / "lines.f32", dtype=np.float32).reshape(len(p), len(names))

    def model(self, *without):
        """Both parts, without these folds."""
        if self.a.quick:
            self.rows_quick = self.rows_quick or self.line_rows(self.unseen())
        names, x = self.rows_quick or self.line_rows(self.unseen(*without))
        seen = ~np.isin(self.fold, list(without))
        trees = lightgbm.train(TREES, lightgbm.Dataset(x[seen], label=self.body[seen], weight=self.weight[seen] * seen.sum() / self.weight[seen].sum()), num_boost_round=ROUNDS)
        return {"line_roles": train.as_json(self.rows, self.steps, *self.roles(*without)), "line_body": {"threshold": THRESHOLD, **exported(trees, names)}}


def exported(model, names):
    """LightGBM's trees in the form that src/extract/weights.cpp reads."""
    def splits(node):
        if "split_feature" in node:
            yield node
            yield from splits(node["left_child"])
            yield from splits(node["right_child"])

    roots = [t["tree_structure"] for t in model.dump_model()["tree_info"]]
    used = sorted({int(s["split_feature"]) for root in roots for s in splits(root)})
    trees = []
    for root in roots:
        tree = dict(feature=[], threshold=[], left=[], right=[], leaf=[])

        def add(node):
            if "leaf_value" in node:
                tree["leaf"].append(float("%.4g" % node["leaf_value"]))
                return -len(tree["leaf"])
            i = len(tree["feature"])
            tree["feature"].append(used.index(int(node["split_feature"])))
            tree["threshold"].append(float("%.5g" % node["threshold"]))
            tree["left"].append(0)
            tree["right"].append(0)
            tree["left"][i] = add(node["left_child"])
            tree["right"][i] = add(node["right_child"])
            return i

        add(root)
        trees.append(tree)
    return {"features": [names[f] for f in used], "bias": 0.0, "trees": trees}


def figures(name, pages, answers):
    """What comes out of pages given as lines."""
    body, counts = [], {}

    def add(of, three):
        counts[of] = [a + b for a, b in zip(counts.get(of, (0, 0, 0)), three)]

    for page, answer in zip(pages, answers):
        add("article", (page.gold["is_article"] and answer.get("is_article") is not False, answer.get("is_article") is not False, page.gold["is_article"]))
        if not page.gold["is_article"]:
            continue
        body.append(score.overlap(score.shingles(page.body()), score.shingles(answer.get("text") or "")))
        gold = page.gold
        if "title" in gold:
            add("title", score.field(gold["title"], answer.get("title")))
        if "authors" in gold:
            add("authors", score.values(map(score.folded, gold["authors"]), map(score.folded, answer.get("authors") or [])))
        if "related" in gold:
            add("related titles", score.values([score.folded(i["title"]) for i in gold["related"]], [score.folded(i["title"]) for i in answer.get("related") or []]))
        if "author_bios" in gold:
            said = answer.get("author_bios") or []
            add("bios", (score.bios_right(gold["author_bios"], said), len(said), len(gold["author_bios"])))
    mean = lambda k: statistics.fmean(x[k] for x in body if x[k] is not None)
    print(f"{name}: {len(body)} articles, body F {score.mean_f(body):.4f} (precision {mean(0):.4f}, recall {mean(1):.4f})  " + "  ".join(f"{of} F {score.f1(*three) or 0:.3f}" for of, three in counts.items()),
          flush=True)


def show(pages, answers):
    of = lambda name, wanted: figures(name, *zip(*[(p, answers[p.name]) for p in pages if wanted(p)]))
    of("own pages", lambda p: p.name[0].isdigit())
    of("sample days", lambda p: p.name.startswith("sample"))
    of("both", lambda p: p.name[0].isdigit() or p.name.startswith("sample"))
    of("genres", lambda p: p.name[0] == "g")
    of("dev pages", lambda p: p.name.split("-")[0] in ("zyte", "fundus", "wcxb"))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tool", required=True)
    arguments.add_argument("--newsloom", required=True)
    arguments.add_argument("--work", required=True)
    arguments.add_argument("--out", default=score.ROOT / "data" / "extract" / "lines.json")
    arguments.add_argument("--cross", action="store_true")
    arguments.add_argument("--quick", action="store_true")
    a = arguments.parse_args()
    learner = Learner(a)
    if not a.cross:
        kinds = ", ".join(f"{learner.pages.kind.count(kind)} {kind}" for kind in ROLE_SHARE | TREE_SHARE)
        made = {"made_by": f"evaluation/roles/train_lines.py: {len(learner.fold)} lines of {kinds} pages", **learner.model()}
        text = json.dumps(made, ensure_ascii=False)
        pathlib.Path(a.out).write_text(text.replace('{"feature"', '\n{"feature"').replace('{"at"', '\n{"at"') + "\n")
        return
    weights = json.loads((score.ROOT / "data" / "extract" / "weights.json").read_text())
    pages = [p for p, kind in zip(learner.pages.list, learner.pages.kind) if kind in ("gold", "genres", "dev")]
    answers = {}
    for k in range(FOLDS):
        file = learner.work / f"fold{k}.json"
        file.write_text(json.dumps({**weights, **learner.model(k)}))
        of = [p for p in pages if train.fold_of(p) == k]
        told = score.extract(a.newsloom, learner.work, [(p.name + ".txt", train.lines_of(p), p.url) for p in of], "--input", "text", "--explain", "--weights", str(file))
        answers.update((p.name, t) for p, t in zip(of, told))
    show(pages, answers)
    (learner.work / "answers.json").write_text(json.dumps(answers))


if __name__ == "__main__":
    main()
