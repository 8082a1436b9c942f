#!/usr/bin/python3
"""idle.py PORT IDLE PROBES clear|tls JCMD: memory of idle sessions on 127.0.0.1, and how long a new one waits for its 220.

Holds IDLE sessions that have said EHLO, then opens PROBES new ones, one after the other. With tls the port speaks TLS from the
first octet on, and a wait includes the handshake. JCMD is that program of the server's JDK: heap is what is alive after a
collection; PSS grows only where the heap was not touched before. Prints one line of JSON."""
import asyncio, json, resource, ssl, subprocess, sys, time

port, idle, probes, mode, jcmd = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (min(idle + probes + 200, hard), hard))
terms = {}
if mode == "tls":
    terms = dict(ssl=ssl._create_unverified_context(), ssl_handshake_timeout=120)

def server():
    sockets = subprocess.run(["ss", "-ltnpH", "sport = :%d" % port], capture_output=True, text=True, check=True).stdout
    if "pid=" not in sockets: raise SystemExit("idle.py: nothing listens on port %d; start Pabal first" % port)
    return sockets.split("pid=")[1].split(",")[0]

def memory(pid):
    histogram = subprocess.run([jcmd, pid, "GC.class_histogram"], capture_output=True, text=True, check=True).stdout
    heap = next(int(line.split()[2]) for line in histogram.splitlines() if line.startswith("Total"))
    pss = next(int(line.split()[1]) for line in open("/proc/%s/smaps_rollup" % pid) if line.startswith("Pss:"))
    return heap / 1024, pss

async def greeted():
    reader, writer = await asyncio.open_connection("127.0.0.1", port, **terms)
    line = await reader.readline()
    if not line.startswith(b"220"): raise SystemExit("idle.py: no greeting: %r" % line)
    return reader, writer

async def hold(held):
    reader, writer = await greeted()
    writer.write(b"EHLO idle.test\r\n")
    while not (await reader.readline()).startswith(b"250 "): pass
    held.append(writer)

async def main():
    pid, held, waits = server(), [], []
    for _ in range(20): await hold(held)
    heap, pss = memory(pid)
    for first in range(0, idle, 100):
        await asyncio.gather(*(hold(held) for _ in range(min(100, idle - first))))
    for _ in range(probes):
        began = time.perf_counter()
        held.append((await greeted())[1])
        waits.append((time.perf_counter() - began) * 1e3)
        await asyncio.sleep(0.01)
    waits.sort()
    heap_held, pss_held = memory(pid)
    each = lambda more: round(more / (idle + probes), 2)
    print(json.dumps(dict(mode=mode, idle=idle, heap_kib_each=each(heap_held - heap), pss_kib_each=each(pss_held - pss), probes=probes,
        p50_ms=round(waits[len(waits) // 2], 2), p99_ms=round(waits[int(len(waits) * 0.99)], 2), max_ms=round(waits[-1], 2))))
    for writer in held: writer.transport.abort()

asyncio.run(main())
