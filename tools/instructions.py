#!/usr/bin/env python3
"""Counts instructions by callgrind, which a noisy machine does not change: in all and by function.

    tools/instructions.py [--program target/release/dateline] [--every 30] [--top 30] FEED.jsonl      apt install valgrind

Every N-th record of the feed is read by one job. Build with CARGO_PROFILE_RELEASE_DEBUG=1 CARGO_PROFILE_RELEASE_STRIP=none,
or the functions have no names. Beside the instructions stand wrong guesses of jumps and misses of the first cache, as
callgrind simulates them.
"""
import argparse
import collections
import re
import subprocess
import tempfile


def by_function(path):
    """The own cost of each function: (instructions, wrong guesses, misses)."""
    names, costs, events, columns, current, called = {}, collections.defaultdict(lambda: [0, 0, 0]), [], 1, None, False
    for line in open(path):
        if line.startswith("events:"):
            events = line.split()[1:]
        elif line.startswith("positions:"):
            columns = len(line.split()) - 1
        elif match := re.match(r"(c?fn)=\((\d+)\)(?: (.*))?", line):
            if match.group(3):
                names[match.group(2)] = match.group(3)
            if match.group(1) == "fn":
                current = match.group(2)
        elif line.startswith("calls="):
            called = True
        elif line[:1].isdigit() or line[:1] in ("+", "-", "*"):
            if not called:
                event = dict(zip(events, map(int, line.split()[columns:])))
                for n, kinds in enumerate((("Ir",), ("Bcm", "Bim"), ("D1mr", "D1mw"))):
                    costs[current][n] += sum(event.get(kind, 0) for kind in kinds)
            called = False
    return {names[number]: cost for number, cost in costs.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/dateline")
    parser.add_argument("--every", type=int, default=30)
    parser.add_argument("--top", type=int, default=30)
    parser.add_argument("feed")
    options = parser.parse_args()
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as sample, tempfile.NamedTemporaryFile() as out:
        sample.writelines(line for n, line in enumerate(open(options.feed, "rb")) if n % options.every == 0)
        sample.flush()
        size = sample.tell()
        simulated = ["--branch-sim=yes", "--cache-sim=yes", "--I1=32768,8,64", "--D1=32768,8,64"]
        callgrind = ["valgrind", "--quiet", "--tool=callgrind", *simulated, f"--callgrind-out-file={out.name}"]
        subprocess.run([*callgrind, options.program, "-j", "1", sample.name], stdout=subprocess.DEVNULL, check=True)
        costs = by_function(out.name)
    total = [sum(cost[n] for cost in costs.values()) for n in range(3)]
    print(f"{size} bytes: {total[0]} instructions ({total[0] / size:.0f} a byte), {total[1]} wrong guesses, {total[2]} misses")
    for name, (instructions, guesses, misses) in sorted(costs.items(), key=lambda cost: -cost[1][0])[: options.top]:
        print(f"{100 * instructions / total[0]:6.2f} % {instructions:12} {guesses:9} {misses:9}  {name[:110]}")


main()
