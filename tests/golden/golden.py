#!/usr/bin/env python3
"""Golden tests: what a file word prints for an input, byte for byte.

usage: golden.py --newsloom BINARY [--write] [STAGE...]

tests/golden/STAGE/CASE/input.* -> expected.json, exactly what `newsloom STAGE input.*` prints in the folder of the case;
further arguments may stand in CASE/arguments. --write rewrites the files, and refuses those whose run failed: then read the diff.
"""
import argparse
import pathlib
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def printed(binary, stage, case):
    inputs = sorted(case.glob("input.*"))
    more = shlex.split((case / "arguments").read_text()) if (case / "arguments").exists() else []
    result = subprocess.run([str(binary), stage, *more, *[p.name for p in inputs]], cwd=case, capture_output=True, check=False)
    return result.returncode, result.stdout, result.stderr


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("stages", nargs="*")
    arguments.add_argument("--newsloom", required=True)
    arguments.add_argument("--write", action="store_true")
    a = arguments.parse_args()
    binary = pathlib.Path(a.newsloom).resolve()
    failed = passed = 0
    for stage in sorted(p for p in HERE.iterdir() if p.is_dir() and (not a.stages or p.name in a.stages)):
        for case in sorted(p for p in stage.iterdir() if p.is_dir()):
            code, out, err = printed(binary, stage.name, case)
            expected = case / "expected.json"
            if code not in (0, 3):
                failed += 1
                print(f"{stage.name}/{case.name}: exit code {code}: {err.decode(errors='replace').strip()}")
            elif a.write:
                expected.write_bytes(out)
            elif not expected.exists() or expected.read_bytes() != out:
                failed += 1
                print(f"{stage.name}/{case.name}: prints something else; `./run golden {stage.name}`, then read the diff")
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
