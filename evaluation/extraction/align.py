"""Which words of a page stand in its gold text: a monotone alignment through shared word runs.

Used to label blocks for training. Python standard library only.
"""
import bisect
import re
from collections import defaultdict

# As the scorer's words, but every character of an unspaced script is a word of its own.
WORD = re.compile("[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])\\w)+")
RUN = 3
MOST_PLACES = 12


def words(text):
    return WORD.findall(text.replace("\u00ad", "").replace("\u200b", ""))


def chain(pairs):
    """The longest chain of (page, gold) places that rises in both (patience sorting)."""
    pairs.sort(key=lambda p: (p[0], -p[1]))
    tails, tail_at, back = [], [], [0] * len(pairs)
    for i, (_, g) in enumerate(pairs):
        k = bisect.bisect_left(tails, g)
        back[i] = tail_at[k - 1] if k else -1
        if k == len(tails):
            tails.append(g)
            tail_at.append(i)
        else:
            tails[k] = g
            tail_at[k] = i
    result = []
    i = tail_at[-1] if tail_at else -1
    while i >= 0:
        result.append(pairs[i])
        i = back[i]
    return result[::-1]


def matched(blocks, gold):
    """blocks: list of texts; gold: text. Returns per block (matched words, words)."""
    page, owner = [], []
    for b, text in enumerate(blocks):
        for w in words(text):
            page.append(w)
            owner.append(b)
    goal = words(gold)
    places = defaultdict(list)
    for i in range(len(goal) - RUN + 1):
        places[tuple(goal[i : i + RUN])].append(i)
    pairs = []
    for i in range(len(page) - RUN + 1):
        found = places.get(tuple(page[i : i + RUN]))
        if found and len(found) <= MOST_PLACES:
            pairs += [(i, g) for g in found]
    hit = [False] * len(page)
    used = [False] * len(goal)
    for p, g in chain(pairs):
        for k in range(RUN):
            hit[p + k] = True
            used[g + k] = True
    # Short blocks between matched places: the gold words left over there must be theirs, in order.
    anchors = [(-1, -1)] + [(p, g) for p, g in chain(pairs)] + [(len(page), len(goal))]
    for (p0, g0), (p1, g1) in zip(anchors, anchors[1:]):
        gap = [k for k in range(g0 + 1, g1) if not used[k]]
        if not gap or len(gap) > 400:
            continue
        at = 0
        room = [k for k in range(p0 + 1, p1) if not hit[k]]
        if len(room) > 4000:
            room = room[:2000] + room[-2000:]
        k = 0
        while k < len(room) and at < len(gap):
            # a whole block's words must stand in the gap
            b = owner[room[k]]
            own = []
            while k < len(room) and owner[room[k]] == b:
                own.append(room[k])
                k += 1
            text = [page[x] for x in own]
            for start in range(at, len(gap) - len(text) + 1):
                if [goal[x] for x in gap[start : start + len(text)]] == text:
                    for x in own:
                        hit[x] = True
                    for x in gap[start : start + len(text)]:
                        used[x] = True
                    at = start + len(text)
                    break
    total = [0] * len(blocks)
    good = [0] * len(blocks)
    for i, b in enumerate(owner):
        total[b] += 1
        good[b] += hit[i]
    return list(zip(good, total)), sum(used), len(goal)
