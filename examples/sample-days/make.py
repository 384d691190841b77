#!/usr/bin/env python3
"""Builds the sample days: pages, feeds, http.jsonl, role gold and expected stories, from source/. Run it anywhere; it needs Python 3.11 only.

    python3 make.py            writes everything and checks it
    python3 make.py --check    says whether the files on disk are what the sources make (exit 1 when not)
"""
import json
import shutil
import sys
import tomllib
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))
sys.dont_write_bytecode = True

from maker import outlets_a, outlets_b  # noqa: E402
from maker.expected import Editor, find_quote  # noqa: E402
from maker.feeds import FEEDS, ROBOTS  # noqa: E402
from maker.page import blocks_of  # noqa: E402
from maker.read import ALIASES, read_days  # noqa: E402

NOW = {1: "2026-03-09T06:30:00+00:00", 2: "2026-03-10T06:30:00+00:00"}
SITES = [outlets_a.HarbourPost, outlets_a.WealdshireEcho, outlets_a.CorribRecord, outlets_a.Northlight, outlets_a.TasmanStar,
         outlets_b.Elbkurier, outlets_b.Meridian, outlets_b.CascadeLedger, outlets_b.CapeLantern, outlets_b.Counterweight]
ERROR_PAGE = "<html><head><title>500 Internal Server Error</title></head><body><h1>Internal Server Error</h1><p>The server could not complete your request.</p></body></html>\n"


def to_bytes(text):
    return text if isinstance(text, bytes) else text.encode("utf-8")


