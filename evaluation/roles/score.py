#!/usr/bin/env python3
"""Scores `newsloom extract` on pages whose every block is labelled (README.md beside this file says how). Python's standard library only.

usage: score.py [--newsloom BINARY] [--json FILE] [--only PATTERN] [--pages FOLDER] [--per-page] [--check]
"""
import argparse
import collections
import fnmatch
import gzip
import hashlib
import html.parser
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = pathlib.Path(os.environ.get("NEWSLOOM_SHARED", ROOT.parent / "shared"))

BODY = ["paragraph", "heading", "list_item", "quote", "table_row", "code"]
ROLES = BODY + ["headline", "kicker", "deck", "byline", "dateline_time", "caption", "bio", "promo", "newsletter", "related", "share", "navigation", "comment", "legal",
                "paywall", "other_article", "tag_list", "advertisement", "other"]
GENRES = ["news", "analysis", "opinion", "feature", "review", "live", "interview", "sponsored", "satire", "other"]

BLOCK = set("address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend "
            "li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul noscript amp-sidebar amp-consent".split())
VOID = set("area base br col embed hr img input link meta param source track wbr".split())
UNSEEN = set("head script style template title svg select datalist iframe object video audio textarea math".split())
CLOSED_BY = {"li": ({"li"}, {"ul", "ol", "menu"}), "dt": ({"dt", "dd"}, {"dl"}), "dd": ({"dt", "dd"}, {"dl"}), "tr": ({"tr", "td", "th"}, {"table"}),
             "td": ({"td", "th"}, {"tr", "table"}), "th": ({"td", "th"}, {"tr", "table"})}
LABEL = re.compile(r'\s+data-gold="([^"]*)"')
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


class Blocks(html.parser.HTMLParser):
    """The labelled blocks of a page in page order, and what is wrong with its labels."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []  # (tag, label or None, hidden)
        self.words, self.breaks = [], 0
        self.blocks, self.wrong = [], []

    def role(self):
        return next((label for _, label, _ in reversed(self.open) if label), None)

    def row(self):
        return self.role() == "table_row" and any(tag == "tr" for tag, _, _ in self.open)

    def end_block(self):
        text = normalised("".join(self.words))
        self.words, self.breaks = [], 0
        if not text:
            return
        hidden, role = any(h for _, _, h in self.open), self.role()
        if role and hidden:
            self.wrong.append(f"labelled but hidden: {text[:60]}")
        elif role:
            self.blocks.append((role, text))
        elif not hidden:
            self.wrong.append(f"no label: {text[:60]}")

    def pop_to(self, index):
        while len(self.open) > index:
            if self.open[-1][0] in BLOCK and not (self.row() and self.open[-1][0] != "tr"):
                self.end_block()
            self.open.pop()

    def last(self, tags, scope):
        for k in range(len(self.open) - 1, -1, -1):
            if self.open[k][0] in tags:
                return k
            if self.open[k][0] in scope:
                return None
        return None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "br":
            self.words.append(" ")
            self.breaks += 1
            if self.breaks == 2:
                self.end_block()
            return
        if tag in BLOCK:
            k = self.last({"p"}, {"td", "th", "table", "button"})
            if k is not None:
                self.pop_to(k)
        if tag in CLOSED_BY:
            closes, scope = CLOSED_BY[tag]
            while (k := self.last(closes, scope)) is not None:
                self.pop_to(k)
        if tag in BLOCK and not (self.row() and tag != "tr"):
            self.end_block()
        elif tag in ("td", "th") and normalised("".join(self.words)):
            self.words.append(" | ")
        label = values.get("data-gold")
        if label is not None and label not in ROLES:
            self.wrong.append(f"no such role: {label}")
        if label is not None and tag not in BLOCK:
            self.wrong.append(f"label {label} on <{tag}>, which is no block element")
        if tag in VOID:
            return
        hidden = tag in UNSEEN or "hidden" in values or re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", values.get("style") or "") is not None
        self.open.append((tag, label, hidden or (tag == "noscript" and not label)))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        k = self.last({tag}, set())
        if k is not None:
            self.pop_to(k)

    def handle_data(self, data):
        if any(tag in ("script", "style", "title") for tag, _, _ in self.open):
            return
        self.words.append(data)
        if data.strip():
            self.breaks = 0

    def close(self):
        super().close()
        self.pop_to(0)
        self.end_block()


class Fragment(html.parser.HTMLParser):
    """The text of a piece of HTML, its script and style aside."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.skipped = [], 0

    def handle_starttag(self, tag, attributes):
        self.skipped += tag in ("script", "style")
        self.words.append(" ")

    def handle_endtag(self, tag):
        self.skipped -= tag in ("script", "style")

    def handle_data(self, data):
        if self.skipped <= 0:
            self.words.append(data)


