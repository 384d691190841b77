"""Page templates of five outlets: The Harbour Post, Wealdshire Echo, The Corrib Record, Northlight Radio, The Tasman Star."""
import json
import re

from .page import inline, plain
from .site import E, Site, human, loader, styles, utc


def ld(data):
    return '<script type="application/ld+json">' + json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/") + "</script>\n"


class HarbourPost(Site):
    """Semantic HTML5, JSON-LD NewsArticle, newsletter box printed twice, consent dialog first in the body."""
    alias, host, name = "hp", "www.harbourpost.example", "The Harbour Post"
    inserts = {2: ["ad"], 3: ["newsletter"], 5: ["more", "ad"]}
    evergreen = [
        "Shipping|How a harbour pilot reads the wind|/shipping/harbour-pilot-wind|Three hours on the bridge with a man who has brought in nine thousand ships",
        "Money|What the new mortgage rules mean for first-time buyers|/money/mortgage-rules-first-time|Five questions to ask before you sign",
        "Health|Why the winter virus season came late this year|/health/late-winter-virus|Doctors say the peak has moved by almost a month",
        "Books|The ten novels our readers lent most|/culture/most-lent-novels|A list with two surprises and one cookbook",
    ]
    mega = {
        "News": "Top stories|UK|Europe|Americas|Asia and the Pacific|Africa|Middle East|Courts|Education|Transport|Environment|Obituaries",
        "Money and ships": "Markets|Companies|Pensions|Mortgages|Consumer|Ports|Fishing|Offshore wind|Tide tables|Shipping forecast",
        "Opinion": "Leaders|Columnists|Guest articles|Cartoons|Letters|Readers' panel",
        "Culture and life": "Books|Stage|Film|Music|Television|Food|Gardens|Travel|Fashion|Family|Walks|Recipes A to Z",
        "Sport": "Football|Rugby union|Cricket|Sailing|Rowing|Cycling|Racing|Results",
    }
    prints_most_read = True
    most_read = ("Most read", ["The lighthouse that would not go out|shipping/lighthouse", "Ten things our doctor wishes you would stop doing|health/ten-things",
                               "I swapped my car for a donkey. It went as you would expect|money/donkey", "Crossword 9,214: the clue that divided a nation|crosswords/9214",
                               "How to tell a gull from a gull|science/gulls"])
    nav = "World|Home news|Politics|Money|Shipping|Health|Science|Opinion|Culture|Food|Sport|Weather|Puzzles|Crosswords|Obituaries|Letters|Podcasts|Pictures".split("|")
    foot = "About us|Contact the newsroom|Corrections and clarifications|Editorial code|Complaints|Work for us|Advertise with us|Subscriber services|Back issues|Syndication|Privacy|Cookies|Terms of use|Accessibility|Modern slavery statement|Site map".split("|")

    def figure(self, p, art, text, lead=False):
        caption, credit, src = self.image(art, text)
        p.raw(f'<figure class="hp-figure{" hp-figure--lead" if lead else ""}"><picture><source type="image/webp" srcset="{E(src)}?w=480 480w, {E(src)}?w=960 960w, {E(src)}?w=1440 1440w" sizes="(min-width:900px) 720px, 100vw">'
              f'<img src="{E(src)}" alt="{E(plain(caption))}" width="1440" height="960"></picture>')
        p.block("caption", f"{caption} Photograph: {credit}", "<figcaption>", "</figcaption></figure>\n")
        self.media.append({"kind": "image", "url": src, "caption": plain(caption), "credit": plain(credit)})

    def ad(self, p):
        p.raw('<div class="hp-ad" aria-label="advertisement"><div class="hp-ad__slot" data-slot="mpu"></div>')
        p.block("ad", "Advertisement", '<p class="hp-ad__label">', "</p></div>\n")

    def newsletter(self, p, place):
        p.raw(f'<aside class="hp-signup hp-signup--{place}" data-component="newsletter">')
        p.block("newsletter", "Morning Tide", "<h3>", "</h3>")
        p.block("newsletter", "Our morning e-mail: the day's news in ten minutes, every weekday at 6.30.".replace("'", "’"))
        p.raw('<form action="/signup" method="post"><input type="email" name="email" placeholder="Your e-mail">')
        p.block("newsletter", "Sign up", "<button>", "</button>")
        p.block("newsletter", "We will never pass on your address. See our [privacy notice](/privacy).", "<p class=\"small\">", "</p></form></aside>\n")

    def promo(self, p, text=""):
        p.block("promo", text, '<p class="hp-inline-promo"><strong>', "</strong></p>\n")

    def read_more(self, p, art, text=""):
        row = self.shown[0]
        p.block("related", f"Read more: [{row[1]}]({row[2]})", '<p class="hp-inline-link">', "</p>\n")

    def write(self, p, art):
        url, when, changed = self.url(art), self.when(art), self.when(art, "modified") or self.when(art)
        authors, head = art.many("authors"), art.head
        genre = head.get("genre", "news")
        lead = art.rows("image")
        kind = {"opinion": "OpinionNewsArticle", "analysis": "AnalysisNewsArticle", "sponsored": "AdvertiserContentArticle", "review": "ReviewNewsArticle"}.get(genre, "NewsArticle")
        p.raw('<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width,initial-scale=1">\n')
        p.raw(f"<title>{E(self.seo(art))} | {E(head.get('section', 'News'))} | The Harbour Post</title>\n")
        p.raw(f'<link rel="canonical" href="{url}">\n<meta name="description" content="{E(plain(head.get("deck", head["title"])))}">\n')
        p.raw(f'<meta property="og:type" content="article">\n<meta property="og:title" content="{E(self.seo(art))}">\n<meta property="og:site_name" content="The Harbour Post">\n<meta property="og:url" content="{url}">\n')
        if genre != "front":
            data = {"@context": "https://schema.org", "@type": kind, "mainEntityOfPage": url, "headline": plain(head["title"]), "description": plain(head.get("deck", "")),
                    "datePublished": when.isoformat(), "dateModified": changed.isoformat(), "articleSection": head.get("section", "News"),
                    "author": [{"@type": "Person", "name": a, "url": self.home() + "people/" + a.lower().replace(" ", "-")} for a in authors] or [{"@type": "Organization", "name": "The Harbour Post"}],
                    "publisher": {"@type": "NewsMediaOrganization", "name": "The Harbour Post", "logo": {"@type": "ImageObject", "url": self.home() + "static/logo.png"}},
                    "isAccessibleForFree": True, "image": [self.image(art, "|".join(r))[2] for r in lead]}
            p.raw(ld(data))
        names = "article article__body article__header hp-figure hp-signup hp-ad hp-nav hp-footer hp-share hp-related hp-inline-link hp-consent hp-bio hp-tags hp-most-read hp-skip".replace("hp-", "").split()
        p.raw("<style>" + styles("hp-", sorted(set(names))) + "</style>\n<script>" + loader("hp", ["top", "mpu", "mpu2", "sky", "foot"]) + "</script>\n</head>\n<body>\n")
        p.block("navigation", "Skip to main content", '<a class="hp-skip" href="#main">', "</a>\n")
        p.raw('<div class="hp-consent" role="dialog" aria-label="Your privacy"><div class="hp-consent__inner">')
        p.block("legal", "Your privacy", "<h2>", "</h2>")
        p.block("legal", "We and our 214 partners store and read information on your device, such as cookies, to show you advertising and to measure how our pages are used. You can accept, reject or choose in detail, and change your mind at any time at the foot of the page.")
        for label in ("Accept all", "Reject all", "Choose"):
            p.block("legal", label, '<button type="button">', "</button>")
        p.raw('</div></div>\n<header class="hp-masthead"><div class="hp-masthead__row">')
        p.block("navigation", "The Harbour Post", '<a href="/" class="hp-logo"><svg viewBox="0 0 10 10" aria-hidden="true"><title>Anchor</title><path d="M5 0v10M2 7h6"/></svg>', "</a>")
        p.raw("</div>")
        p.block("navigation", f"{human(when, 'DDDD d# MMMM YYYY')}", '<p class="hp-today">', "</p>")
        p.raw('<nav class="hp-nav"><ul>')
        p.items("navigation", self.nav)
        p.raw("</ul></nav>")
        self.mega_menu(p)
        p.raw("</header>\n<main id=\"main\">\n")
        if genre == "front":
            self.front(p, art)
        else:
            label = {"opinion": "opinion", "sponsored": "sponsored"}.get(genre, "news")
            p.raw(f'<article class="article article--{label}">\n<header class="article__header">\n')
            if genre == "sponsored":
                p.block("label", f"Paid for by {head['sponsor']}", '<p class="hp-paid">', "</p>\n")
            if head.get("kicker"):
                p.block("kicker", head["kicker"], '<p class="article__kicker"><a href="/topic">', "</a></p>\n")
            p.block("headline", head["title"], '<h1 class="article__headline">', "</h1>\n")
            if head.get("deck"):
                p.block("deck", head["deck"], '<p class="article__standfirst">', "</p>\n")
            if authors:
                links = " and ".join([", ".join(authors[:-1])] * (len(authors) > 1) + [authors[-1]])
                p.block("byline", f"By {links}{', ' + head['role'] if head.get('role') else ''}", '<p class="article__byline">', "</p>\n")
            p.raw(f'<p class="article__time"><time datetime="{when.isoformat()}">{human(when, "DDD d# MMM YYYY HH.II GMT")}</time>')
            changed_text = ""
            if head.get("modified"):
                changed_text = " Last modified on " + human(changed, "DDD d# MMM YYYY HH.II GMT")
                p.raw(changed_text)
            p.raw("</p>\n")
            p.note("dateline_time", human(when, "DDD d# MMM YYYY HH.II GMT") + changed_text)
            p.raw('<ul class="hp-share" aria-label="Share">')
            p.items("share", ["Share", "E-mail", "Copy link", "Save for later"], href="#")
            p.raw("</ul>\n</header>\n")
            for row in lead:
                self.figure(p, art, "|".join(row), True)
            p.raw('<div class="article__body">\n')
            self.body(p, art)
            p.raw("</div>\n")
            for name, text in art.rows("bio"):
                p.raw('<aside class="hp-bio">')
                p.block("bio", text, "<p>", "</p></aside>\n")
            if head.get("tags"):
                p.raw('<ul class="hp-tags" aria-label="Topics">')
                p.items("tag_list", art.many("tags"), href="/topic/")
                p.raw("</ul>\n")
            self.newsletter(p, "end")
            p.raw("</article>\n")
        p.raw('<section class="hp-related">')
        p.block("related", "More from The Harbour Post", "<h2>", "</h2>\n<ol>")
        for kicker, title, link, deck in self.shown:
            p.raw(f'<li class="hp-card"><a href="{link}">')
            p.block("related", kicker, '<p class="hp-card__kicker">', "</p>")
            p.block("related", title, "<h3>", "</h3></a>")
            p.block("related", deck, '<p class="hp-card__deck">', "</p>")
            p.raw("</li>\n")
        p.raw("</ol></section>\n")
        self.most_read_list(p)
        p.raw("</main>\n<footer class=\"hp-footer\"><ul>")
        p.items("navigation", self.foot)
        p.raw("</ul>")
        p.block("legal", "© 2026 Tidewater Press Ltd. All rights reserved. The Harbour Post is a member of the Press Standards Panel.", "<p>", "</p></footer>\n")
        p.raw('<noscript><img src="https://stats.harbourpost.example/p.gif" alt="" width="1" height="1"></noscript>\n</body>\n</html>\n')

    def front(self, p, art):
        p.block("headline", art.head["title"], "<h1 class=\"front__title\">", "</h1>\n")
        p.raw('<div class="front__grid">\n')
        for _, text in art.body:
            kicker, title, deck, link = [c.strip() for c in text.split("|")]
            p.raw(f'<section class="front__card"><a href="{link}">')
            p.block("other_article", kicker, '<p class="hp-card__kicker">', "</p>")
            p.block("other_article", title, "<h2>", "</h2></a>")
            p.block("other_article", deck)
            p.raw("</section>\n")
        p.raw("</div>\n")


