#!/usr/bin/env python3
"""Counts what `newsloom story` prints against the gold of facts.

usage: score.py [--sealed] [--kinds] [--errors] [--lenient] [--json FILE] [OUTPUT.jsonl]   (standard input when no file is named)

--sealed   against the sealed half (the closing run); --errors is refused there
--kinds    one line for each kind of story
--errors   what was wrong and what was missed, in words
--lenient  a support that no gold quotation covers does not make a fact wrong
--json     writes the figures into FILE

Stories are joined to the gold by the ids of their articles (STORY/aN, see make_input.py), offsets count code points.

A span MEETS a gold quotation when it covers at least half of it, or lies with at least half of itself in it.

fact        right: every support meets a quotation of one and the same gold fact, in reports of two or more independent groups of outlets.
            Wrong otherwise; "stray": it would be right without a support that says something else; "dependent": fewer than two groups.
            Only optional gold facts met: not counted. A gold fact is found when some prediction is right for it; duplicates count once.
counts      over right facts: "independent" is the number of sources that speak in its own supports (where all take it from one agency or
            outlet and it is marked one_source, the number of groups counts too). "full": equal to the count over all gold supports.
one source  over right facts: marked, and gold says so.
difference  right: two of its entries with different "side" meet quotations of two opposed sides of one gold difference.
unknown     right: meets the quotation of an open question. Found: questions, not sentences. An answered one is wrong.
opinion     right: meets the thesis, and the author is the same.

Exit 1 when a span is no substring of its article. Python's standard library only.
"""
import argparse
import collections
import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "gold"))
import check  # noqa: E402

THRESHOLDS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.91, 0.92, 0.95]
TARGETS = {"facts": (0.9, 0.7), "differences": (0.9, 0.65)}
PRINT_PRECISION, LET_THROUGH = 0.97, 0.40


def ratio(part, whole):
    return part / whole if whole else float("nan")


def shown(value):
    return "  -  " if value != value else f"{value:.3f}"


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision == precision and recall == recall and precision + recall else float("nan")


class Gold:
    """One gold story with its quotations turned into offsets."""

    def __init__(self, story):
        self.story = story
        self.articles = {article["id"]: article for article in story["articles"]}
        self.group = {outlet: n for n, outlets in enumerate(story["independent"]) for outlet in outlets}

    def range(self, entry, key="quote"):
        begin = self.articles[entry["article"]]["text"].index(entry[key])
        return begin, begin + len(entry[key])

    def meets(self, span, entry, key="quote"):
        if span["article"].rsplit("/", 1)[-1] != entry["article"]:
            return False
        begin, end = self.range(entry, key)
        common = min(end, span["end"]) - max(begin, span["start"])
        return common > 0 and 2 * common >= min(end - begin, span["end"] - span["start"])

    def groups(self, spans):
        sources = (self.articles[span["article"].rsplit("/", 1)[-1]] for span in spans)
        return {self.group[a["source"]] for a in sources if a["source"] is not None and a["genre"] == "news"}


def judge_fact(gold, fact, lenient):
    """(verdict, gold facts found, sources that speak in the supports of the best one, its index)"""
    best = None
    found = []
    almost = False
    for index, wanted in enumerate(gold.story["facts"]):
        met = [[entry for entry in wanted["support"] if gold.meets(span, entry)] for span in fact["support"]]
        hit = [span for span, entries in zip(fact["support"], met) if entries]
        if len(gold.groups(hit)) < 2:
            continue
        almost = True
        if len(hit) < len(fact["support"]) and not lenient:
            continue
        found.append(index)
        entries = [entry for entries in met for entry in entries]
        rank = (not wanted.get("optional"), len(hit), -index)
        if best is None or rank > best[0]:
            best = (rank, index, check.components(gold.story, entries))
    if best:
        optional = gold.story["facts"][best[1]].get("optional")
        return "optional" if optional else "right", found, best[2], best[1]
    if len(gold.groups(fact["support"])) < 2:
        return "dependent", [], None, None
    return "stray" if almost else "wrong", [], None, None


def judge_difference(gold, difference):
    """(verdict, index of the gold difference, index of what is no difference)"""
    sides = [(entry.get("side", n), entry.get("span", entry)) for n, entry in enumerate(difference["sides"])]
    best = None
    for index, wanted in enumerate(gold.story["differences"]):
        met = [(side, n) for side, span in sides for n, entries in enumerate(wanted["sides"]) if any(gold.meets(span, e) for e in entries)]
        if any(a != b and m != n for a, m in met for b, n in met):
            if best is None or gold.story["differences"][best].get("optional"):
                best = index
    if best is not None:
        return ("optional" if gold.story["differences"][best].get("optional") else "right"), best, None
    for index, trap in enumerate(gold.story["not_differences"]):
        met = {n for _, span in sides for n, entry in enumerate(trap["quotes"]) if gold.meets(span, entry)}
        if len(met) > 1:
            return "wrong", None, index
    return "wrong", None, None


