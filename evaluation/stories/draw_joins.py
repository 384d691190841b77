#!/usr/bin/env python3
"""Draws background articles that joined a story with labelled articles, for a reader to judge: do they belong there?

usage: draw_joins.py [--newsloom BINARY] [--seed N] [--count N] DATA_DIR > joins.txt

DATA_DIR holds allsides_abp.dev.jsonl.gz, its gold and background.dev.jsonl.gz; both are clustered as one stream. Every
background article in a story with a labelled article can be drawn, each as likely as the others. Printed: the article's
title, date and first 500 characters, and up to three labelled articles of the story (of the gold story that most of its
labelled articles tell), with title, date and first 300 characters. Nothing is kept: the texts belong to others.
"""
import argparse
import collections
import gzip
import json
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def rows_of(path):
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def shown(row, most):
    text = " ".join(row["text"].split())
    return f"{row['title'] or '(no title)'}  [{(row['time'] or 'no date')[:10]}]\n     {text[:most]}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=pathlib.Path)
    arguments.add_argument("--newsloom", default=HERE.parents[1] / "build" / "release" / "newsloom")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=60)
    a = arguments.parse_args()
    gold = json.loads((a.data / "allsides_abp.dev.gold.json").read_text())
    rows = rows_of(a.data / "allsides_abp.dev.jsonl.gz") + rows_of(a.data / "background.dev.jsonl.gz")
    by_id = {row["id"]: row for row in rows}
    with tempfile.TemporaryDirectory() as work:
        stream = pathlib.Path(work) / "stream.jsonl"
        with open(stream, "w", encoding="utf8") as out:
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        printed = subprocess.run([a.newsloom, "cluster", "--quiet", stream], check=True, stdout=subprocess.PIPE).stdout
    stories = collections.defaultdict(list)
    for line in printed.splitlines():
        answer = json.loads(line)
        stories[answer["story"]].append(answer["id"])
    joins = []
    for members in stories.values():
        labels = collections.Counter(gold[i] for i in members if i in gold)
        if not labels:
            continue
        most = min(labels, key=lambda label: (-labels[label], str(label)))
        told = sorted((i for i in members if gold.get(i) == most), key=lambda i: (by_id[i]["time"] or "", i))
        joins += [(i, told) for i in members if i not in gold]
    joins.sort()
    drawn = random.Random(a.seed).sample(joins, min(a.count, len(joins)))
    print(f"{len(joins)} background articles are in a story with a labelled article; {len(drawn)} drawn with seed {a.seed}.\n")
    for number, (joined, told) in enumerate(drawn, 1):
        near = sorted(told, key=lambda i: (abs(ord_of(by_id[i]) - ord_of(by_id[joined])), i))[:3]
        print(f"{number:2}. JOINED: {shown(by_id[joined], 500)}")
        for member in sorted(near, key=lambda i: (by_id[i]["time"] or "", i)):
            print(f"   STORY: {shown(by_id[member], 300)}")
        print()
    print(f"{len(joins)} joins, {len(drawn)} drawn", file=sys.stderr)


def ord_of(row):
    """Minutes, roughly: for the nearest in time."""
    time = row["time"] or "0000-00-00T00:00"
    return ((int(time[:4]) * 12 + int(time[5:7])) * 31 + int(time[8:10])) * 1440 + int(time[11:13] or 0) * 60


if __name__ == "__main__":
    main()
