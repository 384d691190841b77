#!/usr/bin/env python3
"""All labels of real news in the form of the gold, beside it: for learning with whole stories left out, and for nothing else.

usage: pairs_gold.py [--learn] DIR      writes DIR/in/articles.jsonl, clusters.jsonl and DIR/gold/*.json: the open gold, BASIL (basil_gold.py) and the stories of pairs/labels.jsonl

--learn: of the latter the half to learn from only. What any of its readers denies, a pair does not say. The files hold the texts of others: keep them out of the project. Needs NEWSLOOM_SHARED.
"""
import collections
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import dense_input  # noqa: E402
import real_input  # noqa: E402


def labels(learn_only):
    """{(set, story): [label]}"""
    by_story = collections.defaultdict(list)
    for line in open(HERE / "pairs" / "labels.jsonl", encoding="utf8"):
        label = json.loads(line)
        if label["half"] == "learn" or not learn_only:
            by_story[label["set"], label["story"]].append(label)
    return by_story


def stories_of(name):
    """{story: [article]}; those of the dense stream as they were when they were drawn."""
    if name != "background":
        return real_input.stories_of(name)
    by_id = {a["id"]: a for a in dense_input.articles(name)}
    stories = {}
    for line in open(HERE / "pairs" / "dense_stories.jsonl", encoding="utf8"):
        story = json.loads(line)
        stories[story["story"]] = [{**by_id[one], "outlet": f"outlet-{i}"} for i, one in enumerate(story["articles"])]
    return stories


def main():
    folders = [one for one in sys.argv[1:] if one != "--learn"]
    if len(folders) != 1:
        sys.exit(__doc__)
    folder = pathlib.Path(folders[0])
    subprocess.run([sys.executable, str(HERE / "basil_gold.py"), str(folder)], check=True)
    by_story = labels("--learn" in sys.argv)
    for name in sorted({key[0] for key in by_story}):
        stories = stories_of(name)
        chosen = {story: stories[story] for of, story in sorted(by_story) if of == name}
        real_input.write(chosen, folder / name, real_input.closed_up)
        story_of = {}
        for story, members in chosen.items():
            story_of.update((a["id"], story) for a in members)
        with open(folder / "in" / "articles.jsonl", "a", encoding="utf8") as articles, open(folder / "in" / "clusters.jsonl", "a", encoding="utf8") as clusters:
            for line in open(folder / name / "articles.jsonl", encoding="utf8"):
                article = json.loads(line)
                story = story_of[article["id"]]
                article["id"] = f"{story}/{article['id']}"
                articles.write(json.dumps(article, ensure_ascii=False) + "\n")
                clusters.write(json.dumps({"id": article["id"], "story": story}) + "\n")
        for story, members in chosen.items():
            pairs = [{"a": label["a"], "b": label["b"], "same": "no" not in label["verdicts"], "set": name, "half": label["half"], "stratum": label["stratum"], "drawn_of": label["weight"]} for label in by_story[name, story]]
            gold = {"key": story, "facts": [], "differences": [], "pairs": pairs, "independent": [[a["outlet"]] for a in members]}
            (folder / "gold" / f"{story}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf8")


if __name__ == "__main__":
    main()
