#!/usr/bin/env python3
"""Print the visible text blocks of a page with their byte offsets, and turn labels given by block number into an offset file.

    list_blocks.py PAGE                    one line for each block: number, start, end, tag path, text
    list_blocks.py PAGE --check            a page of pages/: every visible block must lie in an element with data-gold
    list_blocks.py PAGE --label LABELS --as PATH > offsets/NAME.json

A block is the visible text between two boundaries of elements that are not phrasing content, or between two <br> in a row. A <tr> is one block when its cells
hold nothing but phrasing content. Scripts, styles, noscript, template, iframe, svg and what is hidden or display:none hold no visible text. The reading stands on
html.parser alone and shares nothing with the extractor that is measured.

LABELS is a text of lines: "genre NAME", "is_article 0|1", "range FIRST-LAST", "kicker none|=TEXT", "deck none|=TEXT", and "ROLE: 1-4 7 9-12". Kicker and deck are
the blocks of that role where no line says otherwise; =TEXT names a part of a block.
"""
import argparse
import gzip
import hashlib
import html
import json
import re
import sys
from html.parser import HTMLParser

PHRASING = set("""a abbr acronym b bdi bdo big br button cite code data del dfn em font i img input ins kbd label map mark meter nobr output picture q rb rp rt
ruby rtc s samp small source span strike strong sub sup time tt u var wbr area""".split())
UNSEEN = set("""script style noscript template iframe svg math title object canvas select textarea video audio datalist noframes noembed""".split())
VOID = set("area base br col embed hr img input link meta param source track wbr".split())
# Bytes that show nothing: white space, and in UTF-8 the no-break space, zero-width signs and the soft hyphen; references to the same.
NOTHING = r"(?:[ \t\r\n\f\v]|\xc2\xa0|\xc2\xad|\xe2\x80[\x8b-\x8f]|\xef\xbb\xbf|&(?:nbsp|shy|zwnj|zwj|#160|#173|#8203|#x0*a0|#x0*ad|#x200[b-f]);?)"
SEEN = re.compile(NOTHING + r"*+(.+?)" + NOTHING + r"*\Z", re.S | re.I)
ROLES = set("""paragraph heading list_item quote table_row code headline kicker deck byline dateline_time caption bio promo newsletter related share navigation
comment legal paywall other_article tag_list advertisement other""".split())


def hidden(tag, attrs):
    if tag in UNSEEN:
        return True
    given = dict(attrs)
    if "hidden" in given or (tag == "dialog" and "open" not in given):
        return True
    return "display:none" in (given.get("style") or "").lower().replace(" ", "")


class Blocks(HTMLParser):
    """Reads the page as latin-1, so that a character is a byte and positions are byte offsets."""

    def __init__(self, source):
        super().__init__(convert_charrefs=False)
        self.lines = [0]
        for found in re.finditer("\n", source):
            self.lines.append(found.end())
        self.source = source
        self.blocks, self.pieces, self.breaks = [], [], 0
        self.stack, self.rows, self.skip, self.depth = [], [], None, 0
        self.feed(source)
        self.close()
        self.flush()

    def at(self):
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def flush(self):
        self.breaks = 0
        if self.pieces:
            self.blocks.append({"start": self.pieces[0][0], "end": self.pieces[-1][1], "parts": self.pieces, "path": self.path, "gold": self.gold})
        self.pieces = []

    def take(self, start, end):
        if self.skip:
            return
        found = SEEN.match(self.source, start, end)
        if not found:
            return
        start, end = found.span(1)
        if not self.pieces:
            self.path = ">".join(tag + (("." + name) if name else "") for tag, name, _ in self.stack[-3:])
            self.gold = [gold for _, _, gold in self.stack if gold]
        self.breaks = 0
        self.pieces.append((start, end))

    def boundary(self, tag):
        if tag in ("td", "th") and self.rows:
            self.flush()
            return
        if tag not in ("tr", "tbody", "thead", "tfoot", "table") and self.rows:
            self.rows[-1]["plain"] = False
        self.flush()

    def handle_starttag(self, tag, attrs):
        if self.skip:
            self.depth += tag == self.skip and tag not in VOID
            return
        if hidden(tag, attrs):
            if tag not in VOID:
                self.skip, self.depth = tag, 1
                if tag not in PHRASING and tag not in ("script", "style", "svg", "noscript", "template"):
                    self.boundary(tag)
            return
        if tag == "br":
            self.breaks += 1
            if self.breaks >= 2:
                if self.rows:
                    self.rows[-1]["plain"] = False
                self.flush()
            return
        if tag not in PHRASING:
            if tag == "table" and self.rows:
                for row in self.rows:
                    row["plain"] = False
            self.boundary(tag)
            if tag == "tr":
                self.rows.append({"first": len(self.blocks), "plain": True, "level": len(self.stack)})
        if tag not in VOID:
            given = dict(attrs)
            name = (given.get("class") or given.get("id") or "").split()
            self.stack.append((tag, name[0] if name else "", given.get("data-gold")))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if self.skip:
            if tag == self.skip:
                self.depth -= 1
                if self.depth == 0:
                    self.skip = None
            return
        if tag not in PHRASING and tag not in VOID:
            self.boundary(tag)
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index][0] == tag:
                del self.stack[index:]
                break
        if tag == "tr" and self.rows:
            row = self.rows.pop()
            cells = self.blocks[row["first"]:]
            if row["plain"] and len(cells) > 1:
                joined = dict(cells[0], end=cells[-1]["end"], parts=[part for cell in cells for part in cell["parts"]])
                self.blocks[row["first"]:] = [joined]

    def handle_data(self, data):
        start = self.at()
        self.take(start, start + len(data))

    def handle_charref(self, name):
        self.reference()

    def handle_entityref(self, name):
        self.reference()

    def reference(self):
        start = self.at()
        found = re.match(r"&#?\w+;?", self.source[start:start + 40])
        self.take(start, start + (found.end() if found else 1))


