"""The version of PoseGuide that is installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("poseguide")
except PackageNotFoundError:  # a checkout that is not installed
    __version__ = "0+unknown"
