#!/usr/bin/env python3
"""Runs other extractors over the shared pages, in the form that shared/score/extraction.py reads.

usage: extraction.py --shared DIR --out DIR [--sets zyte,fundus,...] [--peers trafilatura,resiliparse,readability,newspaper4k,htmldate] [--most N]

OUT/PEER.jsonl holds one line per page; the CPU seconds per peer (parsing and extraction, without reading files and
unpacking them) are printed. Test-only dependencies from PyPI: trafilatura, htmldate, resiliparse, readability-lxml,
newspaper4k. Readability.js and defuddle: extraction.mjs.
"""
import argparse
import gzip
import json
import os
import re
import sys
import time


def trafilatura_of(html, url):
    import trafilatura

    got = trafilatura.bare_extraction(html, url=url or None, with_metadata=True, include_comments=False)
    if got is None:
        return {}
    got = got if isinstance(got, dict) else got.as_dict()
    return {"title": got.get("title"), "authors": [x.strip() for x in (got.get("author") or "").split(";") if x.strip()], "published": got.get("date"), "text": got.get("text")}


def resiliparse_of(html, url):
    from resiliparse.extract.html2text import extract_plain_text

    return {"text": extract_plain_text(html, main_content=True, alt_texts=False)}


def readability_of(html, url):
    import lxml.html
    from readability import Document

    document = Document(html, url=url or None)
    tree = lxml.html.fromstring(document.summary(html_partial=True))
    text = "\n\n".join(e.text_content().strip() for e in tree.iter("p", "h2", "h3", "h4", "li", "pre", "blockquote") if e.text_content().strip())
    return {"title": document.short_title(), "text": text or tree.text_content()}


def newspaper4k_of(html, url):
    import newspaper

    article = newspaper.Article(url or "https://page.example/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return {"title": article.title, "authors": list(article.authors), "published": str(article.publish_date or "")[:10], "text": article.text}


def htmldate_of(html, url):
    import htmldate

    return {"published": htmldate.find_date(html, url=url or None, original_date=True, extensive_search=True)}


PEERS = {"trafilatura": trafilatura_of, "resiliparse": resiliparse_of, "readability": readability_of, "newspaper4k": newspaper4k_of, "htmldate": htmldate_of}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--sets", default="zyte,fundus,wcxb-dev,trafilatura,htmldate")
    ap.add_argument("--peers", default=",".join(PEERS))
    ap.add_argument("--most", type=int, default=10**9, help="pages per set")
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    for peer in a.peers.split(","):
        extract = PEERS[peer]
        used, pages, size, failed = 0.0, 0, 0, 0
        with open(f"{a.out}/{peer}.jsonl", "w", encoding="utf8") as out:
            for name in a.sets.split(","):
                if peer == "htmldate" and name != "htmldate":
                    continue
                folder = f"{a.shared}/data/extraction/{name}"
                for file in sorted(f for f in os.listdir(folder) if f.endswith(".html.gz"))[: a.most]:
                    raw = gzip.open(f"{folder}/{file}").read()
                    gold = json.load(open(f"{folder}/{file[:-8]}.json", encoding="utf8"))
                    charset = re.search(rb"charset=[\"']?([\w-]+)", raw[:4096])
                    try:
                        html = raw.decode("utf8")
                    except UnicodeDecodeError:
                        html = raw.decode(charset[1].decode() if charset else "cp1252", "replace")
                    begin = time.process_time()
                    try:
                        answer = extract(html, gold.get("url"))
                    except Exception as error:  # a peer's failure is an empty answer
                        answer, failed = {}, failed + 1
                        print(f"{peer}: {name}/{file}: {type(error).__name__}", file=sys.stderr)
                    used += time.process_time() - begin
                    pages, size = pages + 1, size + len(raw)
                    out.write(json.dumps({"input": f"{folder}/{file}", **answer}, ensure_ascii=False) + "\n")
        print(f"{peer}: {pages} pages, {size / 1e6:.1f} MB, {used:.1f} CPU-seconds: {pages / max(used, 1e-9):.1f} pages/s, {size / 1e6 / max(used, 1e-9):.1f} MB/s, {failed} failed", flush=True)


main()
