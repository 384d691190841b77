#!/usr/bin/env python3
"""Turns labelled stories of real outlets (../shared/data/stories) into what make_input.py's readers read.

usage: real_input.py [--closed-up] [--together] SET DIR      SET: basil, allsides_abp, ecbplus, ...

One story for each gold cluster of two articles or more; an article's outlet is its `source` (an article without one, or the second of one outlet in
a story, has an outlet of its own). Labels of sides never reach DIR. --closed-up takes out the
spaces that a tokeniser has left before marks: for texts that people will read. --together makes one story of the first 60
long articles, whatever they tell of: for measuring speed. Python's standard library only.
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


def closed_up(text):
    """Some collections come as tokens: marks stand at their words again, as on the page."""
    for pattern, by in (
        (r"``", "“"), (r"''", "”"), (r" ([,.;:!?%)\]’”])", r"\1"), (r"([(\[“‘$£€#@]) ", r"\1"), (r"’ (s|t|re|ve|ll|d|m)\b", r"’\1"), (r" ('s|n't|'re|'ve|'ll|'d|'m)\b", r"\1"),
        (r"(\w) ' (\w)", r"\1' \2"), (r"\bcan not\b", "cannot"),
    ):
        text = re.sub(pattern, by, text or "")
    return text


def genre_of(article):
    """What the page says of itself: an opinion piece names itself so in its title or its outlet's section."""
    says = re.match(r"(OPINION|COMMENTARY|EDITORIAL|COLUMN)\b", article["title"] or "") or re.search(r"\b(Opinion|Editorial|Guest Writer)\b", article.get("source") or "")
    return article.get("genre") or ("opinion" if says else "news")


def instant(time):
    if not time:
        return None
    return time if "T" in time else time + "T12:00:00Z"


def write(stories, folder, said=lambda text: text):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "articles.jsonl", "w", encoding="utf8") as articles, open(folder / "clusters.jsonl", "w", encoding="utf8") as clusters:
        for key, members in stories.items():
            for article in members:
                name = article.get("source") or article["outlet"]
                line = {"id": article["id"], "time": instant(article["time"]), "lang": article["lang"], "title": said(article["title"]), "text": said(article["text"]),
                        "source": article["outlet"], "url": f"https://{article['outlet']}.example/{article['id']}", "genre": genre_of(article), "authors": [],
                        "outlet_name": name, "owner": article["outlet"], "owner_kind": "", "country": ""}
                articles.write(json.dumps(line, ensure_ascii=False) + "\n")
                clusters.write(json.dumps({"id": article["id"], "story": key}) + "\n")


def together(stories, most=60, sentences=26):
    """One story of articles of so many sentences and more."""
    articles = [a for members in stories.values() for a in members if len(re.findall(r"[.!?](?=\s|$)", a["text"] or "")) >= sentences]
    return {"together": articles[:most]}


def main():
    flags = {one for one in sys.argv[1:] if one in ("--closed-up", "--together")}
    given = [one for one in sys.argv[1:] if one not in flags]
    tokens = "--closed-up" not in flags
    if len(given) != 2:
        sys.exit(__doc__)
    stories = stories_of(given[0])
    if "--together" in flags:
        stories = together(stories)
    write(stories, given[1], (lambda text: text) if tokens else closed_up)
    print(f"{len(stories)} stories, {sum(map(len, stories.values()))} articles in {given[1]}", file=sys.stderr)


if __name__ == "__main__":
    main()
