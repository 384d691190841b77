"""Turns what the editor wrote about a story (`=== expected`) into the JSON of expected/day-N.json, and checks each quotation."""
import re

MARKS = str.maketrans({c: "'" for c in "“”„‟\"‘’‚"})


def find_quote(text, wanted, where):
    """The exact substring of `text`; quote marks of `wanted` may be straight, ` ... ` stands for the words between."""
    def unify(s):
        return s.translate(MARKS)
    first, dots, last = wanted.partition(" ... ")
    flat = unify(text)
    begin = flat.find(unify(first.strip()))
    if begin < 0:
        raise SystemExit(f"{where}: not in the article: {first!r}")
    if flat.find(unify(first.strip()), begin + 1) >= 0 and not dots:
        pass    # said twice: the first place counts
    end = begin + len(first.strip())
    if dots:
        found = flat.find(unify(last.strip()), end)
        if found < 0:
            raise SystemExit(f"{where}: not in the article after the beginning: {last!r}")
        end = found + len(last.strip())
    return text[begin:end]


def value_of(text):
    """{>=5 shots}, {7 shots}, {4000..4500 people}, {~4000 people}"""
    m = re.fullmatch(r"(>=|<=|~|>|<)?([\d.]+)(?:\.\.([\d.]+))?\s*(.*)", text.strip())
    if not m:
        return {"text": text}
    sign, low, high, unit = m.groups()
    number = (lambda s: float(s) if "." in s else int(s))
    low = number(low)
    value = {"low": low, "high": number(high) if high else low, "unit": unit}
    if sign in (">=", ">"):
        value["high"] = None
    if sign in ("<=", "<"):
        value["low"] = None
    if sign in ("~", ">", "<"):
        value["hedge"] = {"~": "about", ">": "more than", "<": "less than"}[sign]
    return value


class Editor:
    def __init__(self, articles, golds, ids, day):
        self.articles, self.day = {a.key: a for a in articles}, day
        self.golds, self.ids, self.checked = golds, ids, 0

    def page(self, story, name):
        """`hp` = the outlet's one page of this story, `hp/slug` = any page"""
        if "/" in name:
            return self.articles[name]
        own = [a for a in self.articles.values() if a.story == story and a.outlet == name]
        own = [a for a in own if a.day == self.day] or own
        news = [a for a in own if a.head.get("genre", "news") == "news"]
        own = news if len(news) == 1 else own
        if len(own) != 1:
            raise SystemExit(f"{story}: {name} has {len(own)} pages, say which")
        return own[0]

    def line(self, story, text):
        m = re.match(r"\s+(\S+?)(?:\s+\{([^}]*)\})?(?:\s+<([^>]*)>)?:\s+(.*)$", text)
        if not m:
            raise SystemExit(f"{story}: cannot read {text!r}")
        name, value, speaker, words = m.groups()
        gold = self.golds[self.page(story, name).key]
        self.checked += 1
        out = {"url": gold["url"], "quote": find_quote(gold["text"], words, f"{story} {name}")}
        if value:
            out["value"] = value_of(value)
        if speaker:
            out["speaker"] = speaker
        return out

    def story(self, name, text):
        own = [a for a in self.articles.values() if a.story == name and "apart" not in a.head]
        out = {"key": name, "headline_hint": "", "urls": [self.golds[a.key]["url"] for a in own], "independent": [], "facts": [], "differences": [],
               "compatible": [], "updates": [], "unknowns": [], "withheld": [], "speakers": [], "opinions": [], "media": [], "notes": []}
        into, current = None, None
        for line in text.split("\n"):
            if not line.strip():
                continue
            if line[0] in " \t":
                into.append(self.line(name, line))
                continue
            key, _, rest = line.partition(":")
            rest = rest.strip()
            if key == "hint":
                out["headline_hint"] = rest
            elif key == "independent":
                out["independent"] = [[self.ids[x] for x in group.split(",")] for group in rest.split()]
            elif key == "not":      # pages in this file that are another story or none
                drop = {self.golds[k]["url"] for k in rest.split()}
                out["urls"] = [u for u in out["urls"] if u not in drop]
            elif key in ("note", "withheld"):
                out["notes" if key == "note" else "withheld"].append(rest)
            elif key == "watch":
                out["watch"] = rest
            elif key in ("fact", "onesource", "only"):
                current = {"what": rest, "supporting": []}
                if key == "onesource":
                    current["one_source"] = True
                if key == "only":
                    current["single"] = True
                out["facts"].append(current)
                into = current["supporting"]
            elif key in ("number", "denial", "attribution"):
                current = {"about": rest, "kind": key, "sides": []}
                out["differences"].append(current)
                into = current["sides"]
            elif key == "compatible":
                current = {"about": rest, "sides": []}
                out["compatible"].append(current)
                into = current["sides"]
            elif key == "update":
                current = {"about": rest, "sides": []}
                out["updates"].append(current)
                into = current["sides"]
            elif key == "unknown":
                into = out["unknowns"]
            elif key == "speaker":
                who, _, role = rest.partition("|")
                current = {"name": who.strip(), "role": role.strip(), "quotes": []}
                out["speakers"].append(current)
                into = current["quotes"]
            elif key == "opinion":
                who, _, page = rest.partition("|")
                gold = self.golds[self.page(name, page.strip()).key]
                into = []
                current = {"author": who.strip(), "outlet": gold["outlet"], "url": gold["url"], "thesis": into}
                out["opinions"].append(current)
            else:
                raise SystemExit(f"{name}: unknown line {line!r}")
        for opinion in out["opinions"]:
            opinion["thesis"] = opinion["thesis"][0]["quote"]
        for fact in out["facts"]:
            if fact.get("single") or fact.get("one_source"):
                continue
            outlets = {self.outlet_of(s["url"]) for s in fact["supporting"]}
            groups = [g for g in out["independent"] if outlets & set(g)]
            if len(groups) < 2:
                raise SystemExit(f"{name}: fact {fact['what']!r} has no two independent outlets")
        return out

    def outlet_of(self, url):
        return next(g["outlet"] for g in self.golds.values() if g["url"] == url)
