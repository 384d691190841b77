#!/usr/bin/env python3
"""Learns data/story/category.json: how much each hand-written word of data/story/categories.txt speaks for its category.

usage: learn_categories.py --newsloom BINARY --shared DIR [--pages FILE] [--write]

What a page says of itself is its label: a folder of its URL, else its kicker, else its topics, looked up in
data/story/sections.txt. Pages: all sets of DIR/data/extraction, English and German, as `newsloom extract` reads them (--pages keeps
its output for the next call). Model: multinomial logistic regression, one weight for each (word, category) of the lists, held near 1
by a quadratic penalty, and one bias for each category. Figures: five folds, grouped by registrable domain; a page that names several
sections is right with any of them. With --write, weights learned on all pages go to data/story/category.json.
Needs numpy. The words are ours, the weights are single numbers: nothing of the pages' texts is kept.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import tempfile
import unicodedata
import urllib.parse

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORDS_READ = 500  # of a text; src/story/category.cpp
TITLE = 3         # a word of the title counts as often
MOST = 6          # occurrences of a word that count


def folded(text):
    text = text.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    text = unicodedata.normalize("NFD", text)
    return re.sub("[^a-z0-9]", "", "".join(c for c in text if not unicodedata.combining(c)))


def lines_of(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if ":" in line:
            head, words = line.split(":", 1)
            yield head, words.split()


SECTIONS = {}
for category, names in lines_of(ROOT / "data/story/sections.txt"):
    for name in names:
        SECTIONS.setdefault(name, category)


def section_of(name):
    name = folded(name)
    for plain in (name, name.removesuffix("news"), name.removesuffix("nachrichten"), name.removeprefix("news")):
        if plain in SECTIONS:
            return SECTIONS[plain]
    return None


def labels_of(page):
    try:
        folders = urllib.parse.urlsplit(page["canonical_url"] or page["url"] or "").path.split("/")[1:-1]
    except ValueError:
        folders = []
    named = [s for s in map(section_of, folders) if s]
    if named:
        return [named[-1]]
    if page.get("kicker") and section_of(page["kicker"]):
        return [section_of(page["kicker"])]
    return sorted({s for s in map(section_of, page.get("topics") or []) if s})


def site_of(url):
    try:
        host = urllib.parse.urlsplit(url).netloc
    except ValueError:
        return url
    parts = host.split(".")
    return host if len(parts) > 2 and len(parts[-2]) <= 3 else ".".join(parts[-2:])


def stem(word, language):
    n = len(word)
    if n < 4 or word[0].isdigit():
        return word
    if language == "de":
        if n >= 6 and word[-2] == "e" and word[-1] in "nrsm":
            return word[:-2]
        return word[:-1] if n >= 5 and word[-1] in "ens" else word
    if word[-1] == "s" and word[-2] not in "sui":
        if n > 4 and word.endswith("ies"):
            return word[:-2]
        word = word[:-1]
    elif word.endswith("ed") and word[-3] != "e" and n >= 5:
        return word[:-2]
    elif n >= 6 and word.endswith("ing"):
        return word[:-3]
    if word[-1] == "e" and len(word) >= 4:
        return word[:-1]
    return word[:-1] + "i" if word[-1] == "y" and len(word) >= 4 else word


class Lists:
    def __init__(self):
        self.categories, self.rows, self.by_stem = [], [], {"en": {}, "de": {}}
        self.owner = []  # category of each weight
        for head, words in lines_of(ROOT / "data/story/categories.txt"):
            category, language = head.split()
            if category not in self.categories:
                self.categories.append(category)
            first = len(self.owner)
            for word in words:
                self.by_stem[language].setdefault(stem(word.lower(), language), []).append(len(self.owner))
                self.owner.append(self.categories.index(category))
            self.rows.append((head, first, len(self.owner)))
        self.owner = np.array(self.owner)

    def traits(self, title, text, language):
        table, counts = self.by_stem[language], collections.Counter()
        words = re.findall(r"\w+", title.lower())
        body = re.findall(r"\w+", text.lower())[:WORDS_READ]
        for found, times in ((words, TITLE), (body, 1)):
            for word in found:
                root = stem(word, language)
                if root not in table and language == "de":
                    root = next((root[cut:] for cut in range(1, len(root) - 4) if root[cut:] in table), root)
                if root in table:
                    counts[root] += times
        norm = 10 / np.sqrt(TITLE * len(words) + len(body) + 20)
        return {weight: norm * min(n, MOST) ** 0.5 / len(table[root]) ** 0.5
                for root, n in counts.items() for weight in table[root]}


def learn(X, y, owner, classes, penalty, steps=120):
    w, b = np.ones(X.shape[1]), np.zeros(classes)
    to_class = np.eye(classes)[owner]
    moment, square = np.zeros(len(w) + classes), np.zeros(len(w) + classes)
    for step in range(1, steps + 1):
        z = (X * w) @ to_class + b
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        p[np.arange(len(y)), y] -= 1
        gradient = np.concatenate([(X * p[:, owner]).mean(0) + penalty * (w - 1), p.mean(0) + penalty * b])
        moment, square = 0.9 * moment + 0.1 * gradient, 0.99 * square + 0.01 * gradient ** 2
        change = 0.05 * (moment / (1 - 0.9 ** step)) / (np.sqrt(square / (1 - 0.99 ** step)) + 1e-8)
        w, b = np.maximum(w - change[:len(w)], 0), b - change[len(w):]
    return w, b


def figures(name, pages, guesses, categories):
    right = [g in p["labels"] for p, g in zip(pages, guesses)]
    truth = [g if ok else p["labels"][0] for p, g, ok in zip(pages, guesses, right)]
    scores = []
    for c in sorted(set(truth)):
        hit = sum(t == g == c for t, g in zip(truth, guesses))
        scores.append(2 * hit / max(1, truth.count(c) + list(guesses).count(c)))
    print(f"{name}: {len(pages)} pages of {len({p['site'] for p in pages})} sites, accuracy {np.mean(right):.3f}, "
          f"macro F {np.mean(scores):.3f} over {len(scores)} categories")


def read_pages(arguments):
    kept = pathlib.Path(arguments.pages) if arguments.pages else None
    if kept and kept.exists():
        output = kept.read_text(encoding="utf-8")
    else:
        with tempfile.NamedTemporaryFile("w", suffix=".tsv") as listing:
            for meta in sorted(pathlib.Path(arguments.shared).glob("data/extraction/*/*.json")):
                url = json.loads(meta.read_text(encoding="utf-8")).get("url") or ""
                listing.write(f"{meta.with_suffix('')}.html.gz\t{url}\n")
            listing.flush()
            output = subprocess.run([arguments.newsloom, "extract", "--jobs", "1", "--files-from", listing.name],
                                    stdout=subprocess.PIPE, check=False).stdout.decode()
        if kept:
            kept.write_text(output, encoding="utf-8")
    pages, seen = [], set()
    for line in output.splitlines():
        page = json.loads(line)
        if "error" in page or len(page["text"] or "") < 400 or not page["is_article"]:
            continue
        language = (page["language"] or "")[:2].lower()
        address = page["canonical_url"] or page["url"] or page["input"]
        labels = labels_of(page)
        if language not in ("en", "de") or not labels or address in seen:
            continue
        seen.add(address)
        pages.append({"site": site_of(page["url"] or address), "labels": labels, "language": language,
                      "title": page["title"] or "", "text": page["text"]})
    return pages


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--newsloom", default="build/release/newsloom")
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--pages")
    parser.add_argument("--penalty", type=float, default=0.01)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    pages, lists = read_pages(arguments), Lists()
    X = np.zeros((len(pages), len(lists.owner)))
    for row, page in zip(X, pages):
        for weight, value in lists.traits(page["title"], page["text"], page["language"]).items():
            row[weight] = value
    y = np.array([lists.categories.index(page["labels"][0]) for page in pages])
    classes = len(lists.categories)
    to_class = np.eye(classes)[lists.owner]
    sites = sorted({page["site"] for page in pages})
    fold = {site: i % 5 for i, site in enumerate(np.random.default_rng(1).permutation(sites))}
    folds = np.array([fold[page["site"]] for page in pages])
    guesses = np.zeros(len(pages), int)
    for i in range(5):
        w, b = learn(X[folds != i], y[folds != i], lists.owner, classes, arguments.penalty)
        guesses[folds == i] = ((X[folds == i] * w) @ to_class + b).argmax(1)
    for name, answer in (("the lists alone", (X @ to_class).argmax(1)), ("learned, unseen sites", guesses)):
        answer = [lists.categories[g] for g in answer]
        for which in ("en", "de", "both"):
            chosen = [i for i, p in enumerate(pages) if which in ("both", p["language"])]
            figures(f"{name}, {which}", [pages[i] for i in chosen], [answer[i] for i in chosen], lists.categories)
    if arguments.write:
        w, b = learn(X, y, lists.owner, classes, arguments.penalty)
        result = {"bias": {c: round(float(v), 3) for c, v in zip(lists.categories, b)},
                  "weights": {head: [round(float(v), 2) for v in w[first:end]] for head, first, end in lists.rows}}
        text = json.dumps(result, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"').replace('},"', '},\n"')
        (ROOT / "data/story/category.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
