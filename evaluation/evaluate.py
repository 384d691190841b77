#!/usr/bin/env python3
"""Quality against labelled data: runs `newsloom` over the data of ../shared, scores it with the scorers there, prints one table.

usage: evaluate.py [--newsloom BINARY] [--check | --update] [--runs N] [--sealed FILE] [AREA...]

AREA     sample (the sample days), roles (own labelled pages) and facts (own gold), which need nothing else; extraction, stories, attribution,
         perspectives (all when none is named)
--check  exit 1 when a figure falls more than 0.5 points below the best so far in figures.json
--update write the figures of this run into figures.json (say in the commit message why one falls)
--runs   how often the stories are clustered with other ids (default 5; --check takes 1)

--sealed the sealed half of the gold of facts, named by its file: for the closing run only

Where ../shared (NEWSLOOM_SHARED) is absent nothing is measured, and it says so (exit 0). Python's standard library only.
"""
import argparse
import contextlib
import gzip
import hashlib
import importlib.util
import io
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import perspectives
import sample_days
from extraction import folds
from facts import area as facts_area
from roles import score as roles_score

HERE = pathlib.Path(__file__).resolve().parent
SHARED = pathlib.Path(os.environ.get("NEWSLOOM_SHARED", HERE.parent.parent / "shared"))
TOLERANCE = 0.005


