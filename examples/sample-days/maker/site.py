"""What all outlets' page templates share: the walk over a body, dates, related pages, styles and scripts of usual size."""
import hashlib
import html
import re
from datetime import datetime, timedelta, timezone

from .page import Page, inline, plain
from .read import ALIASES, STYLE, typography

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
E = html.escape


def number_of(text, below):
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % below


def styles(prefix, names, extra=""):
    """A style sheet of the size that sites put inline."""
    out = [f":root{{--{prefix}-ink:#1a1a1a;--{prefix}-rule:#d8d8d4;--{prefix}-gap:1.25rem}}*{{box-sizing:border-box}}body{{margin:0;font:1.05rem/1.5 Georgia,serif}}img{{max-width:100%;height:auto}}"
           "nav,header,footer{font-family:Arial,Helvetica,sans-serif;font-size:.9rem}nav ul,nav ol,header ul,footer ul{display:flex;flex-wrap:wrap;gap:.75rem;list-style:none;padding:0}svg{width:1.5rem;height:1.5rem}[class*=-mega]{display:none}"
           "main,article,.piece{max-width:44rem;margin:0 auto}figure{margin:1rem 0}figcaption{font-size:.85rem;color:#555}"]
    for i, name in enumerate(names):
        n = number_of(prefix + name, 97)
        out.append(f".{prefix}{name}{{margin:0 auto {n % 5 * .25 + .5:.2f}rem;padding:{n % 4 * .25:.2f}rem;max-width:{60 + n % 20}rem;line-height:1.{4 + n % 3};"
                   f"border-bottom:{n % 2}px solid var(--{prefix}-rule)}}.{prefix}{name} a{{color:inherit;text-decoration:none}}"
                   f".{prefix}{name} a:hover,.{prefix}{name} a:focus{{text-decoration:underline}}"
                   f"@media(min-width:{600 + n * 4}px){{.{prefix}{name}{{padding:{n % 6 * .25 + .5:.2f}rem var(--{prefix}-gap);font-size:{1 + n % 4 * .0625:.4f}rem}}}}")
    return "\n".join(out) + extra


def loader(prefix, slots):
    """The scripts that sites put inline: a consent queue, ad slots, a page-view beacon."""
    lines = [f"window.{prefix}Q=window.{prefix}Q||[];function {prefix}Push(){{window.{prefix}Q.push(arguments)}}"]
    lines.append(f'{prefix}Push("js",new Date());{prefix}Push("config","{prefix.upper()}-000000",{{"anonymize_ip":true,"send_page_view":false}});')
    lines.append("(function(d,w){var c=/(?:^|; )consent=([^;]*)/.exec(d.cookie);if(!c){d.documentElement.className+=\" needs-consent\"}"
                 f"w.addEventListener(\"scroll\",function(){{var y=w.pageYOffset;if(y>600&&!w.{prefix}Deep){{w.{prefix}Deep=true;{prefix}Push(\"event\",\"deep\")}}}},{{passive:true}})}})(document,window);")
    for i, slot in enumerate(slots):
        lines.append(f'{prefix}Push("slot",{{"id":"{prefix}-slot-{i}","name":"{slot}","sizes":[[300,250],[336,280],[728,90],[970,{90 + i * 10}]],"lazy":{"true" if i else "false"},'
                     f'"targeting":{{"pos":"{slot}","env":"web","refresh":{30 + i}}}}});')
    for i, slot in enumerate(slots):
        lines.append(f'{prefix}Push("define",{{"unit":"/21800000/{prefix}/{slot}","map":[[[1280,0],[[970,250],[728,90]]],[[760,0],[[728,90],[300,250]]],[[0,0],[[320,50],[300,250]]]],'
                     f'"collapse":true,"consent":["storage","measure","select"],"bidders":[{{"name":"alpha","params":{{"placement":{1000 + number_of(prefix + slot, 8999)}}}}},{{"name":"beta","params":{{"site":"{prefix}{i}","tag":"{slot}"}}}}]}});')
    lines.append(f"(function(w){{var t=w.performance&&w.performance.timing;function send(n,v){{if(w.navigator&&w.navigator.sendBeacon){{w.navigator.sendBeacon('/beacon/'+n,JSON.stringify({{v:v,p:w.location.pathname}}))}}}}"
                 "w.addEventListener('load',function(){setTimeout(function(){if(t){send('load',t.loadEventEnd-t.navigationStart);send('ttfb',t.responseStart-t.navigationStart)}},0)});"
                 "w.addEventListener('error',function(e){send('error',String(e.message).slice(0,120))});"
                 "var k='visits',n=+(w.localStorage&&w.localStorage.getItem(k)||0)+1;try{w.localStorage.setItem(k,n)}catch(e){}if(n%5===0){document.documentElement.className+=' regular'}})(window);")
    lines.append("if(\"IntersectionObserver\" in window){var io=new IntersectionObserver(function(es){es.forEach(function(e){if(e.isIntersecting){"
                 "var i=e.target;i.src=i.getAttribute(\"data-src\")||i.src;io.unobserve(i)}})},{rootMargin:\"200px\"});"
                 "document.querySelectorAll(\"img[data-src]\").forEach(function(i){io.observe(i)})}")
    return "\n".join(lines)


