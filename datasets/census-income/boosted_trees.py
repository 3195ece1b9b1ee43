#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Test AUC of gradient-boosted trees (scikit-learn) on our inputs, labels and half of the test file.

    datasets/census-income/boosted_trees.py FOLDER        (Debian: python3-sklearn)

FOLDER holds census-income.data and census-income.test, plain or .gz. One model a task, 400 rounds, all
else scikit-learn's defaults; education, marital status and the instance weight are no inputs. Takes a
little over a minute of CPU.
"""
import argparse
import csv
import gzip
import json
import pathlib

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import OrdinalEncoder

COLUMNS = json.loads((pathlib.Path(__file__).parent / "recipe.json").read_text())["columns"]
NAMES = [column["name"] for column in COLUMNS]
NO_INPUTS = {"education", "marital stat"}
COLLEGE = ("Bachelors", "Masters", "Prof school", "Doctorate", "Associates")
WORD = 2**64 - 1


def read_rows(folder, name):
    """[rows][42], without blanks around values and the full stop behind the last."""
    path = folder / name
    opened = open(path, newline="") if path.exists() else gzip.open(f"{path}.gz", "rt", newline="")
    with opened as file:
        rows = [[value.strip() for value in row] for row in csv.reader(file)]
    for row in rows:
        row[-1] = row[-1].rstrip(".")
    return rows


def labels_of(rows):
    education, marital = NAMES.index("education"), NAMES.index("marital stat")
    return {
        "income": np.array([row[-1] == "50000+" for row in rows]),
        "education_college": np.array([row[education].startswith(COLLEGE) for row in rows]),
        "never_married": np.array([row[marital] == "Never married" for row in rows]),
    }


def input_columns(nominal):
    kinds = {"nominal"} if nominal else {"continuous", "money"}
    return [i for i, c in enumerate(COLUMNS) if c["kind"] in kinds and c["name"] not in NO_INPUTS]


def make_inputs(train, test):
    """Numbers, then categories by number; a category that training lacks is a missing value."""
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan)

    def columns(rows, places):
        return [[row[i] for i in places] for row in rows]

    encoder.fit(columns(train, input_columns(nominal=True)))

    def inputs(rows):
        numbers = np.array(columns(rows, input_columns(nominal=False)), dtype=float)
        return np.hstack([numbers, encoder.transform(columns(rows, input_columns(nominal=True)))])

    return inputs(train), inputs(test)


def philox_bits(seed, purpose, run, index):
    """random_bits of src/math/random.cpp for an index below 2^32."""
    low32 = 2**32 - 1
    counter, key = [index, 0, purpose, run], [seed & low32, seed >> 32]
    for _ in range(10):
        a, b = 0xD2511F53 * counter[0], 0xCD9E8D57 * counter[2]
        counter = [b >> 32 ^ counter[1] ^ key[0], b & low32, a >> 32 ^ counter[3] ^ key[1], a & low32]
        key = [(key[0] + 0x9E3779B9) & low32, (key[1] + 0xBB67AE85) & low32]
    return counter[0] | counter[1] << 32


def mix(x):
    x &= WORD
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & WORD
    x = (x ^ x >> 27) * 0x94D049BB133111EB & WORD
    return x ^ x >> 31


def test_half(rows, seed, run):
    """The rows of the test file that the run tests on: src/data/census/draw.cpp, src/math/permutation.cpp."""
    split = 9  # Purpose::kSplit
    keys = [philox_bits(seed, split, run, i) for i in range(8)]
    swap = philox_bits(seed, split, run, 8) & 1
    side = int(np.ceil(np.sqrt(rows)))

    def image(i):
        i = 1 - i if i < 2 and swap else i
        while True:
            left, right = divmod(i, side)
            for key in keys:
                left, right = right, (left + ((mix(key + right) >> 32) * side >> 32)) % side
            i = left * side + right
            if i < rows:
                return i

    return [image(i) for i in range(rows // 2, rows)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1, help="the experiment's, which splits the file")
    parser.add_argument("--run", type=int, default=0,
                        help="the run whose half it is; 0 also where one split serves all runs")
    args = parser.parse_args()
    train = read_rows(args.folder, "census-income.data")
    test = read_rows(args.folder, "census-income.test")
    half = test_half(len(test), args.seed, args.run)
    train_inputs, test_inputs = make_inputs(train, test)
    nominal = np.arange(train_inputs.shape[1]) >= len(input_columns(nominal=False))
    train_labels, test_labels = labels_of(train), labels_of(test)
    for task, labels in train_labels.items():
        trees = HistGradientBoostingClassifier(
            max_iter=args.rounds, early_stopping=False, categorical_features=nominal, random_state=0)
        trees.fit(train_inputs, labels)
        scores = trees.decision_function(test_inputs[half])
        found = test_labels[task][half]
        print(f"{task}: test AUC {roc_auc_score(found, scores):.4f}, {found.sum()} of {len(half)} are 1",
              flush=True)


if __name__ == "__main__":
    main()
