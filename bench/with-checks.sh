#!/bin/bash
# with-checks.sh LOADDIR [MESSAGES]: W1 from a stranger with every check that needs no DNS switched off, and on, in turns; JSON lines.
#
# LOADDIR as for side-by-side.sh. Pabal must be running on an empty queue; its settings badmailfrom, badrcptto, ratelimits, greylist and
# pipelining and the access rules of smtp are changed, and at the end as they were.
set -eu
dir=$1
messages=${2:-15000}
port=${PABAL_SMTP_PORT:-2525}
home=${PABAL_HOME:-pabal-home}
mailbox=${MAILBOX:-user@local.test}
turns=${TURNS:-3}
group=/sys/fs/cgroup/cpuacct/bench-pabal
api="http://localhost:${PABAL_HTTP_PORT:-8080}/pabal/api/v1"

api() { curl -s --fail-with-body -u "admin:$(cat "$home/admin.password")" "$@"; }
get() { api "$api/$1" 2> /dev/null; }
put() { api -X PUT -H "Content-Type: text/plain" --data-binary @- "$api/$1" > "$saved/answer" || { cat "$saved/answer" >&2; exit 1; }; }
saved=$(mktemp -d)
settings="badmailfrom badrcptto ratelimits greylist pipelining"
get access-rules/smtp > "$saved/rules"
for each in $settings; do get "control/$each" > "$saved/$each" || rm "$saved/$each"; done
off() { for each in $settings; do get "control/$each" > "$saved/now" && api -X DELETE "$api/control/$each" > /dev/null; done || true; }
restore() {
  off
  put access-rules/smtp < "$saved/rules"
  for each in $settings; do [ ! -e "$saved/$each" ] || put "control/$each" < "$saved/$each"; done
  rm -r "$saved"
}
trap restore EXIT

on() {
  { seq -f 'spammer%g@nowhere.test' 200; seq -f '*@*.n%g.test' 20; } | put control/badmailfrom
  { seq -f 'gone%g@local.test' 200; seq -f 'old*@n%g.test' 20; } | put control/badrcptto
  for rate in 'address sessions' 'network sessions' {address,network,domain}' '{messages,recipients}; do echo "$rate 1000000/1h"; done | put control/ratelimits
  # passes 0: no network is ever spared, each recipient is looked up
  printf '%s\n' 'delay 1s' 'window 4h' 'keep 36d' 'passes 0' | put control/greylist
  echo strict | put control/pipelining
}
introduce() { # the greylist meets the sender, and lets it in from the second time on
  for _ in 1 2 3; do
    swaks --server "127.0.0.1:$port" --from s@src.test --to "$mailbox" > "$saved/swaks" 2>&1 && return
    sleep 2
  done
  echo "with-checks.sh: the greylist does not let the sender in:" >&2
  cat "$saved/swaks" >&2
  exit 1
}
measure() {
  "$dir/load.sh" "127.0.0.1:$port" W1 -c 20 -l 4096 -n "$messages" -g pabal -m "${MAILDIR:-$home/users/user/Maildir}" --local "$mailbox" \
    | python3 -c 'import json,sys; r=json.load(sys.stdin); r["checks"]=sys.argv[1]; print(json.dumps(r))' "$1"
}

pid=$(ss -ltnpH "sport = :$port" | sed -n 's/.*pid=\([0-9]*\).*/\1/p' | head -n 1)
[ -n "$pid" ] || { echo "with-checks.sh: nothing listens on port $port; start Pabal first" >&2; exit 1; }
mkdir -p "$group" && echo "$pid" > "$group/cgroup.procs"
echo ':allow' | put access-rules/smtp
for _ in $(seq "$turns"); do
  off; measure off
  on; introduce; measure on
done
