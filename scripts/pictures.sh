#!/usr/bin/env bash
# Draw the README's picture again, from the sample articles.
set -euo pipefail
store=$(mktemp -d)
trap 'rm -rf "$store"' EXIT
mkdir -p docs/images
.venv/bin/kg --store "$store/kg" build data/articles
.venv/bin/kg --store "$store/kg" draw docs/images/graph.svg --around "Kota Bontang"
