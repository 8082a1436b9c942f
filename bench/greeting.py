#!/usr/bin/python3
"""greeting.py PORT IDLE PROBES: holds IDLE greeted sessions on 127.0.0.1, then opens PROBES new ones, one after the other.
Prints how long a new one waits for its 220, in ms."""
import asyncio, json, resource, sys, time
port, idle, probes = map(int, sys.argv[1:4])
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (min(idle + probes + 200, hard), hard))
async def session(held):
    r, w = await asyncio.open_connection("127.0.0.1", port)
    line = await r.readline()
    if not line.startswith(b"220"): raise SystemExit("no greeting: %r" % line)
    held.append((r, w))
async def main():
    held = []
    for first in range(0, idle, 100):
        await asyncio.gather(*(session(held) for _ in range(min(100, idle - first))))
    waits = []
    for _ in range(probes):
        began = time.perf_counter(); await session(held); waits.append((time.perf_counter() - began) * 1e3)
        await asyncio.sleep(0.01)
    waits.sort()
    print(json.dumps(dict(idle=idle, probes=probes, p50_ms=round(waits[len(waits) // 2], 2), p99_ms=round(waits[int(len(waits) * 0.99)], 2), max_ms=round(waits[-1], 2))))
    for _, w in held: w.transport.abort()
asyncio.run(main())
