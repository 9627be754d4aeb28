#!/usr/bin/env bash
# Draw the pictures of README and docs/pictures.md again, from the sample articles.
set -euo pipefail
store=$(mktemp -d)
trap 'rm -rf "$store"' EXIT
kg() { .venv/bin/kg --store "$store/kg" "$@"; }
mkdir -p docs/images
kg build data/articles
kg draw docs/images/graph.svg --around "Kota Bontang"
kg draw docs/images/neighbourhood.svg --around "Kota Bontang" --depth 2
kg draw docs/images/whole.svg
kg draw docs/images/timeline.svg --as timeline
kg draw docs/images/map.svg --as map
kg draw docs/images/ontology.svg --as ontology
