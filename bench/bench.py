#!/usr/bin/env python3
"""Whole-process speed, then the micro benchmarks.

usage: bench.py --build build/release [FILTER]

Whole process: `newsloom extract` over the pages of ../shared (bytes to JSON; pages and megabytes per CPU-second, peak memory), `newsloom attribute` and
`newsloom cluster` over its articles. Skipped, and says so, where ../shared is absent. Stories: a day of 1,000 invented stories and 20,000 articles through
`newsloom story`, and the steps of telling one hard story of 60 articles and of that day's stories (bench_story). Micro: the Google Benchmark programs whose name holds FILTER.
"""
import argparse
import gzip
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
MICRO = ("attribution",)  # the folders of programs that need no input: Google Benchmark
SHARED = pathlib.Path(os.environ.get("NEWSLOOM_SHARED", HERE.parent.parent / "shared"))


def measured(command):
    """(CPU seconds, wall seconds, peak memory in MB) of one child process."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        before = os.times()
        code = subprocess.call([str(c) for c in command], stdout=subprocess.DEVNULL)
        after, usage = os.times(), resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.children_user - before.children_user + after.children_system - before.children_system
        os.write(write, f"{code} {cpu} {after.elapsed - before.elapsed} {usage.ru_maxrss / 1024}".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        code, cpu, wall, memory = answer.read().split()
    os.waitpid(child, 0)
    if code not in ("0", "3"):
        sys.exit(f"{' '.join(map(str, command))}: exit code {code}")
    return float(cpu), float(wall), float(memory)


def row(what, count, unit, megabytes, cost):
    cpu, wall, memory = cost
    print(f"{what:44}{count / cpu:10.0f} {unit}/CPU-s{megabytes / cpu:9.1f} MB/CPU-s{wall:8.2f} s{memory:8.0f} MB peak", flush=True)


def whole_process(newsloom, work):
    for name in ("zyte", "fundus", "wcxb-dev", "trafilatura"):
        pages = sorted((SHARED / "data" / "extraction" / name).glob("*.html.gz"))
        folder = work / name
        folder.mkdir()
        size = 0
        for page in pages:  # decompressed: what is measured is from page bytes to JSON
            body = gzip.decompress(page.read_bytes())
            size += len(body)
            (folder / page.name[:-3]).write_bytes(body)
        listing = work / f"{name}.list"
        listing.write_text("".join(f"{folder / page.name[:-3]}\n" for page in pages))
        row(f"extract, {name}", len(pages), "pages", size / 1e6, measured([newsloom, "extract", "--jobs", 1, "--files-from", listing]))
    for word, file in (("attribute", "attribution/polnear-dev"), ("cluster", "stories/allsides_abp.dev"), ("cluster", "stories/background.dev"),
                       ("dedup", "stories/background.dev")):
        lines = gzip.decompress((SHARED / "data" / f"{file}.jsonl.gz").read_bytes())
        plain = work / "articles.jsonl"
        plain.write_bytes(lines)
        row(f"{word}, {pathlib.Path(file).name}", lines.count(b"\n"), "articles", len(lines) / 1e6, measured([newsloom, word, "--jobs", 1, plain]))


def stories(build, work):
    generate = HERE.parent / "evaluation" / "facts" / "generate_day.py"
    for name, shape in (("a hard story of 60", ("4", "60", "30")), ("a day of 20,000", ("1000", "20", "18"))):
        folder = work / name.replace(" ", "_")
        subprocess.run([sys.executable, str(generate), str(folder), *shape], check=True)
        articles = folder / "articles.jsonl"
        command = [build / "newsloom", "story", "--jobs", 1, articles, "--clusters", folder / "clusters.jsonl"]
        row(f"story, {name}", int(shape[0]) * int(shape[1]), "articles", articles.stat().st_size / 1e6, measured(command))
        steps = build / "bench" / "story" / "bench_story"
        if steps.exists():
            subprocess.run([str(steps), str(folder), "1" if name.endswith("20,000") else "5"], check=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("filter", nargs="?", default="")
    arguments.add_argument("--build", required=True, type=pathlib.Path)
    a = arguments.parse_args()
    if not a.filter:
        if (SHARED / "data").is_dir():
            with tempfile.TemporaryDirectory() as work:
                whole_process(a.build.resolve() / "newsloom", pathlib.Path(work))
        else:
            print(f"whole process: skipped: needs the pages in {SHARED} (NEWSLOOM_SHARED)")
        with tempfile.TemporaryDirectory() as work:
            stories(a.build.resolve(), pathlib.Path(work))
    for name in MICRO:
        program = a.build / "bench" / name / f"bench_{name}"
        if program.exists() and a.filter in program.name:
            print(f"\n{program.name}", flush=True)
            subprocess.run([str(program)], check=False)


if __name__ == "__main__":
    main()