class Output:
    """All files to write, in memory first."""

    def __init__(self):
        self.files = {}

    def put(self, path, text):
        if path in self.files and self.files[path] != text:
            raise SystemExit(f"two different files want to be {path}")
        self.files[path] = text

    def json(self, path, data):
        self.put(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    def write(self):
        for top in ("day-1", "day-2", "gold", "expected"):
            shutil.rmtree(ROOT / top, ignore_errors=True)
        for path, text in sorted(self.files.items()):
            target = ROOT / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(to_bytes(text))

    def differs(self):
        wrong = [p for p, t in sorted(self.files.items()) if not (ROOT / p).exists() or (ROOT / p).read_bytes() != to_bytes(t)]
        for top in ("day-1", "day-2", "gold", "expected"):
            wrong += [str(p.relative_to(ROOT)) for p in sorted((ROOT / top).rglob("*")) if p.is_file() and str(p.relative_to(ROOT)) not in self.files]
        return wrong


def check_page(art, page, gold):
    found, wanted = blocks_of(page), [b["text"] for b in gold["blocks"]]
    if found != wanted:
        for i, (a, b) in enumerate(zip(found + ["(end)"], wanted + ["(end)"])):
            if a != b:
                raise SystemExit(f"{art.key}: block {i} differs\n  page: {a!r}\n  gold: {b!r}")
    if gold["is_article"] and not gold["text"]:
        raise SystemExit(f"{art.key}: no text")


def main():
    config = tomllib.loads((ROOT / "sources.toml").read_text(encoding="utf-8"))
    by_id = {o["id"]: o for o in config["outlet"]}
    days, expected, edition = read_days(ROOT)
    sites = {s.alias: s(days) for s in SITES}
    out, golds_of_day = Output(), {}
    current = {}                # key -> (article, gold, file) as the web has it
    for day in (1, 2):
        answers, changed = [], set()
        slugs = {}
        for art in days[day]:
            site = sites[art.outlet]
            page, gold = site.build(art)
            page = site.html_fix(art, page) if hasattr(site, "html_fix") else page
            check_page(art, page, gold)
            if "copy" in art.head:
                gold["copy_of"] = None     # filled below
            file = f"day-{day}/{site.host}/{art.slug}.html"
            if (old := slugs.get(file)) is not None:
                raise SystemExit(f"{art.key} and {old} share a file")
            slugs[file] = art.key
            out.put(file, page.encode(site.encoding, "xmlcharrefreplace") if hasattr(site, "encoding") else page)
            current[art.key] = (art, gold, file)
            changed.add(art.key)
        for art in days[day]:
            if "copy" in art.head:
                current[art.key][1]["copy_of"] = current[art.head["copy"]][1]["url"]
            elif "repeats" in art.head:
                current[art.key][1]["copy_of"] = current[art.head["repeats"]][1]["url"]
            out.json(f"gold/roles/day-{day}/{sites[art.outlet].host}/{art.slug}.json", current[art.key][1])
        golds_of_day[day] = {k: v[1] for k, v in current.items()}
        # ---- what the web answers on this day
        gone = edition[day].get("gone", [])
        for alias in ALIASES:
            outlet = by_id[ALIASES[alias]]
            home = outlet["home"]
            host = home.split("/")[2]
            if ROBOTS[alias] is None:
                answers.append({"url": home + "robots.txt", "status": 404, "type": "text/html", "file": f"day-{day}/{host}/404.html"})
                out.put(f"day-{day}/{host}/404.html", "<html><head><title>404</title></head><body><h1>Seite nicht gefunden</h1></body></html>\n")
            else:
                file = f"day-{day}/{host}/robots.txt"
                out.put(file, ROBOTS[alias])
                answers.append({"url": home + "robots.txt", "status": 200, "type": "text/plain", "file": file})
            if alias not in sites:
                file = f"day-{day}/{host}/500.html"
                out.put(file, ERROR_PAGE)
                answers.append({"url": outlet["feeds"][0], "status": 500, "type": "text/html", "file": file})
                continue
            site = sites[alias]
            own = [v[0] for v in current.values() if v[0].outlet == alias and "unlisted" not in v[0].head]
            site.bumped = {k: datetime.fromisoformat(v) for k, v in edition[day].get("bumped", {}).items()}
            own = [a for a in own if a.key not in gone]
            own.sort(key=lambda a: (site.feed_time(a), a.slug), reverse=True)
            text, kind = FEEDS[alias](site, own, datetime.fromisoformat(NOW[day]))
            ending = "json" if "json" in kind else "xml"
            file = f"day-{day}/{host}/feed.{ending}"
            out.put(file, text)
            answers.append({"url": outlet["feeds"][0], "status": 200, "type": kind, "file": file, **({"etag": f'"{alias}-feed-{day}"'} if alias in ("hp", "nr", "ts") else {})})
            for art, gold, file in [v for v in current.values() if v[0].outlet == alias]:
                if art.key in gone:
                    file = f"day-{day}/{host}/410.html"
                    out.put(file, "<html><head><title>Gone</title></head><body><h1>This page is no longer available</h1></body></html>\n")
                    answers.append({"url": gold["url"], "status": 410, "type": "text/html", "file": file})
                    continue
                if art.key in edition[day].get("unavailable", []):
                    file = f"day-{day}/{host}/503.html"
                    out.put(file, "<html><head><title>503</title></head><body><h1>Service Temporarily Unavailable</h1></body></html>\n")
                    answers.append({"url": gold["url"], "status": 503, "type": "text/html", "file": file, "retry_after": 3600})
                    continue
                charset = "text/html" if alias in ("we", "mna") else "text/html; charset=utf-8"
                row = {"url": gold["url"], "status": 200, "type": charset, "file": file}
                if alias in ("hp", "nr"):
                    row["etag"] = f'"{art.slug}-{art.day}"'
                if alias in ("cr", "lan"):
                    stamp = (site.when(art, "modified") or site.when(art))
                    row["last_modified"] = stamp.astimezone(datetime.fromisoformat(NOW[1]).tzinfo).strftime("%a, %d %b %Y %H:%M:%S GMT")
                if alias == "lan":
                    answers.append({"url": f"{home}?p={art.head['id']}", "status": 301, "location": gold["url"]})
                answers.append(row)
                if alias == "we":       # the feed's links carry tracking parameters
                    answers.append({**row, "url": gold["url"] + "?utm_source=rss&utm_medium=feed"})
        urls = [a["url"] for a in answers]
        if len(set(urls)) != len(urls):
            raise SystemExit(f"day {day}: a URL is answered twice: {sorted(u for u in urls if urls.count(u) > 1)[:3]}")
        out.put(f"day-{day}/http.jsonl", "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in answers))
        # ---- what a careful editor would print
        today = [v[0] for v in current.values() if v[0].day == day]
        editor = Editor([v[0] for v in current.values()], golds_of_day[day], ALIASES, day)
        stories = []
        for name, text in sorted(expected[day].items()):
            story = editor.story(name, text)
            story["urls"] = [golds_of_day[day][a.key]["url"] for a in today if a.story == name and "apart" not in a.head]
            if day == 2:
                story["continues"] = name in expected[1]
                story["earlier_urls"] = [v[1]["url"] for v in current.values() if v[0].story == name and v[0].day == 1 and "apart" not in v[0].head]
            stories.append(story)
        table = dict(edition[day])
        for row in table.get("corrections", []):
            key = row["page"][5:]
            row["was"] = find_quote(golds_of_day[1][key]["text"], row["was"], f"corrections {key}")
            row["now"] = find_quote(golds_of_day[2][key]["text"], row["now"], f"corrections {key}")
        url = lambda key: golds_of_day[day][key]["url"]      # noqa: E731
        copies = {}
        for art in days[day]:
            if "copy" in art.head:
                copies.setdefault(art.head["copy"], []).append(art.key)
            if "repeats" in art.head:
                copies.setdefault(art.head["repeats"], []).append(art.key)
        result = {"now": NOW[day].replace("+00:00", "Z"), "stories": stories,
                  "not_articles": [{"url": url(a.key), "why": "section front"} for a in days[day] if a.head.get("genre") == "front"],
                  "sponsored": [url(a.key) for a in days[day] if a.head.get("genre") == "sponsored"],
                  "satire": [url(a.key) for a in days[day] if a.head.get("genre") == "satire"],
                  "paywalled": [url(a.key) for a in days[day] if "stop" in a.head],
                  "copies": [[url(k)] + [url(x) for x in v] for k, v in copies.items()],
                  "blocked_by_robots": [url(a.key) for a in days[day] if "blocked" in a.head],
                  "failing_feeds": [by_id["coopers-bay-courier"]["feeds"][0]], "ill_formed_feeds": [by_id["wealdshire-echo"]["feeds"][0]],
                  "broken_html": [url(a.key) for a in days[day] if "broken" in a.head],
                  "unavailable": [url(k) for k in table.pop("unavailable", [])], "gone": [url(k) for k in table.pop("gone", [])],
                  "single_source": [url(a.key) for a in days[day] + [x for x in days[1] if day == 2 and x.key in edition[1].get("unavailable", [])] if ("apart" in a.head or len({b.outlet for b in days[day] if b.story == a.story}) == 1) and "blocked" not in a.head and "repeats" not in a.head and a.key not in edition[day].get("unavailable", []) and a.head.get("genre") not in ("front", "sponsored", "satire")],
                  "edition": table}
        names = {s["key"] for s in stories}
        check_edition(table, names, golds_of_day[day], by_id, day)
        out.json(f"expected/day-{day}.json", replace_keys(result, golds_of_day[day]))
        told = [s["key"] for s in stories if len({editor.outlet_of(u) for u in s["urls"]}) >= 3]
        print(f"day {day}: {len(days[day])} pages, {len({a.outlet for a in days[day]})} outlets, {len(told)} stories told by three or more, {len(stories)} stories labelled, {editor.checked} quotations checked")
    sizes = [len(to_bytes(t)) for p, t in out.files.items() if p.endswith(".html") and p.rsplit("/", 1)[1] not in ("404.html", "410.html", "500.html", "503.html")]
    print(f"pages: {len(sizes)}, {min(sizes) // 1024} to {max(sizes) // 1024} KB; articles' words: {sum(len(g['text'].split()) for d in golds_of_day.values() for g in d.values()) }")
    if "--check" in sys.argv:
        wrong = out.differs()
        print("\n".join(f"differs: {p}" for p in wrong) or "the files on disk are what the sources make")
        return 1 if wrong else 0
    out.write()
    return 0


def check_edition(table, stories, golds, by_id, day):
    def walk(value):
        if isinstance(value, list):
            for v in value:
                walk(v)
        elif isinstance(value, dict):
            for v in value.values():
                walk(v)
        elif isinstance(value, str) and value.startswith("story:") and value[6:] not in stories:
            raise SystemExit(f"edition of day {day}: no story {value[6:]!r}")
        elif isinstance(value, str) and value.startswith("page:") and value[5:] not in golds:
            raise SystemExit(f"edition of day {day}: no page {value[5:]!r}")
    walk(table)


def replace_keys(value, golds):
    """story:KEY -> KEY, page:KEY -> its URL"""
    if isinstance(value, list):
        return [replace_keys(v, golds) for v in value]
    if isinstance(value, dict):
        return {k: replace_keys(v, golds) for k, v in value.items()}
    if isinstance(value, str) and value.startswith("story:"):
        return value[6:]
    if isinstance(value, str) and value.startswith("page:"):
        return golds[value[5:]]["url"]
    return value


if __name__ == "__main__":
    sys.exit(main())
