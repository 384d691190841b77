"""Pages of lines for learning alone: those of lines.txt, and mixtures of labelled pages with the boxes of boxes.tsv. Standard library only; fixed seeds.

A mixture is an article's lines of which some boxes are left out and into which others are put: boxes of boxes.tsv, boxes of pages of the same fold, now and then the beginning of another
article of that fold. So what a box is told by is its wording and its shape, not its place, and no page of another fold is in it.
"""
import hashlib
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import pages as box_pages  # noqa: E402
import score  # noqa: E402

LETTERS = {"H": "headline", "K": "kicker", "D": "deck", "B": "byline", "W": "dateline_time", "P": "paragraph", "S": "heading", "L": "list_item", "Q": "quote", "T": "table_row", "C": "caption",
           "F": "bio", "M": "promo", "E": "newsletter", "R": "related", "V": "share", "N": "navigation", "U": "comment", "Y": "legal", "I": "paywall", "O": "other_article", "G": "tag_list",
           "A": "advertisement", "X": "other"}
HEAD = ("headline", "kicker", "deck", "byline", "dateline_time")
DROPPED, FROM_BOXES, SAME_LANGUAGE, WITHIN, SECOND_ARTICLE = .4, .6, .8, .65, .15  # shares
MOST_BOXES, MOST_LINES = 4, 12


def written():
    """The pages of lines.txt."""
    made, blocks, language = [], [], None

    def end():
        if blocks:
            made.append(score.Page(f"T{len(made):02}", {"language": language, "is_article": True, "url": ""}, b"", list(blocks), True, []))
            blocks.clear()

    for line in (HERE / "lines.txt").read_text(encoding="utf8").splitlines():
        if line.startswith("== "):
            end()
            language = line[3:]
        elif line and not line.startswith("#"):
            letter, _, text = line.partition(" ")
            blocks.append((LETTERS[letter], score.normalised(text)))
    end()
    return made


def boxes_of(page):
    """Runs of lines of one role behind the first of the body."""
    found, began, last = [], False, None
    for role, text in page.blocks:
        began = began or role in score.BODY
        if began and role not in score.BODY and role != "other_article":
            if role == last and len(found[-1]) < MOST_LINES:
                found[-1].append((role, text))
            else:
                found.append([(role, text)])
        last = role if began else None
    return found


def mixed(real, fold_of, copies):
    """(page it is made of, mixture), `copies` of each article."""
    by_language, every, pools = {}, [], {}
    for role, language, parts in box_pages.boxes():
        lines = [(role, text) for _, part in parts if (text := score.normalised(part.partition("@")[0]))]
        by_language.setdefault(language, []).append(lines)
        every.append(lines)
    for page in real:
        pools.setdefault(fold_of(page), []).extend(boxes_of(page))
    articles = [p for p in real if p.gold["is_article"] and sum(role in score.BODY for role, _ in p.blocks) > 1]
    for page in articles:
        for copy in range(copies):
            rng = random.Random(hashlib.sha256(f"{page.name} {copy}".encode()).hexdigest())
            yield page, mixture(page, copy, rng, by_language.get((page.gold.get("language") or "en")[:2], every), every, pools[fold_of(page)],
                                [q for q in articles if fold_of(q) == fold_of(page) and q is not page])


def mixture(page, copy, rng, mine, every, pool, others):
    kept, drop, last = [], False, None
    for role, text in page.blocks:
        if role in score.BODY:
            drop = False
        elif role != last:
            drop = rng.random() < DROPPED
        if not drop:
            kept.append((role, text))
        last = role
    body = [i for i, (role, _) in enumerate(kept) if role in score.BODY]
    put = {}
    for _ in range(rng.randrange(1, MOST_BOXES + 1)):
        at = rng.randint(body[0], body[-1] + 1) if rng.random() < WITHIN else body[-1] + 1
        ours = rng.random() < FROM_BOXES or not pool
        put.setdefault(at, []).extend(rng.choice(mine if rng.random() < SAME_LANGUAGE else every) if ours else rng.choice(pool))
    blocks = []
    for i in range(len(kept) + 1):
        blocks += put.get(i, [])
        blocks += kept[i:i + 1]
    if others and rng.random() < SECOND_ARTICLE:
        other = rng.choice(others)
        head = [text for role, text in other.blocks if role in HEAD][:6]
        text = [text for role, text in other.blocks if role in score.BODY][:rng.randrange(3, 9)]
        at = max(i for i, (role, _) in enumerate(blocks) if role in score.BODY) + 1 if rng.random() < .5 else len(blocks)
        blocks[at:at] = [("other_article", words) for words in head + text]
    return score.Page(f"M{copy}-{page.name}", page.gold, b"", blocks, True, [])
