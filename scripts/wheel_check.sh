#!/usr/bin/env bash
# Install the built wheel into an empty environment, once by the lock and once as a user does, and use it in a folder far from the checkout: wheel_check.sh PYTHON.
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

# As a user installs it: with the pip that came with this Python, no lock, and a page to read.
"$1" -m venv plain
plain/bin/pip install -qq --disable-pip-version-check "$wheel"
cat >page.html <<'PAGE'
<html><head><title>Bontang raih penghargaan Kota Cerdas</title></head><body><article><h1>Bontang raih penghargaan Kota Cerdas</h1>
<p>BONTANG – Wali Kota Bontang Basri Rase menerima penghargaan Kota Cerdas 2022 di Jakarta, Rabu (14/12/2022).</p>
<p>Penghargaan itu diserahkan oleh Menteri Komunikasi dan Informatika Johnny G Plate kepada Basri Rase di Hotel Raffles.</p>
</article></body></html>
PAGE
step plain/bin/kg --store plain-store build page.html
step plain/bin/kg --store plain-store query conferrals --format csv | grep 'Bontang' >/dev/null || { echo "The page was not read." >&2; exit 1; }
echo "The wheel works by itself: $rows conferrals from $(ls articles | wc -l) articles."
