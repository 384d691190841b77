#!/usr/bin/env python3
"""What readers said of drawn pairs (differences/labels.jsonl), with the engine's traits: for learn_difference and tell_stories.

usage: labelled_rows.py [--measured] SET=LIST.jsonl ... > ROWS     (LIST of list_differences; only the half to learn from, or only the other with --measured)

A line: kind, 1 or 0, group, confidence, then trait=value. Stories that share a judged article are one group: `mix` has much of `background` again, and what is learned of the one must not
be tested on the other. A pair on which the readers are not agreed is left out of learning. Python's standard library only.
"""
import json
import pathlib
import sys

LABELS = pathlib.Path(__file__).resolve().parent / "differences" / "labels.jsonl"


def key(name, kind, item):
    places = [item[f"number_{s}"] if kind == "number" else item[s] for s in "ab"]
    return name, kind, frozenset(tuple(p.values()) if isinstance(p, dict) else tuple(p) for p in places)


class Groups:
    """Stories and their judged articles, joined."""

    def __init__(self, items):
        self.parent = {}
        for item in items:
            story = f"{item['set']}/{item['story']}"
            for place in (item["a"], item["b"]):
                self.parent[self.of(place[0])] = self.of(story)

    def of(self, node):
        while self.parent.setdefault(node, node) != node:
            node = self.parent[node]
        return node


def main():
    measured = "--measured" in sys.argv
    lists = dict(given.split("=") for given in sys.argv[1:] if given != "--measured")
    if not lists:
        sys.exit(__doc__)
    labels = {}
    items = [json.loads(line) for line in open(LABELS, encoding="utf8")]
    groups = Groups(items)
    for item in items:
        right = {verdict != "no" for verdict in item["verdicts"]}
        if item["measured"] == measured and len(right) == 1:
            labels[key(item["set"], item["kind"], item)] = right.pop()
    for name, path in lists.items():
        for line in open(path, encoding="utf8"):
            item = json.loads(line)
            right = labels.pop(key(name, item["kind"], item), None)
            if right is not None:
                traits = " ".join(f"{trait}={value:g}" for trait, value in item["traits"].items())
                print(item["kind"], int(right), groups.of(f"{name}/{item['story']}"), f"{item['confidence']:.4f}", traits)
    print(f"{len(labels)} labelled pairs are none for the engine any more, {sum(labels.values())} of them right", file=sys.stderr)


if __name__ == "__main__":
    main()