class WealdshireEcho(Site):
    """OpenGraph only, div soup, body split by ads over sibling containers, a CMS account as author, comments."""
    alias, host, name = "we", "www.wealdshire-echo.example", "Wealdshire Echo"
    inserts = {1: ["promo"], 2: ["ad"], 4: ["newsletter"], 5: ["ad"], 7: ["more"]}
    evergreen = [
        "Traffic|Bypass roundabout to shut for eleven nights|/news/traffic/bypass-roundabout|Drivers are told to allow an extra quarter of an hour",
        "Schools|Open days at every Wealdshire secondary: the full list|/news/schools/open-days|Dates, times and how to book",
        "Weather|Is snow on the way? What the forecasters say|/news/weather/snow-forecast|A cold snap could reach the high ground by Friday",
        "Nostalgia|Do you remember these 14 shops in Market Street?|/nostalgia/market-street-shops|Pictures from our archive, 1961 to 1989",
    ]
    nav = "News|Crime|Traffic|Schools|Politics|Health|Sport|Rugby|Rowing|What's On|Food & Drink|Nostalgia|Property|Jobs|Motors|Family Notices|Book an ad|Newsletters".split("|")

    def html_fix(self, art, page):
        """One page is served as broken HTML, as an old template printed it."""
        if "broken" not in art.head:
            return page
        page = page.replace("</head>", "", 1).replace("</p>", "").replace("</li>", "")
        page = page.replace('<div class="story-txt">', '<div class="story-txt"><font size=3 face=Arial><b><i>', 1).replace("</div><!--txt-->", "</b></i></div></div></span>", 1)
        page = page.replace('class="mpu"', "class=mpu id=ad-1 id=ad-2").replace("</body>", "</body><body class='again'>").replace("</html>", "")
        return page.replace("&amp;", "&")

    def ad(self, p):
        p.raw('</div><!--txt-->\n<div class="mpu"><div class="mpu-in">')
        p.block("ad", "ADVERTISEMENT", '<div class="lbl">', "</div>")
        p.raw('</div></div>\n<div class="story-txt">\n')

    def promo(self, p, text=""):
        p.block("promo", text or "Get the Echo's free app for breaking news alerts: download it [here](/app)", '<div class="inl-promo"><strong>', "</strong></div>\n")

    def newsletter(self, p, place):
        p.raw(f'<div class="nl nl-{place}"><div class="nl-h">')
        p.block("newsletter", "Sign up to the Echo Daily", "<div>", "</div></div>")
        p.block("newsletter", "Get the top stories from across Wealdshire sent straight to your inbox", "<div>", "</div>")
        p.raw('<form><input type="text" value="">')
        p.block("newsletter", "Subscribe", "<button>", "</button></form>")
        p.block("newsletter", "You can unsubscribe at any time. More info", '<div class="nl-s">', "</div></div>\n")

    def read_more(self, p, art, text=""):
        p.block("related", f"READ NEXT: [{self.shown[-1][1]}]({self.shown[-1][2]})", '<p><b>', "</b></p>\n")

    def heading(self, p, text):
        p.block("heading", text, '<p class="xhead"><b>', "</b></p>\n")

    def write(self, p, art):
        url, when, head = self.url(art), self.when(art), art.head
        p.raw('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">\n<head>\n')
        p.raw(f'<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />\n<title>{E(self.seo(art))} - Wealdshire Echo</title>\n')
        p.raw(f'<meta property="og:title" content="{E(self.seo(art))}" />\n<meta property="og:type" content="article" />\n<meta property="og:url" content="{url}" />\n<meta property="og:site_name" content="Wealdshire Echo" />\n'
              f'<meta property="og:description" content="{E(plain(art.body[0][1]))[:150]}" />\n<meta property="article:published_time" content="{when.isoformat()}" />\n'
              f'<meta property="article:section" content="{E(head.get("section", "News"))}" />\n<meta name="author" content="Echo Newsdesk" />\n')
        for row in art.rows("image")[:1]:
            p.raw(f'<meta property="og:image" content="{self.image(art, "|".join(row))[2]}" />\n')
        p.raw('<style type="text/css">' + styles("we", "wrap hd nav story story-txt mpu nl inl-promo rel cmt ft brd xhead soc most".split()) + "</style>\n")
        p.raw('<script type="text/javascript">' + loader("we", ["leader", "mpu", "mpu2", "mpu3", "sticky", "overlay"]) + "</script>\n</head>\n<body>\n")
        p.raw('<div id="wrap"><div id="hd"><div class="brd">')
        p.block("navigation", "Wealdshire Echo", '<a href="/"><img src="/i/logo.gif" alt="" />', "</a></div>")
        p.raw('<div class="nav">')
        for label in self.nav:
            p.block("navigation", label, f'<div class="nv"><a href="/{re.sub("[^a-z]+", "-", label.lower())}/">', "</a></div>")
        p.raw("</div></div>\n")
        p.block("navigation", f"Home > News > {head.get('section', 'News')}", '<div class="crumb">', "</div>\n")
        p.raw('<div class="story"><div class="story-hd">\n')
        if head.get("kicker"):
            p.block("kicker", head["kicker"], '<div class="kick">', "</div>\n")
        p.block("headline", head["title"], "<h1>", "</h1>\n")
        if head.get("deck"):
            p.block("deck", head["deck"], '<div class="sub">', "</div>\n")
        names = art.many("authors")
        by = "By " + " and ".join(names) if names else ""
        by += (" " if by else "By ") + head["role"] if head.get("role") else ""
        if by:
            p.block("byline", by, '<div class="by">', "</div>\n")
        p.block("dateline_time", human(when, "hh:IIpp, d# MMM YYYY").upper() if art.day == 1 else human(when, "hh:IIpp, d# MMM YYYY"), '<div class="dt">', "</div>\n")
        p.raw('<div class="soc">')
        for label in ("Share on social", "WhatsApp", "Email", f"{len(art.rows('comment'))} Comments"):
            p.block("share", label, "<div><a href=\"#\">", "</a></div>")
        p.raw("</div></div>\n")
        for row in art.rows("image"):
            caption, credit, src = self.image(art, "|".join(row))
            p.raw(f'<div class="pic"><img src="/i/blank.gif" data-src="{src}" alt="" />')
            p.block("caption", f"{caption} (Image: {credit})", '<div class="cap">', "</div></div>\n")
            self.media.append({"kind": "image", "url": src, "caption": plain(caption), "credit": plain(credit)})
        p.raw('<div class="story-txt">\n')
        self.body(p, art)
        p.raw("</div><!--txt-->\n")
        self.newsletter(p, "end")
        p.raw('<div class="rel">')
        p.block("related", "Most read in News", '<div class="rel-h">', "</div>\n")
        for kicker, title, link, deck in self.shown:
            p.raw(f'<div class="rel-i"><div class="rk">')
            p.block("related", kicker, "<span>", "</span></div>")
            p.block("related", title, f'<div class="rt"><a href="{link}">', "</a></div>")
            if deck:
                p.block("related", deck, '<div class="rd">', "</div>")
            p.raw("</div>\n")
        p.raw("</div>\n")
        if art.rows("comment"):
            p.raw('<div class="cmt" id="comments">')
            p.block("comment", "Comments", "<h4>", "</h4>")
            for who, stamp, words in art.rows("comment"):
                p.raw('<div class="c">')
                p.block("comment", f"{who} {stamp}", '<div class="c-who"><b>', "</b></div>")
                p.block("comment", words, '<div class="c-txt"><p>', "</p></div>")
                p.block("comment", "Reply Report", '<div class="c-act">', "</div></div>\n")
            p.block("comment", "Comments are closed on this article", "<p>", "</p></div>\n")
        p.raw('<div id="ft">')
        for label in "Contact Us|About Us|How to Complain|Corrections|Advertise|Competition Rules|Cookie Notice|Privacy Notice|Terms and Conditions|Tidewater Press".split("|"):
            p.block("navigation", label, '<div><a href="#">', "</a></div>")
        p.block("legal", "(c) 2026 Tidewater Press Ltd. Registered office: Quay House, Wexcombe. This website and its newspaper adhere to the Press Standards Panel's code.", '<div class="cr">', "</div></div></div>\n")
        p.raw("</body>\n</html>\n")


