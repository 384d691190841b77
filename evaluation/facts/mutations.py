#!/usr/bin/env python3
"""Mutations of real articles (../shared/data/stories, basil and allsides_abp): is a changed number, speaker or "not" noticed, is an unchanged paraphrase left alone,
and does what is said of an outlet change as it must when its article is taken away?

usage: mutations.py [BINARY]

A pair is a story of two outlets: the first 12 sentences of an article, and a report of an invented outlet: the second article of the story with five sentences of the first set among its
own, in another house's style (titles, contractions, weekdays, which and that), so that neither is a copy of the other. One of the five is changed, chosen by seed among those that
have what is to be changed:
  number    the number of a count ("14 people", "$5 million") times 1.5 to 3, no year, no date
  speaker   the person a statement is put down to becomes another one
  negation  "was" -> "was not", "will" -> "will not", ... in a main clause
Detected: no told fact holds both the sentence and what was changed in its version. `told`: they stand against each other in a difference.
Kept (for comparison): the unchanged sentence and its styled version are told as one fact.
Flagged: differences in which an unchanged sentence stands against its styled version.
Deleted: of each basil story one outlet's article is left out. A fact that only its article and one other supported must go; other facts must stay (as supports of the same article
spans); "only here" of the remaining outlets may only grow. Precision: of the facts and spans told without it, those that are right by this rule.
Python's standard library only.
"""
import collections
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import real_input  # noqa: E402

SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[“\"A-Z])")
COUNT = re.compile(r"(?<![\w.,$-])(\d{1,3}(?:,\d{3})*|\d+)(?= (?:people|percent|per cent|votes|members|states|million|billion|years|days|months|points|lawmakers|senators|jobs|deaths|countries|seats|companies|companies|officers|students|workers|miles)\b)")
WORDS = {"two": "five", "three": "seven", "four": "nine", "five": "eleven", "six": "fourteen", "seven": "three", "eight": "four", "nine": "four", "ten": "six", "dozen": "hundred"}
NUMBER_WORD = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten) (?=(?:people|members|states|years|days|months|lawmakers|senators|men|women|officers|students|others)\b)")
SPEAKER = re.compile(r"\b((?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]{2,}) (said|told|says|added|argued|wrote)\b")
NEGATABLE = re.compile(r"\b(was|were|is|are|will|would|has|had|have|can|could|should)\b(?! (?:not|no|never|be|been to)\b)")
STYLE = [("percent", "per cent"), ("Mr. ", ""), ("Ms. ", ""), ("U.S.", "US"), ("Sen. ", "Senator "), ("Rep. ", "Representative "), ("Gov. ", "Governor "), (" don’t ", " do not "),
         (" doesn’t ", " does not "), (" didn’t ", " did not "), (" won’t ", " will not "), (" it’s ", " it is "), (" that ", " which "), (" after ", " following "), (" before ", " ahead of "),
         ("“", '"'), ("”", '"'), (" also ", " "), ("However, ", ""), (" on Monday", " Monday"), (" on Tuesday", " Tuesday"), (" on Wednesday", " Wednesday"), (" on Thursday", " Thursday"), (" on Friday", " Friday")]
OTHERS = ["Ottoline Varga", "Casimir Brandt", "Philippa Osei", "Leander Quist"]


def house_style(sentence):
    for old, new in STYLE:
        sentence = sentence.replace(old, new)
    return sentence


def change_number(sentence, draw):
    matches = list(COUNT.finditer(sentence))
    if matches:
        match = draw.choice(matches)
        value = int(match.group(1).replace(",", ""))
        return sentence[: match.start(1)] + f"{int(value * draw.choice([1.5, 2, 3])) + 1:,}" + sentence[match.end(1) :]
    match = NUMBER_WORD.search(sentence)
    return None if match is None else sentence[: match.start(1)] + WORDS[match.group(1)] + sentence[match.end(1) :]


def change_speaker(sentence, draw):
    match = SPEAKER.search(sentence)
    if match is None or match.group(1).split()[0] in ("He", "She", "It", "They", "The", "This", "But"):
        return None
    return sentence[: match.start(1)] + draw.choice(OTHERS) + sentence[match.end(1) :]


def change_negation(sentence, draw):
    bare = re.sub(r"[“\"][^”\"]*[”\"]", lambda m: " " * len(m.group()), sentence)
    match = NEGATABLE.search(bare)
    return None if match is None or " not " in sentence or "n’t" in sentence else sentence[: match.end()] + " not" + sentence[match.end() :]


CHANGES = {"number": change_number, "speaker": change_speaker, "negation": change_negation}


def pairs(draw):
    """(key, title, sentences of the first article, of the second) of each story long enough."""
    for name in ("basil", "allsides_abp"):
        for key, members in real_input.stories_of(name).items():
            both = []
            for article in members[:2]:
                paragraphs = [p for p in article["text"].split("\n") if len(p) > 40]
                both.append([s.strip() for p in paragraphs for s in SENTENCE.split(p) if 6 <= len(s.split()) <= 40][:12])
            if min(map(len, both)) >= 8:
                yield f"{name}-{key}", members[0]["title"], *both


