#!/usr/bin/env python3
"""slow-hosts.py [PORT]: accepts connections on every loopback address and never says a word; prints how many are open each
second when that changes. Ends with Ctrl-C."""
import asyncio
import sys

open_now = 0


async def hang(reader, writer):
    global open_now
    open_now += 1
    try:
        await reader.read()
    except ConnectionError:
        pass
    finally:
        open_now -= 1
        writer.close()


async def main(port):
    server = await asyncio.start_server(hang, "0.0.0.0", port, backlog=4096)
    async with server:
        said = -1
        while True:
            if open_now != said:
                said = open_now
                print(said, flush=True)
            await asyncio.sleep(1)


try:
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2627))
except KeyboardInterrupt:
    pass
