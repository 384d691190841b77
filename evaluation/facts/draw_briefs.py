#!/usr/bin/env python3
"""Draws briefs for a reader who has not seen the engine: "would you send this to your subscribers as it is?"

usage: draw_briefs.py [--count N] [--seed S] [--half 0|1|2] [--outlets N] [--but FILE]... OUT.jsonl...      (compose_briefs' output)

Only top stories with the words of a brief (90) are drawn, from all files with one chance for each story. --half takes the stories whose hashed name is even (0: to develop) or odd (1: to
judge), 2 all; --but leaves out the stories of which a title stands in FILE (an earlier draw). Python's standard library only.
"""
import argparse
import hashlib
import json
import pathlib
import random

QUESTION = """You edit a daily news briefing. Below are {n} of its briefs, each under its story's headline, as they would be printed. A brief is made of sentences of news
reports, word for word: [abc] names the outlets that report a line, "[...]" stands for words that were cut. Below each stand the titles of the reports.
For each brief: would you send it to subscribers? Judge as an editor who must fill a page every morning; a brief may be yes although a line has a small fault. Answer one line: number, yes or no,
and why in about six words.
"""


def half_of(story):
    return hashlib.sha1(str(story).encode()).digest()[0] & 1


def printed(number, story):
    yield f"\n{number}. {story['headline']}\n"
    for line in story["brief"]:
        yield f"   {line['text']}  [{', '.join(line['outlets'])}]"
    yield f"\n   ({sum(len(line['text'].split()) for line in story['brief'])} words)   Articles:"
    for outlet, title in sorted(story["titles"].items()):
        yield f"     - {outlet.split('/')[0]}: {title}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", type=int, default=2)
    parser.add_argument("--outlets", type=int, default=2)
    parser.add_argument("--but", action="append", default=[], type=pathlib.Path)
    parser.add_argument("outs", nargs="+", metavar="OUT.jsonl", type=pathlib.Path)
    options = parser.parse_args()
    seen = "\n".join(path.read_text(encoding="utf8") for path in options.but)
    stories = [json.loads(line) for path in options.outs for line in path.open(encoding="utf8")]
    stories = [s for s in stories if s.get("top", True) and sum(len(line["quoted"].split()) for line in s.get("brief", [])) >= 90 and s.get("headline") and len(s["titles"]) >= options.outlets]
    # Names that a collection has blacked out are not the engine's fault.
    stories = [s for s in stories if "\u2588" not in json.dumps(s["brief"], ensure_ascii=False)]
    stories = [s for s in stories if options.half == 2 or half_of(s["story"]) == options.half]
    stories = [s for s in stories if not any(title and title in seen for title in s["titles"].values())]
    drawn = random.Random(options.seed).sample(stories, min(options.count, len(stories)))
    print(QUESTION.format(n=len(drawn)))
    for number, story in enumerate(drawn, 1):
        print("\n".join(printed(number, story)))


if __name__ == "__main__":
    main()
