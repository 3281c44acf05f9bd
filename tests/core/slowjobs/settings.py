"""The product's settings with one job kind that can be watched and killed."""

from samsyn.settings import *  # noqa: F403
from samsyn.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.core.slowjobs"]
