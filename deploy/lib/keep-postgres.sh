# Read by `bash -s` as the system user that owns a cluster: starts it and keeps it until nobody uses it any more.
# shellcheck shell=bash
#
# Whoever uses the cluster holds a shared lock on one file, and the kernel takes the lock back however they end, by
# SIGKILL too. This script waits for the exclusive lock and then stops the cluster, so that nobody has to hold on to
# rights (a sudo password that is fifteen minutes old at Ctrl-C) for stopping what they started.
set -euo pipefail
bin=$1 cluster=$2 lock=$3

# Ctrl-C or a closed terminal is news for the users of the cluster. The lock alone decides here.
trap '' INT HUP TERM

# Held for as long as this script lives: who used the cluster last waits for it, even in the middle of a start.
exec 8<"$lock.keeper"
flock --shared 8

"$bin/pg_ctl" start --silent --wait --timeout=60 --pgdata="$cluster" --log="$cluster/start.log" </dev/null 8<&-
exec 9<"$lock"
flock --exclusive 9
# Held while stopping: who comes now waits until the cluster is down and then starts it anew.
"$bin/pg_ctl" stop --silent --wait --mode=fast --pgdata="$cluster" </dev/null
