#!/usr/bin/env python3
"""What `newsloom story` tells of the 20 BASIL events against two readers' labels (basil/EVENT.reader1.json, .reader2.json).

usage: basil.py BINARY
       basil.py --told OUT.jsonl     what tell_stories printed about basil_gold.py's input

A told fact is right when two of its supports, of different articles, meet spans of one labelled statement (MEETS: common part at least half of the shorter). A labelled
fact is found when some told fact is right for it. Readers against each other by the same rule: what the one labels, told to the other. Differences and denials: two
entries of different sides meet spans of different sides. Counted where the texts are (NEWSLOOM_SHARED); silent where they are not.

checked: what was told from .6 and not labelled by both was read again by two more readers, blind, among told facts that both had labelled (basil/checked.jsonl, its README says how).
There their word counts where they agree, else a fact is right that either reader labelled.
"""
import collections
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import real_input  # noqa: E402


# kPrintedFact (src/model/printed_story.h)
PRINTED = 0.91


def labels(reader):
    return {path.name.split(".")[0]: json.loads(path.read_text(encoding="utf8")) for path in sorted((HERE / "basil").glob(f"*.reader{reader}.json"))}


def meets(a, b):
    common = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return a["article"] == b["article"] and common > 0 and 2 * common >= min(a["end"] - a["start"], b["end"] - b["start"])


def same_fact(told, wanted):
    return len({span["article"] for span in told for other in wanted if meets(span, other)}) > 1


def same_difference(told, wanted):
    met = {(span["side"], other["side"]) for span in told for other in wanted if meets(span, other)}
    return any(a != b and x != y for a, x in met for b, y in met)


def compare(told, wanted, same):
    """(right, told, found, wanted)"""
    right = sum(any(same(t, w) for w in wanted) for t in told)
    found = sum(any(same(t, w) for t in told) for w in wanted)
    return right, len(told), found, len(wanted)


def of_labels(label, kinds):
    return [s["spans"] for s in label["statements"] if s["kind"] in kinds]


def checked():
    by_event = collections.defaultdict(list)
    for line in open(HERE / "basil" / "checked.jsonl", encoding="utf8"):
        row = json.loads(line)
        votes = {verdict != "no" for verdict in row["verdicts"]}
        if len(votes) == 1:
            by_event[row["event"]].append((row["spans"], votes.pop()))
    return by_event


def is_right(fact, events, verdicts):
    """By the check where it speaks of this fact: all of its supports, or all of those that were read."""
    for spans, right in verdicts:
        if sum(any(meets(a, b) for b in spans) for a in fact) >= min(len(spans), len(fact)) and same_fact(fact, spans):
            return right
    return any(same_fact(fact, wanted) for wanted in events)


def told_stories(binary, work):
    stories = real_input.stories_of("basil")
    real_input.write(stories, work / "basil")
    with open(work / "basil.told.jsonl", "wb") as out:
        subprocess.run([str(binary), "story", str(work / "basil" / "articles.jsonl"), "--clusters", str(work / "basil" / "clusters.jsonl")], stdout=out, check=True)
    return read_told(work / "basil.told.jsonl")


def read_told(path):
    """By event; ids of articles without the event's name before them."""
    event_of = {a["id"]: key for key, members in real_input.stories_of("basil").items() for a in members}
    told = {}
    for line in open(path, encoding="utf8"):
        story = json.loads(line)
        spans = [s for f in story.get("facts", []) for s in f["support"]] + [e.get("span", e) for d in story.get("differences", []) for e in d["sides"]]
        for span in spans:
            span["article"] = span["article"].rsplit("/", 1)[-1]
        story["articles"] = [str(a).rsplit("/", 1)[-1] for a in story.get("articles", [])]
        ids = [s["article"] for f in story.get("facts", []) for s in f["support"]] + list(story.get("articles", []))
        if ids and ids[0] in event_of:
            told[event_of[ids[0]]] = story
    return told


def figures(binary, work):
    if not (real_input.SHARED / "data" / "stories" / "basil.dev.jsonl.gz").exists():
        return
    readers = {n: labels(n) for n in (1, 2)}
    if not readers[1]:
        return
    yield from figures_of(told_stories(binary, work))


def figures_of(told):
    readers = {n: labels(n) for n in (1, 2)}
    rows = collections.defaultdict(lambda: [0, 0, 0, 0])

    def add(name, values):
        rows[name] = [a + b for a, b in zip(rows[name], values)]

    verdicts = checked()
    for event, label in readers[1].items():
        wanted = of_labels(label, {"fact"}) + of_labels(readers[2].get(event, {"statements": []}), {"fact"})
        facts = [f for f in told.get(event, {}).get("facts", [])]
        right = [f for f in facts if is_right(f["support"], wanted, verdicts[event])]
        for threshold in (0, 0.6, 0.75, PRINTED):
            passed = [sum(f.get("confidence", 1) >= threshold for f in some) for some in (right, facts)]
            add("basil facts, checked" + (f", from {threshold}" if threshold else ""), (*passed, passed[0], len(right)))
    for number, events in readers.items():
        for event, label in events.items():
            story = told.get(event, {})
            for threshold in (0, PRINTED):
                facts = [f["support"] for f in story.get("facts", []) if f.get("confidence", 1) >= threshold]
                add(f"basil facts, reader {number}" + (f", from {PRINTED}" if threshold else ""), compare(facts, of_labels(label, {"fact"}), same_fact))
            sides = [[dict(e.get("span", e), side=e.get("side", 0)) for e in d["sides"]] for d in story.get("differences", [])]
            add(f"basil differences, reader {number}", compare(sides, of_labels(label, {"difference", "denial"}), same_difference))
    for event in readers[1].keys() & readers[2].keys():
        one, two = readers[1][event], readers[2][event]
        add("basil facts, readers with each other", compare(of_labels(two, {"fact"}), of_labels(one, {"fact"}), same_fact))
        kinds = {"difference", "denial"}
        add("basil differences, readers with each other", compare(of_labels(two, kinds), of_labels(one, kinds), same_difference))
    for name, (right, told_all, found, wanted) in rows.items():
        yield f"{name}: precision", right / told_all if told_all else float("nan"), f"  ({right} of {told_all})"
        what = "let through" if "checked" in name else "recall"
        yield f"{name}: {what}", found / wanted if wanted else float("nan"), f"  ({found} of {wanted})"


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--told":
        for title, value, note in figures_of(read_told(sys.argv[2])):
            print(f"{title:60} {value:.3f}{note}")
        sys.exit()
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for title, value, note in figures(sys.argv[1], pathlib.Path(folder)):
            print(f"{title:60} {value:.3f}{note}")
