"""Page templates of five outlets: Elbkurier, Meridian News Agency, Cascade Ledger, Cape Lantern, The Counterweight."""
import re

from .outlets_a import ld
from .page import inline, plain
from .site import E, Site, human, loader, styles, utc

MONATE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
TAGE = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()


class Elbkurier(Site):
    """German, JSON-LD in a list, soft hyphens and no-break spaces, a membership box, consent text at the end of the body."""
    alias, host, name, lang = "ek", "www.elbkurier.example", "Elbkurier", "de"
    inserts = {2: ["ad"], 3: ["more"], 5: ["newsletter"], 7: ["ad"]}
    evergreen = [
        "Verkehr|Warum die Brücke jede Nacht singt|/verkehr/bruecke-singt|Ein Akustiker hat den Ton gefunden",
        "Leben|Die letzte Drogerie am Markt|/leben/letzte-drogerie|Seit 1908 im selben Haus, seit März mit neuer Inhaberin",
        "Wissen|Was der Regenwurm hört|/wissen/regenwurm-hoert|Forscherinnen legen den Boden an den Lautsprecher",
        "Geld|Fünf Fehler bei der Steuererklärung|/geld/fuenf-fehler|Und welcher davon am teuersten wird",
    ]
    mega = {
        "Politik": "Deutschland|Ausland|Europa|Wahlen|Kommentare|Karikatur",
        "Region": "Stadt|Umland|Häfen|Polizei|Schulen|Vereine|Termine|Baustellen|Wochenmärkte",
        "Wirtschaft und Wissen": "Unternehmen|Börse|Geld|Energie|Medizin|Klima|Technik|Archäologie",
        "Kultur und Leben": "Bühne|Bücher|Film|Musik|Reise|Küche|Garten|Familie|Kreuzworträtsel|Sudoku",
    }
    prints_most_read = True
    most_read = ("Meistgelesen", ["Der Fährmann, der nicht schwimmen kann|region/faehrmann", "Diese drei Brötchen sind jetzt verboten|leben/broetchen", "Hochwasser: Was der Pegel von gestern bedeutet|region/pegel",
                                  "Rezept: Grünkohl ohne alles|leben/gruenkohl", "Warum der Kirchturm schief bleiben darf|region/kirchturm"])
    long_words = {"Küstenwache": "Küsten\u00adwache", "Nachrichtenagentur": "Nachrichten\u00adagentur", "Krankenhaus": "Kranken\u00adhaus",
                  "Außenministerium": "Außen\u00administerium", "Bürgermeisterin": "Bürger\u00admeisterin", "Talsperre": "Tal\u00adsperre"}

    def paragraph(self, p, text, **more):
        for word, soft in self.long_words.items():
            text = text.replace(word, soft)
        text = re.sub(r"(\d) (Prozent|Kilometer|Meter|Uhr|Euro|Jahre|Menschen)", "\\1\u00a0\\2", text)
        p.block("paragraph", text, '<p class="absatz">', "</p>\n", **more)

    def heading(self, p, text):
        p.block("heading", text, '<h3 class="zwischentitel">', "</h3>\n")

    def ad(self, p):
        p.raw('<div class="anzeige" id="iqadtile4">')
        p.block("ad", "Anzeige", '<span class="anzeige__label">', "</span></div>\n")

    def newsletter(self, p, place):
        p.raw('<aside class="nl-box"><div class="nl-box__kopf">')
        p.block("newsletter", "Newsletter „Flussaufwärts“", "<strong>", "</strong></div>")
        p.block("newsletter", "Jeden Werktag um sechs Uhr: die wichtigsten Nachrichten, knapp erzählt.")
        p.block("newsletter", "Jetzt kostenlos anmelden", '<div><a href="/newsletter">', "</a></div></aside>\n")

    def promo(self, p, text=""):
        p.block("promo", "Mehr lesen mit K+: vier Wochen für 1 Euro testen", '<div class="kplus">', "</div>\n")

    def read_more(self, p, art, text=""):
        p.block("related", f"Lesen Sie auch: [{self.shown[0][1]}]({self.shown[0][2]})", '<p class="lesen-sie-auch">', "</p>\n")

    def write(self, p, art):
        url, when, head = self.url(art), self.when(art), art.head
        names = art.many("authors")
        p.raw(f'<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8"/>\n<title>{E(self.seo(art))} | Elbkurier</title>\n<meta name="date" content="{when.isoformat()}"/>\n<link rel="canonical" href="{url}"/>\n'
              f'<meta property="og:title" content="{E(self.seo(art))}"/><meta property="og:locale" content="de_DE"/><meta property="og:site_name" content="Elbkurier"/>\n')
        p.raw(ld([{"@context": "https://schema.org", "@type": "NewsArticle", "headline": f"{head.get('kicker', '')}: {plain(head['title'])}", "datePublished": when.isoformat(),
                   "author": [{"@type": "Person", "name": n} for n in names] or {"@type": "Organization", "name": "Elbkurier"},
                   "publisher": {"@type": "Organization", "name": "Verlag Wessel & Töchter"}, "inLanguage": "de-DE"},
                  {"@context": "https://schema.org", "@type": "Organization", "name": "Elbkurier", "url": self.home()}]))
        p.raw("<style>" + styles("ek-", "kopf leiste absatz anzeige nl-box kplus zwischentitel autor bild mehr fuss teilen einwilligung".split()) + "</style>\n<script>" + loader("ek", ["superbanner", "mrec", "mrec2", "sky"]) + "</script>\n</head>\n<body>\n")
        p.raw('<header class="kopf">')
        p.block("navigation", "Elbkurier", '<a href="/" class="marke">', "</a>")
        p.block("navigation", f"{TAGE[when.weekday()]}, {when.day}. {MONATE[when.month - 1]} {when.year}", '<div class="datum">', "</div>")
        p.raw('<nav><ul class="leiste">')
        p.items("navigation", "Politik|Region|Welt|Wirtschaft|Wissen|Kultur|Sport|Reise|Leben|Meinung|Rätsel|Wetter|Anzeigen|Trauer|E-Paper|Abo|Anmelden".split("|"))
        p.raw("</ul></nav>")
        self.mega_menu(p)
        p.raw('</header>\n<main>\n<article class="artikel">\n')
        p.raw('<h1 class="artikel__titel">')
        if head.get("kicker"):
            p.block("kicker", head["kicker"], '<div class="dachzeile">', "</div> ")
        p.block("headline", head["title"], '<div class="titel">', "</div>")
        p.raw("</h1>\n")
        if head.get("deck"):
            p.block("deck", head["deck"], '<p class="vorspann">', "</p>\n")
        if names:
            p.block("byline", "Von " + (", ".join(names[:-1]) + " und " + names[-1] if len(names) > 1 else names[0]), '<div class="autor">', "</div>\n")
        elif head.get("credit"):
            p.block("byline", head["credit"], '<div class="autor">', "</div>\n")
        stamp = f"{when.day:02}.{when.month:02}.{when.year}, {when.hour:02}:{when.minute:02} Uhr"
        p.block("dateline_time", stamp, f'<div class="zeit"><time datetime="{when.isoformat()}">', "</time></div>\n")
        for row in art.rows("image"):
            caption, credit, src = self.image(art, "|".join(row))
            p.raw(f'<figure class="bild"><img src="{src}" alt="{E(plain(caption))}"/>')
            p.block("caption", f"{caption} Foto: {credit}", "<figcaption>", "</figcaption></figure>\n")
            self.media.append({"kind": "image", "url": src, "caption": plain(caption), "credit": plain(credit)})
        p.raw('<div class="artikel__text">\n')
        self.body(p, art)
        p.raw("</div>\n")
        self.promo(p)
        for name, text in art.rows("bio"):
            p.block("bio", text, '<div class="autorenkasten"><p>', "</p></div>\n")
        p.raw('<ul class="teilen">')
        p.items("share", ["Teilen", "Per Mail senden", "Drucken", "Merken"], href="#")
        p.raw("</ul>\n</article>\n<section class=\"mehr\">")
        p.block("related", "Mehr zum Thema", "<h2>", "</h2>\n")
        for kicker, title, link, deck in self.shown:
            p.raw('<article class="teaser">')
            p.block("related", kicker, '<p class="dachzeile">', "</p>")
            p.block("related", title, f'<h3><a href="{link}">', "</a></h3>")
            p.block("related", deck, '<p class="teaser__text">', "</p></article>\n")
        p.raw("</section>\n")
        self.most_read_list(p)
        p.raw("</main>\n<footer class=\"fuss\"><ul>")
        p.items("navigation", "Impressum|Kontakt|Datenschutz|AGB|Nutzungsbasierte Werbung|Widerruf|Mediadaten|Barrierefreiheit|Leserbriefe|Richtigstellungen|Abo kündigen".split("|"))
        p.raw("</ul>")
        p.block("legal", "© Elbkurier 2026. Alle Rechte vorbehalten. Vervielfältigung nur mit Genehmigung des Verlags Wessel & Töchter.")
        p.raw('</footer>\n<div class="einwilligung" id="cmp">')
        p.block("legal", "Ihre Einwilligung", "<h2>", "</h2>")
        p.block("legal", "Mit Ihrer Zustimmung nutzen wir und 163 Partner Cookies und ähnliche Technik, um Werbung und Inhalte zu messen. Sie können Ihre Wahl jederzeit unter „Datenschutz“ ändern.")
        for label in ("Zustimmen und weiter", "Einstellungen", "Mit Abo werbefrei lesen"):
            p.block("legal", label, "<button>", "</button>")
        p.raw("</div>\n</body>\n</html>\n")