def normalised(text):
    return " ".join(INVISIBLE.sub("", text).split())


def key(text):
    return re.sub(r"[\s|]+", "", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


CJK = "\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(f"[{CJK}]|(?:(?![{CJK}])\\w)+")
SIGNS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "–": "-", "—": "-"})


def folded(text):
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", INVISIBLE.sub("", text or "")).translate(SIGNS).casefold()).strip()


def shingles(text):
    words = WORD.findall(text)
    return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))) if words else collections.Counter()


def overlap(gold, answer):
    """(precision, recall) of two multisets; None where a side is empty."""
    common = sum((gold & answer).values())
    return (common / sum(answer.values()) if answer else None), (common / sum(gold.values()) if gold else None)


def f1(right, answered, gold):
    return 2 * right / (answered + gold) if answered + gold else None


class Page:
    def __init__(self, name, gold, data, blocks, complete, wrong):
        self.name, self.gold, self.data, self.blocks, self.complete, self.wrong = name, gold, data, blocks, complete, wrong
        self.url = gold.get("url") or ""

    def body(self):
        return "\n\n".join(text for role, text in self.blocks if role in BODY)


def labelled_page(name, gold, markup):
    reader = Blocks()
    reader.feed(markup)
    reader.close()
    return Page(name, gold, LABEL.sub("", markup).encode(), reader.blocks, True, reader.wrong)


def own_page(path):
    text = path.read_text(encoding="utf8")
    match = re.match(r"<!--gold\s+(.*?)\s*-->\n?", text, re.S)
    if not match:
        sys.exit(f"{path}: does not begin with <!--gold")
    return labelled_page(path.stem, json.loads(match[1]), text[match.end():])


def offset_page(path):
    """A page labelled by offsets, or None where it is not there."""
    gold = json.loads(path.read_text(encoding="utf8"))
    file = next((p for p in (ROOT / gold["page"], SHARED / "data" / "extraction" / gold["page"]) if p.is_file()), None)
    if file is None:
        return None
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    if hashlib.sha256(data).hexdigest() != gold["sha256"]:
        sys.exit(f"{path}: {file} is another page than the labelled one")
    charset = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096])
    name, blocks, wrong = charset[1].decode() if charset else "utf8", [], []

    def words(start, end):
        reader = Fragment()
        try:
            reader.feed(data[start:end].decode(name, "replace"))
        except LookupError:
            reader.feed(data[start:end].decode("utf8", "replace"))
        reader.close()
        return normalised("".join(reader.words))

    for start, end, role in gold["blocks"]:
        text = words(start, end)
        blocks.append((role, text))
        if role not in ROLES or not text:
            wrong.append(f"[{start}, {end}) {role}: no such role, or no text")
    for field in ("kicker", "deck"):
        if gold.get(field):
            gold[field] = words(*gold[field])
    beside = file.with_name(re.sub(r"\.html?(\.gz)?$", ".json", file.name))
    if "url" not in gold and beside.is_file() and beside.suffix == ".json":
        gold["url"] = json.loads(beside.read_text(encoding="utf8")).get("url")
    return Page(path.stem, gold, data, blocks, False, wrong)


def load(only, folder="pages"):
    """The pages of that folder; with "pages" those of others that are labelled by offsets too."""
    pages = [own_page(p) for p in sorted((HERE / folder).glob("*.html"))]
    offsets = [offset_page(p) for p in sorted((HERE / "offsets").glob("*.json"))] if folder == "pages" else []
    if None in offsets:
        print(f"{offsets.count(None)} pages labelled by offsets: skipped: need the pages in {SHARED} (NEWSLOOM_SHARED)", file=sys.stderr)
    return [p for p in pages + offsets if p and fnmatch.fnmatch(p.name, only)]