def scorer(name):
    spec = importlib.util.spec_from_file_location("score_" + name, SHARED / "score" / (name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(arguments, output):
    """Runs newsloom with its standard output in a file; exit 3 (some inputs failed) is an answer, not an error."""
    with open(output, "wb") as out:
        code = subprocess.run([str(a) for a in arguments], stdout=out, check=False).returncode
    if code not in (0, 3):
        sys.exit(f"{' '.join(map(str, arguments))}: exit code {code}")


def read_lines(path):
    with (gzip.open if str(path).endswith(".gz") else open)(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def extraction(binary, work, _runs):
    """Cross-validated: every page is extracted with weights that were learned without its registrable domain
    (evaluation/extraction/folds, made by train.py --fold); the built-in weights' figure stands beside."""
    data, scores = SHARED / "data" / "extraction", work / "extraction.json"
    sets = ["zyte", "fundus", "wcxb-dev", "trafilatura", "htmldate"]
    weights = sorted((HERE / "extraction" / "folds").glob("*.json.gz"))
    lists = [work / f"pages.{k}.tsv" for k in range(len(weights))]
    with contextlib.ExitStack() as stack:
        outs = [stack.enter_context(open(path, "w", encoding="utf8")) for path in lists]
        for name in sets:
            for gold in sorted((data / name).glob("*.json")):
                url = json.loads(gold.read_text(encoding="utf8")).get("url") or ""
                fold = folds.fold_of(url or f"{name}/{gold.stem}.html", len(weights))
                outs[fold].write(f"{gold.with_suffix('.html.gz')}\t{url}\n")

    def answers(name, options_of):
        path = work / f"{name}.jsonl"
        with open(path, "wb") as all_answers:
            for k, listing in enumerate(lists):
                run([binary, "extract", "--jobs", os.cpu_count(), *options_of(k), "--files-from", listing], work / "part.jsonl")
                all_answers.write((work / "part.jsonl").read_bytes())
        return path

    def score(path, only, *more):
        command = [sys.executable, SHARED / "score" / "extraction.py", "--only", only, "--json", scores, *more, path]
        subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL)
        return next(iter(json.loads(scores.read_text()).values()))

    def figures(path):
        all_sets, articles = score(path, ",".join(sets)), score(path, "wcxb-dev", "--page-type", "article")
        zyte, fundus = all_sets["zyte"], all_sets["fundus"]
        yield "zyte F1", zyte["sF"]
        yield "zyte exact", zyte["sAcc"]
        yield "fundus F1", fundus["sF"]
        yield "wcxb-dev articles F1", articles["wcxb-dev"]["sF"]
        yield "trafilatura segments F", all_sets["trafilatura"]["gF"]
        yield "fundus titles", fundus["ttlN"]
        yield "fundus authors F", fundus["auF"]
        yield "fundus dates", fundus["dtA"]
        yield "htmldate dates", all_sets["htmldate"]["dtA"]
        yield "wcxb-dev article or not F", all_sets["wcxb-dev"]["artF"]
        yield "answered (zyte, fundus, wcxb-dev articles)", 1 - max(zyte["empty"], fundus["empty"], articles["wcxb-dev"]["empty"])

    unseen = figures(answers("unseen", lambda k: ["--weights", weights[k]]))
    for (figure, value), (_, in_sample) in zip(unseen, figures(answers("built-in", lambda k: []))):
        yield figure, value, f"  (in sample {in_sample:.3f})"


STORIES = {
    "allsides_abp with background": ("allsides_abp", ["allsides_abp", "background"]),
    "allsides_abp": ("allsides_abp", ["allsides_abp"]),
    "ecbplus": ("ecbplus", ["ecbplus"]),
    "fnc_test": ("fnc_test", ["fnc_test"]),
    "basil": ("basil", ["basil"]),
    "googlenews_t": ("googlenews_t", ["googlenews_t"]),
    "uci2014": ("uci2014", ["uci2014"]),
}


def stories(binary, work, runs):
    """Ids are salted anew in each run: neither their order nor their form may matter."""
    module, data = scorer("stories"), SHARED / "data" / "stories"
    for title, (gold_set, sets) in STORIES.items():
        gold = module.load(str(data / f"{gold_set}.dev.gold.json"))
        rows = [row for name in sets for row in read_lines(data / f"{name}.dev.jsonl.gz")]
        f1, precision = [], []
        for salt in range(runs):
            salted = {row["id"]: hashlib.sha256(f"{salt}:{row['id']}".encode()).hexdigest()[:16] for row in rows}
            with open(work / "stories.in.jsonl", "w", encoding="utf8") as out:
                for row in sorted(rows, key=lambda row: salted[row["id"]]):
                    out.write(json.dumps({**row, "id": salted[row["id"]]}, ensure_ascii=False) + "\n")
            run([binary, "cluster", work / "stories.in.jsonl"], work / "stories.out.jsonl")
            story = {row["id"]: str(row["story"]) for row in read_lines(work / "stories.out.jsonl")}
            result = module.score(gold, {key: story[salted[key]] for key in gold if salted.get(key) in story}, False)
            f1.append(result["b3_f1"])
            precision.append(result["pw_p"])
        spread = f" (spread {statistics.pstdev(f1):.4f})" if runs > 1 else ""
        yield title + " BCubed F1", statistics.fmean(f1), spread
        if len(sets) > 1:
            yield title + " pairwise precision", statistics.fmean(precision)


def attribution(binary, work, _runs):
    data, module = SHARED / "data" / "attribution", scorer("attribution")

    def answers(name):
        run([binary, "attribute", data / f"{name}.jsonl.gz"], work / f"{name}.jsonl")
        return str(work / f"{name}.jsonl")

    def score(name):
        return module.score(module.load(str(data / f"{name}.jsonl.gz")), module.load(answers(name)))[0]

    result = score("polnear-dev")
    yield "PolNeAR attribution F", result["attribution"][2]
    yield "PolNeAR content exact F", result["content_exact"][2]
    yield "PolNeAR content IoU F", result["content_iou"][2]
    yield "PolNeAR content IoU precision", result["content_iou"][0]
    yield "PolNeAR recall on speech cues", result["speech_cue_recall_iou"]["R"]
    yield "PolNeAR direct quotes IoU F", result["direct_iou"][2]
    yield "PolNeAR direct quotes source overlap", result["by_kind"]["direct"]["src_overlap"]
    yield "German Wikinews attribution F", score("wikinews-de-dev")["attribution"][2]

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        scorer("voices").main(str(data / "basil-speakers-dev.jsonl.gz"), answers("basil-speakers-dev"))
    words = out.getvalue().split()
    yield "basil naming recall", float(words[words.index("recall") + 1])
    yield "basil naming precision", float(words[words.index("precision") + 1])
    yield "basil agreement", float(words[words.index("agreement") + 1])


def sample(binary, work, _runs):
    yield from sample_days.figures(binary, work)


def roles(binary, work, _runs):
    yield from roles_score.measure(binary, work)["figures"].items()


OWN = {"facts", "sample", "roles"}  # need no data of ../shared
def facts(binary, work, _runs):
    yield from facts_area.figures(binary, work, SEALED[0] if SEALED else None)


SEALED = []  # the file, in the closing run


AREAS = {"facts": facts, "perspectives": lambda binary, work, _runs: perspectives.figures(binary, work), "sample": sample, "roles": roles, "extraction": extraction, "stories": stories, "attribution": attribution}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("areas", nargs="*", metavar="AREA")
    arguments.add_argument("--newsloom", default=HERE.parent / "build" / "release" / "newsloom")
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("--runs", type=int)
    arguments.add_argument("--sealed", metavar="FILE")
    a = arguments.parse_args()
    SEALED.extend([a.sealed] if a.sealed else [])
    unknown = set(a.areas) - AREAS.keys()
    if unknown:
        arguments.error(f"no area {', '.join(sorted(unknown))}; there are {', '.join(AREAS)}")
    areas = a.areas or list(AREAS)
    if not (SHARED / "data").is_dir():
        if skipped := [area for area in areas if area not in OWN]:
            print(f"{', '.join(skipped)}: skipped: needs the labelled data in {SHARED} (NEWSLOOM_SHARED)")
        areas = [area for area in areas if area in OWN]
    best_file = HERE / "figures.json"
    best = json.loads(best_file.read_text()) if best_file.exists() else {}
    fallen = []
    print(f"{'area':13}{'figure':48}{'now':>8}{'best':>8}")
    with tempfile.TemporaryDirectory() as work:
        for area in areas:
            for figure, value, *note in AREAS[area](a.newsloom, pathlib.Path(work), a.runs or (1 if a.check else 5)):
                known = best.get(area, {}).get(figure)
                low = known is not None and value < known - TOLERANCE
                if low:
                    fallen.append(f"{area}: {figure} fell from {known:.3f} to {value:.3f}")
                print(f"{area:13}{figure:48}{value:8.3f}{'' if known is None else f'{known:8.3f}'}{''.join(note)}{'  FELL' if low else ''}", flush=True)
                if a.update:
                    best.setdefault(area, {})[figure] = round(value, 4)
    if a.update:
        best_file.write_text(json.dumps(best, indent=2) + "\n")
    print("\n".join(fallen))
    return 1 if a.check and fallen else 0


if __name__ == "__main__":
    sys.exit(main())
