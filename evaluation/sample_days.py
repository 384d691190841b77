"""The sample days against what their author wrote down before any engine existed (examples/sample-days/expected).

figures(binary, work) runs `newsloom demo` in a folder of its own, reads `newsloom export --canonical`, and yields (figure, value) for both days together:

stories          BCubed F1 of the engine's stories over the expected pages
copies           share of the expected copies that share a group
left out         share of the pages that are no news (section fronts, sponsored, satire) that were recognised
facts            precision and recall: a fact is right when its support touches the quotes of one expected fact (or the quotes of one speaker) in pages of two
                 outlets; on the second day also those of the first, whose stories go on. "... or one side of a difference": also when it touches the
                 quotes of one side of an expected difference ("Tarvia says three") in pages of two outlets
differences      right when two sides touch opposed quotes (compatible numbers and updates printed as differences are wrong)
unknowns         F1 over touched quotes
speakers         share of the expected quotes that are attributed, and of these, to the right surname. The engine prints cuts of one quote once, from one
                 report: "in any report's cut" counts a quote whose words the told quotes of its speaker have, four of five
briefs           share of the expected top stories that have a brief
"""
import collections
import json
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = HERE.parent / "examples" / "sample-days" / "expected"


def plain(text):
    for marks, one in (("“”„‟«»", '"'), ("‘’‚‛", "'")):
        for mark in marks:
            text = text.replace(mark, one)
    return re.sub(r"\s+", " ", text.replace("\u00ad", "").replace("\u200b", ""))


class Export:
    """The rows of `newsloom export --canonical` that matter here, with URLs in the place of ids."""

    def __init__(self, lines):
        rows = collections.defaultdict(list)
        for line in lines:
            row = json.loads(line)
            rows[row["row"]].append(row)
        self.rows = rows
        documents = {row["id"]: row for row in rows["document"]}
        asked = {row["document"]: row["url"] for row in rows["page"]}
        self.url = {row["id"]: documents[row["document"]]["url"] for row in rows["article"]}
        self.names = {row["url"]: row["url"] for row in rows["document"]}
        self.names.update({asked[d]: documents[d]["url"] for d in asked})
        self.article = {row["id"]: row for row in rows["article"]}
        self.text = {row["article"]: row["json"]["text"].encode() for row in rows["article_text"]}
        self.newest = {documents[d]["url"]: documents[d]["article"] for d in documents}
        self.stories = [row["json"] for row in rows["story"]]
        self.editions = [row["json"] for row in rows["edition"]]
        self.story_of = {documents[row["document"]]["url"]: row["story"] for row in rows["story_document"]}

    def find(self, url):
        """The document's URL for a page of the expected data, however its URL was written there."""
        if url in self.names:
            return self.names[url]
        return next((known for known in self.names.values() if known.rstrip("/") == url.rstrip("/")), url)

    def words(self, span):
        return plain(self.text[span["article"]][span["start"]:span["end"]].decode(errors="replace")) if span["article"] in self.text else ""

    def touches(self, span, quote):
        """The span and the expected quote share words of one page: one holds the other, or they overlap by half of the shorter."""
        if self.url.get(span["article"]) != self.find(quote["url"]):
            return False
        text = plain(self.text[span["article"]].decode(errors="replace"))
        said, wanted = self.words(span).strip(" \"'"), plain(quote["quote"]).strip(" \"'")
        a, b = text.find(said), text.find(wanted)
        if a < 0 or b < 0 or not said or not wanted:
            return bool(said) and bool(wanted) and (said in wanted or wanted in said)
        overlap = min(a + len(said), b + len(wanted)) - max(a, b)
        return overlap >= 0.5 * min(len(said), len(wanted))


def bcubed(gold, answer):
    keys = [key for key in gold if key in answer]
    precision = recall = 0.0
    for key in keys:
        same_answer = [k for k in keys if answer[k] == answer[key]]
        same_gold = [k for k in keys if gold[k] == gold[key]]
        both = sum(gold[k] == gold[key] for k in same_answer)
        precision += both / len(same_answer)
        recall += both / len(same_gold)
    missing = len(gold) - len(keys)  # a page that has no story is a story of its own
    precision, recall = (precision + missing) / len(gold), recall / len(gold)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def ratio(hits, of):
    return hits / of if of else 1.0


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def surname(name):
    words = re.findall(r"[^\W\d_][\w’'-]*", name or "")
    return words[-1].lower() if words else ""


def word_set(text):
    return set(re.findall(r"\w+", text.lower()))


