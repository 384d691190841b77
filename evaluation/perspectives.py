#!/usr/bin/env python3
"""The escape, measured: what a reader of one outlet (or of one side) sees in our brief, against what else could be read in the same time.

usage: perspectives.py [--binary-dir build/release] [--set basil|allsides_abp ...]

Units of a story are found by plain matching over all its articles, by nothing of the engine:
  statement   sentences of two or more outlets that share half of their rarer words (Dice .4 over words of four letters and more, numbers and names)
  speaker     last names beside a word of saying, in the same sentence
  denial      sentences with a word of denying, joined when they share half of their words
  side        the outlet's side (allsides_abp) or the outlet (basil): its words are read, eight in a row at least
A text shows a statement or a denial when it has 60 % of the rarer words of one of its sentences; a speaker when it has the name, and 60 % of the words of one sentence that this
speaker is named with (of the words in quotation marks, where there are four). Every text gets as many words as the brief has (whole sentences, the last one cut):
  best article   the article that shows most units, known afterwards: no reader can choose so well
  own article    what the reader reads now (mean over the readers of a story)
  three leads    the first three sentences of three outlets, in turn
  random         sentences of all articles, drawn (mean of 20)
Figures: units of each kind per 100 words; "new" are units that the reader's own article (its whole text) does not have. Intervals: 95 %, stories drawn again 1,000 times.
Python's standard library only.
"""
import argparse
import collections
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "facts"))
import real_input  # noqa: E402

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SENTENCE = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[“\"‘'A-Z0-9])|\n+")
SAYING = r"(?:said|says|told|tweeted|wrote|argued|added|claimed|stated|insisted|warned|according to|accused|denied|called)"
NAME = r"((?:[A-Z][\w.’'-]+\s+){0,3}[A-Z][\w’'-]{2,})"
SPEAKER = [re.compile(NAME + r"(?:,[^,.]{0,60},)?\s+" + SAYING + r"\b"), re.compile(r"\b(?:said|says|according to|added|wrote)\s+" + NAME)]
DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed)|reject(?:s|ed) (?:the |any |such )?(?:claim|accusation|allegation|report|suggestion|charge)|untrue|refut(?:e|es|ed))", re.I)
QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
NO_SPEAKER = set("he she they it we i who but and the this that monday tuesday wednesday thursday friday saturday sunday".split())
COMMON = set("that this with from have been were will would could should about after before their there which when what than they them your into over also more most other some such only just because while where said says told".split())
KINDS = ("statement", "speaker", "denial", "side")
SHOWN, SAME, DRAWS = 0.6, 0.4, 20
FULL = 90  # words of a brief by the rules; shorter ones stand where an edition has too few of these


def sentences(text):
    return [s.strip() for s in SENTENCE.split(text) if len(WORD.findall(s)) > 3]


def rarer(text):
    return {w.lower().replace("’", "'").removesuffix("'s") for w in WORD.findall(text) if (len(w) > 3 or w[0].isdigit() or w[0].isupper()) and w.lower() not in COMMON}


def dice(a, b):
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def joined(items, same):
    """Groups of indexes, single link."""
    parent = list(range(len(items)))

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i in range(len(items)):
        for j in range(i):
            if same(items[i], items[j]):
                parent[root(i)] = root(j)
    groups = collections.defaultdict(list)
    for i in range(len(items)):
        groups[root(i)].append(items[i])
    return list(groups.values())


class Units:
    def __init__(self, articles, side_of):
        self.articles, self.side_of = articles, side_of
        all_sentences = [(number, s, rarer(s)) for number, article in enumerate(articles) for s in sentences(article["text"])]
        all_sentences = [x for x in all_sentences if len(x[2]) >= 4]
        groups = joined(all_sentences, lambda x, y: x[0] != y[0] and dice(x[2], y[2]) >= SAME)
        self.statements = [[words for _, _, words in group] for group in groups if len({x[0] for x in group}) > 1]
        denials = [x for x in all_sentences if DENIAL.search(x[1])]
        self.denials = [[words for _, _, words in group] for group in joined(denials, lambda x, y: dice(x[2], y[2]) >= SAME)]
        self.speakers = collections.defaultdict(list)
        for _, sentence, words in all_sentences:
            for pattern in SPEAKER:
                for match in pattern.finditer(sentence):
                    last = match.group(1).split()[-1].lower().replace("’", "'").removesuffix("'s")
                    if last not in NO_SPEAKER:
                        said = rarer(" ".join(QUOTED.findall(sentence)))
                        self.speakers[last].append(said if len(said) >= 4 else words)
        self.runs = [self.runs_of(article["text"]) for article in articles]

    @staticmethod
    def runs_of(text):
        words = [w.lower() for w in WORD.findall(text)]
        return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}

    def shown(self, text):
        """The units that a text shows."""
        words = rarer(text)
        has = lambda sentence: len(sentence & words) >= SHOWN * len(sentence)  # noqa: E731
        units = {("statement", n) for n, group in enumerate(self.statements) if any(map(has, group))}
        units |= {("denial", n) for n, group in enumerate(self.denials) if any(map(has, group))}
        units |= {("speaker", name) for name, group in self.speakers.items() if name in words and any(map(has, group))}
        runs = self.runs_of(text)
        units |= {("side", self.side_of(self.articles[n])) for n, own in enumerate(self.runs) if runs & own}
        return units


