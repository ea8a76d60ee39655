"""The example Houses and the accounts with which one can look around in them."""

from pathlib import Path

DATA = Path(__file__).resolve().parent / "demo_data"