def mistakes(page):
    """Where the gold does not keep to README.md."""
    yield from page.wrong
    gold, of = page.gold, lambda *roles: [key(text) for role, text in page.blocks if role in roles]
    if gold.get("genre", "news") not in GENRES:
        yield f"no such genre: {gold['genre']}"
    if not isinstance(gold.get("is_article"), bool):
        yield "is_article is missing"
    if not page.complete:
        return
    if not urllib.parse.urlsplit(page.url).hostname.endswith(".example"):
        yield f"not an invented host: {page.url}"
    for field, role in (("title", "headline"), ("kicker", "kicker")):
        if gold.get(field) and key(gold[field]) not in of(role):
            yield f"{field} is no {role} block"
    if gold.get("deck") and key(gold["deck"]) != "".join(of("deck")):
        yield "deck is not the deck blocks"
    for item in gold.get("related", []):
        for field in ("title", "kicker", "deck"):
            if item.get(field) and not any(key(item[field]) in text for text in of("related")):
                yield f"related {field} is in no related block: {item[field]}"
    for bio in gold.get("author_bios", []):
        if key(bio["text"]) not in "".join(of("bio")):
            yield f"bio text is not in the bio blocks: {bio['name']}"
    for words in gold.get("hidden", []):
        if key(words) in "".join(of(*ROLES)):
            yield f"hidden words are in a labelled block: {words}"


def extract(binary, work, files, *options):
    """Answers of newsloom for (name, bytes, url) in order; exit 3 (some inputs failed) is an answer."""
    with open(work / "list.tsv", "w", encoding="utf8") as listing:
        for name, data, url in files:
            (work / name).write_bytes(data)
            listing.write(f"{work / name}\t{url}\n")
    done = subprocess.run([str(binary), "extract", *options, "--files-from", str(work / "list.tsv")], stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"{binary} extract: exit code {done.returncode}")
    return [json.loads(line) for line in done.stdout.decode("utf8").splitlines() if line.strip()]


def output_blocks(answer):
    """(role, text) of the answer: the body's, then what was removed."""
    text = answer.get("text") or ""
    return [(b["role"], text[b["start"]:b["end"]]) for b in answer.get("blocks", [])], [(r["role"], r["text"]) for r in answer.get("removed", [])]


def match_roles(page, answer, coarse):
    """Yields (gold role or None, answered role or None) per block."""
    body, removed = output_blocks(answer)
    offered = collections.defaultdict(list)
    for role, text in body + removed:
        offered[key(text)].append(role)
    left = {text: collections.Counter(roles) for text, roles in offered.items()}
    gold = [(role, key(text), text) for role, text in page.blocks]
    pending = []
    for role, text, raw in gold:
        if left.get(text, {}).get(role, 0) > 0:
            left[text][role] -= 1
            yield role, role
        else:
            pending.append((role, text, raw))
    longer = sorted(((f" {folded(text)} ", role) for role, text in body + removed), key=lambda item: len(item[0])) if coarse else []
    for role, text, raw in pending:
        if text in offered:
            rest = [r for r in offered[text] if left[text][r] > 0] or offered[text]
            left[text][rest[0]] -= 1
            yield role, rest[0]
        else:
            words = f" {folded(raw)} "
            yield role, next((r for output, r in longer if words.strip() and words in output), None)
    if page.complete and not coarse:
        known = {text for _, text, _ in gold}
        yield from ((None, role) for role, text in body if key(text) not in known)


def role_scores(pairs):
    right, answered, gold = collections.Counter(), collections.Counter(), collections.Counter()
    for a, b in pairs:
        if a:
            gold[a] += 1
        if b:
            answered[b] += 1
        if a and a == b:
            right[a] += 1
    return {role: (f1(right[role], answered[role], gold[role]), right[role], answered[role], gold[role]) for role in ROLES if gold[role]}


def mean_f(pairs):
    precisions = [p for p, _ in pairs if p is not None]
    recalls = [r for _, r in pairs if r is not None]
    if not precisions or not recalls:
        return 0.0
    p, r = statistics.fmean(precisions), statistics.fmean(recalls)
    return 2 * p * r / (p + r) if p + r else 0.0


