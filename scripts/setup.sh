#!/usr/bin/env bash
# Make an environment from a lock: setup.sh FOLDER LOCK PYTHON. With the project itself, editable, unless ONLY_DEPENDENCIES is set.
set -euo pipefail
folder=$1 lock=$2 python=$3

"$python" - <<'PY' || { echo "kg needs Python 3.11 or newer; try: make PYTHON=python3.12 …" >&2; exit 2; }
import sys
sys.exit(sys.version_info < (3, 11))
PY

# Debian ships python3 without ensurepip, so the environment gets no pip of its own: the caller's pip fills it.
echo "Making $folder from $lock (once; it takes a minute or two) …" >&2
rm -rf "$folder"
"$python" -m venv --without-pip "$folder"
install() { "$python" -m pip --python "$folder/bin/python" install -qq --disable-pip-version-check "$@"; }
install --require-hashes -r "$lock"
if [ -z "${ONLY_DEPENDENCIES:-}" ]; then
  install --no-deps --no-build-isolation --editable .
fi