def cut(parts, length):
    """The first `length` words of sentences one after the other."""
    result, left = [], length
    for part in parts:
        ends = [m.end() for m in WORD.finditer(part)]
        if left <= 0:
            break
        result.append(part if len(ends) <= left else part[: ends[left - 1]])
        left -= len(ends)
    return " ".join(result)


def count(units, kind=None):
    return sum(kind in (None, unit[0]) for unit in units)


def measure(articles, brief, side_of, draw):
    """{text: {figure: value}} of one story."""
    length = len(WORD.findall(brief))
    own = Units(articles, side_of)
    by_article = [sentences(article["text"]) for article in articles]
    texts = {"brief": [brief]}
    texts["best article"] = [max((cut(s, length) for s in by_article), key=lambda text: count(own.shown(text)))]
    texts["own article"] = [cut(s, length) for s in by_article]
    leads = [s for three in zip(*(([*s[:3]] + [""] * 3)[:3] for s in by_article[:3])) for s in three if s]
    texts["three leads"] = [cut(leads, length)]
    everything = [s for part in by_article for s in part]
    texts["random"] = [cut(draw.sample(everything, len(everything)), length) for _ in range(DRAWS)]
    known = [own.shown(article["text"]) for article in articles]
    sides = {n: {("side", side_of(article))} for n, article in enumerate(articles)}
    result = {}
    for name, variants in texts.items():
        figures = collections.Counter()
        for number, text in enumerate(variants):
            units, per_hundred = own.shown(text), 100 / max(len(WORD.findall(text)), 1) / len(variants)
            for kind in KINDS:
                figures[kind] += count(units, kind) * per_hundred
            figures["all"] += count(units) * per_hundred
            readers = [number] if name == "own article" else range(len(articles))
            for reader in readers:
                figures["new"] += count(units - known[reader] - sides[reader]) * per_hundred / len(readers)
        result[name] = figures
    result["brief"]["words"] = length
    return result


def interval(values, draw):
    if not values:
        return float("nan"), float("nan"), float("nan")
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(1000))
    return sum(values) / len(values), means[25], means[974]


def told_briefs(program, stories, work):
    real_input.write(stories, work, real_input.closed_up)  # as on the page: damaged sentences are not printed
    told = {}
    with open(work / "briefs.jsonl", "wb") as out:
        subprocess.run([str(program), "--short", str(work)], stdout=out, stderr=subprocess.DEVNULL, check=True)
    for line in open(work / "briefs.jsonl", encoding="utf8"):
        story = json.loads(line)
        told[story["story"]] = " ".join(part["text"] for part in story.get("brief", []))
    return told


def figures(binary, work, sets=("allsides_abp", "basil")):
    program = pathlib.Path(binary).parent / "evaluation" / "facts" / "compose_briefs"
    if not program.exists():
        print(f"perspectives: skipped: build {program}", file=sys.stderr)
        return
    for name in sets:
        stories = real_input.stories_of(name)
        sides = {}
        if name == "allsides_abp":
            sides = json.loads((real_input.SHARED / "data" / "stories" / "allsides_abp.dev.sides.json").read_text(encoding="utf8"))
        told = told_briefs(program, stories, pathlib.Path(work) / name)
        draw = random.Random(11)
        rows = [measure(articles, told[key], lambda a: sides.get(a["id"], a["outlet"]), draw) for key, articles in stories.items() if told.get(key)]
        yield f"{name}: stories with a brief", len(rows) / len(stories), f"  ({len(rows)} of {len(stories)})"
        full = [row for row in rows if row["brief"]["words"] >= FULL]
        yield f"{name}: stories with a full brief", len(full) / len(stories), f"  ({len(full)} of {len(stories)})"
        for title, of in ((name, rows), (f"{name}, full briefs", full)):
            yield from compared(title, of, draw)


def compared(name, rows, draw):
    for figure in ("all", "new", *KINDS):
        for text in rows[0]:
            mean, low, high = interval([row[text][figure] for row in rows], draw)
            yield f"{name}: {figure} per 100 words, {text}", mean, f"  [{low:.3f}, {high:.3f}]"
    for other in ("best article", "own article", "three leads", "random"):
        for figure in ("all", "new"):
            mean, low, high = interval([row["brief"][figure] - row[other][figure] for row in rows], draw)
            yield f"{name}: {figure} per 100 words, brief over {other}", mean, f"  [{low:.3f}, {high:.3f}]"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--binary-dir", default=HERE.parent / "build" / "release", type=pathlib.Path)
    arguments.add_argument("--set", action="append")
    a = arguments.parse_args()
    with tempfile.TemporaryDirectory() as work:
        for title, value, *note in figures(a.binary_dir / "newsloom", pathlib.Path(work), a.set or ("allsides_abp", "basil")):
            print(f"{title:72}{value:8.3f}{''.join(note)}", flush=True)


if __name__ == "__main__":
    main()
