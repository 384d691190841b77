#!/usr/bin/env python3
"""Learns data/extract/roles.json, multinomial logistic regression over the gold of this folder: what blocks outside of the body are. (Lines of plain text: train_lines.py.)

usage: train.py --tool EXTRACT_FEATURES --newsloom BINARY [--out FILE] [--cross] [--work FOLDER]

--cross  no weights: five folds by site; each page is sorted with weights learned without its site, and score.py's figures are printed

Needs numpy and scipy. The labels are the gold of pages/ and offsets/ (those of ../shared where it is there) and, counted in no figure, the pages of genres/ and, counting less,
those that learning/pages.py makes; rows are made by the C++
code itself (extract_features --roles). Every number is cut into steps at quantiles of the training rows; nothing of the texts is kept.
A block of a role counts as much as the root of how many there are: rare roles are learned too.
"""
import argparse
import collections
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np
from scipy import optimize, sparse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "learning"))
import pages as learning  # noqa: E402
import score  # noqa: E402

FOLDS, REACH, PENALTY = 5, 3, 1.0
LEARNING = 0.1  # what a block of a page of learning/ counts: a box stands on some six pages
# Of a weight: the same for all, and more the commoner its column. What is rare may speak loudly, as where columns are left out by chance while learning (Wager, Wang and Liang 2013).
LEAST_PENALTY, PENALTY_OF_COMMON = 0.2, 3.0
QUANTILES = [.05, .15, .3, .45, .6, .75, .9, .97]
OUTSIDE = [r for r in score.ROLES if r not in score.BODY]
BODY_TOO = ["paragraph", *OUTSIDE]


def site_of(page):
    """The sample days' outlets have several pages each; every other page is a site of its own."""
    return re.sub(r"^sample-\d-([a-z]+).*", r"\1", page.name)


def fold_of(page):
    return int(hashlib.sha256(site_of(page).encode()).hexdigest(), 16) % FOLDS


def learning_pages(made=learning.pages):
    """Those that are learned from and never counted."""
    made = [score.labelled_page(*one) for one in made()]
    for page in made:
        if page.wrong:
            sys.exit(f"{page.name}: {page.wrong[0]}")
    return made


def lines_of(page):
    return "\n".join(text for _, text in page.blocks).encode() + b"\n"


class Rows:
    """One row per block of the labelled pages: columns of the extractor, the roles by the rules, the gold role where there is one."""

    def __init__(self, pages, tool, work, plain):
        self.roles = BODY_TOO if plain else OUTSIDE
        (work / "rules.json").write_text(json.dumps({**json.loads((score.ROOT / "data" / "extract" / "weights.json").read_text()), "roles": {}, "line_roles": {}, "line_body": {}}))
        with open(work / "list.tsv", "w", encoding="utf8") as listing:
            for page in pages:
                (work / (page.name + ".html")).write_bytes(lines_of(page) if plain else page.data)
                listing.write(f"{work / (page.name + '.html')}\t{page.url}\n")
        subprocess.run([tool, *(["--text"] if plain else []), "--roles", "--weights", work / "rules.json", work / "list.tsv", work / "rows"], check=True)
        with open(work / "rows.jsonl", encoding="utf8") as lines:
            self.names = json.loads(next(lines))["features"]
            answers = [json.loads(line) for line in lines]
        self.values = np.fromfile(work / "rows.f32", dtype=np.float32).reshape(-1, len(self.names))
        self.rules, self.gold, self.page = [], [], []
        for number, (page, answer) in enumerate(zip(pages, answers)):
            left = collections.defaultdict(list)
            for role, text in page.blocks:
                left[score.key(text)].append(role)
            for block in answer["blocks"]:
                waiting = left.get(score.key(block[1]))
                self.rules.append(block[4])
                self.gold.append(waiting.pop(0) if waiting else None)
                self.page.append(number)
            if not plain:
                self.join_buttons(page, answer["blocks"], len(self.gold) - len(answer["blocks"]))
        self.page = np.array(self.page)
        column = {role: k for k, role in enumerate(self.roles)}
        column.update({role: column["paragraph"] for role in score.BODY} if plain else {})
        self.label = np.array([column.get(role, -1) for role in self.gold])
        self.share = np.array([LEARNING if pages[k].name.startswith("L") else 1.0 for k in self.page])


    def join_buttons(self, page, blocks, first):
        """A labelled block that buttons part is several blocks in a row here: all have its role."""
        texts = [score.key(block[1]) for block in blocks]
        known = set(texts)
        for role, text in page.blocks:
            whole = score.key(text)
            if whole in known:
                continue
            for begin in range(len(texts)):
                if not texts[begin] or not whole.startswith(texts[begin]) or self.gold[first + begin]:
                    continue
                end, joined = begin, ""
                while end < len(texts) and end < begin + 8 and len(joined) < len(whole):
                    joined += texts[end]
                    end += 1
                if joined == whole and end > begin + 1:
                    self.gold[first + begin:first + end] = [role] * (end - begin)
                    break


