"""The area `facts` of evaluate.py: own gold, told by the binary and by models that have not seen the story; two readers' labels on real events."""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import basil  # noqa: E402
import real_input  # noqa: E402
import real_pairs  # noqa: E402

PRINT_PRECISION = 0.97


def scored(output, figures, *more):
    """score.py's figures as a dictionary."""
    subprocess.run([sys.executable, str(HERE / "score.py"), "--json", str(figures), *more, str(output)], check=True, stdout=subprocess.DEVNULL)
    return json.loads(figures.read_text(encoding="utf8"))


def print_threshold(result, what):
    """The least threshold with the precision asked for at print, and what it lets through; (nan, 0) when there is none."""
    for row in result["thresholds"]:
        if row[what]["precision"] is not None and row[what]["right"] and row[what]["precision"] >= PRINT_PRECISION:
            return row["threshold"], row[what]["let_through"]
    return float("nan"), 0.0


def rows_of(result, title):
    for what in ("facts", "differences"):
        yield f"{title} {what} precision", result[what]["precision"]
        yield f"{title} {what} recall", result[what]["recall"]
    yield f"{title} independent counts right", result["counts_right"]
    yield f"{title} unknowns F", result["unknowns"]["f"]
    for what in ("facts", "differences"):
        threshold, through = print_threshold(result, what)
        yield f"{title} {what} let through at precision .97", through, f"  (from a confidence of {threshold})"


def figures(binary, work, sealed=None):
    """`sealed`: the file of the sealed half, in the closing run only."""
    half = ["--sealed"] if sealed else []
    if sealed and pathlib.Path(sealed).resolve() != (HERE / "gold" / "sealed.jsonl.gz").resolve():
        sys.exit(f"{sealed} is not the sealed half")
    subprocess.run([sys.executable, str(HERE / "make_input.py"), *half, str(work)], check=True, stderr=subprocess.DEVNULL)
    with open(work / "told.jsonl", "wb") as out:
        subprocess.run([str(binary), "story", str(work / "articles.jsonl"), "--clusters", str(work / "clusters.jsonl")], stdout=out, check=True)
    result = scored(work / "told.jsonl", work / "told.json", *half)
    yield from rows_of(result, "sealed" if sealed else "open (learned on)")
    tell = pathlib.Path(binary).parent / "evaluation" / "facts" / "tell_stories"
    lister = tell.with_name("list_differences")
    if not sealed and tell.exists() and lister.exists():
        learned, measured = real_pairs.rows(pathlib.Path(binary).resolve(), work / "real-pairs")
        shared = (real_input.SHARED / "data" / "stories").exists()
        if shared:  # learned as what ships, but for the tenth of the stories that is told
            subprocess.run([sys.executable, str(HERE / "pairs_gold.py"), str(work / "all")], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        folders = [work / "all" / "in", work / "all" / "gold"] if shared else [work, HERE / "gold" / "open"]
        with open(work / "left-out.jsonl", "wb") as out:
            subprocess.run([str(one) for one in (tell, *folders, learned)], stdout=out, stderr=subprocess.DEVNULL, check=True)
        yield from rows_of(scored(work / "left-out.jsonl", work / "left-out.json"), "open, story left out")
        if shared:
            for title, *more in basil.figures_of(basil.read_told(work / "left-out.jsonl")):
                if "checked" in title:
                    yield title.replace("basil", "basil, event left out", 1), *more
        yield from real_pairs.figures(measured)
    elif not sealed:
        print(f"(no figures with the story left out: build {tell} and {lister})", file=sys.stderr)
    for title, *more in basil.figures(binary, work):  # events left out: basil_gold.py, tell_stories, basil.py --told
        yield (title if "each other" in title else title.replace("basil", "basil (learned on)", 1)), *more
