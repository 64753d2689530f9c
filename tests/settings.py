"""The product's settings on a data directory of the test run's own."""

import os

os.environ["DENYUT_TEST"] = "1"

from denyut.site.settings import *  # noqa: E402, F403
