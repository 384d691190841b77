"""The feeds and robots.txt of a day, each outlet in its own dialect."""
import json
from email.utils import format_datetime
from datetime import timezone

from .page import inline, plain
from .site import E


def lead(art, n=1):
    return " ".join(plain(t) for k, t in art.body if k == "paragraph")[:280].rsplit(" ", 1)[0] + " …" if n else ""


def summary(art):
    return plain(art.head["deck"]) if art.head.get("deck") else lead(art)


def rss_harbour(site, arts, now):
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n'
           f'<title>The Harbour Post</title>\n<link>{site.home()}</link>\n<atom:link href="{site.home()}feed.xml" rel="self" type="application/rss+xml"/>\n<description>News from The Harbour Post</description>\n<language>en-gb</language>\n<ttl>15</ttl>\n<lastBuildDate>{format_datetime(now)}</lastBuildDate>\n']
    for a in arts:
        out.append(f"<item>\n<title>{E(plain(a.head['title']))}</title>\n<link>{site.url(a)}</link>\n<description>{E('<p>' + inline(summary(a)) + '</p> <a href=' + chr(34) + site.url(a) + chr(34) + '>Continue reading...</a>')}</description>\n"
                   + "".join(f"<dc:creator>{E(n)}</dc:creator>\n" for n in a.many("authors")) + f"<category>{E(a.head.get('section', 'News'))}</category>\n<pubDate>{format_datetime(site.feed_time(a))}</pubDate>\n<guid isPermaLink=\"true\">{site.url(a)}</guid>\n"
                   + "".join(f'<media:content url="{site.image(a, "|".join(r))[2]}" width="1440" height="960"/>\n' for r in a.rows("image")[:1]) + "</item>\n")
    return "".join(out) + "</channel>\n</rss>\n", "application/rss+xml; charset=utf-8"


def rss_echo(site, arts, now):
    """Ill-formed on purpose: bare ampersands, an unclosed <description> in the second item, HTML entities, no end tags at the end."""
    out = [f'<?xml version="1.0"?>\n<rss version="2.0">\n<channel>\n<title>Wealdshire Echo - News & Sport</title>\n<link>{site.home()}?utm_source=rss&utm_medium=feed</link>\n<description>News, sport & what\'s on&nbsp;in Wealdshire</description>\n']
    for i, a in enumerate(arts):
        close = "" if i == 1 else "</description>"
        out.append(f"<item>\n<title>{plain(a.head['title'])}</title>\n<link>{site.url(a)}?utm_source=rss&utm_medium=feed</link>\n<description>{lead(a)}{close}\n<category>News & Views</category>\n"
                   f"<pubDate>{format_datetime(site.feed_time(a))}</pubDate>\n<guid>{site.url(a)}</guid>\n</item>\n")
    return "".join(out) + "</channel>\n", "text/xml"


