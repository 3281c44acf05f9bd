"""A job of ten short steps that writes down each in a file."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from samsyn.core.jobs import job, progress
from samsyn.core.models import Job


@job("test.slow")
def slow(job: Job) -> dict[str, Any]:
    log = Path(job.args["log"])
    done = len(log.read_text().splitlines()) if log.exists() else 0
    for step in range(done + 1, 11):
        with log.open("a") as out:
            out.write(f"{job.attempts}\n")
        progress(job, step, 10, f"steg {step}")
        time.sleep(job.args["pause"])
    return {"steps": 10}