def steps_of(rows, mask):
    """Thresholds per column, from the rows to learn from."""
    steps = {}
    for k, name in enumerate(rows.names):
        seen = np.unique(rows.values[mask, k])
        if len(seen) < 2:
            continue
        steps[name] = [0.5] if set(seen) <= {0.0, 1.0} else sorted(set(float(f"{q:.4g}") for q in np.quantile(rows.values[mask, k], QUANTILES)))
    return steps


def matrix_of(rows, steps):
    columns = [rows.values[:, rows.names.index(name)] > t for name, above in steps.items() for t in above]
    n = len(rows.rules)
    role_number = np.array([score.ROLES.index(r) for r in rows.rules])
    for d in range(-REACH, REACH + 1):
        at = np.arange(n) + d
        inside = (at >= 0) & (at < n)
        inside[inside] = rows.page[at[inside]] == rows.page[inside]
        for k in range(len(score.ROLES)):
            one = np.zeros(n, dtype=bool)
            one[inside] = role_number[at[inside]] == k
            columns.append(one)
    return sparse.csr_matrix(np.stack(columns, 1).astype(np.float32))


def learn(matrix, label, roles, share, by_frequency=False):
    """Weights [columns, roles] and bias: L2-penalised multinomial logistic regression (L-BFGS). `share`: what each row counts."""
    n, width = matrix.shape
    count = np.bincount(label, weights=share, minlength=roles)
    weight = share / np.sqrt(count[label])
    weight *= n / weight.sum()
    penalty = np.full((width, 1), PENALTY * 10)
    if by_frequency:
        penalty *= LEAST_PENALTY + PENALTY_OF_COMMON * (np.asarray(matrix.T @ weight).ravel() / n)[:, None]
    target = sparse.csr_matrix((np.ones(n), (np.arange(n), label)), shape=(n, roles)).toarray()

    def loss(flat):
        w, b = flat[:-roles].reshape(width, -1), flat[-roles:]
        z = matrix @ w + b
        z -= z.max(1, keepdims=True)
        e = np.exp(z)
        p = e / e.sum(1, keepdims=True)
        value = -(weight * np.log(np.maximum(p[np.arange(n), label], 1e-12))).sum() + (penalty * w * w).sum() / 2
        d = weight[:, None] * (p - target)
        return value, np.concatenate([(matrix.T @ d + penalty * w).ravel(), d.sum(0)])

    found = optimize.minimize(loss, np.zeros((width + 1) * roles), jac=True, method="L-BFGS-B", options={"maxiter": 80})
    return found.x[:-roles].reshape(width, -1), found.x[-roles:]


def model_of(rows, mask):
    mask = mask & (rows.label >= 0)
    steps = steps_of(rows, mask)
    return as_json(rows, steps, *learn(matrix_of(rows, steps)[mask], rows.label[mask], len(rows.roles), rows.share[mask], True))


def as_json(rows, steps, weights, bias):
    short = lambda row: [round(float(v), 3) for v in row]
    columns, at = [], 0
    for name, above in steps.items():
        columns.append({"feature": name, "above": above, "weights": [short(weights[at + k]) for k in range(len(above))]})
        at += len(above)
    rules = []
    for d in range(-REACH, REACH + 1):
        for role in score.ROLES:
            if np.abs(weights[at]).max() >= 0.001:
                rules.append({"at": d, "role": role, "weights": short(weights[at])})
            at += 1
    return {"roles": rows.roles, "bias": short(bias), "columns": columns, "rules": rules}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tool", required=True)
    arguments.add_argument("--newsloom", required=True)
    arguments.add_argument("--out", default=score.ROOT / "data" / "extract" / "roles.json")
    arguments.add_argument("--cross", action="store_true")
    arguments.add_argument("--work")
    a = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(a.work or folder)
        pages, made = score.load("*"), learning_pages(learning.more_pages)
        more = made + score.load("*", "genres")
        blocks = Rows(pages + more, a.tool, work, False)
        if not a.cross:
            note = f"evaluation/roles/train.py: {len(made)} pages made for learning, {len(more) - len(made)} of genres/ and {len(pages)} pages of {len(set(map(site_of, pages)))} sites, {int((blocks.label >= 0).sum())} blocks outside of the body"
            everything = {"made_by": note, "roles": model_of(blocks, blocks.page >= 0)}
            text = json.dumps(everything, ensure_ascii=False)
            pathlib.Path(a.out).write_text(text.replace('{"feature"', '\n{"feature"').replace('{"at"', '\n{"at"') + "\n")
            return
        fold = np.array([fold_of(p) for p in pages] + [-1] * len(more))
        weights = json.loads((score.ROOT / "data" / "extract" / "weights.json").read_text())
        answers = {}
        for k in range(FOLDS):
            file = work / f"fold{k}.json"
            file.write_text(json.dumps({**weights, "roles": model_of(blocks, fold[blocks.page] != k)}))
            of = [p for p, f in zip(pages, fold) if f == k]
            told = score.extract(a.newsloom, work, [(p.name + ".html", p.data, p.url) for p in of], "--explain", "--weights", str(file))
            answers.update((p.name, t) for p, t in zip(of, told))
        score.show(score.score(pages, [answers[p.name] for p in pages], {}))


if __name__ == "__main__":
    main()
