#!/bin/bash
# fill-queue.sh H2_JAR HOME [COUNT]: puts deferred messages into the embedded database of a server that does not run: one
# recipient and 1 KiB each, of 5,000 domains, tried five times, due again between one and nine hours from now.
set -euo pipefail
jar=$1 home=$(cd "$2" && pwd) count=${3:-1000000}
sql=$(mktemp)
trap 'rm -f "$sql"' EXIT
cat > "$sql" <<SQL
insert into message (id, sender, body_type, octets, birth, recipients, bounce_due, content, smtp_utf8)
  select 1000000000000 + x, 'list' || mod(x, 100) || '@local.test', 0, 1024, current_timestamp - interval '2' hour, 1, false,
    cast(repeat('mail', 256) as varbinary), false
  from system_range(1, $count);
insert into recipient (message_id, position, address, channel, state, share, attempts, last_attempt, next_attempt, last_report)
  select 1000000000000 + x, 0, 'user' || x || '@d' || mod(x, 5000) || '.test', 1, 0, 4, 5, current_timestamp - interval '1' hour,
    dateadd(second, 3600 + mod(x, 28800), current_timestamp),
    'Sorry, I wasn''t able to establish an SMTP connection. (#4.4.1)' || char(10)
  from system_range(1, $count);
select count(*), min(next_attempt) from recipient;
SQL
java -Xmx4g -cp "$jar" org.h2.tools.RunScript -url "jdbc:h2:file:$home/db/pabal" -user pabal -password pabal -script "$sql" -showResults
ls -l "$home/db"
