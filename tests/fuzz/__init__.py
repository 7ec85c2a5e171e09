"""Fuzzing: every reader is given damaged files, and answers with what it could read or one clean error.

`targets.py` has the table of what is fuzzed: one line adds a reader. `mutate.py` damages; `run.py` is the long run
(`make fuzz FUZZ_SECONDS=600`), guided by coverage where atheris is installed. The quick profile is a test of each
package (`tests/referentials/test_fuzz.py`).
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(".fuzz")
"""Where inputs that fail, and those that coverage found, are kept."""
