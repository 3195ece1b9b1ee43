#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# One task of a Slurm job array runs one shard of an experiment, in a folder of its own:
#
#   sbatch --array=1-16 experiments/cluster/slurm-array.sh OUT --exp synthetic --paper
#
# OUT is on a file system that all nodes share; what follows it is the experiment's command line.
# A task that is started again, on any node, goes on from the trials that its folder has.
#SBATCH --job-name=mmoe-bench
#SBATCH --array=1-16
#SBATCH --cpus-per-task=2
#SBATCH --time=04:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=mmoe-bench-%A_%a.log
#SBATCH --signal=B:USR1@60
set -euo pipefail

fail() {
  echo "error: $*" >&2
  exit 2
}

[ $# -ge 3 ] || fail "expected OUT --exp EXPERIMENT ...; found '$*'"
[ -n "${SLURM_ARRAY_TASK_ID:-}" ] || fail "not in a job array; submit with sbatch --array=1-N"
out=$1
shift

# MMOE_SHARDS says how many shards there are where only some of them are submitted, as after a
# failure: sbatch --export=ALL,MMOE_SHARDS=16 --array=3,7 ...
shards=${MMOE_SHARDS:-${SLURM_ARRAY_TASK_COUNT:-}}
[ -n "$shards" ] || fail "found no SLURM_ARRAY_TASK_COUNT; expected MMOE_SHARDS=N"
tasks=${SLURM_ARRAY_TASK_MIN:-}-${SLURM_ARRAY_TASK_MAX:-}
if [ -z "${MMOE_SHARDS:-}" ] && [ "$tasks" != "1-$shards" ]; then
  fail "found the array $tasks; expected 1-N, or MMOE_SHARDS=N beside a part of it"
fi
echo "shard $SLURM_ARRAY_TASK_ID/$shards on ${SLURMD_NODENAME:-?}, start $((${SLURM_RESTART_COUNT:-0} + 1))"

"${MMOE_BENCH:-mmoe-bench}" "$@" --shard "$SLURM_ARRAY_TASK_ID/$shards" \
  --out "$out/shard-$SLURM_ARRAY_TASK_ID" --jobs "${SLURM_CPUS_PER_TASK:-1}" --quiet &
trial=$!

# A minute before the time limit Slurm sends USR1 (see --signal above): stop, and queue up again.
# TERM, from scancel, only stops. Finished trials are kept either way.
requeue=
trap 'requeue=yes; kill -TERM "$trial"' USR1
trap 'kill -TERM "$trial"' TERM INT

status=0
wait "$trial" || status=$?
# A signal ends a wait early; the next one waits for the program itself.
while kill -0 "$trial" 2>/dev/null; do
  status=0
  wait "$trial" || status=$?
done
if [ "$requeue" ] && [ "$status" -ne 0 ]; then
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
fi
exit "$status"
