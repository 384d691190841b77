#!/usr/bin/env python3
"""Fails when a file of src/ includes a room that its nl_room(... DEPS ...) line does not name.

usage: check_rooms.py ROOT
"""
import pathlib
import re
import sys

ROOM = re.compile(r"nl_room\(\s*(\w+)([^)]*)\)")
INCLUDE = re.compile(r'^\s*#\s*include\s+"(\w+)/([\w/]+)\.\w+"', re.M)


def declared(root):
    rooms = {}
    for lists in sorted((root / "src").glob("*/CMakeLists.txt")):
        match = ROOM.search(lists.read_text())
        if not match:
            sys.exit(f"{lists}: no nl_room(...) line")
        deps = re.search(r"(?<!_)DEPS\s+([\w\s]*?)(?:LIBS|TEST_DEPS|$)", match[2])
        rooms[match[1]] = set(deps[1].split()) if deps else set()
    return rooms


def main():
    root = pathlib.Path(sys.argv[1])
    rooms, wrong = declared(root), []
    for name, deps in rooms.items():
        for dep in deps - rooms.keys():
            wrong.append(f"src/{name}/CMakeLists.txt: room '{dep}' does not exist")
    for name, deps in sorted(rooms.items()):
        for file in sorted((root / "src" / name).rglob("*")):
            if file.suffix not in (".h", ".cpp"):
                continue
            for room, rest in INCLUDE.findall(file.read_text()):
                if room in rooms and room != name:
                    if room not in deps:
                        wrong.append(f"{file.relative_to(root)}: includes {room}/, not in the DEPS of {name}")
                    elif rest.startswith("detail/"):
                        wrong.append(f"{file.relative_to(root)}: includes the private {room}/{rest}")
        if not (root / "src" / name / "README.md").exists():
            wrong.append(f"src/{name}/: no README.md")
    # Arrows go one way: no cycles.
    done = set()

    def visit(name, path):
        if name in path:
            wrong.append("a cycle of rooms: " + " -> ".join(path[path.index(name):] + [name]))
        elif name not in done:
            for dep in sorted(rooms.get(name, ())):
                visit(dep, path + [name])
            done.add(name)

    for name in sorted(rooms):
        visit(name, [])
    print("\n".join(wrong) if wrong else f"{len(rooms)} rooms, every include allowed")
    sys.exit(bool(wrong))


main()
