#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Runs experiments/cluster/slurm-array.sh on a real Slurm of two nodes on this machine, pulls the
# plug of one node in the middle, and merges what comes out:
#
#   tests/cluster/loopback_slurm.sh BINARY FOLDER EXPERIMENT...
#
# A node is a PID namespace: with its first process all that runs on it is gone, as in a power cut.
# Leaves FOLDER/out with the merged result, FOLDER/shard-2.log. Exit status 77: cannot run here.
set -euo pipefail

binary=$1
folder=$2
shift 2
script=$(dirname "$0")/../../experiments/cluster/slurm-array.sh

skip() {
  echo "SKIPPED: $*" >&2
  exit 77
}

for program in munged slurmctld slurmd sbatch squeue scontrol unshare; do
  command -v "$program" >/dev/null || skip "no $program here (Debian: slurm-wlm, munge)"
done
[ "$(id -u)" = 0 ] || skip "slurmd needs root"
unshare --pid --fork --mount-proc true || skip "no PID namespaces here"

pids=()
nodes=()
stop_all() {
  for unshared in "${nodes[@]}"; do pkill -KILL -P "$unshared" || true; done
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
trap stop_all EXIT

# Waits until the command succeeds, for at most $1 seconds.
wait_until() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || {
      echo "error: $what: not within the time given" >&2
      tail -n 20 "$folder"/log/* >&2
      exit 1
    }
    sleep 0.2
  done
}

port=$((20000 + RANDOM % 20000))
mkdir -p "$folder"/{state,spool-n1,spool-n2,log,munge,out}
chmod 700 "$folder/munge"
head -c 128 /dev/urandom >"$folder/munge/key"
chmod 400 "$folder/munge/key"
cat >"$folder/slurm.conf" <<CONF
ClusterName=loopback
SlurmctldHost=localhost
SlurmctldPort=$port
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool-%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd-%n.pid
SlurmctldLogFile=$folder/log/slurmctld
SlurmdLogFile=$folder/log/slurmd-%n
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
SlurmdTimeout=3
KillWait=2
NodeName=n[1-2] NodeHostname=localhost NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 2))] CPUs=1
PartitionName=all Nodes=ALL Default=YES State=UP
CONF
export SLURM_CONF=$folder/slurm.conf

munged --foreground --force --key-file="$folder/munge/key" --socket="$folder/munge/socket" \
  --log-file="$folder/munge/log" --pid-file="$folder/munge/pid" --seed-file="$folder/munge/seed" \
  --num-threads=1 >"$folder/log/munged" 2>&1 &
pids+=($!)
wait_until 10 "munged" test -S "$folder/munge/socket"
slurmctld -D -i >"$folder/log/slurmctld.out" 2>&1 &
pids+=($!)
for node in n1 n2; do
  unshare --pid --fork --mount-proc slurmd -D -N "$node" >"$folder/log/$node.out" 2>&1 &
  nodes+=($!)
done
both_idle() { [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 2 ]; }
wait_until 30 "nodes" both_idle

job=$(MMOE_BENCH=$binary sbatch --parsable --array=1-3 --cpus-per-task=1 --time=10 \
  --output="$folder/shard-%a.log" "$script" "$folder/out" --exp "$@")

# Pulls the plug where shard 2 runs, once it has stored a trial.
has_trials() {
  "$binary" store check "$folder/out/shard-2" 2>/dev/null | grep -q ': [1-9][0-9,]* sound'
}
wait_until 60 "a first trial of shard 2" has_trials
victim=$(squeue -h -o %N -j "${job}_2")
pkill -KILL -P "${nodes[${victim#n} - 1]}"
echo "pulled the plug of $victim"

# Slurm notices by itself, queues the shard up again, and would wait two minutes more.
queued_again() { [ "$(squeue -h -o %T -j "${job}_2")" = PENDING ]; }
wait_until 60 "shard 2 to be queued again" queued_again
scontrol update "JobId=${job}_2" StartTime=now
all_done() { [ -z "$(squeue -h -j "$job" 2>/dev/null)" ]; }
wait_until 120 "the array's end" all_done
cat "$folder"/shard-*.log

"$binary" merge "$folder"/out/shard-{1,2,3} --out "$folder/out"
