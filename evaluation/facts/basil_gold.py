#!/usr/bin/env python3
"""BASIL's labelled events in the form of the gold, beside it: for learning with whole stories left out, and for nothing else.

usage: basil_gold.py DIR      writes DIR/in/articles.jsonl, clusters.jsonl (open gold and BASIL) and DIR/gold/*.json

What either reader labels counts, and what both of the later two say of told facts (basil.py, checked). The files hold the texts of others: keep them out of the project. Needs NEWSLOOM_SHARED.
"""
import json
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import basil  # noqa: E402
import real_input  # noqa: E402


def gold_of(event, members, labels, verdicts):
    texts = {a["id"]: a["text"] for a in members}
    quote = lambda span: {"article": span["article"], "quote": texts[span["article"]][span["start"] : span["end"]]}  # noqa: E731
    facts, differences = [], []
    for label in labels:
        for statement in label["statements"]:
            if statement["kind"] == "fact":
                facts.append({"support": [quote(span) for span in statement["spans"]]})
            elif statement["kind"] == "difference":
                sides = {}
                for span in statement["spans"]:
                    sides.setdefault(span["side"], []).append(quote(span))
                differences.append({"kind": "number", "sides": list(sides.values())})
    facts += [{"support": [quote(span) for span in spans]} for spans, right in verdicts if right]
    return {"key": event, "facts": facts, "differences": differences, "independent": [[a["outlet"]] for a in members]}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    (folder / "gold").mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, str(HERE / "make_input.py"), str(folder / "in")], check=True)
    for path in (HERE / "gold" / "open").glob("*.json"):
        shutil.copy(path, folder / "gold")
    readers = [basil.labels(1), basil.labels(2)]
    stories = real_input.stories_of("basil")
    chosen = {event: stories[event] for event in sorted(readers[0])}
    verdicts = basil.checked()
    for event, members in chosen.items():
        gold = gold_of(event, members, [r[event] for r in readers if event in r], verdicts[event])
        (folder / "gold" / f"{event}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf8")
    real_input.write(chosen, folder / "basil")
    with open(folder / "in" / "articles.jsonl", "a", encoding="utf8") as articles, open(folder / "in" / "clusters.jsonl", "a", encoding="utf8") as clusters:
        for line in open(folder / "basil" / "articles.jsonl", encoding="utf8"):
            article = json.loads(line)
            event = next(key for key, members in chosen.items() if any(a["id"] == article["id"] for a in members))
            article["id"] = f"{event}/{article['id']}"
            articles.write(json.dumps(article, ensure_ascii=False) + "\n")
            clusters.write(json.dumps({"id": article["id"], "story": event}) + "\n")


if __name__ == "__main__":
    main()