class CorribRecord(Site):
    """Microdata, long navigation, pull quotes, author bios with links, related list with kicker, title, deck."""
    alias, host, name = "cr", "corribrecord.example", "The Corrib Record"
    entities = True
    inserts = {3: ["ad"], 4: ["more"], 6: ["newsletter"]}
    evergreen = [
        "Ireland|The bog road that remembers a railway|/ireland/bog-road-railway|Walkers and botanists share a line closed in 1957",
        "Business|Small breweries count the cost of glass|/business/small-breweries-glass|A bottle now costs more than what is in it",
        "Life & Style|A room of one's own, in 22 square metres|/life-and-style/small-room|What we learnt from readers' smallest homes",
        "Archive|From our pages: the great hurling replay|/archive/hurling-replay|Two draws, one broken goalpost and a bishop",
    ]

    def ad(self, p):
        p.raw('</div>\n<div class="c-advert" data-ad="inarticle">')
        p.block("ad", "Advertisement", '<span class="c-advert__label">', "</span></div>\n")
        p.raw('<div class="c-article-body" itemprop="articleBody">\n')

    def paragraph(self, p, text, **more):
        p.block("paragraph", text, '<p class="c-paragraph paywall">', "</p>\n", **more)

    def newsletter(self, p, place):
        p.raw('<div class="c-newsletter">')
        p.block("newsletter", "Inside the Record", "<h4>", "</h4>")
        p.block("newsletter", "Owned by its readers. Get our weekend letter from the editor, free.")
        p.block("newsletter", "Sign me up", '<a class="c-button" href="/letter">', "</a></div>\n")

    def read_more(self, p, art, text=""):
        for row in self.shown[1:2]:
            p.block("related", f"[{row[1]}]({row[2]})", '<p class="c-see-also">', "</p>\n")

    def write(self, p, art):
        url, when, head = self.url(art), self.when(art), art.head
        genre = head.get("genre", "news")
        kind = {"opinion": "OpinionNewsArticle", "review": "Review", "interview": "Article"}.get(genre, "NewsArticle")
        p.raw(f'<!doctype html>\n<html lang="en-IE" prefix="og: http://ogp.me/ns#">\n<head><meta charset="utf-8"><title>{E(self.seo(art))} &ndash; The Corrib Record</title>\n')
        p.raw(f'<meta name="viewport" content="width=device-width"><link rel="canonical" href="{url}"><meta property="og:title" content="{E(plain(head["title"]))}"><meta property="og:site_name" content="The Corrib Record">\n')
        p.raw("<style>" + styles("c-", "header nav article-body paragraph advert newsletter see-also author related button share footer figure tags pullquote band".split()) + "</style>\n")
        p.raw("<script>" + loader("cr", ["billboard", "inarticle", "inarticle2", "foot"]) + "</script></head>\n<body class=\"t-article\">\n")
        p.raw('<div class="c-band">')
        p.block("legal", "We use only the cookies that this page needs, and one that counts visits. [How we handle data](/data)")
        p.block("legal", "Fine", "<button>", "</button></div>\n")
        p.raw('<header class="c-header">')
        p.block("navigation", "The Corrib Record", '<a href="/" class="c-logo">', "</a>")
        p.block("navigation", "Owned by 11,204 readers", '<p class="c-strap">', "</p>")
        p.raw('<nav class="c-nav"><ul>')
        p.items("navigation", "Latest|Ireland|World|Business|Opinion|Letters|Health|Science|Environment|Culture|Books|Stage|Life & Style|Food|Sport|GAA|Rowing|Archive|Crosswords|Membership".split("|"))
        p.raw('</ul></nav></header>\n<ol class="c-crumbs" itemscope itemtype="https://schema.org/BreadcrumbList">')
        p.items("navigation", ["Home", head.get("section", "World")])
        p.raw(f'</ol>\n<article itemscope itemtype="https://schema.org/{kind}">\n<meta itemprop="mainEntityOfPage" content="{url}">\n<header>\n')
        if head.get("kicker"):
            p.block("kicker", head["kicker"], '<div class="c-kicker" itemprop="articleSection">', "</div>\n")
        p.block("headline", head["title"], '<h1 itemprop="headline">', "</h1>\n")
        if head.get("deck"):
            p.block("deck", head["deck"], '<p class="c-deck" itemprop="description">', "</p>\n")
        names = art.many("authors")
        if names:
            spans = [f'<span itemprop="author" itemscope itemtype="https://schema.org/Person"><a rel="author" href="/by/{n.lower().replace(" ", "-")}"><span itemprop="name">{inline(n, True)}</span></a></span>' for n in names]
            role = f'<span class="c-role">{head["role"]}</span>' if head.get("role") else ""
            p.raw('<div class="c-author">' + ", ".join(spans) + " " + role + "</div>\n")
            p.note("byline", ", ".join(names) + " " + head.get("role", ""))
        elif head.get("credit"):
            p.block("byline", head["credit"], '<div class="c-author">', "</div>\n")
        stamp = human(when, "DDD MMM d# YYYY - HH:II")
        p.raw(f'<div class="c-time"><time itemprop="datePublished" datetime="{when.isoformat()}">{stamp}</time>')
        if head.get("modified"):
            changed = self.when(art, "modified")
            p.raw(f' <span>Updated: <time itemprop="dateModified" datetime="{changed.isoformat()}">{human(changed, "DDD MMM d# YYYY - HH:II")}</time></span>')
            stamp += " Updated: " + human(changed, "DDD MMM d# YYYY - HH:II")
        p.raw("</div>\n")
        p.note("dateline_time", stamp)
        p.raw("</header>\n")
        for row in art.rows("image"):
            caption, credit, src = self.image(art, "|".join(row))
            p.raw(f'<figure class="c-figure" itemprop="image" itemscope itemtype="https://schema.org/ImageObject"><img itemprop="url" src="{src}" alt="">')
            p.block("caption", f"{caption} Picture: {credit}", "<figcaption>", "</figcaption></figure>\n")
            self.media.append({"kind": "image", "url": src, "caption": plain(caption), "credit": plain(credit)})
        p.raw('<div class="c-article-body" itemprop="articleBody">\n')
        self.body(p, art)
        p.raw("</div>\n")
        for name, text in art.rows("bio"):
            p.raw('<div class="c-bio">')
            p.block("bio", text, "<p><em>", "</em></p></div>\n")
        if head.get("tags"):
            p.raw('<div class="c-tags"><ul>')
            p.items("tag_list", art.many("tags"), href="/tags/")
            p.raw("</ul></div>\n")
        p.raw('<div class="c-share"><ul>')
        p.items("share", ["Facebook", "WhatsApp", "Bluesky", "Email", "Print"], href="#")
        p.raw("</ul></div>\n</article>\n<aside class=\"c-related\">")
        p.block("related", "MORE IN THIS SECTION", "<h3>", "</h3>\n")
        for kicker, title, link, deck in self.shown:
            p.raw('<div class="c-teaser">')
            p.block("related", kicker, '<span class="c-teaser__kicker">', "</span><br>") if False else p.block("related", kicker, '<div class="c-teaser__kicker">', "</div>")
            p.block("related", title, f'<div class="c-teaser__title"><a href="{link}">', "</a></div>")
            p.block("related", deck, '<div class="c-teaser__deck">', "</div></div>\n")
        p.raw("</aside>\n")
        self.newsletter(p, "end")
        p.raw('<footer class="c-footer"><ul>')
        p.items("navigation", "About the society|Become a member|Annual meeting|Our journalists|Ethics|Corrections|Press Ombudsman|Contact|Letters to the editor|Death notices|Advertise|Apps|RSS|Privacy|Cookies|Terms".split("|"))
        p.raw("</ul>")
        p.block("legal", "© 2026 Corrib Record Readers’ Society Limited. Registered in Galway.", "<p>", "</p></footer>\n</body></html>\n")


