#!/usr/bin/env python3
"""Stories as the engine makes them of a dense stream (../shared/data/stories, background, alone or with allsides_abp), in the form of real_input.py.

usage: dense_input.py stream LINES.jsonl [--with-allsides]          the articles, for `newsloom cluster LINES.jsonl > CLUSTERS.jsonl`
       dense_input.py stories CLUSTERS.jsonl DIR [--learn LEARNED_DIR] stories of 2 to 20 articles; no outlet is known, so each article has one of its own

`background` of differences/labels.jsonl is the stream alone, `mix` the stream with allsides_abp: of that only stories without an article of the measured half (--learn DIR_OF_BACKGROUND).
Python's standard library only. Needs NEWSLOOM_SHARED.
"""
import collections
import gzip
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import draw_differences  # noqa: E402
import real_input  # noqa: E402

STORIES = real_input.SHARED / "data" / "stories"
MOST = 20


def articles(name):
    with gzip.open(STORIES / f"{name}.dev.jsonl.gz", "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def write_stream(path, names):
    with open(path, "w", encoding="utf8") as out:
        for article in (a for name in names for a in articles(name)):
            line = {**article, "time": real_input.instant(article["time"]), "title": real_input.closed_up(article["title"]), "text": real_input.closed_up(article["text"])}
            out.write(json.dumps({k: v for k, v in line.items() if v is not None}, ensure_ascii=False) + "\n")


def measured_articles(background):
    gold = json.loads((STORIES / "allsides_abp.dev.gold.json").read_text(encoding="utf8"))
    stories = {**gold, **{c["id"]: c["story"] for c in map(json.loads, open(pathlib.Path(background) / "clusters.jsonl", encoding="utf8"))}}
    return {article for article, story in stories.items() if draw_differences.is_measured(story)}


def stories_of(clusters, background):
    by_id = {a["id"]: a for name in ("allsides_abp", "background") for a in articles(name)}
    found = collections.defaultdict(list)
    for line in open(clusters, encoding="utf8"):
        item = json.loads(line)
        found[item["story"]].append(by_id[item["id"]])
    hidden = measured_articles(background) if background else set()
    stories = {}
    for story, members in found.items():
        if not 2 <= len(members) <= MOST or any(a["id"] in hidden for a in members):
            continue
        name, number = f"mix{story}" if background else f"bg{story}", 0
        while background and draw_differences.is_measured(name):  # all of it is to learn from
            number += 1
            name = f"mix{story}.{number}"
        stories[name] = sorted(members, key=lambda a: a["id"])
        for i, article in enumerate(stories[name]):
            article["outlet"] = f"outlet-{i}"
    return dict(sorted(stories.items())) if not background else stories


def main():
    given = sys.argv[1:]
    if given[:1] == ["stream"] and len(given) in (2, 3):
        write_stream(given[1], ["allsides_abp", "background"] if "--with-allsides" in given else ["background"])
    elif given[:1] == ["stories"] and len(given) in (3, 5):
        background = given[4] if len(given) == 5 and given[3] == "--learn" else None
        stories = stories_of(given[1], background)
        real_input.write(stories, given[2], real_input.closed_up)
        print(f"{len(stories)} stories, {sum(map(len, stories.values()))} articles in {given[2]}", file=sys.stderr)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
