#!/usr/bin/env python3
"""Checks the gold of facts and differences: form, quotations, ids, independence.

usage: check.py [--sealed] [--counts]

--sealed  checks the stories of sealed.jsonl.gz too (the text of a sealed story is never printed: a complaint names its key only)
--counts  prints how much of each kind there is

Without --sealed the sealed file is only compared with SEALED.sha256. Exit 1 when anything is wrong. Python's standard library only.
"""
import argparse
import collections
import datetime
import gzip
import hashlib
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
KINDS = set(
    "plain agency-copy one-owner cites-outlet one-speaker hedge part-whole update denial claim paraphrase scope period other-thing units "
    "withheld minor answered opinion unknown-outlet no-facts no-difference number unknowns german".split()
)
DIFFICULT = KINDS - set("plain claim units no-facts no-difference number unknowns german".split())
KEYS = "key language kinds outlets articles independent facts differences not_differences unknowns answered opinions withheld".split()


def open_stories():
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "open").glob("*.json"))]


def sealed_stories():
    with gzip.open(HERE / "sealed.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def components(story, entries):
    """How many independent sources speak in these entries: groups of outlets, joined where one takes it from another ("via")."""
    group = {outlet: index for index, outlets in enumerate(story["independent"]) for outlet in outlets}
    source = {article["id"]: article["source"] for article in story["articles"]}
    parent = {}

    def root(node):
        parent.setdefault(node, node)
        while parent[node] != node:
            node = parent[node]
        return node

    speaking = []
    for entry in entries:
        outlet = source[entry["article"]]
        if outlet is None:
            continue
        node = group[outlet]
        speaking.append(node)
        if "via" in entry:
            a, b = root(node), root(group.get(entry["via"], entry["via"]))
            parent[a] = b
    return len({root(node) for node in speaking}), len(set(speaking))


def complaints(story):
    """Everything that is wrong with one story, as short sentences without its texts."""
    for key in KEYS:
        if key not in story:
            yield f"has no {key}"
            return
    for kind in story["kinds"]:
        if kind not in KINDS:
            yield f"unknown kind {kind}"
    articles = {article["id"]: article for article in story["articles"]}
    if len(articles) != len(story["articles"]):
        yield "an article id occurs twice"
    if not 3 <= len(articles) <= 6:
        yield f"{len(articles)} articles"
    for article in articles.values():
        words = len(article["text"].split())
        if not 60 <= words <= 180:
            yield f"{article['id']} has {words} words"
        if article["source"] is not None and article["source"] not in story["outlets"]:
            yield f"{article['id']}: outlet {article['source']} is not described"
        if article["genre"] not in ("news", "opinion"):
            yield f"{article['id']}: genre {article['genre']}"
        if not re.fullmatch(r"2026-\d\d-\d\dT\d\d:\d\d:\d\dZ", article["time"]):
            yield f"{article['id']}: time {article['time']}"
        else:
            datetime.datetime.strptime(article["time"], "%Y-%m-%dT%H:%M:%SZ")
        if re.search(r"[{}]|  |\n(?!\n)(?<!\n\n)", article["text"]) or article["text"] != article["text"].strip():
            yield f"{article['id']}: stray marks or white space"
    used = {article["source"] for article in articles.values()} - {None}
    if used != set(story["outlets"]):
        yield "outlets described and outlets used differ"
    grouped = [outlet for group in story["independent"] for outlet in group]
    if sorted(grouped) != sorted(used):
        yield "independent groups are no partition of the outlets"
        return
    for group in story["independent"]:
        for outlet in story["outlets"]:
            owners = {story["outlets"][member]["owner"] for member in group}
            if outlet not in group and story["outlets"][outlet]["owner"] in owners:
                yield f"{outlet} stands apart from an outlet of its owner"

    def quotation(where, entry, text_key="quote"):
        article = articles.get(entry["article"])
        if article is None:
            yield f"{where}: no article {entry['article']}"
            return
        found = article["text"].count(entry[text_key])
        if found != 1 or not entry[text_key].strip():
            yield f"{where}: quotation occurs {found} times in {entry['article']}"
        if "value" in entry:
            low, high = entry["value"]["low"], entry["value"]["high"]
            if low is None and high is None or None not in (low, high) and low > high:
                yield f"{where}: value {low} to {high}"

    for index, fact in enumerate(story["facts"]):
        where = f"fact {index}"
        for entry in fact["support"]:
            yield from quotation(where, entry)
            if articles.get(entry["article"], {}).get("genre") == "opinion":
                yield f"{where}: supported by an opinion piece"
        independent, groups = components(story, fact["support"])
        if independent != fact["independent"]:
            yield f"{where}: says {fact['independent']} independent, has {independent}"
        if groups < 2 or independent < 2 and "one_source" not in fact:
            yield f"{where}: fewer than two independent sources"
    for index, difference in enumerate(story["differences"]):
        where = f"difference {index}"
        if difference["kind"] not in ("number", "denial") or len(difference["sides"]) < 2 or not all(difference["sides"]):
            yield f"{where}: kind or sides"
        for side in difference["sides"]:
            for entry in side:
                yield from quotation(where, entry)
        if difference["kind"] == "number":
            spans = [(e["value"]["low"], e["value"]["high"], n) for n, side in enumerate(difference["sides"]) for e in side if "value" in e]
            for low, high, n in spans:
                for low2, high2, n2 in spans:
                    if n < n2 and (low is None or high2 is None or low <= high2) and (low2 is None or high is None or low2 <= high):
                        yield f"{where}: the values of two sides meet"
    for index, group in enumerate(story["not_differences"]):
        if len(group["quotes"]) < 2:
            yield f"not_difference {index}: fewer than two quotations"
        for entry in group["quotes"]:
            yield from quotation(f"not_difference {index}", entry)
    for name in ("unknowns", "answered"):
        for index, entry in enumerate(story[name]):
            yield from quotation(f"{name} {index}", entry)
    for index, entry in enumerate(story["opinions"]):
        yield from quotation(f"opinion {index}", entry, "thesis")
        article = articles.get(entry["article"], {})
        if article.get("genre") != "opinion" or entry["author"] not in article.get("authors", []):
            yield f"opinion {index}: genre or author"
    for name in story["withheld"]:
        if not any(name in article["text"] for article in articles.values()):
            yield "a withheld name occurs in no article"
    wanted = [fact for fact in story["facts"] if not fact.get("optional")]
    if ("no-facts" in story["kinds"]) == bool(wanted):
        yield "kind no-facts and the facts disagree"
    if ("no-difference" in story["kinds"]) == any(not d.get("optional") for d in story["differences"]):
        yield "kind no-difference and the differences disagree"


def counts(stories, name):
    wanted = lambda items: sum(1 for item in items if not item.get("optional"))
    kinds = collections.Counter(kind for story in stories for kind in story["kinds"])
    articles = [article for story in stories for article in story["articles"]]
    print(
        f"{name}: {len(stories)} stories ({sum(s['language'] == 'de' for s in stories)} in German), {len(articles)} reports,"
        f" {sum(len(a['text'].split()) for a in articles)} words"
    )
    print(
        f"  facts {sum(wanted(s['facts']) for s in stories)} (+{sum(len(s['facts']) - wanted(s['facts']) for s in stories)} optional), one source"
        f" {sum('one_source' in f for s in stories for f in s['facts'])}; differences {sum(wanted(s['differences']) for s in stories)}"
        f" (+{sum(len(s['differences']) - wanted(s['differences']) for s in stories)} optional), of them"
        f" denials {sum(d['kind'] == 'denial' for s in stories for d in s['differences'])},"
        f" perhaps updates {sum(bool(d.get('may_be_update')) for s in stories for d in s['differences'])};"
        f" no differences {sum(len(s['not_differences']) for s in stories)}"
    )
    print(
        f"  unknowns {sum(len(s['unknowns']) for s in stories)} ({sum(len({u['question'] for u in s['unknowns']}) for s in stories)} questions),"
        f" answered {sum(len(s['answered']) for s in stories)}, opinions {sum(len(s['opinions']) for s in stories)},"
        f" names withheld {sum(len(s['withheld']) for s in stories)}"
    )
    print(f"  stories of a difficult kind {sum(bool(DIFFICULT & set(s['kinds'])) for s in stories)}: " + ", ".join(f"{k} {kinds[k]}" for k in sorted(kinds)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sealed", action="store_true")
    parser.add_argument("--counts", action="store_true")
    options = parser.parse_args()
    wrong = 0
    digest = hashlib.sha256((HERE / "sealed.jsonl.gz").read_bytes()).hexdigest()
    if digest != (HERE / "SEALED.sha256").read_text().split()[0]:
        print("sealed.jsonl.gz is not the file whose hash was committed")
        wrong += 1
    halves = {"open": open_stories()}
    if options.sealed:
        halves["sealed"] = sealed_stories()
    keys = collections.Counter(story["key"] for stories in halves.values() for story in stories)
    for key, times in keys.items():
        if times > 1:
            print(f"{key}: the key of {times} stories")
            wrong += 1
    for stories in halves.values():
        for story in stories:
            for complaint in complaints(story):
                print(f"{story['key']}: {complaint}")
                wrong += 1
    if options.counts:
        for name, stories in halves.items():
            counts(stories, name)
    print("nothing wrong" if not wrong else f"{wrong} complaints", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
