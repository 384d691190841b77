#!/usr/bin/env python3
"""A day of invented stories for measuring speed: sentences of the open gold, put together anew.

usage: generate_day.py DIR [STORIES] [ARTICLES_PER_STORY] [SENTENCES]     (default 1000, 20, 18)

Each story takes the sentences of three gold stories with its own names and numbers; each article a draw of them, in the story's order. By seed. Python's standard library only.
Then: time newsloom story DIR/articles.jsonl --clusters DIR/clusters.jsonl > /dev/null
"""
import json
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "gold"))
import check  # noqa: E402


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder, (stories, per_story, length) = pathlib.Path(sys.argv[1]), [int(x) for x in (sys.argv[2:] + ["1000", "20", "18"][len(sys.argv) - 2 :])]
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(3)
    gold = [s for s in check.open_stories() if s["language"] == "en"]
    with open(folder / "articles.jsonl", "w", encoding="utf8") as articles, open(folder / "clusters.jsonl", "w", encoding="utf8") as clusters:
        for number in range(stories):
            sentences = [s for story in draw.sample(gold, 3) for a in story["articles"] for s in re.split(r"(?<=[.!?”])\s+", a["text"])]
            sentences = [re.sub(r"\d+", lambda m: str(int(m.group()) + number % 9), s) for s in sentences]
            for n in range(per_story):
                chosen = sorted(draw.sample(range(len(sentences)), min(length, len(sentences))))
                text = "\n\n".join(" ".join(sentences[i] for i in chosen[k : k + 3]) for k in range(0, len(chosen), 3))
                outlet = f"outlet-{n}"
                articles.write(json.dumps({"id": f"{number}-{n}", "time": f"2026-03-02T{n % 24:02}:00:00Z", "lang": "en", "title": sentences[0][:70], "text": text, "source": outlet, "outlet_name": outlet,
                                           "owner": outlet, "url": f"https://{outlet}.example/{number}", "genre": "news", "authors": []}, ensure_ascii=False) + "\n")
                clusters.write(json.dumps({"id": f"{number}-{n}", "story": str(number)}) + "\n")


if __name__ == "__main__":
    main()
