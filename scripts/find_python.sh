#!/bin/sh
# Print the first Python that can make the project's environment: it runs, is 3.11 or later, and has venv and pip.
#   find_python.sh               any
#   find_python.sh python3.12    this one or nothing
# A name is run before it is believed: pyenv leaves on the PATH a shim of each version, and only the active ones run.
test "$#" -gt 0 || set -- python3.11 python3.12 python3.13 python3.14 python3 python
for name in "$@"; do
    for python in "$name" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin/"$name"; do
        if "$python" -c '
import sys
assert sys.version_info >= (3, 11)
import ensurepip, venv
' 2>/dev/null; then
            echo "$python"
            exit 0
        fi
    done
done
echo "No Python of 3.11 or later with venv and pip found (tried $*). On Debian: apt-get install python3-venv;" \
    "or name yours: make PYTHON=/path/to/python" >&2
exit 1