def read(path):
    data = open(path, "rb").read()
    return gzip.decompress(data) if path.endswith(".gz") else data


def charset(data):
    found = re.search(rb"charset=[\"']?([\w-]+)", data[:4096], re.I)
    name = found.group(1).decode() if found else "utf-8"
    try:
        data.decode(name)
        return name
    except (LookupError, UnicodeDecodeError):
        try:
            data.decode("utf-8")
            return "utf-8"
        except UnicodeDecodeError:
            return "windows-1252"


def text_of(block, data, name):
    text = ""
    last = None
    for start, end in block["parts"]:
        if last is not None and re.search(rb"\s|<(br|td|th)|&nbsp|&#160|\xc2\xa0", data[last:start]):
            text += " "
        text += html.unescape(data[start:end].decode(name, "replace"))
        last = end
    text = text.replace("\u00ad", "").replace("\u200b", "")
    return " ".join(text.split())


def numbers(text):
    for word in text.split():
        first, _, last = word.partition("-")
        yield from range(int(first), int(last or first) + 1)


def label(blocks, data, text, page):
    roles, out = {}, {"page": page, "sha256": hashlib.sha256(data).hexdigest()}
    given = {}
    for line in text.splitlines():
        line = line.split("#")[0].strip() if not re.match(r"(kicker|deck) ", line) else line.strip()
        found = re.match(r"(\w+):(.*)", line)
        if found and found.group(1) in ROLES:
            for number in numbers(found.group(2)):
                if number in roles:
                    sys.exit(f"{page}: block {number} labelled twice")
                if not 1 <= number <= len(blocks):
                    sys.exit(f"{page}: no block {number}")
                roles[number] = found.group(1)
        elif line:
            key, _, value = line.partition(" ")
            if key not in ("genre", "is_article", "range", "kicker", "deck"):
                sys.exit(f"{page}: what is {line!r}?")
            given[key] = value
    first, last = 1, len(blocks)
    if "range" in given:
        first, last = (int(n) for n in given["range"].split("-"))
        out["range"] = [blocks[first - 1]["start"], blocks[last - 1]["end"]]
    missing = [n for n in range(first, last + 1) if n not in roles]
    if missing:
        sys.exit(f"{page}: no label for {missing}")
    out["genre"] = given["genre"]
    out["is_article"] = given.get("is_article", "1") == "1"
    for part in ("kicker", "deck"):
        value = given.get(part, "")
        mine = [n for n in sorted(roles) if roles[n] == part]
        out[part] = None
        if value.startswith("="):
            wanted = value[1:].encode(charset(data))
            start = data.find(wanted)
            if start < 0:
                sys.exit(f"{page}: {part} {value!r} is not there")
            out[part] = [start, start + len(wanted)]
        elif value != "none" and mine:
            run = [n for i, n in enumerate(mine) if n - i == mine[0]]
            out[part] = [blocks[run[0] - 1]["start"], blocks[run[-1] - 1]["end"]]
    out["blocks"] = [[blocks[n - 1]["start"], blocks[n - 1]["end"], roles[n]] for n in sorted(roles)]
    return out


def dump(out):
    rest = {key: value for key, value in out.items() if key != "blocks"}
    rows = ",\n".join("  " + json.dumps(row) for row in out["blocks"])
    return json.dumps(rest)[:-1] + ', "blocks": [\n' + rows + "\n]}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--label")
    parser.add_argument("--as", dest="shown")
    parser.add_argument("--width", type=int, default=100)
    args = parser.parse_args()
    data = read(args.page)
    blocks = Blocks(data.decode("latin-1")).blocks
    name = charset(data)
    if args.check:
        bad = 0
        for block in blocks:
            if not block["gold"] or block["gold"][-1] not in ROLES:
                bad += 1
                print(f"{args.page}: no label: {block['path']}: {text_of(block, data, name)[:80]}")
        sys.exit(1 if bad else 0)
    if args.label:
        sys.stdout.write(dump(label(blocks, data, open(args.label, encoding="utf-8").read(), args.shown or args.page)))
        return
    for number, block in enumerate(blocks, 1):
        text = text_of(block, data, name)
        if len(text) > args.width:
            text = text[:args.width] + f"… ({len(text)})"
        print(f"{number} {block['start']} {block['end']} {block['path']} | {text}")


if __name__ == "__main__":
    main()
