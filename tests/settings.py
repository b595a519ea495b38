"""The product's settings, in a data folder that is made for the tests and gone after them."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Even a machine whose environment names a real data folder must not have tests write into it.
os.environ["CAMKET_DATA"] = tempfile.mkdtemp(prefix="camket-tests-")
os.environ.setdefault("CAMKET_SECRET_KEY", "tests: signs nothing that lasts longer than they do, 50 letters")
atexit.register(shutil.rmtree, Path(os.environ["CAMKET_DATA"]), ignore_errors=True)

from camket.site.settings import *  # noqa: E402, F403 - the folder must be named before the settings read it

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # log-ins of the test world, a thousand times
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 - of the settings above; nothing is collected for tests

# A program that a test starts is the product and reads the product's own settings, in the same data folder.
os.environ["DJANGO_SETTINGS_MODULE"] = "camket.site.settings"
