"""A page under construction: HTML and, beside it, the gold list of its text blocks; and a reader that takes the blocks
out of the finished HTML again, so that the one can be checked against the other."""
import html
import re
from html.parser import HTMLParser

BODY_ROLES = ("paragraph", "heading", "list_item", "quote", "table_row", "live_entry")
ZERO = "\u00ad\u200b"


def plain(text):
    """The words of a line of source: no link, no emphasis, no soft hyphens, blanks collapsed."""
    text = re.sub(r"\[([^\]]*)\]\(([^)\s]*)\)", r"\1", text)
    text = re.sub(r"\*\*?([^*]+)\*\*?", r"\1", text)
    for c in ZERO:
        text = text.replace(c, "")
    return re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()


def inline(text, entities=False):
    """A line of source as HTML."""
    out = html.escape(text, quote=False)
    out = re.sub(r"\[([^\]]*)\]\(([^)\s]*)\)", r'<a href="\2">\1</a>', out)
    out = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", out)
    out = re.sub(r"\*([^*]+)\*", r"<em>\1</em>", out)
    out = out.replace("\u00ad", "&shy;").replace("\u00a0", "&nbsp;").replace("\u200b", "&#8203;")
    if entities:
        for c, name in (("“", "&ldquo;"), ("”", "&rdquo;"), ("‘", "&lsquo;"), ("’", "&#8217;"), ("—", "&mdash;"), ("–", "&#8211;")):
            out = out.replace(c, name)
    return out


class Page:
    def __init__(self, entities=False):
        self.out, self.blocks, self.entities = [], [], entities

    def raw(self, text):
        self.out.append(text)

    def block(self, role, text, before="<p>", after="</p>\n", **more):
        """One text block; `text` in source form."""
        self.out.append(before + inline(text, self.entities) + after)
        self.note(role, text, **more)

    def note(self, role, text, **more):
        """A block whose HTML the caller writes."""
        words = plain(text)
        if words:
            self.blocks.append({"role": role, "text": words, **more})

    def items(self, role, texts, before="<li>", after="</li>\n", href=None):
        for text in texts:
            label, _, link = text.partition("|")
            link = link or (href or "/") + re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")
            self.block(role, label, before + f'<a href="{html.escape(link)}">', "</a>" + after)

    def html(self):
        return "".join(self.out)

    def body_text(self):
        return "\n\n".join(b["text"] for b in self.blocks if b["role"] in BODY_ROLES)


INLINE = set("a abbr b bdi br cite code em font i img input kbd label mark meta link path q s small span strong sub sup svg time u use wbr".split())
SKIP = set("script style noscript template title iframe svg textarea head".split())
VOID = set("area base br col embed hr img input link meta param source track wbr".split())


class Blocks(HTMLParser):
    """Text blocks of a page in document order, as README.md defines them. Visible text only."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.buffer, self.skipping, self.breaks = [], "", [], 0
        self.row = None

    def flush(self):
        words = plain_page(self.buffer)
        if words:
            if self.row is not None:
                self.row.append(words)
            else:
                self.found.append(words)
        self.buffer, self.breaks = "", 0

    def handle_starttag(self, tag, attrs):
        if self.skipping:
            if tag not in VOID:
                self.skipping.append(tag)
            return
        attrs = dict(attrs)
        hidden = "hidden" in attrs or "display:none" in (attrs.get("style") or "").replace(" ", "")
        if tag in SKIP and tag != "head" or hidden and tag not in VOID:
            if tag not in INLINE:
                self.flush()
            self.skipping.append(tag)
            return
        if tag == "br":
            self.breaks += 1
            self.buffer += " "
            if self.breaks > 1:
                self.flush()
            return
        if tag not in INLINE:
            self.flush()
        if tag == "tr":
            self.row = []

    def handle_endtag(self, tag):
        if self.skipping:
            if tag in self.skipping:
                while self.skipping.pop() != tag:
                    pass
            return
        if tag not in INLINE:
            self.flush()
        if tag == "tr" and self.row is not None:
            cells, self.row = self.row, None
            if cells:
                self.found.append(" | ".join(cells))

    def handle_data(self, data):
        if not self.skipping:
            if data.strip():
                self.breaks = 0
            self.buffer += data


def plain_page(text):
    for c in ZERO:
        text = text.replace(c, "")
    return re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()


def blocks_of(page):
    reader = Blocks()
    reader.feed(page)
    reader.close()
    reader.flush()
    return reader.found