def same_url(page, url):
    return urllib.parse.urljoin(page.url, url or "").split("#")[0].rstrip("/")


def related_items(page, items):
    return collections.Counter((folded(i.get("title")), same_url(page, i.get("url"))) for i in items or [])


def bios_right(gold, answer):
    left, right = list(answer), 0
    for bio in gold:
        for other in left:
            p, r = overlap(collections.Counter(folded(bio["text"]).split()), collections.Counter(folded(other.get("text")).split()))
            if folded(bio["name"]) == folded(other.get("name")) and p and r and 2 * p * r / (p + r) >= 0.9:
                left.remove(other)
                right += 1
                break
    return right


def field(gold, answer):
    """(right, answered, gold) of one value."""
    return int(bool(gold) and folded(gold) == folded(answer)), int(bool(answer)), int(bool(gold))


def values(gold, answer):
    """(right, answered, gold) of two lists of values."""
    a, b = collections.Counter(gold), collections.Counter(answer)
    return sum((a & b).values()), sum(b.values()), sum(a.values())


def same_time(gold, answer):
    if not gold or not answer:
        return gold == answer
    return gold[:10] == answer[:10] if len(gold) == 10 else gold.replace("Z", "+00:00") == answer.replace("Z", "+00:00")


def score(pages, answers, plain):
    """Every figure, and per page what it lost."""
    counts = collections.defaultdict(lambda: [0, 0, 0])
    body, plain_body, dates, articles, genres, per_page = [], [], [], [], [], {}
    pairs, coarse = [], []

    def add(name, three):
        for k, value in enumerate(three):
            counts[name][k] += value

    for page, answer in zip(pages, answers):
        gold, mine = page.gold, list(match_roles(page, answer, False))
        pairs += mine
        coarse += match_roles(page, answer, True)
        per_page[page.name] = {"roles": sum(a == b for a, b in mine if a) / max(1, len(page.blocks))}
        articles.append((gold["is_article"], answer.get("is_article") is not False))
        if not gold["is_article"]:
            continue
        expected = shingles(page.body())
        body.append(overlap(expected, shingles(answer.get("text") or "")))
        per_page[page.name]["body"] = mean_f([body[-1]])
        if page.name in plain:
            plain_body.append(overlap(expected, shingles(plain[page.name].get("text") or "")))
            per_page[page.name]["plain"] = mean_f([plain_body[-1]])
        if "genre" in gold:
            genres.append((gold["genre"], answer.get("genre")))
            per_page[page.name]["genre"] = f"{gold['genre']}/{answer.get('genre')}"
        for name in ("kicker", "deck"):
            if name in gold:
                add("kicker and deck", field(gold[name], answer.get(name)))
                add(name, field(gold[name], answer.get(name)))
        if "title" in gold:
            add("title", field(gold["title"], answer.get("title")))
        for name in ("authors", "agencies"):
            if name in gold:
                add(name, values(map(folded, gold[name]), map(folded, answer.get(name) or [])))
        for name in ("published", "modified"):
            if name in gold:
                dates.append(same_time(gold[name], answer.get(name)))
        if "related" in gold:
            a, b = related_items(page, gold["related"]), related_items(page, answer.get("related"))
            add("related", values(a.elements(), b.elements()))
            extras = lambda items: [(folded(i.get("title")), name, folded(i.get(name))) for i in items or [] for name in ("kicker", "deck") if i.get(name)]
            add("related kickers and decks", values(extras(gold["related"]), extras(answer.get("related"))))
        if "author_bios" in gold:
            said = answer.get("author_bios") or []
            add("bios", (bios_right(gold["author_bios"], said), len(said), len(gold["author_bios"])))
        if "media" in gold:
            of = lambda items: [(i.get("kind"), same_url(page, i.get("url"))) for i in items or []]
            add("media", values(of(gold["media"]), of(answer.get("media"))))
            words = lambda items: [(n, folded(i.get(n))) for i in items or [] for n in ("caption", "credit") if i.get(n)]
            add("captions and credits", values(words(gold["media"]), words(answer.get("media"))))
        for words in gold.get("hidden", []):
            counts["hidden words"][0] += key(words) not in key(answer.get("text") or "")
            counts["hidden words"][2] += 1

    roles, roles_coarse = role_scores(pairs), role_scores(coarse)
    figures = {}
    if roles:
        figures["roles macro-F"] = statistics.fmean(f for f, *_ in roles.values())
        figures["roles macro-F, coarser cut allowed"] = statistics.fmean(f for f, *_ in roles_coarse.values())
        figures["blocks with the right role"] = sum(a == b for a, b in pairs if a) / sum(1 for a, _ in pairs if a)
        figures["blocks held somewhere"] = sum(b is not None for a, b in pairs if a) / sum(1 for a, _ in pairs if a)
    figures["body F"] = mean_f(body)
    figures["plain text, body F"] = mean_f(plain_body)
    both = [sum(x) for x in zip(counts["related"], counts["bios"])]
    figures["related and bios F"] = f1(*both)
    for name in ("related", "related kickers and decks", "bios", "kicker and deck", "kicker", "deck"):
        figures[name + " F"] = f1(*counts[name])
    by_genre = {g: f1(sum(a == b == g for a, b in genres), sum(b == g for _, b in genres), sum(a == g for a, _ in genres)) for g in GENRES if any(a == g for a, _ in genres)}
    if by_genre:
        figures["genre F"] = statistics.fmean(by_genre.values())
    figures["article or not F"] = f1(sum(a and b for a, b in articles), sum(b for _, b in articles), sum(a for a, _ in articles))
    figures["pages rightly no article"] = statistics.fmean(not b for a, b in articles if not a) if any(not a for a, _ in articles) else None
    for name in ("title", "authors", "agencies", "media", "captions and credits"):
        figures[name + " F"] = f1(*counts[name])
    figures["dates right"] = statistics.fmean(dates) if dates else None
    if counts["hidden words"][2]:
        figures["hidden words kept out"] = counts["hidden words"][0] / counts["hidden words"][2]
    return {"pages": len(pages), "figures": {k: v for k, v in figures.items() if v is not None}, "roles": roles, "genres": by_genre, "per_page": per_page}


