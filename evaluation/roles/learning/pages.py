#!/usr/bin/env python3
"""Pages made of the boxes in boxes.tsv (more_pages(): of those in more_boxes.tsv too), for learning alone: an article's skeleton with a dozen boxes around and within it, in the markup that different systems for publishing
write. Fixed seeds: the same pages every time. No page of ../pages or ../offsets is in them, and none of them counts in a figure.

usage: pages.py FOLDER   writes the pages there, labels and all, to look at
"""
import html
import json
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
PAGES, MORE_PAGES = 110, 220
# Running text, by language; what has none takes English.
TEXT = {
    "en": ["The harbour board met behind closed doors on Tuesday and came out with a number that nobody had asked for: eleven boats, no more, from the first of June.",
           "“We counted twice,” said Rhona Peel, who chairs it. “The first time we did not believe it either.” The fishermen in the corridor laughed, though not for long.",
           "What the rule means for the smaller piers is not clear. The two at Ansel have shared a crane since the winter, and it is the crane that decides who goes out.",
           "By evening the first petition hung in the bakery. It had forty names by closing time, and one of them was the mayor's, who says that she signed by mistake.",
           "A second meeting is planned for the end of the month. Until then the old rules hold, which is to say that there are none.",
           "The board's own study, a copy of which the Courier has seen, puts the loss at 210,000 a year, most of it in the first summer."],
    "de": ["Der Hafenrat hat am Dienstag hinter verschlossenen Türen getagt und kam mit einer Zahl heraus, nach der niemand gefragt hatte: elf Boote, mehr nicht, vom ersten Juni an.",
           "„Wir haben zweimal gezählt“, sagte die Vorsitzende Rhona Peel. „Beim ersten Mal haben wir es auch nicht geglaubt.“ Die Fischer im Flur lachten, aber nicht lange.",
           "Was die Regel für die kleineren Stege bedeutet, ist offen. Die beiden in Ansel teilen sich seit dem Winter einen Kran, und der Kran bestimmt, wer hinausfährt.",
           "Am Abend hing die erste Unterschriftenliste in der Bäckerei. Bis Ladenschluss standen vierzig Namen darauf, einer davon der der Bürgermeisterin."],
    "fr": ["Le conseil du port s'est réuni mardi à huis clos et en est sorti avec un chiffre que personne n'avait demandé : onze bateaux, pas un de plus, à partir du 1er juin.",
           "« Nous avons compté deux fois, dit sa présidente, Rhona Peel. La première fois, nous n'y avons pas cru non plus. » Les pêcheurs ont ri, mais pas longtemps.",
           "Ce que la règle change pour les petits pontons n'est pas clair. Les deux d'Ansel se partagent une grue depuis l'hiver, et c'est elle qui décide.",
           "Le soir, la première pétition était accrochée à la boulangerie. À la fermeture, elle portait quarante noms."],
    "es": ["La junta del puerto se reunió el martes a puerta cerrada y salió con una cifra que nadie había pedido: once barcos, ni uno más, desde el primero de junio.",
           "«Contamos dos veces», dijo Rhona Peel, que la preside. «La primera tampoco nos lo creímos.» Los pescadores del pasillo se rieron, aunque no mucho rato.",
           "Qué significa la norma para los muelles pequeños no está claro. Los dos de Ansel comparten grúa desde el invierno, y es la grúa la que manda.",
           "Por la noche, la primera lista de firmas colgaba en la panadería. Al cierre tenía cuarenta nombres."],
    "ja": ["港の委員会は火曜日、非公開の会議を開き、誰も求めていなかった数字を持って出てきた。六月一日から、船は十一隻までとする。",
           "「二度数えました」と委員長は話した。「一度目は私たちも信じませんでした」。廊下にいた漁師たちは笑ったが、長くは続かなかった。",
           "小さな桟橋にとって何を意味するのかは、まだはっきりしない。二つの桟橋は冬から一台のクレーンを共同で使っている。"],
}
SECTIONS = {"en": ["News", "Sport", "Culture", "Opinion", "Business"], "de": ["Nachrichten", "Sport", "Kultur", "Meinung", "Wirtschaft"], "fr": ["Actualité", "Sport", "Culture", "Débats"],
            "es": ["Noticias", "Deportes", "Cultura", "Opinión"], "ja": ["ニュース", "スポーツ", "文化"]}
TITLE = {"en": "Eleven boats and a crane: the harbour's new rule", "de": "Elf Boote und ein Kran: die neue Regel des Hafens", "fr": "Onze bateaux et une grue : la nouvelle règle du port",
         "es": "Once barcos y una grúa: la nueva norma del puerto", "ja": "十一隻と一台のクレーン、港の新しい規則"}
