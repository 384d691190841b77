#!/usr/bin/env python3
"""The project's own gold passages: makes them the form of the scorers, and scores what the scorers do not.

usage: gold.py make FILE.txt > GOLD.jsonl          marked passages -> {id, text, lang, genre, group, attributions, quantities, unknowns, theses}
       gold.py score GOLD.jsonl ANSWERS.jsonl       by group: content (IoU >= .5) with the right source, speakers, stances, quantities, unknowns, theses
       gold.py seal FILE.txt OUT.gz                 gzip without a time stamp; prints the sha256 of the plain text
"""
import collections
import gzip
import hashlib
import json
import re
import sys

TAG = re.compile(r"<(/?)([csqnut])(\d*)([^<>]*)>")
WORD = re.compile(r"[^\W_]+")


def parse(line, number):
    group, lang, marked, answers = (part.strip() for part in (line.rstrip("\n") + " ").split("||"))
    marked = marked.replace(" ¶ ", "\n\n")
    text, at, open_at, spans = "", 0, {}, []
    for tag in TAG.finditer(marked):
        text += marked[at:tag.start()]
        at = tag.end()
        key = tag[2] + tag[3]
        if tag[1]:
            start, attributes = open_at.pop(key)
            spans.append((tag[2], tag[3], start, len(text), attributes))
        else:
            open_at[key] = (len(text), dict(re.findall(r"(\w+)=([^ ]*)", tag[4])))
    text += marked[at:]
    assert not open_at, line

    def span(items):
        items = sorted(items)
        result = {"start": items[0][0], "end": items[-1][1], "text": text[items[0][0]:items[-1][1]]}
        if len(items) > 1:
            result["parts"] = [{"start": a, "end": b} for a, b in items]
        return result

    said = {}
    for entry in filter(None, (x.strip() for x in answers.split(";"))):
        key, value = entry.split("=", 1)
        name, _, stance = value.partition(",")
        said[key] = (None if name.strip() == "-" else name.strip(), stance.strip() or None)
    attributions = []
    for key in sorted({s[1] for s in spans if s[0] in "csq"}):
        part = {k: [(s[2], s[3]) for s in spans if s[0] == k and s[1] == key] for k in "csq"}
        one = {"content": span(part["c"]), "source": span(part["s"]) if part["s"] else None, "cue": span(part["q"]) if part["q"] else None}
        one["speaker"], one["stance"] = said.get(key, (None, None))
        one["kind"] = "indirect"
        attributions.append(one)
    bound = lambda value: None if value == "inf" else float(value)  # infinity is null in JSON
    quantities = [{"start": s[2], "end": s[3], "low": bound(s[4]["low"]), "high": bound(s[4]["high"]), "unit": s[4].get("unit", "").replace("_", " ")}
                  for s in spans if s[0] == "n"]
    return {"id": f"{group}/{number}", "group": group, "lang": lang, "genre": "opinion" if group == "thesis" else "news", "text": text,
            "attributions": attributions, "quantities": quantities,
            "unknowns": [{"start": s[2], "end": s[3]} for s in spans if s[0] == "u"],
            "theses": [{"start": s[2], "end": s[3]} for s in spans if s[0] == "t"]}