class Meridian(Site):
    """A wire: hardly any markup, no metadata but a description, dates as dd/mm/yyyy in UTC, slug lines and word counts."""
    alias, host, name = "mna", "wire.meridiannews.example", "Meridian News Agency"
    evergreen = [
        "TIMELINE|Key dates in the history of the Strait of Marn|/story.php?id=601877|From the blockade of 1961 to the accord",
        "FACTBOX|Who sits on the Ellmark Monetary Board|/story.php?id=601902|Seven members and how they voted last year",
        "ADVISORY|Planned coverage for the week|/story.php?id=602100|All times UTC",
        "PHOTOS|The week in pictures|/story.php?id=602044|Twenty frames from our photographers",
    ]

    encoding = "cp1252"     # an old machine; it says so in a meta tag only

    def page_time(self, art, field="published"):
        when = self.when(art, field)
        return utc(when).strftime("%Y-%m-%dT%H:%M:%SZ") if when else None

    def write(self, p, art):
        when, head = utc(self.when(art)), art.head
        p.raw(f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>MNA - {E(self.seo(art))}</title><meta name="description" content="Meridian News Agency: independent reporting since 1926">\n')
        p.raw('<style>' + styles("m", "head left text slug foot also pos tick desk frame by time cap photo list subs login alert search ticker codes archive print mail legal kw".split()) + "</style><script>" + loader("mn", ["house"]) + "</script></head>\n<body bgcolor=\"#ffffff\">\n<table width=\"100%\" class=\"mframe\"><tr><td class=\"mhead\">")
        self.frame(p, ["MERIDIAN NEWS AGENCY"], "navigation")
        p.raw("</td></tr></table>\n<ul class=\"mleft\">")
        p.items("navigation", "World|Europe|Economy|Science|Sport|Photos|Video|Factboxes|For subscribers|About MNA|Contact".split("|"), href="/desk.php?d=")
        p.raw("</ul>\n<div class=\"mtext\">\n")
        if head.get("kicker"):
            p.block("kicker", head["kicker"], '<div class="mslug">', "</div>\n")
        p.block("headline", head["title"], "<h2>", "</h2>\n")
        names = art.many("authors")
        if names:
            p.block("byline", "By " + " and ".join(names), '<div class="mby">', "</div>\n")
        stamp = f"Published {when.day:02}/{when.month:02}/{when.year} {when.hour:02}:{when.minute:02} UTC"
        if head.get("modified"):
            changed = utc(self.when(art, "modified"))
            stamp += f" - Updated {changed.day:02}/{changed.month:02}/{changed.year} {changed.hour:02}:{changed.minute:02} UTC"
        p.block("dateline_time", stamp, '<div class="mtime">', "</div>\n")
        for row in art.rows("image"):
            caption, credit, src = self.image(art, "|".join(row))
            p.raw(f'<img src="{src}" width="600">')
            p.block("caption", f"{caption} {credit}", '<div class="mcap"><small>', "</small></div>\n")
            self.media.append({"kind": "image", "url": src, "caption": plain(caption), "credit": plain(credit)})
        self.body(p, art)
        if head.get("desk"):
            p.block("credit", head["desk"], '<p class="mdesk">', "</p>\n")
        p.block("credit", f"MNA {art.slug} {self.words(art)} words", '<p class="mdesk">', "</p>\n")
        p.raw("</div>\n<div class=\"malso\">")
        p.block("related", "ALSO ON THE WIRE", "<b>", "</b><ul>")
        for kicker, title, link, deck in self.shown:
            p.raw("<li>")
            p.block("related", kicker, "<div>", "</div>")
            p.block("related", title, f'<div><a href="{E(link)}">', "</a></div>")
            p.block("related", deck, "<div>", "</div></li>\n")
        p.raw("</ul></div>\n<hr><div class=\"mfoot\">")
        p.block("legal", "© Meridian News Agency, cooperative of 46 newspapers, Brussels. Reproduction by subscribers only.", "<p>", "</p></div>\n</body></html>\n")

    def frame(self, p, cells, role):
        p.raw("</td></tr><tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr><tr><td>")
        p.note(role, " | ".join(cells))


class CascadeLedger(Site):
    """No metadata at all; paragraphs are set apart by <br><br>; US dates without a zone; donation boxes in the body."""
    alias, host, name = "cl", "cascadeledger.example", "Cascade Ledger"
    inserts = {3: ["promo"], 6: ["newsletter"]}
    evergreen = [
        "Forests|The fire lookout who stayed|/stories/fire-lookout|Forty summers above the tree line",
        "Water|Who owns the snow?|/stories/who-owns-the-snow|A court in the high desert is about to say",
        "Schools|Four-day weeks, five years on|/stories/four-day-weeks|Teachers like them; parents are split",
        "Salmon|Counting fish by ear|/stories/counting-fish|A hydrophone, a river and a patient biologist",
    ]

    def page_time(self, art, field="published"):
        when = self.when(art, field)
        return when.date().isoformat() if when else None

    def paragraph(self, p, text, **more):
        p.block("paragraph", text, "", "<br><br>\n", **more)

    def note(self, p, text):
        p.block("paragraph", text, "<i>", "</i><br><br>\n", correction=True)

    def heading(self, p, text):
        p.block("heading", text, "<b>", "</b><br><br>\n")

    def promo(self, p, text=""):
        p.raw('<div class="give-box">')
        p.block("promo", "The Ledger has no paywall and no ads. Our readers pay for it. If you can, please [give $5 a month](/give).", "<p>", "</p></div>\n")

    def newsletter(self, p, place):
        p.raw('<div class="letter-box">')
        p.block("newsletter", "The Snowmelt", "<b>", "</b><br><br>")
        p.block("newsletter", "Five stories, every Saturday. No tracking.", "", "<br><br>")
        p.block("newsletter", "Join 12,400 readers", '<button type="button">', "</button></div>\n")

    def figure(self, p, art, text, lead=False):
        caption, credit, src = self.image(art, text)
        p.raw(f'<div class="photo"><img src="{src}" alt="">')
        p.block("caption", caption, '<div class="photo-text">', "</div>")
        p.block("caption", credit, '<div class="photo-by">', "</div></div>\n")
        self.media.append({"kind": "image", "url": src, "caption": plain(caption), "credit": plain(credit)})

    def write(self, p, art):
        when, head = self.when(art), art.head
        names = art.many("authors")
        p.raw(f'<!doctype html><html><head><meta charset="utf-8"><title>{E(plain(head["title"]))} — Cascade Ledger</title>\n<style>' + styles("cl-", "page bar story photo give letter foot more by over big dek when rep grid map chart river table figure note aside search tags people topic".split()) + "</style></head>\n<body>\n<div id=\"page\">\n<div id=\"bar\">")
        p.block("navigation", "Cascade Ledger", '<div><a href="/">', "</a></div>")
        for label in "News|Investigations|Water|Forests|Schools|Housing|Opinion|Eat|About|Give".split("|"):
            p.block("navigation", label, f'<div><a href="/{label.lower()}">', "</a></div>")
        p.raw("</div>\n<div id=\"story\">\n")
        if head.get("kicker"):
            p.block("kicker", head["kicker"], '<div class="over">', "</div>\n")
        p.block("headline", head["title"], '<div class="big">', "</div>\n")
        if head.get("deck"):
            p.block("deck", head["deck"], '<div class="dek">', "</div>\n")
        by = ("by " + " and ".join(names) if names else head.get("credit", ""))
        if by:
            p.block("byline", by, '<div class="by">', "</div>\n")
        p.block("dateline_time", human(when, "MMMM d#, YYYY hh:II ") + ("a.m." if when.hour < 12 else "p.m."), '<div class="when">', "</div>\n")
        for row in art.rows("image"):
            self.figure(p, art, "|".join(row), True)
        p.raw("<div>\n")
        self.body(p, art)
        p.raw("</div>\n")
        for name, text in art.rows("bio"):
            p.block("bio", text, "<div><i>", "</i></div>\n")
        p.block("legal", "Republish this story: our work is free to reprint under our [rules](/republish).", '<div class="rep">', "</div>\n</div>\n")
        p.raw('<div id="more">')
        p.block("related", "Keep reading", "<div>", "</div>")
        for kicker, title, link, deck in self.shown:
            p.raw("<div>")
            p.block("related", kicker, "<div>", "</div>")
            p.block("related", title, f'<div><a href="{link}">', "</a></div>")
            p.block("related", deck, "<div>", "</div></div>\n")
        p.raw("</div>\n<div id=\"foot\">")
        p.block("legal", "Cascade Ledger is published by the Cascade Ledger Foundation, a nonprofit. Write to us: desk@cascadeledger.example", "<div>", "</div></div>\n</div>\n</body></html>\n")


class CapeLantern(Site):
    """A blog engine: h-entry microformats, donation boxes, tag lists, feed links that redirect."""
    alias, host, name = "lan", "capelantern.example", "Cape Lantern"
    inserts = {3: ["promo"], 5: ["newsletter"]}
    evergreen = [
        "Explainer|How a water meter lies|/explainer/how-a-water-meter-lies/|And what you can do when the bill is wrong",
        "Courts|The longest case on the roll|/courts/the-longest-case/|Twenty-two years, four judges and a fence",
        "Health|Clinic queues: what we saw in one week|/health/clinic-queues/|Our reporters sat and counted",
        "Food|Where the bakers eat|/food/where-the-bakers-eat/|Six tables, all open before dawn",
    ]

    def promo(self, p, text=""):
        p.raw('<div class="wp-block-group donate">')
        p.block("promo", "Support independent journalism", "<h3>", "</h3>")
        p.block("promo", "Cape Lantern is free to read because readers donate. Help us keep the light on.")
        p.block("promo", "Donate", '<div class="wp-block-button"><a href="/donate/">', "</a></div></div>\n")

    def newsletter(self, p, place):
        p.raw('<div class="mc4wp-form">')
        p.block("newsletter", "Get the Lantern by e-mail twice a week", "<label>", "</label>")
        p.raw('<p><input type="email"></p>')
        p.block("newsletter", "Subscribe", "<p><button>", "</button></p></div>\n")

    def write(self, p, art):
        url, when, head = self.url(art), self.when(art), art.head
        names = art.many("authors")
        p.raw(f'<!DOCTYPE html>\n<html lang="en-ZA">\n<head>\n<meta charset="UTF-8" />\n<title>{E(self.seo(art))} &#8226; Cape Lantern</title>\n<link rel="shortlink" href="{self.home()}?p={art.head.get("id", "0")}" />\n<link rel="canonical" href="{url}" />\n<meta name="generator" content="Presswork 6.4" />\n')
        p.raw('<style id="global-styles-inline-css">' + styles("wp-", "site header menu entry content button group donate form footer widget related tags search gallery columns cover".split()) + "</style>\n<script id=\"emoji-js-extra\">" + loader("wp", ["side", "foot"]) + "</script>\n</head>\n")
        p.raw('<body class="post-template-default single single-post">\n<header class="site-header">')
        p.block("navigation", "Cape Lantern", '<p class="site-title"><a href="/" rel="home">', "</a></p>")
        p.block("navigation", "News that looks after people", '<p class="site-description">', "</p>")
        p.raw('<nav class="main-navigation"><ul id="primary-menu">')
        p.items("navigation", "News|Explainers|Courts|Health|Education|Housing|Travel|Sport|Opinion|Photo essays|About|Donate|Republish|isiXhosa|Afrikaans".split("|"))
        p.raw('</ul></nav></header>\n<article class="post h-entry hentry">\n<header class="entry-header">\n')
        if head.get("kicker"):
            p.block("kicker", head["kicker"], '<span class="cat-links"><a href="/category" rel="category tag">', "</a></span><div></div>\n")
        p.block("headline", head["title"], '<h1 class="entry-title p-name">', "</h1>\n")
        if head.get("deck"):
            p.block("deck", head["deck"], '<p class="p-summary entry-subtitle">', "</p>\n")
        stamp = human(when, "d# MMMM YYYY")
        if names:
            people = " and ".join([", ".join(names[:-1])] * (len(names) > 1) + [names[-1]])
            p.block("byline", "By " + people, '<div class="byline"><span class="author vcard p-author">', "</span></div>\n")
        elif head.get("credit"):
            p.block("byline", head["credit"], '<div class="byline">', "</div>\n")
        p.block("dateline_time", stamp, f'<div class="posted-on"><time class="entry-date dt-published" datetime="{when.isoformat()}">', "</time></div>\n")
        p.raw("</header>\n")
        for row in art.rows("image"):
            caption, credit, src = self.image(art, "|".join(row))
            p.raw(f'<figure class="wp-block-image size-large"><img fetchpriority="high" decoding="async" src="{src}" alt="" srcset="{src} 1024w, {src}?w=300 300w" sizes="(max-width: 1024px) 100vw, 1024px" />')
            p.block("caption", f"{caption} *({credit})*", '<figcaption class="wp-element-caption">', "</figcaption></figure>\n")
            self.media.append({"kind": "image", "url": src, "caption": plain(caption), "credit": plain(credit)})
        p.raw('<div class="entry-content e-content">\n')
        self.body(p, art)
        self.promo(p)
        p.raw('<div class="sharedaddy"><h3 class="sd-title">')
        p.note("share", "Share this:")
        p.raw("Share this:</h3><ul>")
        p.items("share", ["Facebook", "WhatsApp", "Telegram", "Print"], href="#")
        p.raw("</ul></div>\n</div>\n<footer class=\"entry-footer\">")
        if head.get("tags"):
            p.block("tag_list", "Tags: " + ", ".join(f"[{t}](/tag/{t.lower().replace(' ', '-')}/)" for t in art.many("tags")), '<span class="tags-links">', "</span><div></div>")
        for name, text in art.rows("bio"):
            p.raw('<div class="author-box"><img class="avatar" src="/a.png" alt="">')
            p.block("bio", name, '<h4 class="author-title">', "</h4>")
            p.block("bio", text, '<p class="author-bio">', "</p></div>")
        p.raw("</footer>\n</article>\n<div class=\"jp-relatedposts\">")
        p.block("related", "Related", "<h3>", "</h3>")
        for kicker, title, link, deck in self.shown:
            p.raw('<div class="jp-relatedposts-post">')
            p.block("related", title, f'<h4><a href="{link}">', "</a></h4>")
            p.block("related", deck, '<p class="excerpt">', "</p>")
            p.block("related", f"In “{kicker}”" if self.style != "single" else f"In ‘{kicker}’", '<p class="context">', "</p></div>\n")
        p.raw("</div>\n<footer class=\"site-footer\">")
        self.newsletter(p, "end")
        p.block("legal", "© 2026 Lantern Trust. This work may be republished for free if you keep our name and link. Proudly printed with Presswork.", "<p>", "</p></footer>\n")
        p.raw("<script type=\"speculationrules\">{\"prefetch\":[{\"source\":\"document\",\"where\":{\"and\":[{\"href_matches\":\"/*\"}]},\"eagerness\":\"conservative\"}]}</script>\n</body>\n</html>\n")


class Counterweight(Site):
    """A magazine of argument: Dublin Core and parsely meta tags, drop caps, pull quotes, a paywall whose whole text is in the JSON-LD."""
    alias, host, name = "cw", "www.thecounterweight.example", "The Counterweight"
    inserts = {4: ["newsletter"], 6: ["more"]}
    evergreen = [
        "Essay|The case for boring bridges|/essays/boring-bridges|Nobody cuts a ribbon for maintenance",
        "Dispatch|A week in the quietest court in the country|/dispatches/quietest-court|Where disputes over hedges go to rest",
        "Books|Against the airport biography|/books/airport-biography|Great men, short chapters, thin air",
        "Letters|Readers reply to our jury issue|/letters/jury-issue|Eleven letters and a confession",
    ]

    def page_time(self, art, field="published"):
        when = self.when(art, field)
        return utc(when).strftime("%Y-%m-%dT%H:%M:%SZ") if when else None

    def paragraph(self, p, text, **more):
        if not self.capped:
            self.capped = True
            first = text[0]
            p.raw(f'<p class="has-dropcap"><span class="dropcap">{inline(first)}</span>{inline(text[1:])}</p>\n')
            p.note("paragraph", text, **more)
        else:
            p.block("paragraph", text, **more)

    def newsletter(self, p, place):
        p.raw('<div class="subscribe-strip" role="complementary">')
        p.block("newsletter", "Weigh both sides. Get The Scale, our Friday letter.", "<p>", "</p>")
        p.block("newsletter", "I’m in", "<button>", "</button></div>\n")

    def read_more(self, p, art, text=""):
        row = self.shown[0]
        p.block("related", f"[Read: {row[1]}]({row[2]})", '<p class="c-recirc"><em>', "</em></p>\n")

    def write(self, p, art):
        self.capped = False
        url, when, head = self.url(art), utc(self.when(art)), art.head
        names, stop = art.many("authors"), int(head.get("stop", 0))
        iso = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        p.raw(f'<!doctype html>\n<html lang="en-US">\n<head>\n<meta charset="utf-8">\n<title>{E(self.seo(art))} - The Counterweight</title>\n<link rel="canonical" href="{url}">\n')
        p.raw(f'<meta name="DC.title" content="{E(plain(head["title"]))}">\n<meta name="DC.date.issued" content="{when.date()}">\n<meta name="DC.language" content="en">\n')
        p.raw("".join(f'<meta name="DC.creator" content="{E(n)}">\n' for n in names) + f'<meta name="parsely-title" content="{E(plain(head["title"]))}">\n<meta name="parsely-pub-date" content="{iso}">\n<meta name="parsely-author" content="{E(", ".join(names))}">\n<meta name="parsely-section" content="{E(head.get("section", "Ideas"))}">\n')
        if "nosnippet" in head:
            p.raw('<meta name="robots" content="index, nosnippet, max-image-preview:none">\n')
        if stop:
            p.raw(ld({"@context": "https://schema.org", "@type": "Article", "headline": plain(head["title"]), "isAccessibleForFree": False, "datePublished": iso,
                      "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".gated"}, "articleBody": " ".join(plain(t) for k, t in art.body if k == "paragraph")}))
        p.raw("<style>" + styles("cw-", "mast nav lede dropcap strip recirc pull gate foot bio more seal rubric hed dek author pubdate tagline issue cover shelf letters events podcast".split()) + ".dropcap{float:left;font-size:4em;line-height:.8}</style>\n<script>" + loader("cw", ["top", "inline", "foot"]) + "</script>\n</head>\n<body>\n<div class=\"mast\">")
        p.block("navigation", "The Counterweight", '<a href="/">', "</a>")
        p.raw("</div>\n<nav><ol>")
        p.items("navigation", "The Argument|Essays|Dispatches|Books|Letters|Magazine|Events|Subscribe|Log in".split("|"))
        p.raw("</ol></nav>\n<main>\n<div class=\"lede\">\n")
        if head.get("kicker"):
            p.block("kicker", head["kicker"], '<a class="rubric" href="/argument">', "</a><div></div>\n")
        p.block("headline", head["title"], '<h1 class="hed">', "</h1>\n")
        if head.get("deck"):
            p.block("deck", head["deck"], '<p class="dek">', "</p>\n")
        if names:
            p.block("byline", "By " + " and ".join(names), '<p class="author">', "</p>\n")
        p.block("dateline_time", human(when, "MMMM d#, YYYY"), '<p class="pubdate">', "</p>\n</div>\n")
        for row in art.rows("image"):
            caption, credit, src = self.image(art, "|".join(row))
            p.raw(f'<figure><img src="{src}" alt="">')
            p.block("caption", f"{caption} {credit}", "<figcaption>", "</figcaption></figure>\n")
            self.media.append({"kind": "image", "url": src, "caption": plain(caption), "credit": plain(credit)})
        p.raw('<section class="piece">\n')
        self.body(p, art, stop or None)
        p.raw("</section>\n")
        if stop:
            p.raw('<div class="gate">')
            p.block("paywall", "You have read your two free articles this month.", "<h3>", "</h3>")
            p.block("paywall", "Subscribe to keep reading: $1 a week for the first year, then $6.", "<p>", "</p>")
            p.block("paywall", "See the offers", '<a href="/subscribe"><button>', "</button></a>")
            p.block("paywall", "Already a subscriber? [Log in](/login)", "<p>", "</p></div>\n")
        for name, text in art.rows("bio"):
            p.block("bio", text, '<p class="tagline"><em>', "</em></p>\n")
        p.raw('<aside class="more">')
        p.block("related", "From the scales", "<h2>", "</h2>")
        for kicker, title, link, deck in self.shown:
            p.raw("<div>")
            p.block("related", kicker, "<h4>", "</h4>")
            p.block("related", title, f'<h3><a href="{link}">', "</a></h3>")
            p.block("related", deck, "<p>", "</p></div>\n")
        p.raw("</aside>\n</main>\n<footer>")
        p.block("legal", "Copyright © 2026 Ballast Media Group LLC. Opinions are those of the authors.", "<p>", "</p>")
        p.block("legal", "Privacy Policy · Do Not Sell My Information · Ad Choices", "<p>", "</p></footer>\n</body>\n</html>\n")