def judge_story(gold, told, lenient):
    """All verdicts about one story, as plain rows that can be added up."""
    row = {"facts": [], "facts_wanted": [], "differences": [], "differences_wanted": [], "unknowns": [], "opinions": [], "said": []}
    for fact in told["facts"]:
        verdict, found, (independent, groups), index = (lambda v, f, c, i: (v, f, c or (0, 0), i))(*judge_fact(gold, fact, lenient))
        entry = {"verdict": verdict, "found": found, "confidence": fact.get("confidence", 1.0), "fact": fact, "gold": index}
        if verdict in ("right", "optional"):
            wanted = gold.story["facts"][index]
            marked = bool(fact.get("one_source"))
            entry["count"] = fact.get("independent") == independent or marked and "one_source" in wanted and fact.get("independent") == groups
            entry["full"] = fact.get("independent") == wanted["independent"]
            entry["marked"], entry["one_source"] = marked, "one_source" in wanted
        row["facts"].append(entry)
    row["facts_wanted"] = [n for n, fact in enumerate(gold.story["facts"]) if not fact.get("optional")]
    for difference in told["differences"]:
        verdict, index, trap = judge_difference(gold, difference)
        entry = {"verdict": verdict, "found": [] if index is None else [index], "confidence": difference.get("confidence", 1.0), "difference": difference, "trap": trap}
        if verdict == "right":
            wanted = gold.story["differences"][index]
            entry["kind"] = difference.get("kind") == wanted["kind"]
            entry["update"] = bool(difference.get("may_be_update") or difference.get("update")) == bool(wanted.get("may_be_update"))
        row["differences"].append(entry)
    row["differences_wanted"] = [n for n, difference in enumerate(gold.story["differences"]) if not difference.get("optional")]
    for item in told["unknowns"]:
        span = item.get("span", item)
        questions = {u["question"] for u in gold.story["unknowns"] if gold.meets(span, u)}
        stale = any(gold.meets(span, x) for x in gold.story["answered"])
        row["unknowns"].append({"right": bool(questions), "stale": stale and not questions, "questions": questions, "span": span})
    row["questions"] = {u["question"] for u in gold.story["unknowns"]}
    for item in told["opinions"]:
        hits = [n for n, o in enumerate(gold.story["opinions"]) if gold.meets(item.get("span", item), o, "thesis") and item.get("author") == o["author"]]
        row["opinions"].append(hits)
    row["opinions_wanted"] = len(gold.story["opinions"])
    return row


def figures_of(rows, what, threshold=0.0):
    kept = [e for row in rows for e in row[what] if e["confidence"] >= threshold]
    right = sum(e["verdict"] == "right" for e in kept)
    wrong = sum(e["verdict"] not in ("right", "optional") for e in kept)
    found = wanted = 0
    for row in rows:
        hit = {n for e in row[what] if e["confidence"] >= threshold and e["verdict"] in ("right", "optional") for n in e["found"]}
        found += len(hit & set(row[what + "_wanted"]))
        wanted += len(row[what + "_wanted"])
    return {"right": right, "wrong": wrong, "found": found, "wanted": wanted, "precision": ratio(right, right + wrong), "recall": ratio(found, wanted)}


def unknown_figures(rows):
    right = sum(u["right"] for row in rows for u in row["unknowns"])
    told = sum(len(row["unknowns"]) for row in rows)
    found = sum(len(set().union(*(u["questions"] for u in row["unknowns"]))) if row["unknowns"] else 0 for row in rows)
    wanted = sum(len(row["questions"]) for row in rows)
    precision, recall = ratio(right, told), ratio(found, wanted)
    return {"right": right, "told": told, "found": found, "wanted": wanted, "precision": precision, "recall": recall, "f": f1(precision, recall),
            "stale": sum(u["stale"] for row in rows for u in row["unknowns"])}