def atom(site, arts, now, content=False, path="atom.xml"):
    stamp = now.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    out = [f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="{site.home()}">\n<title>{E(site.name)}</title>\n<id>tag:{site.host},2026:feed</id>\n<link rel="self" href="{site.home()}{path}"/>\n<link rel="alternate" type="text/html" href="{site.home()}"/>\n<updated>{stamp}</updated>\n']
    for a in arts:
        link = "/" + a.head["path"].lstrip("/")     # relative to xml:base
        out.append(f"<entry>\n<id>tag:{site.host},2026:{a.slug}</id>\n<title type=\"html\">{E(inline(a.head['title']))}</title>\n<link rel=\"alternate\" href=\"{E(link)}\"/>\n<published>{site.feed_time(a).isoformat()}</published>\n"
                   f"<updated>{(site.when(a, 'modified') or site.feed_time(a)).isoformat()}</updated>\n" + "".join(f"<author><name>{E(n)}</name></author>\n" for n in a.many("authors"))
                   + f"<summary>{E(summary(a))}</summary>\n" + (f"<content type=\"html\">{E(''.join('<p>' + inline(t) + '</p>' for k, t in a.body if k == 'paragraph')[:900])}</content>\n" if content else "") + "</entry>\n")
    return "".join(out) + "</feed>\n", "application/atom+xml; charset=utf-8"


def json_feed(site, arts, now):
    items = [{"id": site.url(a), "url": site.url(a), "title": plain(a.head["title"]), "summary": summary(a), "date_published": site.feed_time(a).isoformat(),
              **({"date_modified": site.when(a, "modified").isoformat()} if a.head.get("modified") else {}),
              "authors": [{"name": n} for n in a.many("authors")], "tags": [a.head.get("section", "News")], "language": "en-CA",
              **({"image": f"https://i.northlight.example/share/{a.slug}.jpg"} if a.rows("image") else {}), "content_text": lead(a)} for a in arts]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Northlight Radio: News", "home_page_url": site.home(), "feed_url": site.home() + "feeds/news.json", "language": "en-CA", "items": items}, ensure_ascii=False, indent=1) + "\n", "application/feed+json"


def rss_elbkurier(site, arts, now):
    out = [f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title><![CDATA[Elbkurier – Startseite]]></title><link>{site.home()}</link><description>Nachrichten</description><language>de-de</language>\n']
    for a in arts:
        out.append(f"<item><title><![CDATA[{(a.head['kicker'] + ': ') if a.head.get('kicker') else ''}{plain(a.head['title'])}]]></title><link>{site.url(a)}#ref=rss</link><description><![CDATA[{summary(a)}]]></description>"
                   f"<pubDate>{format_datetime(site.feed_time(a))}</pubDate><guid isPermaLink=\"false\">ek-{a.slug}</guid></item>\n")
    return "".join(out) + "</channel></rss>\n", "application/rss+xml"


def rss_wire(site, arts, now):
    out = ['<rss version="0.92"><channel><title>MNA World</title><link>https://wire.meridiannews.example/</link><description>Meridian News Agency</description>\n']
    for a in arts:
        out.append(f"<item><title>{E(a.head['title'])}</title><link>{E(site.url(a))}</link><description>{E(lead(a))}</description></item>\n")
    return "".join(out) + "</channel></rss>\n", "text/xml; charset=utf-8"


def rss_cascade(site, arts, now):
    """Dates as a hand-made script writes them: no weekday, an American zone name."""
    out = ['<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Cascade Ledger</title><link>https://cascadeledger.example/</link><description>Stories</description>\n']
    for a in arts:
        when = site.feed_time(a)
        out.append(f"<item><title>{E(a.head['title'])}</title><link>{site.url(a)}</link><description>{E(summary(a))}</description><pubDate>{when.strftime('%d %b %Y %H:%M')} PDT</pubDate><author>desk@cascadeledger.example ({E(' and '.join(a.many('authors')))})</author></item>\n")
    return "".join(out) + "</channel></rss>\n", "application/xml"


def rss_lantern(site, arts, now):
    """Links are short ones that redirect to the pages; whole text in content:encoded."""
    out = ['<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"\n\txmlns:content="http://purl.org/rss/1.0/modules/content/"\n\txmlns:dc="http://purl.org/dc/elements/1.1/"\n\txmlns:sy="http://purl.org/rss/1.0/modules/syndication/">\n<channel>\n\t<title>Cape Lantern</title>\n\t<link>https://capelantern.example</link>\n\t<description>News that looks after people</description>\n\t<sy:updatePeriod>hourly</sy:updatePeriod>\n']
    for a in arts:
        body = "".join(f"<p>{inline(t)}</p>\n" for k, t in a.body if k == "paragraph")
        out.append(f"\t<item>\n\t\t<title>{E(a.head['title'])}</title>\n\t\t<link>{site.home()}?p={a.head['id']}</link>\n" + "".join(f"\t\t<dc:creator><![CDATA[{n}]]></dc:creator>\n" for n in a.many("authors"))
                   + f"\t\t<pubDate>{format_datetime(site.feed_time(a))}</pubDate>\n\t\t<guid isPermaLink=\"false\">{site.home()}?p={a.head['id']}</guid>\n\t\t<description><![CDATA[{summary(a)} [&#8230;]]]></description>\n\t\t<content:encoded><![CDATA[{body}]]></content:encoded>\n\t</item>\n")
    return "".join(out) + "</channel>\n</rss>\n", "application/rss+xml; charset=UTF-8"


FEEDS = {
    "hp": rss_harbour, "we": rss_echo, "cr": atom, "nr": json_feed, "ts": lambda s, a, n: atom(s, a, n, True, "feeds/latest.atom"),
    "ek": rss_elbkurier, "mna": rss_wire, "cl": rss_cascade, "lan": rss_lantern, "cw": lambda s, a, n: atom(s, a, n, True, "feeds/all.atom"),
}

ROBOTS = {
    "hp": "# The Harbour Post\nUser-agent: *\nDisallow: /search\nDisallow: /signup\nCrawl-delay: 2\n\nSitemap: https://www.harbourpost.example/sitemap.xml\n",
    "we": "User-agent: *\nDisallow: /cgi-bin/\nDisallow: /*?print=\n",
    "cr": "User-agent: *\nAllow: /\nDisallow: /by/*/drafts\n",
    "nr": "User-agent: *\nDisallow: /preview/\nDisallow: /account\n\nUser-agent: greedybot\nDisallow: /\n",
    "ts": "User-agent: *\nDisallow: /print/\n",
    "ek": None,     # answers 404
    "mna": "User-agent: *\nDisallow: /terminal\nDisallow: /photos\n",
    "cl": "User-agent: *\nDisallow:\n",
    "lan": "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n",
    "cw": "User-agent: *\nDisallow: /subscribe\nDisallow: /login\n\nUser-agent: trainingbot\nDisallow: /\n",
    "cb": "User-agent: *\nDisallow:\n",
}