def measure(binary, work, only="*", folder="pages"):
    pages = load(only, folder)
    answers = extract(binary, work, [(p.name + ".html", p.data, p.url) for p in pages], "--explain")
    lined = [p for p in pages if p.complete and p.gold["is_article"]]
    texts = extract(binary, work, [(p.name + ".txt", "\n".join(t for _, t in p.blocks).encode() + b"\n", p.url) for p in lined], "--input", "text")
    return score(pages, answers, {p.name: t for p, t in zip(lined, texts)})


def show(result):
    print(f"{result['pages']} pages")
    for name, value in result["figures"].items():
        print(f"{name:40}{value:8.3f}")
    print(f"\n{'role':16}{'F':>8}{'right':>8}{'answer':>8}{'gold':>8}")
    for role, (f, right, answered, gold) in result["roles"].items():
        print(f"{role:16}{f:8.3f}{right:8d}{answered:8d}{gold:8d}")
    print("\n" + "  ".join(f"{genre} {f:.3f}" for genre, f in result["genres"].items()))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--newsloom", default=ROOT / "build" / "release" / "newsloom")
    arguments.add_argument("--json", metavar="FILE")
    arguments.add_argument("--only", metavar="PATTERN", default="*")
    arguments.add_argument("--pages", metavar="FOLDER", default="pages", choices=["pages", "genres"])
    arguments.add_argument("--per-page", action="store_true")
    arguments.add_argument("--check", action="store_true")
    a = arguments.parse_args()
    if a.check:
        found = [f"{page.name}: {mistake}" for page in load(a.only, a.pages) for mistake in mistakes(page)]
        print("\n".join(found) if found else f"{len(load(a.only, a.pages))} pages keep to README.md")
        return 1 if found else 0
    with tempfile.TemporaryDirectory() as work:
        result = measure(a.newsloom, pathlib.Path(work), a.only, a.pages)
    show(result)
    if a.per_page:
        for name, lost in result["per_page"].items():
            print(f"{name:36}" + "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in lost.items()))
    if a.json:
        pathlib.Path(a.json).write_text(json.dumps(result, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