class Northlight(Site):
    """A public broadcaster: JSON-LD @graph, hashed class names, a state object that holds the text again, video, live blog."""
    alias, host, name = "nr", "www.northlight.example", "Northlight Radio"
    inserts = {3: ["more"], 5: ["newsletter"]}
    evergreen = [
        "Listen|The Long Winter: a podcast in six parts|/podcasts/long-winter|Stories from the last village before the ice road",
        "Indigenous|Language nests open in three northern towns|/news/language-nests|Grandparents teach, toddlers answer",
        "Money|How to read your heating bill|/money/heating-bill|A guide line by line",
        "Kids|Quiz: which owl is calling?|/kids/owl-quiz|Eight recordings, eight owls",
    ]

    mega = {
        "News": "Top stories|Local|World|Politics|Business|Health|Science|Climate|Indigenous|Investigates|Go Public|Fact check|Photos|Corrections",
        "Local": "Whitehorse|Yellowknife|Iqaluit|Prince George|Thunder Bay|Timmins|Sept-Îles|Labrador|Moncton|Halifax|Sydney",
        "Audio": "Listen live|Schedules|Podcasts A to Z|The Long Winter|Morning on the Shield|Night Freight|Documentary Hour|Music",
        "Video": "Watch live|The National Hour|Kids|Documentaries|Archives",
        "About": "Our standards|Ombudsperson|Submit feedback|Jobs|Transmitters and frequencies",
    }
    prints_most_read = True
    most_read = ("Trending", ["Moose rides ferry, declines to pay|news/moose-ferry", "What to do when the power is out for a week|news/power-out", "The village that shares one snowplow|news/one-snowplow", "Why your tap water smells of spring|news/tap-water"])

    def c(self, name):
        from .site import number_of
        return f"{name}-{number_of('nr' + name, 1 << 24):06x}"

    def paragraph(self, p, text, **more):
        p.block("paragraph", text, f'<p data-testid="paragraph" class="{self.c("sc")}">', "</p>\n", **more)

    def heading(self, p, text):
        p.block("heading", text, f'<h2 class="{self.c("subhead")}">', "</h2>\n")

    def newsletter(self, p, place):
        p.raw(f'<div class="{self.c("card")}" data-testid="newsletter-{place}"><div>')
        p.block("newsletter", "The Northlight Brief", "<strong>", "</strong></div><div>")
        p.block("newsletter", "Your weekday guide to what matters, from Whitehorse to Halifax", "<span>", "</span></div>")
        p.block("newsletter", "Subscribe", '<a href="/newsletters/brief" role="button"><button>', "</button></a></div>\n")

    def read_more(self, p, art, text=""):
        p.raw(f'<div class="{self.c("relinline")}"><ul>')
        for row in self.shown[:2]:
            p.block("related", row[1], f'<li><a href="{row[2]}">', "</a></li>")
        p.raw("</ul></div>\n")

    def video(self, p, art, text):
        title, src = [c.strip() for c in text.split("|")]
        p.raw(f'<div class="{self.c("player")}" data-player="{src}"><iframe src="{src}" allow="fullscreen" loading="lazy" title="{E(title)}"></iframe>')
        p.block("caption", f"WATCH | {title}:", '<div class="player-caption">', "</div></div>\n")
        self.media.append({"kind": "video", "url": src, "caption": plain(title), "credit": ""})

    def live_entry(self, p, text):
        """stamp | headline | who"""
        stamp, title, who = [c.strip() for c in text.split("|")]
        p.raw(f'</div>\n<div class="{self.c("entry")}" data-testid="live-entry">')
        p.block("dateline_time", stamp, "<time>", "</time>")
        p.block("heading", title, "<h3>", "</h3>")
        p.block("byline", who, f'<div class="{self.c("who")}">', "</div>")

    def live_words(self, p, text):
        p.block("live_entry", text)

    def write(self, p, art):
        url, when, head = self.url(art), self.when(art), art.head
        changed = self.when(art, "modified") or when
        names, genre = art.many("authors"), head.get("genre", "news")
        p.raw(f'<!DOCTYPE html><html lang="en-CA"><head><meta charSet="utf-8"/><title>{E(self.seo(art))} | Northlight News</title>')
        p.raw(f'<meta name="viewport" content="width=device-width"/><link rel="canonical" href="{url}"/><meta property="og:title" content="{E(self.seo(art))} | Northlight News"/><meta property="og:image" content="https://i.northlight.example/share/{art.slug}.jpg"/>')
        graph = [{"@type": "WebSite", "@id": "https://www.northlight.example/#site", "name": "Northlight Radio", "url": "https://www.northlight.example/"},
                 {"@type": "WebPage", "@id": url, "name": self.seo(art), "isPartOf": {"@id": "https://www.northlight.example/#site"}},
                 {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "News", "item": "https://www.northlight.example/news"}]}]
        graph += [{"@type": "Person", "@id": f"https://www.northlight.example/#/person/{n.lower().replace(' ', '-')}", "name": n} for n in names]
        kind = "LiveBlogPosting" if genre == "live" else "NewsArticle"
        graph.append({"@type": kind, "@id": url + "#article", "headline": plain(head["title"]), "description": plain(head.get("deck", "")), "datePublished": when.isoformat(),
                      "dateModified": changed.isoformat(), "mainEntityOfPage": {"@id": url}, "articleSection": head.get("section", "World"),
                      "author": [{"@id": f"https://www.northlight.example/#/person/{n.lower().replace(' ', '-')}"} for n in names] or [{"@type": "Organization", "name": "Northlight News"}]})
        for kind_, text in art.body:
            if kind_ == "video":
                title, src = [c.strip() for c in text.split("|")]
                graph.append({"@type": "VideoObject", "name": plain(title), "embedUrl": src, "uploadDate": when.isoformat(), "duration": "PT1M12S"})
        p.raw(ld({"@context": "https://schema.org", "@graph": graph}))
        p.raw("<style>" + styles("nl", "topbar logo menu story subhead sc card relinline player entry who byline figure foot toast headline".split()) + "</style></head>\n<body>")
        p.raw(f'<div id="__app"><div class="{self.c("topbar")}">')
        p.block("navigation", "Content", '<a href="#content">', "</a></div>")
        p.raw(f'<div class="{self.c("menu")}"><ul>')
        p.items("navigation", "Northlight|Listen live|TV|Podcasts".split("|"))
        p.raw(f'</ul><ul class="{self.c("menu")}">')
        p.items("navigation", "News|Top Stories|Local|World|Politics|Business|Health|Science|Climate|Indigenous|Entertainment|Investigates|Go Public|Weather|Sports|Kids".split("|"))
        p.raw("</ul>")
        self.mega_menu(p)
        p.raw(f'</div>\n<div id="content" class="{self.c("story")}"><div>\n')
        kick = head.get("kicker") or head.get("section", "World")
        if genre == "live":
            p.block("label", "Live", f'<span class="{self.c("live")}">', "</span><div></div>")
        if head.get("kicker"):
            p.block("kicker", kick, f'<div class="{self.c("label")}">', "</div>")
        p.block("headline", head["title"], f'<h1 class="{self.c("headline")}">', "</h1>")
        if head.get("deck"):
            p.block("deck", head["deck"], f'<h2 class="{self.c("deck")}">', "</h2>")
        if names:
            p.block("byline", " · ".join(names) + " · Northlight News", f'<div class="{self.c("byline")}">', "</div>")
        elif head.get("credit"):
            p.block("byline", head["credit"], f'<div class="{self.c("byline")}">', "</div>")
        stamp = human(when, "Posted: MMM dd, YYYY hh:II PP ADT").replace("PP", "AM" if when.hour < 12 else "PM")
        if changed != when:
            stamp += human(changed, " | Last Updated: MMM dd, YYYY hh:II PP ADT").replace("PP", "AM" if changed.hour < 12 else "PM")
        p.raw(f'<div class="{self.c("byline")}"><time datetime="{when.isoformat()}">{stamp}</time></div>\n')
        p.note("dateline_time", stamp)
        p.raw(f'<div class="{self.c("share")}">')
        for label in ("Social Sharing", "Facebook", "Bluesky", "Email"):
            p.block("share", label, f'<button aria-label="{label}">', "</button>")
        p.raw("</div>\n")
        for row in art.rows("image"):
            caption, credit, src = self.image(art, "|".join(row))
            src = src.replace(self.host, "i.northlight.example")
            p.raw(f'<figure class="{self.c("figure")}"><img srcset="{src}?im=w300 300w,{src}?im=w780 780w,{src}?im=w1180 1180w" src="{src}?im=w300" alt="{E(plain(caption))}">')
            p.block("caption", f"{caption} ({credit})", "<figcaption>", "</figcaption></figure>\n")
            self.media.append({"kind": "image", "url": src, "caption": plain(caption), "credit": plain(credit)})
        p.raw(f'<div class="{self.c("content")}">\n')
        self.body(p, art)
        p.raw("</div>\n")
        if art.rows("bio"):
            p.block("bio", "ABOUT THE AUTHOR", f'<h3 class="{self.c("about")}">', "</h3>")
        for name, text in art.rows("bio"):
            p.block("bio", name, "<h4>", "</h4>")
            p.block("bio", text)
        p.block("navigation", "Corrections and clarifications", '<a href="/corrections">', "</a> <div></div>")
        p.raw(f'</div>\n<div class="{self.c("rel")}">')
        p.block("related", "Related Stories", "<h2>", "</h2><ul>")
        for kicker, title, link, deck in self.shown:
            p.raw(f'<li><a href="{link}">')
            p.block("related", kicker, "<div>", "</div>")
            p.block("related", title, "<div>", "</div>")
            p.block("related", deck, "<p>", "</p></a></li>")
        p.raw("</ul></div>")
        self.most_read_list(p)
        p.raw(f'</div>\n<footer class="{self.c("foot")}"><ul>')
        p.items("navigation", "My account|Accounts and newsletters|Connect|Contact us|Help centre|Ombudsperson|Corporate info|Careers|Transparency|Services|Closed captioning|Terms of use|Privacy".split("|"))
        p.raw("</ul>")
        p.block("legal", "© 2026 Northlight Public Broadcasting. All rights reserved. Visitez Lumière-du-Nord", "<p>", "</p></footer></div>\n")
        state = {"page": {"id": art.slug, "title": self.seo(art), "related": [r[1] for r in self.shown], "body": [{"type": k, "html": inline(t)} for k, t in art.body]}, "flags": {"ads": False, "comments": "closed"}}
        p.raw("<script>window.__INITIAL_STATE__=" + json.dumps(state, ensure_ascii=False).replace("</", "<\\/") + ";</script><script>" + loader("nl", ["none"]) + "</script></body></html>\n")


