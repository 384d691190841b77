#!/usr/bin/env python3
"""Plain pages made of the texts in genre_texts.txt, for learning the genres alone.

usage: genre_pages.py FOLDER   writes the pages there, to look at
"""
import html
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent


def texts():
    """(genre, kind, page, url) of each."""
    made = []
    for number, part in enumerate(("\n" + (HERE / "genre_texts.txt").read_text(encoding="utf8")).split("\n=== ")[1:]):
        head, title, *lines = part.rstrip("\n").split("\n")
        label, language = head.split(" ")
        genre, kind = label.split("/")
        about = {key: next((line[len(key) + 2:] for line in lines if line.startswith(f"{key}: ")), "") for key in ("by", "url", "bio")}
        e = html.escape
        body, opened = [], ""
        for line in lines:
            if line.partition(": ")[0] in about:
                continue
            wanted = {"- ": "ul", "| ": "table"}.get(line[:2], "")
            if opened and wanted != opened:
                body.append(f"</{opened}>")
            if wanted and wanted != opened:
                body.append(f"<{wanted}>")
            opened = wanted
            if line.startswith("# "):
                body.append(f"<h2>{e(line[2:])}</h2>")
            elif wanted == "ul":
                body.append(f"<li>{e(line[2:])}</li>")
            elif wanted == "table":
                body.append("<tr>" + "".join(f"<td>{e(cell)}</td>" for cell in line[2:].split(" | ")) + "</tr>")
            else:
                body.append(f"<p>{e(line)}</p>")
        if opened:
            body.append(f"</{opened}>")
        by = f'<p class="byline">{e(about["by"])}</p>' if about["by"] else ""
        bio = f'<div class="author-bio"><p>{e(about["bio"])}</p></div>' if about["bio"] else ""
        page = (f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{e(title)}</title></head><body><article><h1>{e(title)}</h1>{by}\n<div class="text">\n'
                + "\n".join(body) + f"\n</div>{bio}</article></body></html>\n")
        made.append((genre, kind, page, f"https://www.learning-{number}.example/{about['url'] or 'a'}/{number}"))
    return made


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for number, (genre, kind, page, _) in enumerate(texts()):
        (folder / f"{number:03}-{genre}-{kind}.html").write_text(page, encoding="utf8")


if __name__ == "__main__":
    main()
