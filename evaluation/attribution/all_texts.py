#!/usr/bin/env python3
"""What must hold for every text at hand: spans in range and on character borders, no quote mark cut in half, no speaker who is not in the article.

usage: all_texts.py [--newsloom BINARY] [SET...]

All texts of ../shared (NEWSLOOM_SHARED): attribution data, story sets with the background articles, extraction gold of people. Prints counts per set and every
breach by kind (never a text); exit 1 when there is one. A quote mark is cut in half where a part of a content ends inside of a mark of two characters (`` or ''),
or takes one mark of a pair and leaves the other directly beside it. Python's standard library only.
"""
import argparse
import collections
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("NEWSLOOM_SHARED", ROOT.parent / "shared")) / "data"
PAIRS = {"\u201c": "\u201d\"", "\"": "\"\u201d", "\u201e": "\u201c\u201d\"", "\u00ab": "\u00bb", "\u300c": "\u300d", "\u300e": "\u300f"}
CLOSE = set("".join(PAIRS.values()))


def lines(path):
    with gzip.open(path, "rt", encoding="utf8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def sets():
    for path in sorted((SHARED / "attribution").glob("*.jsonl.gz")):
        yield path.name.removesuffix(".jsonl.gz"), lines(path)
    for path in sorted((SHARED / "stories").glob("*.jsonl.gz")):
        yield path.name.removesuffix(".jsonl.gz"), lines(path)
    for folder in ("zyte", "trafilatura", "fundus", "wcxb-dev"):
        yield "extraction " + folder, (json.loads(path.read_text(encoding="utf8")) for path in sorted((SHARED / "extraction" / folder).glob("*.json")))


def breaches(row, answer):
    text = row["text"].encode("utf8", "surrogatepass")

    def cut(span):
        begin, end = span["start"], span["end"]
        if not 0 <= begin < end <= len(text):
            return "out of range"
        try:
            part = text[begin:end].decode("utf8")
        except UnicodeDecodeError:
            return "inside a character"
        if "text" in span and part != span["text"]:
            return "not its text"
        return None

    for one in answer["attributions"]:
        spans = [s for s in (one["content"], one["cue"], one["source"]) if s] + (one["content"].get("parts") or [])
        for span in spans:
            if wrong := cut(span):
                yield wrong
        for part in one["content"].get("parts") or [one["content"]]:
            begin, end = part["start"], part["end"]
            for mark in (b"``", b"''"):
                for at in (begin, end):
                    # three in a row are a single mark and one of two characters
                    if 0 < at < len(text) and text[at - 1:at + 1] == mark and text[max(0, at - 2):at - 1] != mark[:1]:
                        yield "half of a mark of two characters"
            inside = text[begin:end].decode("utf8", "replace")
            behind = text[end:end + 8].decode("utf8", "ignore")
            close = PAIRS.get(inside[:1])
            # the mark that opens is in it, the one that closes stands directly behind
            if close and behind[:1] in close and not CLOSE & set(inside[1:]) and behind[:1]:
                yield "one mark of a pair"
        for key in ("speaker", "speaker_role"):
            value = one.get(key)
            if value and value not in row["text"] and value not in (row.get("title") or "") and value not in (row.get("authors") or []):
                yield f"a {key} who is not in the article"
        if not 0 <= one["confidence"] <= 1:
            yield "a confidence that is no probability"
    for kind in ("quantities", "unknowns", "theses"):
        for span in answer.get(kind) or []:
            if wrong := cut(span):
                yield f"{kind}: {wrong}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("only", nargs="*", metavar="SET")
    arguments.add_argument("--newsloom", default=ROOT / "build" / "release" / "newsloom")
    a = arguments.parse_args()
    if not SHARED.is_dir():
        print(f"skipped: needs {SHARED} (NEWSLOOM_SHARED)")
        return 0
    total, found = collections.Counter(), collections.Counter()
    for name, rows in sets():
        if a.only and name not in a.only:
            continue
        kept = {}
        with tempfile.TemporaryDirectory() as work:
            path = pathlib.Path(work) / "texts.jsonl"
            with open(path, "w", encoding="utf8") as out:
                for number, row in enumerate(rows):
                    if not (row.get("text") or "").strip():
                        continue
                    kept[str(number)] = row
                    article = {"id": str(number), "text": row["text"], "title": row.get("title") or "", "lang": row.get("lang") or row.get("language") or ""}
                    out.write(json.dumps(article, ensure_ascii=False) + "\n")
            counts = collections.Counter()
            process = subprocess.Popen([str(a.newsloom), "attribute", "--offsets", "bytes", str(path)], stdout=subprocess.PIPE)
            for line in process.stdout:
                answer = json.loads(line)
                counts["articles"] += 1
                counts["attributions"] += len(answer["attributions"])
                for breach in breaches(kept[answer["id"]], answer):
                    counts["breaches"] += 1
                    found[breach] += 1
            if process.wait() not in (0, 3):
                sys.exit(f"{name}: exit code {process.returncode}")
        print(f"{name:32}{counts['articles']:7} articles{counts['attributions']:9} attributions{counts['breaches']:6} breaches", flush=True)
        total.update(counts)
    print(f"{'all':32}{total['articles']:7} articles{total['attributions']:9} attributions{total['breaches']:6} breaches")
    for breach, count in found.most_common():
        print(f"  {count:6} {breach}")
    return 1 if found else 0


sys.exit(main())