def load(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def words(text, span):
    found = set()
    for part in (span.get("parts") or [span]) if span else []:
        found |= {m.start() + part["start"] for m in WORD.finditer(text[part["start"]:part["end"]])}
    return found


def overlap(a, b):
    return len(a & b) / len(a | b) if a | b else 0.0


def score(gold, answers):
    answers = {a["id"]: a for a in answers}
    table = collections.defaultdict(collections.Counter)
    misses = []
    for doc in gold:
        text, t, answer = doc["text"], table[doc["group"]], answers.get(doc["id"], {})
        given, used = answer.get("attributions", []), set()
        for g in doc["attributions"]:
            t["gold"] += 1
            best = max(((overlap(words(text, g["content"]), words(text, a["content"])), -i) for i, a in enumerate(given) if i not in used), default=(0, 0))
            if best[0] < 0.5:
                misses.append((doc["id"], "content", g["content"]["text"]))
                continue
            used.add(-best[1])
            a = given[-best[1]]
            source = a["source"] is None if g["source"] is None else bool(words(text, g["source"]) & words(text, a["source"]))
            if g["source"] is None and g["speaker"]:  # "and added that": the source of the clause before, which has a mark of its own
                source = a["source"] is None or a["source"]["text"].lower() in g["speaker"].lower()
            t["found"] += 1
            t["right"] += source
            if not source:
                misses.append((doc["id"], "source", a["source"] and a["source"]["text"]))
            if g["speaker"]:
                t["speakers"] += 1
                # who has no name in the passage is called what the source calls them
                shown = a.get("speaker") or (a["source"] or {}).get("text") or ""
                same = shown.lower() == g["speaker"].lower()
                t["speakers_right"] += same
                if not same:
                    misses.append((doc["id"], "speaker", a.get("speaker")))
            if g["stance"]:
                t["stances"] += 1
                t["stances_right"] += a.get("stance") == g["stance"]
                if a.get("stance") != g["stance"]:
                    misses.append((doc["id"], "stance", a.get("stance")))
        t["given"] += len(given)
        quantities = answer.get("quantities", [])
        for g in doc["quantities"]:
            t["quantities"] += 1
            near = lambda x, y: x == y or (x is not None and y is not None and abs(x - y) <= 1e-6 * max(1, abs(y)))
            ok = any(q["start"] < g["end"] and g["start"] < q["end"] and near(q["low"], g["low"]) and near(q["high"], g["high"]) and (q["unit"] or "") == g["unit"]
                     for q in quantities)
            t["quantities_right"] += ok
            if not ok:
                misses.append((doc["id"], "quantity", [(q["low"], q["high"], q["unit"]) for q in quantities if q["start"] < g["end"] and g["start"] < q["end"]]))
        if doc["group"] == "quantity":
            t["quantities_given"] += len([q for q in quantities if q["unit"] != "years old"])
        for kind in ("unknowns", "theses"):
            if doc["group"] not in ("unknown", "thesis"):
                continue
            found = answer.get(kind, [])
            hit = sum(any(overlap(words(text, g), words(text, a)) >= 0.5 for a in found) for g in doc[kind])
            t[kind] += len(doc[kind])
            t[kind + "_given"] += len(found)
            t[kind + "_right"] += hit
            if hit != len(doc[kind]) or len(found) != len(doc[kind]):
                misses.append((doc["id"], kind, [text[a["start"]:a["end"]] for a in found]))
    total = collections.Counter()
    for group in sorted(table):
        total.update(table[group])
    for group in sorted(table) + ["all"]:
        t = table[group] if group != "all" else total
        parts = []
        if t["gold"]:
            parts.append(f"attributions {t['right']}/{t['gold']} (found {t['found']}, given {t['given']})")
        for kind in ("speakers", "stances", "quantities", "unknowns", "theses"):
            if t[kind] or t[kind + "_given"]:
                given = f", given {t[kind + '_given']}" if kind + "_given" in t else ""
                parts.append(f"{kind} {t[kind + '_right']}/{t[kind]}{given}")
        print(f"{group:14}", "; ".join(parts) if parts else f"attributions given {t['given']} (none expected)")
    return misses


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    if arguments[0] == "make":
        with open(arguments[1], encoding="utf8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    print(json.dumps(parse(line, number), ensure_ascii=False))
    elif arguments[0] == "seal":
        plain = open(arguments[1], "rb").read()
        with open(arguments[2], "wb") as out:
            out.write(gzip.compress(plain, mtime=0))
        print(hashlib.sha256(plain).hexdigest())
    else:
        misses = score(load(arguments[1]), load(arguments[2]))
        if "--misses" in arguments:
            for miss in misses:
                print(*miss)


main(sys.argv[1:])
