#!/usr/bin/env python3
"""Operators weigh outlets and topics: the program, its configuration and a store, from articles to ranked stories.

usage: weights_end_to_end.py --newsloom BINARY
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

CUP = "Ostbruck win the cup final after extra time"
VOTE = "Parliament of Velmora passes the harbour bill"
REPORTS = [  # no two share a run of words: independent outlets
    (CUP, "Ostbruck won the cup final on Sunday. The team scored two goals after half-time. Thousands of fans danced."),
    (CUP, "In extra time the players of Ostbruck took the cup. Their coach praised goalkeeper and fans; the final ended 2-0."),
    (CUP, "Cup winners at last: with goals from Weil and Osei, Ostbruck beat their rivals in a long final at the stadium."),
    (VOTE, "The parliament of Velmora passed the harbour bill on Sunday. Lawmakers of the opposition party voted against it."),
    (VOTE, "After a night of debate Velmora has a harbour law: the minister won the vote in parliament by a narrow majority."),
]


def ranked(binary, topics="", weight=1.0):
    """The headlines in order, and what speaks for each story."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "newsloom.toml").write_text(f"[topics]\n{topics}\n")
        (folder / "sources.toml").write_text("".join(
            f'[[outlet]]\nid = "paper-{n}"\nname = "Paper {n}"\nhome = "https://paper-{n}.example/"\nowner = "Owner {n}"\n'
            f"weight = {weight if n > 3 else 1.0}\n" for n in range(1, 6)))
        lines = []
        for n in range(1, 6):
            title, text = REPORTS[n - 1]
            lines.append(json.dumps({
                "id": f"a{n}", "time": "2026-03-09T06:00:00Z", "lang": "en", "title": title, "source": f"paper-{n}",
                "url": f"https://paper-{n}.example/{'sport' if n <= 3 else 'politics'}/{n}.html",
                "text": text}))
        (folder / "articles.jsonl").write_text("\n".join(lines) + "\n")

        def run(*words):
            done = subprocess.run([binary, "--config", str(folder / "newsloom.toml"), *words], cwd=folder, capture_output=True,
                                  text=True, check=False)
            assert done.returncode == 0, f"{words}: {done.returncode}: {done.stderr}"
            return done.stdout

        run("add", "articles.jsonl")
        run("run", "--now", "2026-03-09T08:00:00Z")
        printed = run("stories", "--json", "--now", "2026-03-09T08:00:00Z")
        stories = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
        if len(stories) == 1 and "stories" in stories[0]:
            stories = stories[0]["stories"]
        return [(s["headline"]["text"], s["category"], {r["what"]: r["value"] for r in s["rank"]["because"]}) for s in stories]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--newsloom", required=True)
    binary = str(pathlib.Path(parser.parse_args().newsloom).resolve())
    plain = ranked(binary)
    assert [(s[0], s[1]) for s in plain] == [(CUP, "sport"), (VOTE, "politics")], plain
    assert plain[0][2]["independent outlets"] == 3 and plain[1][2]["independent outlets"] == 2, plain
    topics = ranked(binary, topics="sport = 0.5")
    assert [s[0] for s in topics] == [VOTE, CUP], topics
    assert topics[1][2]["weight of the topic"] == 0.5, topics
    outlets = ranked(binary, weight=3.0)
    assert [s[0] for s in outlets] == [VOTE, CUP], outlets
    assert outlets[0][2]["weight of the outlets"] == 6, outlets
    print("weights of topics and outlets reach the ranking and are named")


if __name__ == "__main__":
    main()
