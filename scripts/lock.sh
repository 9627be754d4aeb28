#!/usr/bin/env bash
# Pin every dependency with hashes and without any address: lock.sh PYTHON. UPGRADE=1 takes the newest releases.
#   requirements.lock          what development needs      requirements-runtime.lock  what an installed kg needs
set -euo pipefail
python=$1
rm -rf .venv-lock
trap 'rm -rf .venv-lock' EXIT
"$python" -m venv --without-pip .venv-lock
"$python" -m pip --python .venv-lock/bin/python install -qq --disable-pip-version-check pip-tools

pin() { # FILE, then options of pip-compile
  .venv-lock/bin/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
    --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --no-annotate \
    --output-file "$@" pyproject.toml
}
pin requirements.lock --extra dev ${UPGRADE:+--upgrade}
pin requirements-runtime.lock --constraint requirements.lock

if grep -nE '://|^-|/' requirements*.lock; then
  echo "A lock names an address, a path or an option; see the lines above." >&2
  exit 1
fi
