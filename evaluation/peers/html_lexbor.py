#!/usr/bin/env python3
"""Lexbor (through selectolax, from PyPI; parse only) on the pages of bench/html_parse, in a process of its own.

usage: pip install selectolax, then: html_lexbor.py [--shared ../shared] [--rounds 15] [--sets zyte,readability]

Prints the median MB/s of CPU time over the rounds; compare with `html_parse`'s rows of the same minute. The tree is built and dropped, not walked.
"""
import argparse
import gzip
import pathlib
import statistics
import time

from selectolax.lexbor import LexborHTMLParser


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", default=str(pathlib.Path(__file__).resolve().parents[3] / "shared"))
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--sets", default="zyte,readability")
    options = parser.parse_args()
    for name in options.sets.split(","):
        folder = pathlib.Path(options.shared) / "data/extraction" / name
        pages = [gzip.open(path).read() for path in sorted(folder.glob("*.html.gz"))]
        size = sum(len(page) for page in pages)
        seconds = []
        for _ in range(options.rounds):
            begin = time.thread_time()
            for page in pages:
                LexborHTMLParser(page)
            seconds.append(time.thread_time() - begin)
        print(f"{name}: {len(pages)} pages, {size / 1e6:.1f} MB: lexbor {size / 1e6 / statistics.median(seconds):.0f} MB/s")


if __name__ == "__main__":
    main()