BY = {"en": "By Oona Pell", "de": "Von Jule Brandner", "fr": "Par Yann Le Bihan", "es": "Por Marta Quiroga", "ja": "水野はるか記者"}
WHEN = {"en": "4 May 2026, 09:30", "de": "4. Mai 2026, 09:30 Uhr", "fr": "Publié le 4 mai 2026 à 9h30", "es": "4 de mayo de 2026, 09:30", "ja": "2026年5月4日 09時30分"}
# What the class attribute may call a box: names as systems for publishing have them, neutral ones, and ones that a build made up.
NAMES = {"promo": ["promo-box", "support-banner", "cta", "app-download", "in-article-subscribe"], "newsletter": ["newsletter-signup", "nl-box", "mail-form"], "advertisement": ["ad-slot", "sponsored", "commerce-unit"],
         "tag_list": ["tags", "article-tags", "post-tags", "topics-list"], "bio": ["author-box", "bio", "about-author"], "legal": ["consent", "note", "disclosure"], "other": ["widget", "poll", "weather", "rating", "player"],
         "comment": ["comments", "discussion"], "paywall": ["paywall", "gate"], "share": ["share-bar", "tools"], "other_article": ["next-story", "article article--second"], "related": ["related", "more-stories", "most-read"],
         "navigation": ["toc", "menu", "pagination", "jump-list"], "dateline_time": ["live", "entries", "updates"], "caption": ["gallery", "media", "figure"]}
OWN = {"x": "paragraph", "t": "dateline_time", "y": "byline", "g": "caption"}  # parts that are the same in every box
NEUTRAL = ["block", "c-box__inner", "css-1f8x2k", "sc-bdVaJa", "wp-block-group", "module", "component", "row", "aside-item", "panel panel--light", "Box_root__x81Qz", ""]


def boxes(file="boxes.tsv"):
    made = []
    for line in (HERE / file).read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            role, language, parts = line.split("\t")
            made.append((role, language, [p.split(":", 1) for p in parts.split(" / ")]))
    return made


def rendered(role, parts, rng):
    """One box as HTML with its labels."""
    e, label = html.escape, f' data-gold="{role}"'
    style = rng.randrange(4)
    name = rng.choice(NAMES[role] if rng.random() < 0.4 else NEUTRAL)
    head = rng.choice(["h2", "h3", "h4", "div", "p"])
    short = rng.choice(["div", "p", "div"])
    out, links = [], [p for k, p in parts if k == "n"]
    for kind, text in parts:
        text, _, address = text.partition("@") if kind in "na" else (text, "", "")
        label = f' data-gold="{OWN.get(kind, "heading" if role == "dateline_time" and kind == "h" else role)}"'
        if kind == "x":
            out.append(f"<p{label}>{e(text)}</p>")
        elif kind == "g":
            tag = "figcaption" if rng.random() < 0.4 else rng.choice(["div", "p"])
            out.append(f'<figure><img src=/i/p.jpg alt=><{tag} class="{rng.choice(["cap", "info", "", "c-9x2"])}"{label}>{e(text)}</{tag}></figure>')
        elif kind in OWN:
            tag = rng.choice(["div", "p"])
            out.append(f'<{tag} class="{rng.choice(["time", "author", "meta", "info", "", "c-4e1"])}"{label}>{e(text)}</{tag}>')
        elif kind == "h":
            out.append(f'<{head} class="{rng.choice(["title", "headline", "hd", ""])}"{label}>{e(text)}</{head}>' if rng.random() < 0.8 else f"<p{label}><strong>{e(text)}</strong></p>")
        elif kind == "p":
            tag = "p" if rng.random() < 0.75 else "div"
            out.append(f"<{tag}{label}>{e(text)}</{tag}>")
        elif kind == "s":
            out.append(f"<{short}{label}>{e(text)}</{short}>")
        elif kind == "a":
            tag = rng.choice(["div", "p"])
            out.append(f'<{tag}{label}><a class="{rng.choice(["btn", "button", "link", ""])}" href="{e(address)}">{e(text)}</a></{tag}>')
        elif kind == "b":
            out.append(f'<div{label}><button type="button">{e(text)}</button></div>')
        elif kind == "f":
            out.append(f'<form action="#" method="post"><div{label}>{e(text)}</div><input type="email" name="email"></form>')
        elif kind == "i":
            out.append(f"<ul><li{label}>{e(text)}</li></ul>")
        elif kind == "n":
            if style == 0 and role in ("tag_list", "promo", "share", "navigation"):  # all links in one line
                if text == links[0].partition("@")[0]:
                    out.append(f"<div{label}>" + " ".join(f'<a href="{e(n.partition("@")[2])}">{e(n.partition("@")[0])}</a>' for n in links) + "</div>")
            elif style in (1, 2):
                out.append(f'<ul><li{label}><a href="{e(address)}">{e(text)}</a></li></ul>')
            else:
                out.append(f'<div class="item">{"<img src=/i/t.jpg alt=>" if role in ("related", "advertisement") else ""}<div{label}><a href="{e(address)}">{e(text)}</a></div></div>')
    inner = "".join(out).replace("</ul><ul>", "")
    wrap = rng.choice(["div", "aside", "section", "div"])
    attribute = f' class="{name}"' if name else ""
    if rng.random() < 0.3:
        inner = f"<div>{inner}</div>"
    return f"<{wrap}{attribute}>{inner}</{wrap}>"


