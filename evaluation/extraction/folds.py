"""Folds grouped by registrable domain over all sets: pages of one site are never on both sides. Standard library only."""
import hashlib
import re

SECOND_LEVEL = {"co", "com", "org", "net", "gov", "ac", "edu", "gob", "or", "ne", "go", "asn", "id", "in", "web", "sch"}


def domain(url):
    host = re.sub(r"^[a-z]+://", "", url or "").split("/")[0].split(":")[0].lower()
    parts = host.split(".")
    if len(parts) >= 3 and len(parts[-1]) == 2 and parts[-2] in SECOND_LEVEL:
        return ".".join(parts[-3:])
    return ".".join(parts[-2:])


def fold_of(url, folds=5):
    return int(hashlib.sha1(domain(url).encode()).hexdigest()[:8], 16) % folds