def interval(rows, what, figure):
    """95 % of what drawing the stories again (1,000 times, fixed seed) gives."""
    draw = random.Random(7)
    values = sorted(v for v in (figures_of(draw.choices(rows, k=len(rows)), what)[figure] for _ in range(1000)) if v == v)
    return (values[len(values) // 40], values[-1 - len(values) // 40]) if values else (float("nan"),) * 2


def read_output(lines, golds):
    """Told stories by gold key; the spans are checked against the texts."""
    told = {key: {"facts": [], "differences": [], "unknowns": [], "opinions": []} for key in golds}
    bad = strangers = 0

    def spans(story):
        for fact in story.get("facts", []):
            yield from fact["support"]
        for difference in story.get("differences", []):
            for entry in difference["sides"]:
                yield entry.get("span", entry)
        for name in ("unknowns", "opinions"):
            for item in story.get(name, []):
                yield item.get("span", item)

    for line in lines:
        if not line.strip():
            continue
        story = json.loads(line)
        if "error" in story:
            print(f"error in the output: {story['error']}", file=sys.stderr)
            continue
        keys = {span["article"].rsplit("/", 1)[0] for span in spans(story)} | {a.rsplit("/", 1)[0] for a in story.get("articles", []) if isinstance(a, str)}
        if len(keys) != 1 or not keys <= golds.keys():
            strangers += bool(keys)
            continue
        key = keys.pop()
        for span in spans(story):
            text = golds[key].articles[span["article"].rsplit("/", 1)[-1]]["text"]
            bad += text[span["start"] : span["end"]] != span.get("text", text[span["start"] : span["end"]])
        for name, items in told[key].items():
            items.extend(story.get(name, []))
    return told, bad, strangers


def print_errors(rows):
    for key, gold, row in rows:
        for entry in row["facts"]:
            if entry["verdict"] not in ("right", "optional"):
                print(f"{key}: fact {entry['verdict']} ({entry['confidence']:.2f})")
                for span in entry["fact"]["support"]:
                    print(f"    {span['article'].rsplit('/', 1)[-1]}  {span.get('text', '')}")
        found = {n for e in row["facts"] for n in e["found"]}
        for n in row["facts_wanted"]:
            if n not in found:
                print(f"{key}: fact missed: {gold.story['facts'][n]['what']}")
                for entry in gold.story["facts"][n]["support"]:
                    print(f"    {entry['article']}  {entry['quote']}")
        for entry in row["facts"]:
            if entry.get("count") is False:
                print(f"{key}: fact {gold.story['facts'][entry['gold']]['what']}: says {entry['fact'].get('independent')} independent")
        for entry in row["differences"]:
            if entry["verdict"] == "wrong":
                why = "" if entry["trap"] is None else ": " + gold.story["not_differences"][entry["trap"]]["why"]
                print(f"{key}: no difference ({entry['confidence']:.2f}){why}")
                for side in entry["difference"]["sides"]:
                    span = side.get("span", side)
                    print(f"    {side.get('side')}  {span['article'].rsplit('/', 1)[-1]}  {span.get('text', '')}")
        found = {n for e in row["differences"] for n in e["found"]}
        for n in row["differences_wanted"]:
            if n not in found:
                print(f"{key}: difference missed: {gold.story['differences'][n]['about']}")
        for item in row["unknowns"]:
            if not item["right"]:
                print(f"{key}: {'answered, yet listed' if item['stale'] else 'nothing unknown'}: {item['span'].get('text', '')}")
        asked = set().union(*(u["questions"] for u in row["unknowns"])) if row["unknowns"] else set()
        for entry in gold.story["unknowns"]:
            if entry["question"] not in asked:
                print(f"{key}: unknown missed: {entry['quote']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sealed", action="store_true")
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--lenient", action="store_true")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("output", nargs="?", default="-")
    options = parser.parse_args()
    if options.sealed and options.errors:
        parser.error("the sealed half shows no errors")
    stories = check.sealed_stories() if options.sealed else check.open_stories()
    golds = {story["key"]: Gold(story) for story in stories}
    lines = sys.stdin if options.output == "-" else open(options.output, encoding="utf-8")
    told, bad, strangers = read_output(lines, golds)
    rows = [(key, gold, judge_story(gold, told[key], options.lenient)) for key, gold in golds.items()]
    plain = [row for _, _, row in rows]
    result = {"half": "sealed" if options.sealed else "open", "stories": len(rows), "spans_that_are_no_substring": bad}

    print(f"{len(rows)} stories, {result['half']} half" + (f"; {strangers} told stories are not of it or mix stories" if strangers else ""))
    if bad:
        print(f"{bad} spans are no substring of their article: nothing below can be trusted")
    for what in ("facts", "differences"):
        figures = figures_of(plain, what)
        verdicts = collections.Counter(e["verdict"] for row in plain for e in row[what])
        (plow, phigh), (rlow, rhigh) = interval(plain, what, "precision"), interval(plain, what, "recall")
        wanted_precision, wanted_recall = TARGETS[what]
        print(
            f"{what:12} precision {shown(figures['precision'])} [{shown(plow)}, {shown(phigh)}] (wanted {wanted_precision})"
            f"  recall {shown(figures['recall'])} [{shown(rlow)}, {shown(rhigh)}] (wanted {wanted_recall})  F1 {shown(f1(figures['precision'], figures['recall']))}"
            f"   right {figures['right']}, found {figures['found']} of {figures['wanted']}; " + ", ".join(f"{k} {v}" for k, v in sorted(verdicts.items()) if k != "right")
        )
        result[what] = dict(figures, verdicts=dict(verdicts))
    right = [e for row in plain for e in row["facts"] if e["verdict"] == "right"]
    marked = [e for e in right if e["marked"]]
    single = [e for e in right if e["one_source"]]
    both = sum(e["marked"] and e["one_source"] for e in right)
    result["counts_right"], result["counts_full"] = ratio(sum(e["count"] for e in right), len(right)), ratio(sum(e["full"] for e in right), len(right))
    result["one_source"] = {"precision": ratio(both, len(marked)), "recall": ratio(both, len(single))}
    print(f"independent counts right {shown(result['counts_right'])} (wanted 0.95), equal to all gold supports {shown(result['counts_full'])};"
          f" one source marked: precision {shown(result['one_source']['precision'])} recall {shown(result['one_source']['recall'])}")
    good = [e for row in plain for e in row["differences"] if e["verdict"] == "right"]
    traps = sum(e["trap"] is not None for row in plain for e in row["differences"])
    result["kind_right"], result["update_right"] = ratio(sum(e["kind"] for e in good), len(good)), ratio(sum(e["update"] for e in good), len(good))
    print(f"of right differences: kind right {shown(result['kind_right'])}, \"may be an update\" right {shown(result['update_right'])};"
          f" of wrong ones, {traps} fell for a labelled trap")
    unknowns = result["unknowns"] = unknown_figures(plain)
    print(f"unknowns     precision {shown(unknowns['precision'])}  recall {shown(unknowns['recall'])}  F1 {shown(unknowns['f'])} (wanted 0.85)"
          f"   {unknowns['right']} of {unknowns['told']} told, {unknowns['found']} of {unknowns['wanted']} questions, {unknowns['stale']} answered ones listed")
    opinions = [hits for row in plain for hits in row["opinions"]]
    found = sum(len({n for hits in row["opinions"] for n in hits}) for row in plain)
    result["opinions"] = {"precision": ratio(sum(bool(h) for h in opinions), len(opinions)), "recall": ratio(found, sum(row["opinions_wanted"] for row in plain))}
    print(f"opinions     precision {shown(result['opinions']['precision'])}  recall {shown(result['opinions']['recall'])}")

    print(f"\nabove a threshold of confidence (let through: the share of the right ones that pass; wanted at print: precision {PRINT_PRECISION}, let through {LET_THROUGH})")
    print("            facts                                     differences")
    print("threshold   precision  let through  recall   told     precision  let through  recall   told")
    result["thresholds"] = []
    all_right = {what: figures_of(plain, what)["right"] for what in ("facts", "differences")}
    for threshold in THRESHOLDS:
        cells = {"threshold": threshold}
        text = f"{threshold:9.2f}"
        for what in ("facts", "differences"):
            figures = figures_of(plain, what, threshold)
            through = ratio(figures["right"], all_right[what])
            cells[what] = dict(figures, let_through=through)
            text += f"   {shown(figures['precision']):>9}  {shown(through):>11}  {shown(figures['recall']):>6}  {figures['right'] + figures['wrong']:5}"
        print(text)
        result["thresholds"].append(cells)

    if options.kinds:
        print("\nkind             stories   facts P   facts R   diff P   diff R   unknowns F   wrong facts, wrong differences")
        result["kinds"] = {}
        for kind in sorted({kind for _, gold, _ in rows for kind in gold.story["kinds"]}):
            chosen = [row for _, gold, row in rows if kind in gold.story["kinds"]]
            facts, differences, unknowns = figures_of(chosen, "facts"), figures_of(chosen, "differences"), unknown_figures(chosen)
            result["kinds"][kind] = {"stories": len(chosen), "facts": facts, "differences": differences, "unknowns": unknowns}
            print(f"{kind:16} {len(chosen):7}   {shown(facts['precision']):>7}   {shown(facts['recall']):>7}   {shown(differences['precision']):>6}"
                  f"   {shown(differences['recall']):>6}   {shown(unknowns['f']):>10}   {facts['wrong']}, {differences['wrong']}")
    if options.errors:
        print()
        print_errors(rows)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(result, indent=1).replace("NaN", "null") + "\n", encoding="utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
