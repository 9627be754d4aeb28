#!/usr/bin/env bash
# Pin every dependency, the development ones included, with hashes and without any address: lock.sh PYTHON.
set -euo pipefail
python=$1
rm -rf .venv-lock
"$python" -m venv --without-pip .venv-lock
"$python" -m pip --python .venv-lock/bin/python install -qq --disable-pip-version-check pip-tools
.venv-lock/bin/python -m piptools compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras \
  --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --no-annotate \
  --output-file requirements.lock ${UPGRADE:+--upgrade} pyproject.toml
rm -rf .venv-lock
if grep -nE '://|^-' requirements.lock; then
  echo "requirements.lock names an address or an option; see the lines above." >&2
  exit 1
fi
