"""The settings of a server with the bare page (bare.py)."""

from config.settings import *  # noqa: F403 - all of them, and one more

ROOT_URLCONF = "tests.bench.bare"