def count_day(export, expected, known, counts):
    stories_with = collections.defaultdict(list)
    for story in export.stories:
        for article in story["articles"]:
            stories_with[export.url.get(article)].append(story)
    gold_cluster = {export.find(url): story["key"] for story in expected["stories"] for url in story["urls"]}
    counts["bcubed"].append(bcubed(gold_cluster, export.story_of))

    group = {export.url.get(row["article"]): row["group_of"] for row in export.rows["copy"]}
    for copies in expected["copies"]:
        groups = [group.get(export.find(url)) for url in copies]
        counts["copies"][0] += sum(g == groups[0] for g in groups[1:] if g is not None)
        counts["copies"][1] += len(groups) - 1
    for kind, is_right in (("not_articles", lambda row: not row["is_article"]), ("sponsored", lambda row: row["genre"] == "sponsored"),
                           ("satire", lambda row: row["genre"] == "satire")):
        for page in expected[kind]:
            url = export.find(page["url"] if isinstance(page, dict) else page)
            rows = [row for row in export.rows["article"] if export.url[row["id"]] == url]
            counts["left_out"][0] += bool(rows) and is_right(rows[-1])
            counts["left_out"][1] += 1

    judged = set()
    for gold in expected["stories"]:
        told = list({id(story): story for url in gold["urls"] for story in stories_with[export.find(url)]}.values())
        for story in told:
            if id(story) in judged:
                continue
            judged.add(id(story))
            # An affair of two days is one story here: what is right is what the author wrote down on either day.
            pages = {export.url.get(article) for article in story["articles"]}
            wanted = [other for other in known if pages & {export.find(url) for url in other["urls"]}]
            for kind, count in (("facts", facts_found), ("differences", differences_found)):
                for item in story[kind]:
                    right = any(count(export, other, item) for other in wanted)
                    counts[kind][0] += right
                    counts[kind][1] += 1
                    if kind == "facts":
                        counts["said"][0] += right or any(is_side(export, other, item) for other in wanted)
                        counts["said"][1] += 1
            quotes = [quote for other in wanted for quote in other["unknowns"]]
            counts["unknowns"][0] += sum(any(export.touches(span, quote) for quote in quotes) for span in story["unknowns"])
            counts["unknowns"][1] += len(story["unknowns"])
        for kind, count in (("facts", facts_found), ("differences", differences_found)):
            found = set().union(*(count(export, gold, item) for story in told for item in story[kind]))
            counts[kind][2] += len([n for n in found if n < len(gold[kind])])
            counts[kind][3] += len(gold[kind])
        counts["unknowns"][2] += sum(any(export.touches(span, quote) for story in told for span in story["unknowns"]) for quote in gold["unknowns"])
        counts["unknowns"][3] += len(gold["unknowns"])
        voices = [(voice["speaker"], span) for story in told for voice in story["voices"] for span in voice["quotes"]]
        for speaker in gold["speakers"]:
            for quote in speaker["quotes"]:
                names = [name for name, span in voices if export.touches(span, quote)]
                counts["speakers"][0] += bool(names)
                counts["speakers"][1] += 1
                counts["named"][0] += any(surname(name) == surname(speaker["name"]) for name in names)
                counts["named"][1] += bool(names)
                own = [word_set(export.words(span)) for name, span in voices if surname(name) == surname(speaker["name"])]
                wanted = word_set(plain(quote["quote"]))
                counts["cuts"][0] += any(len(wanted & told) >= 0.8 * len(wanted) for told in own)
                counts["cuts"][1] += 1


def facts_found(export, gold, fact):
    """The expected facts (by index; from len(facts) on: a speaker's quote that two outlets print) that a fact is right for."""
    hits = collections.defaultdict(set)
    shared = [speaker["quotes"] for speaker in gold["speakers"]]
    for n, quotes in enumerate([wanted["supporting"] for wanted in gold["facts"]] + shared):
        for span in fact["support"]:
            hits[n].update(quote["url"] for quote in quotes if export.touches(span, quote))
    return {n for n, urls in hits.items() if len(urls) >= 2}


def is_side(export, gold, fact):
    """The fact says what one side of an expected difference says: one number, or one speaker's claim or denial."""
    for difference in gold["differences"]:
        hits = collections.defaultdict(set)
        for quote in difference["sides"]:
            side = json.dumps(quote["value"], sort_keys=True) if "value" in quote else quote.get("speaker")
            hits[side].update(quote["url"] for span in fact["support"] if export.touches(span, quote))
        if any(side is not None and len(urls) >= 2 for side, urls in hits.items()):
            return True
    return False


def differences_found(export, gold, difference):
    found = set()
    for n, wanted in enumerate(gold["differences"]):
        touched = collections.defaultdict(set)
        for side in difference["sides"]:
            for m, quote in enumerate(wanted["sides"]):
                if export.touches(side["span"], quote):
                    touched[side["side"]].add(m)
        if len(touched) >= 2 and len(set().union(*touched.values())) >= 2:
            found.add(n)
    return found


def figures(binary, work):
    counts = collections.defaultdict(lambda: [0, 0, 0, 0])
    counts["bcubed"] = []
    known = []
    for day in (1, 2):
        out = work / f"demo-{day}"
        subprocess.run([binary, "demo", "--sample", EXPECTED.parent, "--days", str(day), "--out", out], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        exported = subprocess.run([binary, "--config", out / "newsloom.toml", "export", "--canonical"], check=True, capture_output=True)
        export = Export(exported.stdout.decode().splitlines())
        expected = json.loads((EXPECTED / f"day-{day}.json").read_text())
        known += expected["stories"]
        count_day(export, expected, known, counts)
        edition = max(export.editions, key=lambda e: e["day"])
        brief = {export.url.get(mark["article"]) for story in edition["stories"] if len(story["brief"]) > 1 for line in story["brief"] for mark in line["sources"]}
        keys = {story["key"]: story["urls"] for story in expected["stories"]}
        for key in expected["edition"]["briefs"]:
            counts["briefs"][0] += any(export.find(url) in brief for url in keys[key])
            counts["briefs"][1] += 1
    yield "stories BCubed F1", sum(counts["bcubed"]) / len(counts["bcubed"])
    yield "copies found", ratio(*counts["copies"][:2])
    yield "no news recognised", ratio(*counts["left_out"][:2])
    for name in ("facts", "differences"):
        hits, said, found, wanted = counts[name]
        yield f"{name} precision", ratio(hits, said)
        yield f"{name} recall", ratio(found, wanted)
    yield "facts precision, or one side of a difference", ratio(*counts["said"][:2])
    hits, said, found, wanted = counts["unknowns"]
    yield "unknowns F", f1(ratio(hits, said), ratio(found, wanted))
    yield "quotes attributed", ratio(*counts["speakers"][:2])
    yield "quotes attributed, in any report's cut", ratio(*counts["cuts"][:2])
    yield "speakers right", ratio(*counts["named"][:2])
    yield "top stories with a brief", ratio(*counts["briefs"][:2])