def made(draw):
    """Stories: key -> (articles, kind, original sentence, changed sentence)."""
    stories = {}
    for key, title, first, second in pairs(draw):
        places = sorted(draw.sample(range(len(first)), 5))
        for kind in ("unchanged", *CHANGES):
            styled = [house_style(first[i]) for i in places]
            watched = [(first[i], s, 0) for i, s in zip(places, styled)]
            if kind != "unchanged":
                able = [(i, new) for i, s in enumerate(styled) if (new := CHANGES[kind](s, draw)) and new != s]
                if not able:
                    continue
                at, changed = draw.choice(able)
                same = next(n for n, (a, b) in enumerate(zip(styled[at], changed)) if a != b)
                styled[at] = changed
                watched = [(first[places[at]], changed, same)]
            other = list(second)
            for n, sentence in enumerate(styled):
                other.insert(2 + 2 * n, sentence)
            texts = ["\n".join(first), "\n".join(other)]
            articles = [{"id": f"{key}-{kind}-{n}", "time": f"2026-03-0{1 + n}T09:00:00Z", "lang": "en", "title": title, "text": text, "outlet": f"outlet-{n}", "source": f"Outlet {n}"} for n, text in enumerate(texts)]
            stories[f"{key}-{kind}"] = (articles, kind, watched)
    return stories


def told(binary, stories, work):
    real_input.write(stories, work)
    with open(work / "told.jsonl", "wb") as out:
        subprocess.run([str(binary), "story", str(work / "articles.jsonl"), "--clusters", str(work / "clusters.jsonl")], stdout=out, check=True)
    of = {a["id"]: key for key, members in stories.items() for a in members}
    result = {}
    for line in open(work / "told.jsonl", encoding="utf8"):
        story = json.loads(line)
        for article in story.get("articles", []):
            result[of[article]] = story
    return result


def covers(span, articles, sentence, at=None):
    """Meets the sentence; its character `at`, when named (what is read as one sentence here may be two)."""
    text = next((a["text"] for a in articles if a["id"] == span["article"]), "")
    begin = text.find(sentence)
    first, last = (begin, begin + len(sentence)) if at is None else (begin + at, begin + at + 1)
    return begin >= 0 and span["start"] < last and first < span["end"]


def mutation_figures(binary, work):
    stories = made(random.Random(5))
    answers = told(binary, {key: value[0] for key, value in stories.items()}, work)
    counts = collections.Counter()
    for key, (articles, kind, watched) in stories.items():
        story = answers.get(key, {})
        sides = [[e.get("span", e) | {"side": e.get("side", 0)} for e in d["sides"]] for d in story.get("differences", [])]
        for original, changed, at in watched:
            counts[kind] += 1
            place = None if kind == "unchanged" else at
            mine, theirs = [[s for side in sides for s in side if covers(s, articles[n : n + 1], sentence)] for n, sentence in enumerate((original, changed))]
            differs = any(any(a in side for a in mine) and any(b in side and b["side"] != a["side"] for a in mine for b in theirs) for side in sides)
            agree = any(any(covers(s, articles[:1], original) for s in f["support"]) and any(covers(s, articles[1:], changed, place) for s in f["support"]) for f in story.get("facts", []))
            counts[kind, "told"] += differs
            counts[kind, "agree"] += agree
    for kind in CHANGES:
        yield f"changed {kind}: detected", 1 - counts[kind, "agree"] / counts[kind], f"  (of {counts[kind]}; told as a difference {counts[kind, 'told'] / counts[kind]:.3f})"
    yield "unchanged: kept as a fact", counts["unchanged", "agree"] / counts["unchanged"], f"  (of {counts['unchanged']})"
    yield "unchanged: flagged as a difference", counts["unchanged", "told"] / counts["unchanged"], ""


def spans_of(fact):
    return frozenset((s["article"], s["start"], s["end"]) for s in fact["support"])


def deletion_figures(binary, work):
    whole = {key: members for key, members in real_input.stories_of("basil").items() if len(members) > 2}
    before = told(binary, whole, work / "whole")
    right = said = 0
    kinds = collections.Counter()
    for gone in range(3):
        left = {key: [a for n, a in enumerate(members) if n != gone] for key, members in whole.items()}
        after = told(binary, left, work / f"without-{gone}")
        for key, members in whole.items():
            deleted = members[gone]["id"]
            known = [spans_of(f) for f in before[key].get("facts", [])]
            for fact in after.get(key, {}).get("facts", []):
                said += 1
                spans = spans_of(fact)
                fine = all(s[0] != deleted for s in spans) and any(spans <= f or {s[0] for s in spans} <= {s[0] for s in f} and spans & f for f in known)
                right += fine
                kinds["facts new"] += not fine
            for perspective in after.get(key, {}).get("perspectives", []):
                for item in perspective.get("only_here", []):
                    span = item.get("span", item)
                    said += 1
                    fine = span["article"] != deleted
                    right += fine
                    kinds["of the deleted"] += not fine
    yield "one outlet deleted: right", right / said, f"  ({right} of {said}; {dict(kinds)})"


def figures(binary, work):
    if not (real_input.SHARED / "data" / "stories" / "basil.dev.jsonl.gz").exists():
        return
    yield from mutation_figures(binary, work / "mutations")
    yield from deletion_figures(binary, work / "deleted")


if __name__ == "__main__":
    program = sys.argv[1] if len(sys.argv) > 1 else HERE.parent.parent / "build" / "release" / "newsloom"
    with tempfile.TemporaryDirectory() as folder:
        for title, value, note in figures(program, pathlib.Path(folder)):
            print(f"{title:48} {value:.3f}{note}")
