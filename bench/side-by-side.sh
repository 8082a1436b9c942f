#!/bin/bash
# side-by-side.sh LOADDIR SERIES...: Pabal and Postfix in turns on this machine; JSON lines on stdout.
#
# LOADDIR holds load.sh and postfix/{start,stop}.sh (a driver around smtp-source and smtp-sink); Pabal must be running and serve
# MAILBOX into MAILDIR. A series is WORKLOAD:CONNECTIONS:OCTETS:MESSAGES[:d], as W1:20:4096:25000; d: sessions are reused.
# The first turn of each series is said twice for Pabal: cold is what comes first after a start.
set -eu
dir=$1; shift
port=${PABAL_SMTP_PORT:-2525}
home=${PABAL_HOME:-pabal-home}
maildir=${MAILDIR:-$home/users/user/Maildir}
mailbox=${MAILBOX:-user@local.test}
turns=${TURNS:-3}
group=/sys/fs/cgroup/cpuacct/bench-pabal

pid=$(ss -ltnpH "sport = :$port" | sed -n 's/.*pid=\([0-9]*\).*/\1/p' | head -n 1)
[ -n "$pid" ] || { echo "side-by-side.sh: nothing listens on port $port; start Pabal first" >&2; exit 1; }
mkdir -p "$group" && echo "$pid" > "$group/cgroup.procs"

label() { python3 -c 'import json,sys; r=json.load(sys.stdin); r["peer"]=sys.argv[1]; r["stage"]=sys.argv[2]; print(json.dumps(r))' "$@"; }

for series in "$@"; do
  IFS=: read -r workload connections octets messages reuse <<< "$series"
  set -- -c "$connections" -l "$octets" ${reuse:+-d}
  for turn in $(seq 1 "$turns"); do
    "$dir/load.sh" "127.0.0.1:$port" "$workload" "$@" -n "$messages" -g pabal -m "$maildir" --local "$mailbox" | label pabal "run$turn"
    "$dir/postfix/start.sh" > /dev/null
    "$dir/load.sh" 127.0.0.1:2501 "$workload" "$@" -n $((messages / 3)) -g postfix | label postfix "run$turn"
    "$dir/postfix/stop.sh"
  done
done