def page(number, all_boxes):
    rng = random.Random(number)
    # Languages with many boxes have more pages.
    language = rng.choice([l for _, l, _ in all_boxes])
    mine = [b for b in all_boxes if b[1] == language]
    others = [b for b in all_boxes if b[1] != language and b[0] in ("promo", "other", "tag_list", "advertisement")]
    wanted = rng.sample(mine, min(len(mine), rng.randrange(8, 13)))
    if len(mine) < 8:
        wanted += rng.sample(others, 5)
    rng.shuffle(wanted)
    base = language if language in TEXT else "en"
    text = rng.sample(TEXT[base], len(TEXT[base]))
    paragraph = rng.choice(["<p data-gold=\"paragraph\">{}</p>", "<p class=\"text\" data-gold=\"paragraph\">{}</p>", "<div class=\"paragraph\" data-gold=\"paragraph\">{}</div>"])
    live = [b for b in wanted if b[0] == "dateline_time"]
    wanted = [b for b in wanted if b not in live]
    within = live + [b for b in wanted if b[0] in ("promo", "newsletter", "advertisement", "related", "other", "legal", "caption", "navigation")][:rng.randrange(0, 3)]
    after = [b for b in wanted if b not in within]
    side = after[:2] if rng.random() < 0.4 else []
    after = [b for b in after if b not in side]
    footer = []
    if after and rng.random() < 0.4 and after[-1][0] in ("promo", "newsletter", "other"):
        footer = [after.pop()]
    sections = SECTIONS.get(base, SECTIONS["en"])
    body = []
    for k, words in enumerate(text):
        body.append(paragraph.format(html.escape(words)))
        if k < len(within):
            body.append(rendered(within[k][0], within[k][2], rng))
    box = lambda many: "\n".join(rendered(role, parts, rng) for role, _, parts in many)
    nav = "".join(f'<li data-gold="navigation"><a href="/{k}/">{s}</a></li>' for k, s in enumerate(sections))
    gold = {"url": f"https://www.learning{number}.example/2026/05/04/eleven-boats-and-a-crane-{number}", "language": language, "is_article": True}
    head = (f'<header class="site"><div data-gold="navigation"><a href="/">The Courier</a></div><nav><ul>{nav}</ul></nav></header>' if rng.random() < 0.7 else
            f'<div id="top"><ul class="menu">{nav}</ul></div>')
    deck = rng.random() < 0.5
    markup = f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{html.escape(TITLE[base])} - Courier</title></head>
<body>{head}
<main class="content"><article>
<div class="kicker" data-gold="kicker">{sections[0]}</div>
<h1 data-gold="headline">{html.escape(TITLE[base])}</h1>
{f'<p class="standfirst" data-gold="deck">{html.escape(text[0][:70])}</p>' if deck else ''}
<div class="byline" data-gold="byline">{BY[base]}</div><div class="date" data-gold="dateline_time">{WHEN[base]}</div>
<div class="body">{"".join(body)}</div>
{box(after)}
</article>{f'<aside class="rail">{box(side)}</aside>' if side else ''}</main>
<footer>{box(footer)}<ul><li data-gold="navigation"><a href="/about">About</a></li><li data-gold="navigation"><a href="/privacy">Privacy</a></li></ul><p data-gold="legal">© 2026 Courier</p></footer>
</body></html>
"""
    return f"L{number:03}", gold, markup


def pages():
    """(name, gold, labelled markup) of every page."""
    all_boxes = boxes()
    return [page(number, all_boxes) for number in range(PAGES)]


def more_pages():
    all_boxes = boxes() + boxes("more_boxes.tsv")
    return [page(number, all_boxes) for number in range(MORE_PAGES)]


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, gold, markup in pages():
        (folder / f"{name}.html").write_text(f"<!--gold {json.dumps(gold)} -->\n{markup}", encoding="utf8")
