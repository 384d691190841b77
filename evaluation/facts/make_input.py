#!/usr/bin/env python3
"""Turns the gold of facts into what `newsloom story --clusters` reads.

usage: make_input.py [--sealed] DIR

Writes into DIR:
  articles.jsonl   one report a line: {"id": "STORY/aN", "time", "lang", "title", "text", "source", "url", "genre", "authors", "agencies",
                   "outlet_name", "owner", "owner_kind", "country"}; a report of an unknown outlet has neither source, url nor owner
  clusters.jsonl   {"id", "story"}: which reports make which story
  outlets.toml     the outlets in the form of sources.toml

Then: newsloom story DIR/articles.jsonl --clusters DIR/clusters.jsonl | score.py
--sealed takes the sealed half: for the closing run only. Labels never reach DIR. Python's standard library only.
"""
import argparse
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "gold"))
import check  # noqa: E402


def article_lines(story):
    for article in story["articles"]:
        outlet = story["outlets"].get(article["source"])
        line = {
            "id": f"{story['key']}/{article['id']}",
            "time": article["time"],
            "lang": story["language"],
            "title": article["title"],
            "text": article["text"],
            "source": article["source"],
            "url": None if outlet is None else f"https://{article['source']}.example/{story['key']}",
            "genre": article["genre"],
            "authors": article["authors"],
            "agencies": article.get("agencies", []),
        }
        if outlet is not None:
            line.update(outlet_name=outlet["name"], owner=outlet["owner"], owner_kind=outlet["owner_kind"], country=outlet["country"])
        yield line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sealed", action="store_true")
    parser.add_argument("dir", metavar="DIR", type=pathlib.Path)
    options = parser.parse_args()
    stories = check.sealed_stories() if options.sealed else check.open_stories()
    options.dir.mkdir(parents=True, exist_ok=True)
    outlets = {}
    with open(options.dir / "articles.jsonl", "w", encoding="utf-8") as articles, open(options.dir / "clusters.jsonl", "w", encoding="utf-8") as clusters:
        for story in stories:
            for outlet, about in story["outlets"].items():
                outlets[outlet] = dict(about, language=story["language"])
            for line in article_lines(story):
                articles.write(json.dumps(line, ensure_ascii=False) + "\n")
                clusters.write(json.dumps({"id": line["id"], "story": story["key"]}) + "\n")
    with open(options.dir / "outlets.toml", "w", encoding="utf-8") as file:
        for outlet, about in sorted(outlets.items()):
            file.write(
                f'[[outlet]]\nid = "{outlet}"\nname = "{about["name"]}"\nhome = "https://{outlet}.example/"\ncountry = "{about["country"]}"\n'
                f'language = "{about["language"]}"\nowner = "{about["owner"]}"\nowner_kind = "{about["owner_kind"]}"\n\n'
            )
    print(f"{len(stories)} stories, {sum(len(s['articles']) for s in stories)} reports in {options.dir}", file=sys.stderr)


if __name__ == "__main__":
    main()
