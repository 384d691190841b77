#!/usr/bin/env python3
"""The rules of the brief that a program can check, over all stories of basil and allsides_abp (compose_briefs' output).

usage: brief_rules.py OUT.jsonl...      prints, per rule, how many briefs break it and the first of them

Python's standard library only.
"""
import json
import re
import sys

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
PRONOUNS = {"he", "she", "it", "they", "this", "that", "these", "those", "his", "her", "its", "their"}
CONNECTIVES = {"however", "but", "meanwhile", "also", "moreover"}
COMMON = set("the and for that with from this have has had was were are is been will would his her their its who which what when where into than then them they said says told over also not but about after before between".split())


def content(text):
    return {w.lower().removesuffix("'s").removesuffix("’s") for w in WORD.findall(text) if len(w) > 3 and w.lower() not in COMMON}


def broken(lines):
    """The rules that one brief breaks."""
    words = sum(len(WORD.findall(line["quoted"])) for line in lines)
    if words > 175:
        yield "at most 160 words (and the labels')"
    lead = WORD.findall(lines[0]["quoted"])
    if not 12 <= len(lead) <= 40:
        yield "a lead of 12 to 32 words (40 when no other stands alone)"
    if lead and lead[0].lower() in PRONOUNS:
        yield "no opening pronoun"
    if any(WORD.findall(line["quoted"]) and WORD.findall(line["quoted"])[0].lower() in CONNECTIVES and "[...]" not in line["text"] for line in lines):
        yield "no However, But"
    if not all(line["outlets"] for line in lines):
        yield "every line has a source"
    told = set()
    for line in lines:
        own = content(line["quoted"])
        if told and own and len(own & told) > 0.6 * len(own) + 1:
            yield "no line repeats over 60 %"
        if told and not own - told:
            yield "each line adds a word"
        told |= own
    if any(re.search(r"\([^)]*$|\b[A-Z]\.$|\b(?:Mr|Mrs|Ms|Sen|Rep|Gov)\.$", line["quoted"].strip()) for line in lines):
        yield "no sentence broken off"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for path in sys.argv[1:]:
        briefs = [story for story in map(json.loads, open(path, encoding="utf8")) if story.get("brief")]
        counts, first = {}, {}
        for story in briefs:
            for rule in set(broken(story["brief"])):
                counts[rule] = counts.get(rule, 0) + 1
                first.setdefault(rule, story["story"])
        lengths = [sum(len(WORD.findall(line["quoted"])) for line in story["brief"]) for story in briefs]
        print(f"{path}: {len(briefs)} briefs, {sum(n >= 90 for n in lengths)} of 90 words and more; {sum(not set(broken(s['brief'])) for s in briefs)} keep every rule")
        for rule, count in sorted(counts.items()):
            print(f"  {count:4} break: {rule} (first {first[rule]})")


if __name__ == "__main__":
    main()
