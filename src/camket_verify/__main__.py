"""`python -m camket_verify EXPORT`."""

import sys

from .console import main

sys.exit(main())
