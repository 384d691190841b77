#!/usr/bin/env python3
"""The twenty BASIL events that are labelled here, and a check of the labels.

usage: choose.py FOLDER          lists the events and the ids of their articles
       choose.py --check FOLDER  checks every EVENT.readerN.json: form, offsets, the texts by their hashes; prints counts

FOLDER holds basil.dev.jsonl.gz (one article a line: id, title, text, source) and basil.dev.gold.json (article id -> event), as the evaluation of stories uses them.

Chosen are, among the events with exactly three articles, the 20 whose name, as a string, comes first by the SHA-256 hex digest of the name. Nobody looked at a text for it.
Python's standard library only.
"""
import collections
import gzip
import hashlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ("fact", "difference", "denial")


def read(folder):
    with gzip.open(folder / "basil.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = {article["id"]: article for article in map(json.loads, lines)}
    events = collections.defaultdict(list)
    for article, event in json.loads((folder / "basil.dev.gold.json").read_text(encoding="utf-8")).items():
        events[str(event)].append(article)
    return articles, events


def choose(events, count=20):
    names = [name for name, articles in events.items() if len(articles) == 3]
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:count]


def check_span(span, articles, own, path):
    assert span["article"] in own, f"{path}: {span} is of no article of the event"
    text = articles[span["article"]]["text"]
    assert 0 <= span["start"] < span["end"] <= len(text), f"{path}: {span} lies outside of its article"
    quote = text[span["start"]:span["end"]]
    assert quote == quote.strip() and "\n\n" not in quote, f"{path}: {span} begins or ends with a space, or runs over a paragraph"


def check_file(path, articles, events, chosen):
    """Counts of one label file; raises AssertionError when it is not in form."""
    labels = json.loads(path.read_text(encoding="utf-8"))
    event, reader = labels["event"], labels["reader"]
    assert event in chosen and path.name == f"{event}.reader{reader}.json", f"{path}: event or reader"
    counts = collections.Counter()
    for statement in labels["statements"]:
        assert statement["kind"] in KINDS, f"{path}: {statement}"
        spans = statement["spans"]
        for span in spans:
            check_span(span, articles, events[event], path)
        if statement["kind"] == "fact":
            assert len({span["article"] for span in spans}) > 1, f"{path}: a fact of one article: {spans}"
        else:
            assert len({span["side"] for span in spans}) > 1, f"{path}: fewer than two sides: {spans}"
        counts[statement["kind"]] += 1
    for span in labels["unknowns"]:
        check_span(span, articles, events[event], path)
        counts["unknown"] += 1
    return counts


def check(articles, events, chosen):
    for line in (HERE / "texts.sha256").read_text().splitlines():
        digest, article = line.split()
        assert hashlib.sha256(articles[article]["text"].encode()).hexdigest() == digest, f"{article}: the text is another than the one that was labelled"
    for reader in (1, 2):
        total, files = collections.Counter(), 0
        for event in chosen:
            path = HERE / f"{event}.reader{reader}.json"
            if path.exists():
                counts = check_file(path, articles, events, chosen)
                print(path.name, *(f"{kind} {counts[kind]}" for kind in (*KINDS, "unknown")))
                total, files = total + counts, files + 1
        print(f"reader {reader}: {files} events", *(f"{kind} {total[kind]}" for kind in (*KINDS, "unknown")))


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    articles, events = read(pathlib.Path(arguments[0]))
    chosen = choose(events)
    if "--check" in sys.argv:
        check(articles, events, chosen)
    else:
        for event in chosen:
            print(event, *sorted(events[event]))


if __name__ == "__main__":
    main()
