#!/usr/bin/env bash
# Install the built wheel into an empty environment, and use it in a folder far from the checkout: wheel_check.sh PYTHON.
set -euo pipefail
checkout=$PWD
wheel=$(ls "$checkout"/dist/*.whl)
far=$(mktemp -d)
trap 'rm -rf "$far"' EXIT

ONLY_DEPENDENCIES=1 scripts/setup.sh "$far/venv" requirements-runtime.lock "$1"
"$1" -m pip --python "$far/venv/bin/python" install -qq --disable-pip-version-check --no-deps --no-index "$wheel"

unset PYTHONPATH KG_STORE
mkdir "$far/articles"
cp "$checkout"/data/articles/*.txt "$far/articles"
cd "$far"
step() { echo "\$ $*" >&2; "$@"; }
kg=venv/bin/kg
step $kg --version
step $kg queries
step $kg --store store build articles
step $kg --store store query conferrals --format csv >conferrals.csv
rows=$(($(wc -l <conferrals.csv) - 1))
[ "$rows" -gt 0 ] || { echo "The wheel built a store that states no conferral." >&2; exit 1; }
echo "The wheel works by itself: $rows conferrals from $(ls articles | wc -l) articles."
