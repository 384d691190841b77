#!/usr/bin/env python3
"""How far the two readers of the BASIL events agree. Needs the label files only, not the texts.

usage: agreement.py [--events]   prints the agreement of all events labelled twice; --events adds a line for each event

Two spans of the same article meet when they share at least half of the shorter one. Two statements of the same kind match when spans meet in two articles (facts) or on two sides
(differences, denials; which side is called 0 does not matter). Each is matched once, as many pairs as possible. Unknowns: spans are matched. F1 is 2 matches / (labels of one + of the other).
"loose" is a second count, for comparison: spans meet also at an intersection over union of .3, and a statement may match several of the other reader, so that one reader's two narrow
statements both find the wide one of the other; F1 is the harmonic mean of both directions.

Python's standard library only.
"""
import collections
import itertools
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROWS = {"facts": ("fact",), "differences": ("difference",), "denials": ("denial",), "differences and denials": ("difference", "denial"), "unknowns": ("unknown",)}


def meet(one, other, loose):
    if one["article"] != other["article"]:
        return False
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    lengths = one["end"] - one["start"], other["end"] - other["start"]
    return shared > 0 and (2 * shared >= min(lengths) or loose and shared >= 0.3 * (sum(lengths) - shared))


def match(one, other, loose):
    """Whether two statements say the same; a fact and a difference never come here together."""
    pairs = [(a, b) for a in one["spans"] for b in other["spans"] if meet(a, b, loose)]
    if one["kind"] == "unknown":
        return bool(pairs)
    if one["kind"] == "fact":
        return len({a["article"] for a, _ in pairs}) > 1
    sides = {(a["side"], b["side"]) for a, b in pairs}
    return any(a != c and b != d for (a, b), (c, d) in itertools.combinations(sides, 2))


def matched(links, count):
    """Largest number of pairs, each side used once (augmenting paths)."""
    partner = {}

    def place(a, seen):
        for b in links[a]:
            if b not in seen:
                seen.add(b)
                if b not in partner or place(partner[b], seen):
                    partner[b] = a
                    return True
        return False

    return sum(place(a, set()) for a in range(count))


def read(path):
    labels = json.loads(path.read_text(encoding="utf-8"))
    return labels["statements"] + [{"kind": "unknown", "spans": [span]} for span in labels["unknowns"]]


def compare(first, second, kinds):
    """Counts: labels of the first, of the second, pairs, and (loosely) how many of each have a counterpart."""
    first = [statement for statement in first if statement["kind"] in kinds]
    second = [statement for statement in second if statement["kind"] in kinds]
    links = [[b for b, other in enumerate(second) if match(one, other, False)] for one in first]
    loose = [[b for b, other in enumerate(second) if match(one, other, True)] for one in first]
    return collections.Counter(first=len(first), second=len(second), pairs=matched(links, len(first)),
                               loose_first=sum(map(bool, loose)), loose_second=len(set(itertools.chain(*loose))))


def line(name, counts):
    both = counts["first"] + counts["second"]
    if not both:
        return f"{name}: no labels"
    one = counts["loose_first"] / max(counts["first"], 1)
    other = counts["loose_second"] / max(counts["second"], 1)
    return (f"{name}: F1 {2 * counts['pairs'] / both:.3f} ({counts['pairs']} pairs of {counts['first']} and {counts['second']});"
            f" loose F1 {2 * one * other / (one + other) if one + other else 0:.3f} ({one:.3f} of the first reader's, {other:.3f} of the second's)")


def main():
    if sys.argv[1:] not in ([], ["--events"]):
        sys.exit(__doc__)
    totals, events = collections.defaultdict(collections.Counter), 0
    for path in sorted(HERE.glob("*.reader1.json")):
        twin = path.with_name(path.name.replace("reader1", "reader2"))
        if not twin.exists():
            continue
        events += 1
        first, second = read(path), read(twin)
        for row, kinds in ROWS.items():
            counts = compare(first, second, kinds)
            totals[row].update(counts)
            if sys.argv[1:]:
                print(line(f"{path.name.split('.')[0]} {row}", counts))
    print(f"{events} events")
    for row in ROWS:
        print(line(row, totals[row]))


if __name__ == "__main__":
    main()
