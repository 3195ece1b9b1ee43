#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes corpus/: made-up inputs, good and bad, from which the fuzzers start."""
import gzip
import hashlib
import json
import pathlib
import struct
import zlib

CORPUS = pathlib.Path(__file__).parent / "corpus"
# Positions of the numbers among the 42 columns, as in src/data/census/columns.h.
NUMBERS = {0, 5, 16, 17, 18, 24, 30, 39}


def write(folder, name, data):
    path = CORPUS / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def csv_files():
    write("csv-reader", "plain", "a,b\n1,2\n")
    write("csv-reader", "crlf-mark-quotes", b'\xef\xbb\xbfa,"b, c"\r\n"1\n2", "x ""y"""\r\n')
    write("csv-reader", "blank-lines", "a\n\n  \n1")
    write("csv-reader", "trailing-commas", "a,,\n1,2,\n")
    write("csv-reader", "open-quote", 'a\n"b\n')
    write("csv-reader", "behind-quote", '"a"b\n')
    write("csv-reader", "carriage-return", "a\rb\r")
    write("csv-reader", "latin-1", b"caf\xe9\n")
    write("csv-reader", "utf-16", "a,b\n".encode("utf-16"))
    packed = gzip.compress(b"a,b\n1,2\n", mtime=0)
    write("csv-reader", "packed.gz", packed)
    write("csv-reader", "two-members.gz", packed + packed)
    write("csv-reader", "cut.gz", packed[: len(packed) // 2])
    write("csv-reader", "wrong-checksum.gz", packed[:-8] + b"\0\0\0\0" + packed[-4:])
    # zstd -c of "a,b\n1,2\n"
    write("csv-reader", "packed.zst", bytes.fromhex("28b52ffd0458410000612c620a312c320a35e7cace"))


def table_recipes():
    task = '"tasks": [{"column": "y", "kind": "binary"}]'
    write(
        "table-recipe",
        "whole",
        """{"files": {"train": ["a.csv", "b.csv"], "test": "c.csv"}, "missing": ["", "?"],
  "columns": {"x": {"kind": "numeric", "transform": "bins", "bins": 4, "log1p": true},
              "c": {"kind": "multi-valued", "separator": ";", "min_count": 2}, "u": "group"},
  "other_columns": "categorical", "embedding_width": 4, "main": "z",
  "tasks": [{"column": "y", ">=": 3}, {"name": "z", "column": "k", "not in": ["a", 1]}],
  "split": {"by": "group", "from": "test", "validation": 0.5}}
""",
    )
    write("table-recipe", "small", '{"files": "t.csv", %s}' % task)
    write("table-recipe", "no-files", "{%s}" % task)
    write("table-recipe", "unknown-member", '{"files": "t.csv", "colums": {}, %s}' % task)
    write("table-recipe", "columns-are-a-list", '{"files": "t.csv", "columns": [1], %s}' % task)
    write("table-recipe", "tasks-are-text", '{"files": "t.csv", "tasks": "y"}')
    write("table-recipe", "split-is-a-number", '{"files": "t.csv", "split": 1, %s}' % task)
    conditions = '"tasks": [{"column": "y", "in": [1], ">=": 1}]'
    write("table-recipe", "two-conditions", '{"files": "t.csv", %s}' % conditions)


def block_files():
    def block(payload, mark):
        size = struct.pack("<I", len(payload))
        checksum = zlib.crc32(size + struct.pack("<Q", mark) + payload)
        return size + struct.pack("<IQ", checksum, mark) + payload + b"\0" * (-len(payload) % 8)

    digest = hashlib.sha256(b"firstsecond one").hexdigest().encode()
    end = struct.pack("<IIQ", 0, zlib.crc32(struct.pack("<IQ", 0, 2) + digest), 2) + digest
    whole = block(b"first", 1) + block(b"second one", 2) + end
    write("block-layout", "whole", whole)
    write("block-layout", "cut", whole[:-3])
    write("block-layout", "damaged", whole.replace(b"second", b"Second"))
    head = b"mmoe-bench blocks 2\n\n\n\n\n" + struct.pack("<Q", 3) + b"log" + b"\0" * 5
    write("block-layout", "head", head + whole)


def column_blocks():
    def cbor(value):
        def head(kind, n):
            return bytes([kind << 5 | n]) if n < 24 else bytes([kind << 5 | 25]) + struct.pack(">H", n)

        if isinstance(value, bool):
            return b"\xf5" if value else b"\xf4"
        if isinstance(value, int):
            return head(0, value)
        if isinstance(value, str):
            return head(3, len(value)) + value.encode()
        if isinstance(value, list):
            return head(4, len(value)) + b"".join(map(cbor, value))
        return head(5, len(value)) + b"".join(cbor(k) + cbor(v) for k, v in value.items())

    def file(rows=3, shift=1, codes=(0, 1, 0xFFFFFFFF), texts=("red", "blue")):
        def block(data):
            return struct.pack("<I", len(data)) + data

        def values(first, count):
            part = codes[first : first + count]
            data = struct.pack(f"<{count}d", *range(count)) + struct.pack(f"<{count}I", *part)
            return block(data + b"\0" * (-len(data) % 8))

        words = b"".join(struct.pack("<I", len(text)) + text.encode() for text in texts)
        about = {"rows": rows, "shift": shift, "header": ["n", "c"], "files": [["t.csv", rows, 20, "0" * 64]]}
        about["columns"] = [["n", True, False], ["c", False, True]]
        all_texts = block(struct.pack("<Q", len(texts)) + words)
        return values(0, 2) + values(2, 1) + all_texts + block(cbor(about))

    write("table-columns", "whole", file())
    write("table-columns", "code-without-text", file(texts=("red",)))
    write("table-columns", "more-rows", file(rows=4))
    write("table-columns", "other-shift", file(shift=2))
    write("table-columns", "cut", file()[:-9])


def caches():
    def text(value):
        data = value if isinstance(value, bytes) else value.encode()
        return struct.pack("<Q", len(data)) + data

    def table(rows, claimed_rows, code):
        categories = 42 - len(NUMBERS)
        data = b"mmoe-bench census table 3\n" + text("b5bb9d80")
        data += text("census-income.data") + struct.pack("<q", 100) + text("0" * 64)
        data += struct.pack("<Q", claimed_rows)
        data += text(struct.pack("<f", 7) * (rows * len(NUMBERS)))
        data += text(struct.pack("<H", code) * (rows * categories))
        return data + (struct.pack("<Q", 2) + text("A") + text("B")) * categories

    write("census-cache", "two-rows", table(2, 2, 1))
    write("census-cache", "no-rows", table(0, 0, 0))
    write("census-cache", "code-without-name", table(1, 1, 2))
    # 8 numbers and 34 codes for each of 2^63 rows: both products are 0 modulo 2^64.
    write("census-cache", "rows-that-overflow", table(0, 1 << 63, 0))
    write("census-cache", "cut", table(1, 1, 0)[:150])


def experiments():
    write("experiment-file", "synthetic", '{"extends": "synthetic", "runs": 2, "seed": 7}')
    write(
        "experiment-file",
        "whole",
        """{
  "name": "whole",
  "data": {"set": "synthetic", "dimension": 8, "pearson": [0.1, 0.5], "noise": 0.2},
  "training": {"batch": 16, "steps": 10, "optimiser": {"name": "sgd"}, "learning_rates": [0.01]},
  "models": ["omoe", {"model": "mmoe", "label": "four", "options": {"experts": 4},
                      "training": {"batch": 8}}],
  "selected": ["four"],
  "paper": {"runs": 200}
}
""",
    )
    write("experiment-file", "census", '{"extends": "census-income", "data": {"group": [2]}}')
    write("experiment-file", "twice", '{"runs": 1, "runs": 2}')
    write("experiment-file", "large-number", '{"extends": "synthetic", "runs": 1e300}')
    write("experiment-file", "larger", '{"extends": "synthetic", "seed": 18446744073709551615}')
    write("experiment-file", "paper-is-no-object", '{"extends": "synthetic", "paper": 5}')
    write("experiment-file", "selected-is-no-name", '{"extends": "synthetic", "selected": [1]}')
    write("experiment-file", "title-is-no-text", '{"extends": "synthetic", "title": null}')
    write("experiment-file", "no-models", '{"data": {"set": "synthetic"}}')
    write("experiment-file", "deep", "[" * 2000)


def models():
    blocks = {
        "bottom.W0": [2, 2],
        "bottom.b0": [2, 1],
        "tower0.W0": [2, 2],
        "tower1.W0": [2, 2],
        "tower0.b0": [2, 1],
        "tower1.b0": [2, 1],
        "tower0.W1": [1, 2],
        "tower1.W1": [1, 2],
        "tower0.b1": [1, 1],
        "tower1.b1": [1, 1],
    }

    def model(**changes):
        options = {"bottom": [2], "tower": [2]}
        number = {"transform": "standardise", "shift": 1, "scale": 2}
        column = {"column": "x", "kind": "numeric", "number": number}
        colours = {"column": "c", "kind": "categorical", "categories": {"names": ["1"]}}
        tasks = [{"name": "a", "kind": "binary"}, {"name": "b", "kind": "regression"}]
        texts = {
            "format": "mmoe-bench-model",
            "version": "1",
            "program": "mmoe-bench",
            "model": {"name": "shared-bottom", "options": options},
            "problem": {"dense_inputs": 1, "sparse_inputs": 1, "tasks": tasks},
            "encoder": {"missing": [""], "columns": [column, colours]},
            "labels": [{"column": "a", "in": ["1"]}, {"column": "b", "mean": 1, "sd": 3}],
            "trial": {"seed": 1},
        } | changes
        metadata = {k: v if isinstance(v, str) else json.dumps(v) for k, v in texts.items()}
        return {"__metadata__": metadata}

    def container(header, data=b""):
        text = json.dumps(header).encode()
        return struct.pack("<Q", len(text)) + text + data

    def whole(**changes):
        header, data = model(**changes), b""
        for name, shape in blocks.items():
            values = struct.pack("<f", 0.5) * (shape[0] * shape[1])
            offsets = [len(data), len(data) + len(values)]
            header[name] = {"dtype": "F32", "shape": shape, "data_offsets": offsets}
            data += values
        return container(header, data)

    write("model-file", "whole", whole())
    ids = {"column": "i", "kind": "id", "ids": 2}
    write("model-file", "other-encoder", whole(encoder={"missing": [], "columns": [ids]}))
    write("model-file", "newer", whole(version="2"))
    write("model-file", "no-tensors", container(model()))
    write("model-file", "foreign", container({"__metadata__": {"format": "pt"}}))
    write("model-file", "cut", whole()[:-3])
    hole = {"x": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}
    write("model-file", "hole", container(hole, b"\0" * 8))
    huge = {"x": {"dtype": "F32", "shape": [1 << 62, 4], "data_offsets": [0, 0]}}
    write("model-file", "shape-that-overflows", container(huge))


if __name__ == "__main__":
    csv_files()
    table_recipes()
    block_files()
    column_blocks()
    caches()
    experiments()
    models()