class Site:
    alias = ""
    host = ""
    name = ""
    lang = "en"
    entities = False
    inserts = {}            # after the n-th paragraph of the body: what is put there
    prints_most_read = False
    evergreen = []          # related briefs about older pages: kicker|title|path|deck

    def __init__(self, everything):
        self.everything = everything    # {day: [Article]}
        self.bumped = {}

    # ---- facts about an article that more than one place needs
    @property
    def id(self):
        return ALIASES[self.alias]

    @property
    def style(self):
        return STYLE[self.alias]

    def t(self, text):
        return typography(text, self.style)

    def home(self):
        return f"https://{self.host}/"

    def url(self, art):
        return self.home() + art.head["path"].lstrip("/")

    def when(self, art, field="published"):
        value = art.head.get(field)
        return datetime.fromisoformat(value) if value else None

    def feed_time(self, art):
        """The time as the feed gives it: an old page that a site puts into its feed again has a new one."""
        return self.bumped.get(art.key) or self.when(art)

    def page_time(self, art, field="published"):
        """The time as the page gives it (gold)."""
        return art.head.get(field)

    def words(self, art):
        return sum(len(t.split()) for _, t in art.body)

    def seo(self, art):
        return art.head.get("seo") or art.head["title"]

    # ---- furniture that long pages have
    mega = {}               # section -> entries of the menu that opens below it
    most_read = ("", [])    # heading, titles

    def mega_menu(self, p):
        for section, entries in self.mega.items():
            p.raw(f'<div class="{self.alias}-mega" data-section="{E(section)}">')
            p.block("navigation", section, "<h6>", "</h6><ul>")
            p.items("navigation", entries.split("|"), href=f"/{re.sub('[^a-z]+', '-', section.lower())}/")
            p.raw("</ul></div>\n")

    def most_read_list(self, p):
        title, entries = self.most_read
        if entries:
            p.raw(f'<section class="{self.alias}-mostread">')
            p.block("related", title, "<h2>", "</h2><ol>\n")
            for entry in entries:
                name, path = entry.split("|")
                p.block("related", self.t(name), f'<li><a href="{self.home()}{path}"><span>', "</span></a></li>\n")
            p.raw("</ol></section>\n")

    # ---- related pages
    def related(self, art, count=4):
        rows = []
        own = [a for a in self.everything[1] + (self.everything[2] if art.day == 2 else []) if a.outlet == self.alias and a.key != art.key
               and a.head.get("genre") not in ("sponsored", "front") and "hidden" not in a.head]
        fresh, names = [], set()
        for a in reversed(own):
            if a.key not in names and self.when(a) and self.when(a) <= self.when(art) + timedelta(hours=8):
                names.add(a.key)
                fresh.append(a)
        fresh.sort(key=lambda a: number_of(art.key + a.key, 1 << 30))
        for a in fresh[:max(1, count - 2)]:
            deck = a.head.get("deck") or ""
            rows.append([a.head.get("kicker") or a.head.get("section", ""), a.head["title"], self.url(a), deck])
        old = sorted(self.evergreen, key=lambda line: number_of(art.key + line, 1 << 30))
        for line in old[:max(0, count - len(rows))]:
            kicker, title, path, deck = (self.t(c) for c in line.split("|"))
            rows.append([kicker, title, self.home() + path.lstrip("/"), deck])
        return [[plain(c) if i != 2 else c for i, c in enumerate(row)] for row in rows]

    # ---- pieces of a body; outlets override what looks different
    def paragraph(self, p, text, **more):
        p.block("paragraph", text, "<p>", "</p>\n", **more)

    def note(self, p, text):
        p.block("paragraph", text, '<p class="correction"><em>', "</em></p>\n", correction=True)

    def heading(self, p, text):
        p.block("heading", text, "<h2>", "</h2>\n")

    def quote(self, p, text):
        p.raw("<blockquote>")
        p.block("quote", text)
        p.raw("</blockquote>\n")

    def list_items(self, p, texts):
        p.raw("<ul>\n")
        for text in texts:
            p.block("list_item", text, "<li>", "</li>\n")
        p.raw("</ul>\n")

    def table(self, p, rows):
        p.raw('<div class="table-wrap"><table>\n')
        for i, row in enumerate(rows):
            cells = [c.strip() for c in row.split("|")]
            cell = "th" if i == 0 else "td"
            p.raw("<tr>" + "".join(f"<{cell}>{inline(c)}</{cell}>" for c in cells) + "</tr>\n")
            p.note("table_row", " | ".join(cells))
        p.raw("</table></div>\n")

    def ad(self, p):
        p.raw('<div class="ad">')
        p.block("ad", self.t("Advertisement"), "<span>", "</span>")
        p.raw("</div>\n")

    def figure(self, p, art, text, lead=False):
        caption, credit, src = self.image(art, text)
        p.raw(f'<figure><img src="{E(src)}" alt="{E(plain(caption))}" width="1200" height="800" loading="lazy">')
        p.block("caption", f"{caption} {credit}".strip(), "<figcaption>", "</figcaption>")
        p.raw("</figure>\n")
        self.media.append({"kind": "image", "url": src, "caption": plain(caption), "credit": plain(credit)})

    def image(self, art, text):
        cells = [c.strip() for c in text.split("|")] + [""]
        name = re.sub(r"[^a-z0-9]+", "-", plain(cells[0]).lower())[:40].strip("-")
        return cells[0], cells[1], f"https://{self.host}/media/{art.slug}-{name}.jpg"

    def video(self, p, art, text):
        """text = title | URL of the player"""
        title, src = [c.strip() for c in text.split("|")]
        p.raw(f'<div class="video"><iframe src="{E(src)}" title="{E(title)}" width="640" height="360" allowfullscreen></iframe>')
        p.block("caption", title, "<p class=\"video-caption\">", "</p>")
        p.raw("</div>\n")
        self.media.append({"kind": "video", "url": src, "caption": plain(title), "credit": ""})

    def embed(self, p, text):
        """A social post: text | who, when"""
        words, who = [c.strip() for c in text.split("|")]
        p.raw('<blockquote class="social-post" data-embed="post">')
        p.block("quote", words, "<p>", "</p>")
        p.block("caption", who, "<div class=\"post-foot\">", "</div>")
        p.raw("</blockquote>\n")

    def pull(self, p, text):
        p.raw("<aside class=\"pullquote\">")
        p.block("pull_quote", text)
        p.raw("</aside>\n")

    def newsletter(self, p, place):
        pass

    def promo(self, p, text=""):
        pass

    def read_more(self, p, art, text=""):
        pass

    def insert(self, p, art, what):
        if what == "ad":
            self.ad(p)
        elif what == "newsletter":
            self.newsletter(p, "inline")
        elif what == "promo":
            self.promo(p)
        elif what == "more":
            self.read_more(p, art)

    def body(self, p, art, stop=None):
        """Walks the body; `stop` = number of paragraphs shown."""
        items, i, count = art.body, 0, 0
        while i < len(items):
            kind, text = items[i]
            if kind in ("list_item", "table_row"):
                run = []
                while i < len(items) and items[i][0] == kind:
                    run.append(items[i][1])
                    i += 1
                self.list_items(p, run) if kind == "list_item" else self.table(p, run)
                continue
            if kind == "paragraph":
                self.paragraph(p, text)
                count += 1
                last = not any(k == "paragraph" for k, _ in items[i + 1:])
                if stop and count >= stop:
                    return
                if not last:
                    for what in self.inserts.get(count, ()):
                        self.insert(p, art, what)
            elif kind in ("heading", "quote", "note", "ad", "embed", "pull", "promo"):
                getattr(self, kind)(p, *([text] if kind != "ad" else []))
            elif kind == "image":
                self.figure(p, art, text)
            elif kind == "video":
                self.video(p, art, text)
            elif kind == "nosnippet":
                p.block("paragraph", text, "<p data-nosnippet>", "</p>\n", no_print=True)
            elif kind == "newsletter":
                self.newsletter(p, "inline")
            elif kind == "more":
                self.read_more(p, art, text)
            elif kind == "live":
                self.live_entry(p, text)
            elif kind == "say":
                self.live_words(p, text)
            else:
                raise ValueError(f"{art.key}: unknown body line !{kind}")
            i += 1

    # ---- one page
    def build(self, art):
        """-> (html, gold)"""
        self.media, self.shown = [], self.related(art)
        p = Page(self.entities)
        self.write(p, art)
        head = art.head
        not_article = head.get("genre") == "front"
        if not_article:
            for b in p.blocks:
                b["role"] = "other_article" if b["role"] in ("paragraph", "heading", "list_item") else b["role"]
        gold = {
            "url": self.url(art), "outlet": self.id, "is_article": not not_article,
            "genre": "other" if not_article else head.get("genre", "news"), "language": self.lang,
            "paywalled": "stop" in head, "title": plain(head["title"]),
            "kicker": plain(head["kicker"]) if head.get("kicker") else None, "deck": plain(head["deck"]) if head.get("deck") else None,
            "authors": art.many("authors"), "agencies": art.many("agencies"), "published": self.page_time(art),
            "modified": self.page_time(art, "modified"), "published_exact": head.get("published"),
            "text": "" if not_article else p.body_text(), "blocks": p.blocks,
            "no_print": ["whole page"] if "nosnippet" in head else [b["text"] for b in p.blocks if b.get("no_print")],
            "author_bios": [{"name": r[0], "text": plain(r[1])} for r in art.rows("bio")],
            "most_read": [plain(self.t(e.split("|")[0])) for e in self.most_read[1]] if self.prints_most_read else [],
            "related": [{"kicker": r[0] or None, "title": r[1], "url": r[2], "deck": r[3] or None} for r in self.shown],
            "media": self.media,
        }
        return p.html(), gold


def human(when, form):
    hour = when.hour % 12 or 12
    return (form.replace("DDDD", DAYS[when.weekday()]).replace("DDD", DAYS[when.weekday()][:3]).replace("MMMM", MONTHS[when.month - 1])
            .replace("MMM", MONTHS[when.month - 1][:3]).replace("YYYY", str(when.year)).replace("dd", f"{when.day:02}").replace("mm", f"{when.month:02}")
            .replace("HH", f"{when.hour:02}").replace("II", f"{when.minute:02}").replace("hh", str(hour)).replace("pp", "am" if when.hour < 12 else "pm")
            .replace("d#", str(when.day)))


def utc(when):
    return when.astimezone(timezone.utc)
