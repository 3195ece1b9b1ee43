#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_table.py FOLDER ROWS: writes FOLDER/table.csv, made up, and its recipe FOLDER/table.json.

30 numeric columns, 8 categorical ones of 4 to 50,000 categories, and two binary labels that depend on them. A row is
two halves, each drawn from 20,000 that are made once, so that a million rows take some seconds.
"""
import json
import pathlib
import random
import sys

NUMBERS = 15  # of each half
CATEGORIES = [[4, 40, 1000, 50000], [7, 100, 5000, 20000]]  # of the columns of each half
HALVES = 20000


def halves(side, draw):
    """Returns (text, score) of each."""
    made = []
    for _ in range(HALVES):
        numbers = [draw.gauss(0, 1) for _ in range(NUMBERS)]
        codes = [int(size * draw.random() ** 2) for size in CATEGORIES[side]]
        texts = [f"{x:.4f}" if i % 3 else str(int(1000 * abs(x))) for i, x in enumerate(numbers)]
        texts[1] = "" if draw.random() < 0.05 else texts[1]
        score = sum(numbers[:5]) + (codes[0] % 2) - 0.5
        made.append((",".join(texts + [f"c{code}" for code in codes]), score))
    return made


def main(folder, rows):
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(1)
    numbers = [f"n{i}" for i in range(2 * NUMBERS)]
    categories = [f"c{i}" for i in range(8)]
    left, right = halves(0, draw), halves(1, draw)
    header = numbers[:NUMBERS] + categories[:4] + numbers[NUMBERS:] + categories[4:] + ["clicked", "bought"]
    with open(folder / "table.csv", "w", encoding="ascii") as out:
        out.write(",".join(header) + "\n")
        for begin in range(0, rows, 100000):
            count = min(100000, rows - begin)
            pairs = zip(draw.choices(left, k=count), draw.choices(right, k=count))
            out.write("".join(f"{a},{b},{int(x + y > 1)},{int(x - y > 2)}\n" for (a, x), (b, y) in pairs))
    recipe = {
        "files": "table.csv",
        "columns": {name: "numeric" for name in numbers} | {name: "categorical" for name in categories},
        "tasks": [{"column": "clicked", "kind": "binary"}, {"column": "bought", "kind": "binary"}],
    }
    (folder / "table.json").write_text(json.dumps(recipe, indent=2) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
