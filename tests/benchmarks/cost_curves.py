#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws what a training step of MMoE costs against each of its sizes, here and in PyTorch.

usage: cost_curves.py [BINARY] [--rounds R] [--out FILE.svg]
(Debian: python3-torch libopenblas0-pthread gnuplot-nox)

One of batch, experts, units of an expert, tasks and inputs departs from the paper's at a time. The
binary and PyTorch take turns, one thread each; points are medians over rounds of CPU time. The
dotted line grows with the multiplications and additions of the step's products from the paper's
size on. The table says for each point how its time has grown against the one before it, as a
multiple of how the work has: over 1, the time grows faster than the work.
"""
import argparse
import json
import re
import statistics
import subprocess
import sys

import compare_torch
import torch
import torch_models as models
from torch.nn.functional import mse_loss

PAPER = (128, 8, 16, 2, 100)
AXES = ("batch size", "experts n", "units of an expert h", "tasks K", "inputs d")


def torch_step(sizes):
    batch, n, h, K, d = sizes
    data = [(torch.randn(batch, d), torch.randn(batch, K)) for _ in range(8)]
    model = models.MMoE(d, K, n, [h], compare_torch.TOWER, K)
    return compare_torch.training_step(model, data, mse_loss)


def time_both(binary, sizes, step, seconds):
    name = "cost/mmoe/" + "/".join(map(str, sizes))
    found = json.loads(compare_torch.run(
        binary, f"--benchmark_filter=^{name}$", f"--benchmark_min_time={seconds}",
        "--benchmark_format=json"))["benchmarks"][0]
    if found["parameters"] != step.parameters:
        sys.exit(f"cost_curves.py: {name} has {found['parameters']:.0f} parameters, PyTorch's "
                 f"has {step.parameters}: not the same model")
    ours = found["cpu_time"] * compare_torch.MICROSECONDS[found["time_unit"]]
    return ours, compare_torch.time_torch(step, seconds), found["operations"]


def measure(binary, rounds, seconds):
    """{sizes: (our us, PyTorch's us, operations)}"""
    listed = re.findall(r"^cost/mmoe/(.*)$", compare_torch.run(binary, "--benchmark_list_tests"),
                        re.MULTILINE)
    steps = {tuple(map(int, name.split("/"))): None for name in listed}
    steps = {sizes: torch_step(sizes) for sizes in steps}
    times = {sizes: [] for sizes in steps}
    for round_number in range(rounds):
        for sizes, step in steps.items():
            print(f"\rround {round_number + 1}/{rounds} {str(sizes):30}", end="", file=sys.stderr)
            times[sizes].append(time_both(binary, sizes, step, seconds))
    print("\r" + " " * 50 + "\r", end="", file=sys.stderr)
    return {sizes: tuple(map(statistics.median, zip(*both))) for sizes, both in times.items()}


def curve(times, axis):
    """[(value, our us, PyTorch's us, us in proportion to the work)]"""
    per_operation = times[PAPER][0] / times[PAPER][2]
    points = [(sizes[axis], ours, theirs, operations * per_operation)
              for sizes, (ours, theirs, operations) in times.items()
              if all(a == b for i, (a, b) in enumerate(zip(sizes, PAPER)) if i != axis)]
    return sorted(points)


def draw(times, out):
    script = ["set terminal svg size 1100,640 font 'sans-serif,12' background 'white'",
              f"set output '{out}'", "set multiplot layout 2,3", "set logscale xy 2",
              "set format y '%.0f'", "set yrange [8:32768]", "set grid", "set key off"]
    for axis, name in enumerate(AXES):
        points = curve(times, axis)
        rows = "\n".join(" ".join(map(str, point)) for point in points)
        ticks = ", ".join(f"'{point[0]}' {point[0]}" for point in points)
        script += [f"$p{axis} << EOD", rows, "EOD", f"set xlabel '{name}'",
                   f"set xrange [{points[0][0] / 1.3}:{points[-1][0] * 1.3}]",
                   f"set xtics ({ticks})", "set ylabel 'CPU time of a step, µs'",
                   f"plot $p{axis} using 1:3 with linespoints lc rgb '#d55e00' pt 5, "
                   f"'' using 1:2 with linespoints lc rgb '#0072b2' pt 7, "
                   f"'' using 1:4 with lines lc rgb '#777777' dt 3"]
    script += ["unset logscale", "unset grid", "unset xlabel", "unset ylabel", "unset tics",
               "unset border", "set key center center", "set xrange [0:1]", "set yrange [0:1]",
               "plot 2 with linespoints lc rgb '#d55e00' pt 5 title 'PyTorch', "
               "2 with linespoints lc rgb '#0072b2' pt 7 title 'mmoe-bench', "
               "2 with lines lc rgb '#777777' dt 3 title 'in proportion to the work'"]
    subprocess.run(["gnuplot", "-d", "-"], input="\n".join(script), text=True, check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", nargs="?", default="build/release/mmoe-benchmarks",
                        help="Google Benchmark program (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each side (5)")
    parser.add_argument("--seconds", type=float, default=0.1, help="CPU time a turn (0.1)")
    parser.add_argument("--out", metavar="FILE.svg", default="cost_curves.svg",
                        help="the figure (%(default)s)")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    times = measure(arguments.binary, arguments.rounds, arguments.seconds)
    print(f"{'size':24}{'ours us':>10}{'PyTorch us':>12}{'ratio':>8}{'time by work':>14}"
          f"{'PyTorch':>9}")
    for axis, name in enumerate(AXES):
        before = None
        for value, ours, theirs, work in curve(times, axis):
            growth = "" if before is None else (
                f"{ours / before[0] / (work / before[2]):14.2f}"
                f"{theirs / before[1] / (work / before[2]):9.2f}")
            print(f"{name} {value}".ljust(24) + f"{ours:10.1f}{theirs:12.1f}{theirs / ours:8.1f}"
                  + growth)
            before = ours, theirs, work
    draw(times, arguments.out)


if __name__ == "__main__":
    main()
