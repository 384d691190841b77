#!/usr/bin/env python3
"""Learns which lines of a brief an editor lets stand, from briefs that readers judged (briefs/labels.jsonl).

usage: learn_lines.py BINARY_DIR WORK [OUT.json]      line_rows must be built in BINARY_DIR/evaluation/facts; OUT: data/edition/line.json

A logistic model of a line's traits (src/edition/detail/line_traits.h), with stories left out in fifths for the figures: how well it tells faulty lines (area under the curve), and how
many of the briefs that it likes most (mean probability of the lines) the readers would send. WORK gets the texts of others: keep it out of the project.
Python's standard library only. Needs NEWSLOOM_SHARED.
"""
import hashlib
import json
import math
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import dense_input  # noqa: E402
import real_input  # noqa: E402

LABELS = HERE / "briefs" / "labels.jsonl"
TRAITS = HERE.parent.parent / "src" / "edition" / "detail" / "line_traits.h"
L2, FOLDS = 5.0, 5


def write_stories(labels, folder):
    stories, known = {}, {}
    for label in labels:
        name = label["set"]
        if name == "background":
            known.setdefault(name, {a["id"]: a for a in dense_input.articles(name)})
            members = [known[name][one] for one in label["articles"]]
            for number, article in enumerate(members):
                article["outlet"] = f"outlet-{number}"
        else:
            known.setdefault(name, real_input.stories_of(name))
            members = known[name][label["story"]]
        stories[f"{name}/{label['story']}"] = members
    real_input.write(stories, folder, real_input.closed_up)


def rows_of(binary, work):
    labels = [json.loads(line) for line in LABELS.open(encoding="utf8")]
    write_stories(labels, work / "stories")
    program = pathlib.Path(binary) / "evaluation" / "facts" / "line_rows"
    with open(work / "rows.jsonl", "wb") as out:
        subprocess.run([str(program), str(work / "stories"), str(LABELS)], stdout=out, check=True)
    return [json.loads(line) for line in open(work / "rows.jsonl", encoding="utf8")]


def solved(matrix, vector):
    """Gauss, for a symmetric positive matrix."""
    size = len(vector)
    a = [row[:] + [value] for row, value in zip(matrix, vector)]
    for i in range(size):
        for j in range(i + 1, size):
            factor = a[j][i] / a[i][i]
            if factor:
                a[j] = [x - factor * y for x, y in zip(a[j], a[i])]
    result = [0.0] * size
    for i in reversed(range(size)):
        result[i] = (a[i][size] - sum(a[i][j] * result[j] for j in range(i + 1, size))) / a[i][i]
    return result


def probability(weights, traits):
    return 1 / (1 + math.exp(-weights[0] - sum(w * t for w, t in zip(weights[1:], traits))))


def learned(lines):
    """Newton's steps; the bias is not held back."""
    size = len(lines[0]["traits"]) + 1
    weights = [0.0] * size
    for _ in range(12):
        gradient = [-L2 * w if i else 0.0 for i, w in enumerate(weights)]
        curve = [[(L2 if i else 1e-6) if i == j else 0.0 for j in range(size)] for i in range(size)]
        for line in lines:
            x, p = [1.0, *line["traits"]], probability(weights, line["traits"])
            used = [i for i, value in enumerate(x) if value]
            for i in used:
                gradient[i] += (line["fine"] - p) * x[i]
                for j in used:
                    curve[i][j] += p * (1 - p) * x[i] * x[j]
        step = solved(curve, gradient)
        weights = [w + s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-5:
            break
    return weights


def area(scored):
    """Probability that one of the fine is held better than one of the faulty."""
    ranked = sorted(scored)
    yes, above = sum(fine for _, fine in ranked), 0
    no = len(ranked) - yes
    for place, (_, fine) in enumerate(ranked):
        above += place if fine else 0
    return (above - yes * (yes - 1) / 2) / max(yes * no, 1)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    work = pathlib.Path(sys.argv[2])
    rows = rows_of(sys.argv[1], work)
    fold = [hashlib.sha1(row["story"].encode()).digest()[1] % FOLDS for row in rows]
    lines, briefs = [], []
    for left_out in range(FOLDS):
        weights = learned([line for row, f in zip(rows, fold) if f != left_out for line in row["lines"]])
        for row in (row for row, f in zip(rows, fold) if f == left_out and row["lines"]):
            chances = [probability(weights, line["traits"]) for line in row["lines"]]
            lines += [(p, line["fine"]) for p, line in zip(chances, row["lines"])]
            briefs.append((sum(chances) / len(chances), row["send"]))
    print(f"{len(rows)} briefs, {sum(row['send'] for row in rows)} would be sent; {len(lines)} lines, {sum(not fine for _, fine in lines)} with a fault")
    print(f"left out: area of lines {area(lines):.3f}, of briefs {area(briefs):.3f}")
    briefs.sort(reverse=True)
    for share in (0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0):
        best = briefs[: int(len(briefs) * share)]
        print(f"best {share:.1f} (from {best[-1][0]:.3f}): {sum(send for _, send in best) / len(best):.3f} would be sent")
    if len(sys.argv) == 4:
        names = re.findall(r'"(\w+)"', re.search(r"kLineTraitNames\{(.*?)\}", TRAITS.read_text(encoding="utf8"), re.S).group(1))
        weights = learned([line for row in rows for line in row["lines"]])
        about = {"about": "log-odds that an editor lets a line of a brief stand; learned by evaluation/facts/learn_lines.py on evaluation/facts/briefs"}
        numbers = {name: round(w, 4) for name, w in zip(["bias", *names], weights)}
        pathlib.Path(sys.argv[3]).write_text(json.dumps({**about, **numbers}, indent=2) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
