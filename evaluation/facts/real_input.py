#!/usr/bin/env python3
"""Turns labelled stories of real outlets (../shared/data/stories) into what make_input.py's readers read.

usage: real_input.py SET DIR      SET: basil, allsides_abp, ecbplus, ...

One story for each gold cluster of two articles or more; an article's outlet is its `source` (an article without one, or the second of one outlet in
a story, has an outlet of its own). Labels of sides never reach DIR. Python's standard library only.
"""
import collections
import gzip
import json
import os
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
SHARED = pathlib.Path(os.environ.get("NEWSLOOM_SHARED", HERE.parent.parent.parent / "shared"))


def stories_of(name):
    """{cluster: [article]}, clusters of two and more, articles with an "outlet"."""
    data = SHARED / "data" / "stories"
    gold = json.loads((data / f"{name}.dev.gold.json").read_text(encoding="utf8"))
    clusters = collections.defaultdict(list)
    with gzip.open(data / f"{name}.dev.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["id"] in gold:
                clusters[gold[article["id"]]].append(article)
    result = {}
    for key in sorted(clusters):
        articles = sorted(clusters[key], key=lambda a: a["id"])
        if len(articles) < 2:
            continue
        used = set()
        for article in articles:
            outlet = re.sub(r"[^a-z0-9]+", "-", (article.get("source") or "outlet").lower()).strip("-")
            number = 2
            article["outlet"] = outlet
            while article["outlet"] in used:
                article["outlet"] = f"{outlet}-{number}"
                number += 1
            used.add(article["outlet"])
        result[key] = articles
    return result


def instant(time):
    if not time:
        return None
    return time if "T" in time else time + "T12:00:00Z"


def write(stories, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "articles.jsonl", "w", encoding="utf8") as articles, open(folder / "clusters.jsonl", "w", encoding="utf8") as clusters:
        for key, members in stories.items():
            for article in members:
                name = article.get("source") or article["outlet"]
                line = {"id": article["id"], "time": instant(article["time"]), "lang": article["lang"], "title": article["title"], "text": article["text"],
                        "source": article["outlet"], "url": f"https://{article['outlet']}.example/{article['id']}", "genre": article.get("genre", "news"), "authors": [],
                        "outlet_name": name, "owner": article["outlet"], "owner_kind": "", "country": ""}
                articles.write(json.dumps(line, ensure_ascii=False) + "\n")
                clusters.write(json.dumps({"id": article["id"], "story": key}) + "\n")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    stories = stories_of(sys.argv[1])
    write(stories, sys.argv[2])
    print(f"{len(stories)} stories, {sum(map(len, stories.values()))} articles in {sys.argv[2]}", file=sys.stderr)


if __name__ == "__main__":
    main()
