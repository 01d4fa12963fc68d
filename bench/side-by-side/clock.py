"""Runs a command to its end, and prints the seconds by the clock and of processor time that it took, as JSON.

    clock.py COMMAND...

Processor time is that of all its processes; its output is thrown away.
"""

import json
import os
import subprocess
import sys
import time

start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
taken = time.perf_counter() - start
if status:
    sys.exit(f"{sys.argv[1:]} ended with {os.waitstatus_to_exitcode(status)}")
print(json.dumps({"clock": taken, "processor": used.ru_utime + used.ru_stime}))
