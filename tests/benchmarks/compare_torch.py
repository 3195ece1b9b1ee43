#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times a training step of every model in PyTorch and in mmoe-benchmarks, one thread each.

usage: compare_torch.py [BINARY] [--data-dir DIR] [--rounds R] [--filter REGEX] [--json]
(Debian: python3-torch)

A step is forward, loss, backward and Adam on batches drawn beforehand, in float. PyTorch and the
binary take turns, case by case and round by round, so that both see the same machine; the table
has medians over the rounds: of CPU time a step of each side, and of their ratio within a round,
with that ratio's quartiles. "packed" is PyTorch tuned by hand: experts and gates in one
product. The census cases read rows of Census-income from DIR (default: MMOE_DATA_DIR); "uniform"
ones need no files, nor does "a million ids", a recommender with sparse gradients of its tables.

The first row, a product of two 512 x 512 float matrices, says how fast each side's products are:
Debian's PyTorch uses whatever libblas.so.3 is, and the reference BLAS is about 20 times slower than
OpenBLAS, which is 5 times slower than it can be on a processor that is newer than it. Quote ratios
against a fair PyTorch only: apt-get install libopenblas0-pthread; this script names OpenBLAS's
kernels by what the processor can do, unless OPENBLAS_CORETYPE does.
"""
import argparse
import csv
import gzip
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time


def openblas_kernels():
    """The best of OpenBLAS that this processor runs; empty, its own choice, without AVX2."""
    with open("/proc/cpuinfo") as cpuinfo:
        flags = cpuinfo.read().split()
    return "SkylakeX" if "avx512vl" in flags else "Haswell" if "avx2" in flags else ""


# Read when a BLAS is loaded: one thread for each.
os.environ |= {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
if kernels := openblas_kernels():
    os.environ.setdefault("OPENBLAS_CORETYPE", kernels)
try:
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, mse_loss
except ImportError as error:
    sys.exit(f"compare_torch.py: PyTorch is missing ({error}); apt-get install python3-torch")
import torch_models as models

MICROSECONDS = {"ns": 1e-3, "us": 1.0, "ms": 1e3, "s": 1e6}
BATCHES = 32  # drawn beforehand and cycled through
# The paper's size (Sec. 5.1); census-like inputs: 7 numbers and 31 columns of 473 categories.
D, K, N, H, TOWER, WIDTH, RANKS = 100, 2, 8, 16, [8], 113, (16, 16, 2)
CENSUS_D, CENSUS_DENSE, CENSUS_COLUMNS, CENSUS_BATCH = 480, 7, 31, 256
# A recommender's: ten fields of 100,000 ids in tables of 16 numbers each, and 5 numbers.
IDS_FIELDS, IDS, IDS_WIDTH, IDS_DENSE, IDS_BATCH = 10, 100000, 16, 5, 1024
RECIPE = pathlib.Path(__file__).parents[2] / "datasets" / "census-income" / "recipe.json"
NO_INPUTS = {"education", "marital stat"}
MODELS = {
    "single-task": lambda: models.SingleTask(D, K, [WIDTH, *TOWER]),
    "shared-bottom": lambda: models.SharedBottom(D, K, [WIDTH], TOWER),
    "l2-constrained": lambda: models.L2Constrained(D, K, [WIDTH, *TOWER]),
    "cross-stitch": lambda: models.CrossStitch(D, K, [WIDTH, *TOWER]),
    "tensor-factorization": lambda: models.TensorFactorization(D, K, [WIDTH, *TOWER], RANKS),
    "omoe": lambda: models.MMoE(D, K, N, [H], TOWER, gates=1),
    "mmoe": lambda: models.MMoE(D, K, N, [H], TOWER, gates=K),
}


# --- PyTorch --------------------------------------------------------------------------------------
def training_step(model, batches, loss):
    """A function that trains on the next of `batches`: by Adam, but embedding tables by SGD."""
    tables = [p for m in model.modules() if isinstance(m, torch.nn.EmbeddingBag) and m.sparse
              for p in m.parameters()]
    rest = [p for p in model.parameters() if not any(p is table for table in tables)]
    optimizers = [torch.optim.Adam(rest)]
    if tables:
        optimizers.append(torch.optim.SGD(tables, lr=1e-3))
    penalty = getattr(model, "penalty", lambda: 0.0)
    state = {"next": 0}

    def step():
        x, y = batches[state["next"]]
        state["next"] = (state["next"] + 1) % len(batches)
        for optimizer in optimizers:
            optimizer.zero_grad(set_to_none=True)
        (K * loss(model(x), y) + penalty()).backward()  # mean over B, sum over tasks
        for optimizer in optimizers:
            optimizer.step()

    step.parameters = sum(p.numel() for p in model.parameters())
    return step


def normal_batches(size):
    return [(torch.randn(size, D), torch.randn(size, K)) for _ in range(BATCHES)]


def uniform_batches():
    """(inputs, [((dense, indices), labels)]): one index in each of the columns."""
    edges = torch.linspace(0, CENSUS_D - CENSUS_DENSE, CENSUS_COLUMNS + 1).long()
    shape = (CENSUS_BATCH, CENSUS_COLUMNS)
    indices = [(edges[:-1] + torch.rand(shape) * edges.diff()).long() for _ in range(BATCHES)]
    return CENSUS_D, [census_batch(i) for i in indices]


def ids_step(packed):
    def batch():
        return ((torch.randn(IDS_BATCH, IDS_DENSE), torch.randint(IDS, (IDS_BATCH, IDS_FIELDS))),
                torch.randint(2, (IDS_BATCH, K)).float())

    model = models.SharedBottomOnIds(IDS_FIELDS, IDS, IDS_WIDTH, IDS_DENSE, K, [256, 128, 64], [32],
                                     packed)
    return training_step(model, [batch() for _ in range(BATCHES)], binary_cross_entropy_with_logits)


def open_training_file(folder):
    for place in (pathlib.Path(folder) / "census-income", pathlib.Path(folder)):
        for name, opener in (("census-income.data", open), ("census-income.data.gz", gzip.open)):
            if (place / name).exists():
                return opener(place / name, "rt", newline="")
    sys.exit(f"compare_torch.py: census-income.data (plain or .gz) not found in {folder}")


def census_batches(folder):
    """Likewise of rows of the training file, with the inputs of group 1."""
    columns = [i for i, column in enumerate(json.loads(RECIPE.read_text())["columns"])
               if column["kind"] == "nominal" and column["name"] not in NO_INPUTS]
    with open_training_file(folder) as file:
        rows = [[row[i] for i in columns] for row in csv.reader(file)]
    vocabularies = [sorted(set(values)) for values in zip(*rows)]
    inputs = {}  # (column, category) -> index
    for column, names in enumerate(vocabularies):
        inputs |= {(column, name): len(inputs) + i for i, name in enumerate(names)}
    step = max(1, len(rows) // (BATCHES * CENSUS_BATCH))
    drawn = torch.tensor([[inputs[cell] for cell in enumerate(row)] for row in rows[::step]])
    return CENSUS_DENSE + len(inputs), [census_batch(i)
                                        for i in drawn.split(CENSUS_BATCH)[:BATCHES]]


def census_batch(indices):
    """Numbers and labels cost the same whatever they are."""
    return ((torch.randn(CENSUS_BATCH, CENSUS_DENSE), indices),
            torch.randint(2, (CENSUS_BATCH, K)).float())


def one_hot(d, dense, indices):
    hot = torch.zeros(len(dense), d - CENSUS_DENSE).scatter_(1, indices, 1.0)
    return torch.cat([dense, hot], dim=1)


def matrix_product(size=512):
    a, b, c = torch.randn(size, size), torch.randn(size, size), torch.empty(size, size)
    return lambda: torch.mm(a, b, out=c)


def census_cases(name, benchmark, d, sparse):
    dense = [(one_hot(d, *x), y) for x, y in sparse]
    linear, bag, loss = torch.nn.Linear, models.SparseLinear, binary_cross_entropy_with_logits
    for label, batches, first in (("one-hot", dense, linear), ("EmbeddingBag", sparse, bag)):
        for kind, make in (("", lambda f=first: models.MMoE(d, K, N, [H], TOWER, K, f)),
                           (" packed", lambda f=first: models.PackedMMoE(d, K, N, H, TOWER, f))):
            yield (f"{name} mmoe{kind} {label}", f"{benchmark}/mmoe/{CENSUS_BATCH}",
                   lambda make=make, batches=batches: training_step(make(), batches, loss))


def cases(folder):
    """(label, the binary's benchmark, a maker of the step to time)"""
    yield "matrix product 512", "matrix_product/512", matrix_product
    sizes = {size: normal_batches(size) for size in (32, 128, 512)}
    packed = lambda: models.PackedMMoE(D, K, N, H, TOWER)
    for name, make in [*MODELS.items(), ("mmoe packed", packed)]:
        for size, batches in sizes.items():
            yield (f"{name} {size}", f"step/{name.split()[0]}/{size}",
                   lambda make=make, batches=batches: training_step(make(), batches, mse_loss))
    if folder:
        yield from census_cases("census", "step_census", *census_batches(folder))
    yield from census_cases("uniform", "step_sparse", *uniform_batches())
    for kind, packed in (("", False), (" packed", True)):
        yield (f"a million ids shared-bottom{kind}", f"step_ids/shared-bottom/{IDS_BATCH}",
               lambda packed=packed: ids_step(packed))


def time_torch(step, seconds):
    """Microseconds of CPU time a call."""
    for _ in range(5):
        step()
    calls, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for _ in range(5):
            step()
        calls += 5
    return (time.process_time() - start) / calls * 1e6


# --- the binary -----------------------------------------------------------------------------------
def run(binary, *arguments):
    done = subprocess.run([binary, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"compare_torch.py: {binary} {' '.join(arguments)} failed with status "
                 f"{done.returncode}: {done.stderr.strip()}")
    return done.stdout


def time_binary(binary, benchmark, seconds):
    """(microseconds of CPU time a step, parameters or None)"""
    found = json.loads(run(binary, f"--benchmark_filter=^{benchmark}$",
                           f"--benchmark_min_time={seconds}", "--benchmark_format=json"))
    result = found["benchmarks"][0]
    if result.get("error_occurred"):
        sys.exit(f"compare_torch.py: {benchmark} failed: {result['error_message']}")
    return result["cpu_time"] * MICROSECONDS[result["time_unit"]], result.get("parameters")


# --- both -----------------------------------------------------------------------------------------
def measure(arguments):
    available = set(run(arguments.binary, "--benchmark_list_tests").split())
    chosen = [(label, benchmark, make()) for label, benchmark, make in cases(arguments.data_dir)
              if re.search(arguments.filter, label)]
    missing = sorted({benchmark for _, benchmark, _ in chosen} - available)
    if missing or not chosen:
        sys.exit(f"compare_torch.py: {arguments.binary} has no benchmark {', '.join(missing)}"
                 if missing else f"compare_torch.py: no case matches '{arguments.filter}'")
    times = {label: [] for label, _, _ in chosen}
    for round_number in range(arguments.rounds):
        for label, benchmark, step in chosen:
            print(f"\rround {round_number + 1}/{arguments.rounds} {label:40}", end="",
                  file=sys.stderr)
            ours, parameters = time_binary(arguments.binary, benchmark, arguments.seconds)
            expected = getattr(step, "parameters", None)
            if None not in (parameters, expected) and parameters != expected:
                sys.exit(f"\ncompare_torch.py: {benchmark} has {parameters:.0f} parameters, "
                         f"PyTorch's {label} has {expected}: not the same model")
            times[label].append((time_torch(step, arguments.seconds), ours))
    print("\r" + " " * 60 + "\r", end="", file=sys.stderr)
    for label, benchmark, _ in chosen:
        torch_us, ours_us = map(statistics.median, zip(*times[label]))
        ratios = [torch / ours for torch, ours in times[label]]  # of times under the same load
        low, ratio, high = quartiles(ratios)
        yield {"case": label, "benchmark": benchmark, "torch_us": torch_us, "ours_us": ours_us,
               "ratio": ratio, "ratio_quartiles": [low, high]}


def quartiles(values):
    return statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else 3 * values


def loaded_blas():
    """The file that PyTorch's products come from, where it can be told."""
    with open("/proc/self/maps") as maps:
        files = {line.split()[-1] for line in maps if re.search(r"/lib(openblas|blas|mkl)", line)}
    return ", ".join(sorted(files)) or "inside PyTorch"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", nargs="?", default="build/release/mmoe-benchmarks",
                        help="Google Benchmark program (%(default)s)")
    parser.add_argument("--data-dir", metavar="DIR", default=os.environ.get("MMOE_DATA_DIR"),
                        help="folder with census-income.data, plain or .gz (MMOE_DATA_DIR)")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each side (5)")
    parser.add_argument("--seconds", type=float, default=0.1, help="CPU time a turn (0.1)")
    parser.add_argument("--filter", default="", help="only the cases that match, e.g. '^mmoe 128'")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error(f"--rounds is {arguments.rounds}; expected at least 1")
    if not shutil.which(arguments.binary):
        parser.error(f"{arguments.binary} is not a program; build mmoe-benchmarks, or name it")
    if arguments.data_dir:
        os.environ["MMOE_DATA_DIR"] = arguments.data_dir  # for the binary
    else:
        print("note: no --data-dir, so the cases on rows of Census-income are left out",
              file=sys.stderr)
    torch.set_num_threads(1)
    torch.manual_seed(1)
    rows = list(measure(arguments))
    context = {"torch": torch.__version__, "blas": loaded_blas(), "rounds": arguments.rounds}
    if "/blas/libblas" in context["blas"]:
        print("warning: PyTorch runs on the slow reference BLAS, so its times flatter ours; "
              "apt-get install libopenblas0-pthread", file=sys.stderr)
    if arguments.json:
        print(json.dumps({"context": context, "cases": rows}, indent=1))
        return
    print(f"PyTorch {context['torch']}, BLAS {context['blas']}, {context['rounds']} rounds")
    print(f"{'CPU time of one training step':34}{'PyTorch us':>12}{'ours us':>12}{'ratio':>8}"
          f"{'quartiles':>14}")
    for row in rows:
        print(f"{row['case']:34}{row['torch_us']:12.1f}{row['ours_us']:12.1f}{row['ratio']:8.1f}"
              f"{row['ratio_quartiles'][0]:8.1f}{row['ratio_quartiles'][1]:6.1f}")


if __name__ == "__main__":
    main()
