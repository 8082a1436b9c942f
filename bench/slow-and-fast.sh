#!/bin/bash
# slow-and-fast.sh LOADDIR [SLOW]: relays to a fast host (W2 of the driver), alone and while SLOW (1000) other hosts take a
# connection each and never say a word; in turns, JSON lines on stdout.
#
# Pabal runs, relays for 127.0.0.1, and has a route for everything to the driver's sink. Needs the administrator's password in
# PABAL_HOME/admin.password. Sets concurrencyremote and adds routes to smtproutes, and takes both back.
set -eu
dir=$1 slow=${2:-1000}
here=$(cd "$(dirname "$0")" && pwd)
api="curl -fsu admin:$(cat "${PABAL_HOME:-pabal-home}/admin.password") http://127.0.0.1:${PABAL_HTTP_PORT:-8080}/pabal/api/v1"
port=${PABAL_SMTP_PORT:-2525}
put() { $api/control/"$1" -X PUT -H 'Content-Type: text/plain' --data-binary @- > /dev/null; }
label() { python3 -c 'import json,sys; r=json.load(sys.stdin); r["stage"]=sys.argv[1]; print(json.dumps(r))' "$1"; }
turn() { "$dir/load.sh" "127.0.0.1:$port" W2 -c 20 -l 4096 -n "${MESSAGES:-12000}" -g pabal | label "$1"; }

routes=$($api/control/smtproutes)
hosts=
python3 "$here/slow-hosts.py" 2627 > "${TMPDIR:-/tmp}/slow-hosts.$$" &
hosts=$!
restore() {
  kill "$hosts"
  put smtproutes <<< "$routes"
  $api/control/concurrencyremote -X DELETE > /dev/null
  rm -f "${TMPDIR:-/tmp}/slow-hosts.$$"
}
trap restore EXIT

put concurrencyremote <<< $((slow * 2))
{ for ((i = 1; i <= slow; i++)); do echo "slow$i.test:127.1.$((i / 250)).$((i % 250 + 1)):2627"; done; echo "$routes"; } | put smtproutes
turn alone-1
turn alone-2
python3 - "$port" "$slow" <<'PY'
import smtplib, sys
port, slow = int(sys.argv[1]), int(sys.argv[2])
with smtplib.SMTP("127.0.0.1", port) as client:
    for first in range(1, slow + 1, 100):
        to = [f"x@slow{i}.test" for i in range(first, min(slow + 1, first + 100))]
        client.sendmail("bench@local.test", to, "Subject: slow\r\n\r\nhi\r\n")
PY
sleep 20
echo "{\"stage\": \"slow sessions\", \"open\": $(tail -n 1 "${TMPDIR:-/tmp}/slow-hosts.$$")}"
turn beside-1
turn beside-2
echo "{\"stage\": \"slow sessions\", \"open\": $(tail -n 1 "${TMPDIR:-/tmp}/slow-hosts.$$")}"
