"""Reads the source files: articles, and what a careful editor expects of a story.

A source file holds articles, each opened by `=== ALIAS SLUG`, with `key: value` lines up to `---` and then the body,
and at its end (optional) `=== expected`. See README.md for the whole format.
"""
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ALIASES = {
    "hp": "harbour-post", "we": "wealdshire-echo", "cr": "corrib-record", "nr": "northlight", "ts": "tasman-star",
    "ek": "elbkurier", "mna": "meridian", "cl": "cascade-ledger", "lan": "cape-lantern", "cw": "counterweight",
    "cb": "coopers-bay-courier",
}
QUOTES = {  # how an outlet prints "double" and 'single' marks
    "curly": "“”‘’", "straight": "\"\"''", "single": "‘’‘’", "german": "„“‚‘",
}
STYLE = {"hp": "curly", "we": "straight", "cr": "curly", "nr": "curly", "ts": "curly", "ek": "german", "mna": "straight",
         "cl": "straight", "lan": "single", "cw": "curly"}
APOSTROPHE = {"straight": "'"}


def typography(text, style):
    """Turns straight quote marks into the marks of the outlet."""
    double_open, double_close, single_open, single_close = QUOTES[style]
    out = []
    for i, c in enumerate(text):
        before = text[i - 1] if i else " "
        opening = before in " \n([—–-|*/" or before in "\"'" and (i < 2 or text[i - 2] in " \n([—|")
        if c == '"':
            out.append(double_open if opening else double_close)
        elif c == "'":
            after = text[i + 1] if i + 1 < len(text) else " "
            if before.isalnum() and after.isalnum() or not opening and style != "german":
                out.append(APOSTROPHE.get(style, "’") if before.isalnum() or style != "single" else single_close)
            else:
                out.append(single_open if opening else single_close)
        else:
            out.append(c)
    return "".join(out)


@dataclass
class Article:
    outlet: str                     # alias
    slug: str
    day: int
    story: str                      # name of the source file
    head: dict = field(default_factory=dict)
    body: list = field(default_factory=list)    # (kind, text)

    @property
    def key(self):
        return f"{self.outlet}/{self.slug}"

    def many(self, name):
        return [x.strip() for x in self.head.get(name, "").split(";") if x.strip()]

    def rows(self, name):
        return [[c.strip() for c in line.split("|")] for line in self.head.get(name, "").split("\n") if line.strip()]


def read_body(text, style):
    body = []
    for piece in re.split(r"\n\s*\n", text.strip("\n")):
        lines = piece.strip().split("\n")
        joined = typography(" ".join(x.strip() for x in lines), style)
        first = lines[0].lstrip()
        if not first:
            continue
        if first.startswith("## "):
            body.append(("heading", joined[3:]))
        elif first.startswith("- "):
            body += [("list_item", typography(x.strip()[2:], style)) for x in lines]
        elif first.startswith("> "):
            body.append(("quote", joined[2:].replace(" > ", " ")))
        elif first.startswith("| "):
            body += [("table_row", typography(x.strip().strip("|").strip(), style)) for x in lines]
        elif first.startswith("!!"):
            body.append(("note", joined[2:].strip()))
        elif first.startswith("!"):
            kind, _, rest = joined[1:].partition(" ")
            body.append((kind, rest.strip()))
        else:
            body.append(("paragraph", joined))
    return body


def read_file(path, day):
    """-> (articles, expected text or None)"""
    articles, expected = [], None
    for part in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
        title, _, rest = part.partition("\n")
        if title.strip() == "expected":
            expected = rest
            continue
        alias, slug = title.split()
        style = STYLE[alias]
        art = Article(alias, slug, day, path.stem)
        head, _, body = rest.partition("\n---")
        for line in head.split("\n"):
            if not line.strip():
                continue
            name, _, value = line.partition(":")
            value = value.strip()
            if name in ("title", "deck", "kicker", "related", "bio", "image", "video", "seo", "comment", "tags", "live", "note"):
                value = typography(value, style)
            art.head[name] = art.head[name] + "\n" + value if name in art.head else value
        art.body = read_body(body, style)
        articles.append(art)
    return articles, expected


def finish_copies(articles):
    """`copy: mna/dam` prints the agency's text; `keep: 1-6` says which paragraphs."""
    by_key = {a.key: a for a in articles}
    for art in articles:
        if "copy" not in art.head:
            continue
        source = by_key[art.head["copy"]]
        style = STYLE[art.outlet]
        paragraphs = [(k, t) for k, t in source.body if k in ("paragraph", "heading", "quote", "list_item")]
        if "keep" in art.head:
            wanted = []
            for piece in art.head["keep"].split(","):
                low, _, high = piece.strip().partition("-")
                wanted += range(int(low), int(high or low) + 1)
            paragraphs = [paragraphs[i - 1] for i in wanted]
        copied = []
        for kind, text in paragraphs:
            for line in art.head.get("swap", "").split("\n"):
                old, _, new = line.partition("=>")
                if old.strip():
                    text = text.replace(old.strip(), new.strip())
            copied.append((kind, typography(text, style)))
        art.body = copied + art.body


def finish_revisions(articles, earlier):
    """`revises: yes` on day 2: the page of day 1 with `swap: old => new` lines, other head lines and paragraphs added at the end."""
    by_key = {a.key: a for a in earlier}
    for art in articles:
        if "revises" not in art.head:
            continue
        old, style = by_key[art.key], STYLE[art.outlet]
        swaps = [[typography(x.strip(), style) for x in line.split("=>")] for line in art.head.get("swap", "").split("\n") if "=>" in line]
        head = {**{k: v for k, v in old.head.items() if k not in ("copy", "keep", "swap")}, **art.head}

        def swapped(text):
            for was, now in swaps:
                text = text.replace(was, now)
            return text
        for name in ("title", "deck", "seo"):
            if name in head and name not in art.head:
                head[name] = swapped(head[name])
        head["revision_of_copy"] = old.head.get("copy", "")
        art.head, art.body = head, [(k, swapped(t)) for k, t in old.body] + art.body
        if art.body == old.body:
            raise SystemExit(f"{art.key}: revised, and nothing changed")


def finish_repeats(articles, all_articles):
    """`repeats: nr/ice-core`: the same text again at another URL."""
    by_key = {a.key: a for a in all_articles}
    for art in articles:
        if "repeats" in art.head:
            art.body = list(by_key[art.head["repeats"]].body)


def read_days(root):
    """-> {day: [articles]}, {day: {story: expected text}}, {day: edition table}"""
    days, expected, edition = {}, {}, {}
    for day in (1, 2):
        folder = Path(root) / "source" / f"day-{day}"
        days[day], expected[day] = [], {}
        for path in sorted(folder.glob("*.txt")):
            articles, text = read_file(path, day)
            days[day] += articles
            if text is not None:
                expected[day][path.stem] = text
        finish_copies(days[day])
        finish_revisions(days[day], days.get(1, []) if day == 2 else [])
        finish_repeats(days[day], days[1] + days[day])
        table = folder / "edition.toml"
        edition[day] = tomllib.loads(table.read_text(encoding="utf-8")) if table.exists() else {}
    return days, expected, edition
