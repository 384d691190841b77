#!/usr/bin/env python3
"""Draws pairs of sentences that the engine may set against each other, for readers who judge them blind.

usage: draw_differences.py KEY.json OUT_PREFIX [--seed N] SET=IN_DIR=LIST.jsonl ...

IN_DIR as real_input.py --closed-up writes it, LIST of list_differences over it. Half of the stories are to learn from, half only to measure (by the hash of their
names). OUT_PREFIX1.txt, ... hold at most 115 items each, with texts of others: outside the project. KEY.json says what the items are. Python's standard library only.
"""
import collections
import hashlib
import json
import pathlib
import random
import sys

MOST = 115
LEAST = 0.4  # of numbers; a part of those from .2 as well
PER_STORY = 3
AGAIN = 90
HEAD = """You judge {count} items, blind and without any other file. Each item shows two sentences, A and B, of reports about one news event, with the titles and days of the reports.
The texts come from a crawl; do not mind odd spaces or a sentence cut short by itself. May an editor set A and B against each other under "accounts differ"?

NUMBER items: a number stands in each between >> and <<. Judge these two numbers and no others.
DIFF    both numbers are given for the same quantity: the same thing counted or measured, of the same people, place and scope (no part beside a whole), the same period or moment, the
        same kind of figure (no poll beside another poll, no estimate of one thing beside a result of another), and they cannot both hold. Rounding ("some 80" beside 84) and "more than
        20" beside 25 can both hold.
UPDATE  as DIFF, but B or A is clearly an older or a newer state of the very same count (a rising death toll, a count of votes that goes on).
NO      anything else: another thing, other people, another place, part and whole, another period, year or occasion, a bound beside a number within it, one number not a quantity at all (a
        year, an age, a name, a bill's number), or nothing that tells you it is the same quantity.
DENIAL items: A is shown as a claim, B as its denial.
DIFF    somebody in B denies, disputes or rejects the very claim that A makes or reports, so that a reader of just these two sentences sees claim and denial (who they are must be clear from
        the sentences and the titles).
NO      the denial is of something else, or of nothing (no comment, refusing to do something, a policy rejected), both are the same remark, B denies nothing, A claims nothing, or one cannot tell.

Answer with one line for each item: the number, a space, DIFF, UPDATE or NO, and two to six words why. Example: "17 NO other period". Judge every item, each on its own; be strict as an
editor who must correct in print what is wrong. Nothing else before; an optional last line of remarks.
"""


def is_measured(story):
    return int(hashlib.sha256(story.encode()).hexdigest(), 16) % 2 == 1


def read(folder):
    with open(pathlib.Path(folder) / "articles.jsonl", encoding="utf8") as lines:
        return {a["id"]: a for a in map(json.loads, lines)}


def candidates(name, path, chance):
    """At most PER_STORY numbers and denials of a story, a sentence once; the surest first. Of the many denials in `background` a part."""
    used, of_story = set(), collections.Counter()
    items = [json.loads(line) for line in open(path, encoding="utf8")]
    for item in sorted(items, key=lambda i: -i["confidence"]):
        low = item["kind"] == "number" and item["confidence"] < LEAST
        if low and (item["confidence"] < 0.2 or chance.random() > 0.06):
            continue
        ends = [(item[s]["article"], item[s]["start"], item["kind"]) for s in "ab"]
        if any(end in used for end in ends) or of_story[item["story"], item["kind"]] >= PER_STORY:
            continue
        if name == "background" and item["kind"] == "denial" and chance.random() > (0.5 if item["confidence"] >= 0.8 else 0.15):
            continue
        used.update(ends)
        of_story[item["story"], item["kind"]] += 1
        yield item


def shown(articles, item, side):
    place, number = item[side], item.get(f"number_{side}")
    article = articles[place["article"]]
    text = article["text"]
    if number:
        sentence = f"{text[place['start']:number['start']]}>>{text[number['start']:number['end']]}<<{text[number['end']:place['end']]}"
    else:
        sentence = text[place["start"] : place["end"]]
    about = "; ".join(filter(None, ((article["time"] or "")[:10], " ".join(article["title"].split()))))
    return f"{side.upper()}: {' '.join(sentence.split())}\n   ({about})"


def write(prefix, number, chosen, articles):
    body = [HEAD.format(count=len(chosen))]
    for i, item in enumerate(chosen, 1):
        sides = [shown(articles[item["set"]], item, s) for s in "ab"]
        body.append(f"--- {i} {item['kind'].upper()}\n" + "\n".join(sides))
    pathlib.Path(f"{prefix}{number}.txt").write_text("\n".join(body) + "\n", encoding="utf8")


def main():
    seed = 1
    if "--seed" in sys.argv:
        at = sys.argv.index("--seed")
        seed = int(sys.argv[at + 1])
        del sys.argv[at : at + 2]
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    chance = random.Random(seed)
    articles, pool = {}, {False: [], True: []}
    for given in sys.argv[3:]:
        name, folder, path = given.split("=")
        articles[name] = read(folder)
        for item in candidates(name, path, chance):
            pool[is_measured(item["story"])].append({"set": name, **item})
    key, number = {}, 0
    for half in (False, True):
        chance.shuffle(pool[half])
        for at in range(0, len(pool[half]), MOST):
            number += 1
            key[number] = pool[half][at : at + MOST]
            write(sys.argv[2], number, key[number], articles)
            print(number, "measure" if half else "learn", collections.Counter((i["set"], i["kind"]) for i in key[number]))
    # Some twice, for the readers' agreement: a file of their own.
    key["again"] = chance.sample([item for items in key.values() for item in items], AGAIN)
    write(sys.argv[2], "-again", key["again"], articles)
    pathlib.Path(sys.argv[1]).write_text(json.dumps(key), encoding="utf8")


if __name__ == "__main__":
    main()
