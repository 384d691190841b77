#!/usr/bin/env python3
"""Direct quotes with the speaker that would be printed, drawn at random from articles that tuned nothing, for a fresh reader.

usage: printed_quotes.py [--newsloom BINARY] [--seed N] [--count 300] [--threshold X]

A third each from polnear-dev, the basil articles and allsides_abp with its background articles (../shared or NEWSLOOM_SHARED; dev parts: the reader
returns counts and kinds of errors, and nobody reads them to tune). The threshold is kPrintedSpeaker of src/model/printed_speaker.h. On standard error: how many of
the direct quotes it lets through. Python's standard library only.
"""
import argparse
import gzip
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = pathlib.Path(os.environ.get("NEWSLOOM_SHARED", ROOT.parent / "shared")) / "data"
SETS = {
    "polnear-dev": ["attribution/polnear-dev.jsonl.gz"],
    "basil": ["stories/basil.dev.jsonl.gz"],
    "allsides_abp and background": ["stories/allsides_abp.dev.jsonl.gz", "stories/background.dev.jsonl.gz"],
}
MOST_ARTICLES = 1500  # of a set, drawn at random
CONTEXT = 600


def read(path):
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def annotated(binary, rows, work):
    path = pathlib.Path(work) / "articles.jsonl"
    with open(path, "w", encoding="utf8") as out:
        for number, row in enumerate(rows):
            out.write(json.dumps({"id": str(number), "title": row.get("title") or "", "text": row["text"], "lang": row.get("lang") or "en"}, ensure_ascii=False) + "\n")
    answers = subprocess.run([str(binary), "attribute", str(path)], check=True, capture_output=True).stdout.decode("utf8")
    for line in answers.splitlines():
        answer = json.loads(line)
        yield rows[int(answer["id"])]["text"], answer["attributions"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--newsloom", default=ROOT / "build" / "release" / "newsloom")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=300)
    arguments.add_argument("--threshold", type=float)
    a = arguments.parse_args()
    if a.threshold is None:
        header = (ROOT / "src" / "model" / "printed_speaker.h").read_text()
        a.threshold = float(re.search(r"kPrintedSpeaker = ([\d.]+)F", header)[1])
    if not SHARED.is_dir():
        sys.exit(f"skipped: needs {SHARED} (NEWSLOOM_SHARED)")
    draw = random.Random(a.seed)
    picked = []
    for title, files in SETS.items():
        rows = [row for name in files for row in read(SHARED / name)]
        rows = draw.sample(rows, min(MOST_ARTICLES, len(rows)))
        quotes, direct = [], 0
        with tempfile.TemporaryDirectory() as work:
            for text, attributions in annotated(a.newsloom, rows, work):
                for one in attributions:
                    if one["kind"] != "direct":
                        continue
                    direct += 1
                    if one["speaker"] and one["confidence"] >= a.threshold:
                        quotes.append((text, one))
        print(f"{title}: {len(rows)} articles, {direct} direct quotes, {len(quotes)} ({len(quotes) / max(1, direct):.3f}) at or above {a.threshold}", file=sys.stderr)
        picked += draw.sample(quotes, min(a.count // len(SETS), len(quotes)))
    draw.shuffle(picked)
    for number, (text, one) in enumerate(picked, 1):
        begin, end = one["content"]["start"], one["content"]["end"]
        print(f"=== {number}\nQUOTE: {text[begin:end]}\nSPEAKER: {one['speaker']}\nCONTEXT: {text[max(0, begin - CONTEXT):begin]}>>>{text[begin:end]}<<<{text[end:end + CONTEXT]}\n")


main()