class TasmanStar(Site):
    """RDFa, read-more lines and promos inside the body, one satire section."""
    alias, host, name = "ts", "www.tasmanstar.example", "The Tasman Star"
    inserts = {2: ["more"], 4: ["ad"], 6: ["promo"]}
    evergreen = [
        "Property|The bach that was moved by helicopter|/property/bach-by-helicopter|And the kettle was still warm, the owners swear",
        "Environment|Kākā return to the town belt|/environment/kaka-town-belt|Gardeners are asked to net their plum trees",
        "Motoring|Ten years with an electric ute|/motoring/electric-ute|A farmer opens his logbook",
        "Travel|Three huts you can reach in sandals|/travel/three-huts|For families, late starters and bad knees",
    ]

    prints_most_read = True
    most_read = ("Trending now", ["The tractor that has its own bank account|business/tractor", "Recipe: feijoas, before the possums get them|food/feijoas",
                                  "Every swimming hole in the south, ranked by cold|travel/swimming-holes", "Why the 5.40 ferry is always late|new-zealand/ferry-540"])

    def paragraph(self, p, text, **more):
        p.block("paragraph", text, '<p class="story__p">', "</p>\n", **more)

    def ad(self, p):
        p.raw('</div>\n<section class="ts-advert"><div class="ts-advert__box"></div>')
        p.block("ad", "Advertisement", "<small>", "</small></section>\n")
        p.raw('<div class="story__content" property="articleBody">\n')

    def promo(self, p, text=""):
        p.raw('<div class="ts-promo">')
        p.block("promo", text or "Stay in touch with the Star: follow our daily podcast, The Front Step, wherever you listen.", "<p>", "</p></div>\n")

    def newsletter(self, p, place):
        p.raw('<section class="ts-news">')
        p.block("newsletter", "The news, before your coffee", "<h5>", "</h5>")
        p.block("newsletter", "Join 38,000 readers of Star Start. It is free and takes four minutes.", "<p>", "</p></section>\n")

    def read_more(self, p, art, text=""):
        p.raw('<ul class="ts-readmore">')
        for row in self.shown[1:3]:
            p.block("related", f"{row[1]}", f'<li>• <a href="{row[2]}">'.replace("• ", ""), "</a></li>\n")
        p.raw("</ul>\n")

    def write(self, p, art):
        url, when, head = self.url(art), self.when(art), art.head
        names, genre = art.many("authors"), head.get("genre", "news")
        p.raw(f'<!DOCTYPE html>\n<html lang="en-NZ" vocab="https://schema.org/">\n<head>\n<meta charset="utf-8">\n<title>{E(self.seo(art))} | Tasman Star</title>\n<link rel="canonical" href="{url}">\n')
        p.raw("<style>" + styles("ts-", "top menu story advert promo news readmore bios more base share pic sat".split()) + "</style>\n<script>" + loader("ts", ["a", "b", "c", "d"]) + "</script>\n</head>\n<body>\n")
        p.raw('<div class="ts-top">')
        p.block("navigation", "Tasman Star", '<a href="/">', "</a></div>\n")
        p.raw('<nav class="ts-menu"><ul>')
        p.items("navigation", "Home|New Zealand|Politics|World|Business|Opinion|Environment|Property|Travel|Food|Sport|Rugby|Sailing|Off the Record|Puzzles|Death notices|Weather|Subscribe".split("|"))
        p.raw(f'</ul></nav>\n<main><div typeof="NewsArticle" resource="{url}" class="story">\n')
        if head.get("kicker"):
            p.block("kicker", head["kicker"], '<div class="story__section">', "</div>\n")
        p.block("headline", head["title"], '<h1 property="headline">', "</h1>\n")
        if head.get("deck"):
            p.block("deck", head["deck"], '<h2 class="story__intro" property="description">', "</h2>\n")
        if names:
            by = " & ".join(names)
            tail = f" for {head['desk']}" if head.get("desk") else ""
            links = " &amp; ".join(f'<span property="author" typeof="Person"><span property="name">{n}</span></span>' for n in names)
            p.raw(f'<div class="story__by">{links}{tail}</div>\n')
            p.note("byline", by + tail)
        elif head.get("credit"):
            p.block("byline", head["credit"], '<div class="story__by">', "</div>\n")
        stamp = human(when, "d# MMM YYYY, hh:IIpp")
        p.raw(f'<div class="story__time"><time property="datePublished" content="{when.isoformat()}">{stamp}</time></div>\n')
        p.note("dateline_time", stamp)
        for row in art.rows("image"):
            caption, credit, src = self.image(art, "|".join(row))
            p.raw(f'<div class="ts-pic"><img property="image" class="lazy" data-src="{src}" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">')
            p.block("caption", caption, '<div class="ts-pic__cap">', "</div>")
            p.block("caption", credit.upper(), '<div class="ts-pic__cred">', "</div></div>\n")
            self.media.append({"kind": "image", "url": src, "caption": plain(caption), "credit": plain(credit).upper()})
        p.raw('<div class="story__content" property="articleBody">\n')
        self.body(p, art)
        p.raw("</div>\n")
        for name, text in art.rows("bio"):
            p.raw('<div class="ts-bios">')
            p.block("bio", text, "<p>", "</p></div>\n")
        p.raw('<div class="ts-share">')
        for label in ("Share this story", "Facebook", "X", "Reddit", "Mail"):
            p.block("share", label, "<button>", "</button>")
        p.raw("</div>\n</div>\n")
        self.newsletter(p, "end")
        p.raw('<div class="ts-more">')
        p.block("related", "More stories", "<h4>", "</h4>\n")
        for kicker, title, link, deck in self.shown:
            p.raw(f'<a class="ts-more__card" href="{link}"><div>')
            p.block("related", kicker, '<p class="k">', "</p>")
            p.block("related", title, '<p class="t">', "</p>")
            p.block("related", deck, '<p class="d">', "</p>")
            p.raw("</div></a>\n")
        p.raw("</div>")
        self.most_read_list(p)
        p.raw("</main>\n<div class=\"ts-base\"><ul>")
        p.items("navigation", "About the Star|Contact|Newsroom ethics|Media Council|Advertise|Careers|Terms|Privacy|Longwhite Media".split("|"))
        p.raw("</ul>")
        p.block("legal", "Tasman Star © 2026 Longwhite Media Holdings. The Tasman Star is subject to the Media Council.", "<p>", "</p></div>\n</body>\n</html>\n")
