#!/usr/bin/env python3
"""Judged pairs of real stories (differences/) with the engine's traits.

usage: real_pairs.py BINARY WORK     writes WORK/learn.rows and WORK/measured.rows; list_differences must be built beside BINARY

Then: learn_difference DIR GOLD_DIR WORK/learn.rows data/story; tell_stories DIR GOLD_DIR WORK/learn.rows; DIR and GOLD_DIR as basil_gold.py writes them.
Python's standard library only. Needs NEWSLOOM_SHARED.
"""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import real_input  # noqa: E402

SETS = ("allsides_abp", "basil", "ecbplus", "fnc_test")
PRINTED = {"number": 0.75, "denial": 0.7}  # src/model/printed_story.h


def run(*words, **more):
    subprocess.run([str(word) for word in words], check=True, **more)


def inputs(binary, work):
    """{set: folder}, with the stories that the engine makes of the dense stream."""
    folders = {}
    for name in SETS:
        folders[name] = work / name
        real_input.write(real_input.stories_of(name), folders[name], real_input.closed_up)
    dense = [sys.executable, HERE / "dense_input.py"]
    for name, options, more in (("background", [], []), ("mix", ["--with-allsides"], ["--learn", work / "background"])):
        lines, clusters, folders[name] = work / f"{name}.jsonl", work / f"{name}.clusters.jsonl", work / name
        run(*dense, "stream", lines, *options)
        with open(clusters, "wb") as out:
            run(binary, "cluster", lines, stdout=out, stderr=subprocess.DEVNULL)
        run(*dense, "stories", clusters, folders[name], *more, stderr=subprocess.DEVNULL)
    return folders


def rows(binary, work):
    lister = pathlib.Path(binary).parent / "evaluation" / "facts" / "list_differences"
    work.mkdir(parents=True, exist_ok=True)
    lists = []
    for name, folder in inputs(binary, work).items():
        lists.append(f"{name}={work / name}.list.jsonl")
        with open(work / f"{name}.list.jsonl", "wb") as out:
            run(lister, folder, stdout=out)
    for half, options in (("learn", []), ("measured", ["--measured"])):
        with open(work / f"{half}.rows", "wb") as out:
            run(sys.executable, HERE / "labelled_rows.py", *options, *lists, stdout=out, stderr=subprocess.DEVNULL)
    return work / "learn.rows", work / "measured.rows"


def figures(measured):
    """Precision of what is printed in the half that nothing was learned on, and the share of the right pairs that are printed."""
    items = [line.split()[:4] for line in open(measured, encoding="utf8")]
    for kind, least in PRINTED.items():
        right = [float(confidence) >= least for k, label, _, confidence in items if k == kind and label == "1"]
        wrong = [float(confidence) >= least for k, label, _, confidence in items if k == kind and label == "0"]
        if sum(right) + sum(wrong):
            yield f"real stories, measured half, {kind}s as printed: precision", sum(right) / (sum(right) + sum(wrong)), f"  ({sum(right)} of {sum(right) + sum(wrong)}, one reader)"
        yield f"real stories, measured half, {kind}s: let through", sum(right) / len(right)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    _, measured = rows(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
    for title, value, *more in figures(measured):
        print(f"{value:.3f}  {title}{''.join(more)}")


if __name__ == "__main__":
    main()
