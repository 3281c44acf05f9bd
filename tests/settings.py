"""The product's settings with a data folder of their own, thrown away afterwards, and fast passwords."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_data = tempfile.mkdtemp(prefix="samsyn-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["SAMSYN_DATA"] = _data
os.environ["SAMSYN_SECRET_KEY"] = "only-for-tests-" * 4
os.environ["SAMSYN_ASSURANCE"] = ""  # tests of it say what they need
for _name in ("SAMSYN_DEBUG", "SAMSYN_HTTPS", "SAMSYN_PROXIES", "SAMSYN_HOSTS"):
    os.environ.pop(_name, None)

from samsyn.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A file and not memory: threads then wait for each other as they do in the product, and connections can be
# closed.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_data) / "test.sqlite3")}  # noqa: F405
