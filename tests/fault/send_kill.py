#!/usr/bin/env python3
"""Mail into a real SMTP server (Postfix's smtp-sink) by a sender that is killed with kill -9 while it sends.

usage: send_kill.py --newsloom BINARY --sample FOLDER [--messages 500] [--kills 5] [--seed N]

None may be lost; a copy only of what the ledger called doubtful, with the same Message-ID and the same bytes.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Engine:
    def __init__(self, binary, folder, port):
        self.command = [str(binary), "--config", str(folder / "newsloom.toml")]
        self.env = dict(os.environ, NEWSLOOM_SMTP__HOST="127.0.0.1", NEWSLOOM_SMTP__PORT=str(port), NEWSLOOM_SMTP__SECURITY="none")

    def run(self, *words):
        done = subprocess.run([*self.command, *words], env=self.env, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"newsloom {' '.join(words)}: exit code {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def start(self, *words):
        return subprocess.Popen([*self.command, *words], env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def outbox(self):
        rows = [json.loads(line) for line in self.run("export", "--canonical").splitlines()]
        return [row for row in rows if row.get("row") == "outbox"]


def received(folder):
    """Message-ID -> the messages as they came, from From: on (what the server puts before is its own)."""
    messages = collections.defaultdict(list)
    for file in sorted(folder.iterdir()):
        text = file.read_bytes()
        if b"\nFrom: " not in text:
            continue  # the connection broke before the end of the headers
        body = text[text.index(b"\nFrom: "):]
        messages[re.search(rb"^Message-I[dD]: *<([^>]*)>", body, re.M).group(1).decode()].append(body)
    return messages


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--newsloom", required=True, type=pathlib.Path)
    arguments.add_argument("--sample", required=True, type=pathlib.Path)
    arguments.add_argument("--messages", type=int, default=500)
    arguments.add_argument("--kills", type=int, default=5)
    arguments.add_argument("--seed", type=int, default=5)
    a = arguments.parse_args()
    os.environ["PATH"] += ":/usr/sbin"
    sink = shutil.which("smtp-sink")
    if sink is None:
        print("nothing to test here: smtp-sink is not installed (Debian package postfix)")
        return 0
    chance = random.Random(a.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        mails = folder / "received"
        mails.mkdir()
        for one in (folder, mails):
            one.chmod(0o777)
        port = free_port()
        news = folder / "news"
        engine = Engine(a.newsloom.resolve(), news, port)
        subprocess.run([str(a.newsloom.resolve()), "demo", "--sample", str(a.sample), "--out", str(news)],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        people = folder / "people.csv"
        people.write_text("email,consented\n" + "".join(f"reader{i:04d}@inbox.example,2026-01-01\n" for i in range(a.messages)))
        engine.run("subscribers", "import", str(people))
        engine.run("edition", "--kind", "weekly", "--now", "2026-03-10T07:00:00Z")
        user = ["-u", "root"] if os.getuid() == 0 else []
        server = subprocess.Popen([sink, *user, "-d", str(mails / "%M."), f"127.0.0.1:{port}", "100"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        doubtful = set()
        try:
            time.sleep(1)
            kills = 0
            # Each sender is killed when so many messages in all have come in.
            for target in sorted(chance.sample(range(2, a.messages * 9 // 10), a.kills)):
                sender = engine.start("send", "--now", "2026-03-10T07:30:00Z")
                while sender.poll() is None and len(os.listdir(mails)) < target:
                    time.sleep(0.001)
                sender.send_signal(signal.SIGKILL)
                if sender.wait() == -signal.SIGKILL:
                    kills += 1
                # What was under way when the sender died: only these may come twice.
                doubtful |= {row["message_id"] for row in engine.outbox() if row["state"] in ("sending", "doubtful")}
            for day in ("11", "13", "15"):
                engine.run("send", "--now", f"2026-03-{day}T06:30:00Z")
        finally:
            server.kill()
            server.wait()
        states = collections.Counter(row["state"] for row in engine.outbox())
        ids = {row["message_id"] for row in engine.outbox()}
        messages = received(mails)
    copies = {key: len(bodies) for key, bodies in messages.items() if len(bodies) > 1}
    print(f"{len(messages)} of {a.messages} arrived after {kills} kills, {sum(copies.values()) - len(copies)} copies, "
          f"{len(doubtful)} were doubtful; outbox: {dict(states)}")
    wrong = [f"lost: {key}" for key in sorted(ids - set(messages))]
    wrong += [f"not in the outbox: {key}" for key in sorted(set(messages) - ids)]
    wrong += [f"a copy of what was not doubtful: {key}" for key in sorted(set(copies) - doubtful)]
    wrong += [f"other bytes: {key}" for key in sorted(copies) if len(set(messages[key])) > 1]
    if kills < a.kills:
        wrong.append(f"only {kills} senders could be killed")
    if len(ids) != a.messages:
        wrong.append(f"{len(ids)} rows in the outbox")
    for line in wrong[:20]:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
