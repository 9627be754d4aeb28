#!/usr/bin/env bash
# Build a graph from the sample articles, ask it questions in plain words, and draw it. Everything lands in demo/.
set -euo pipefail
kg() { .venv/bin/kg --store demo/store "$@"; }
title() { printf '\n\033[1m%s\033[0m\n' "$1"; }
[ -t 1 ] || title() { printf '\n%s\n' "$1"; }

rm -rf demo
mkdir demo

title "24 Indonesian news articles → a knowledge graph"
kg build data/articles

title "Which awards has Bontang received?"
kg query awards-of-area -p area=Bontang --evidence

for question in "Siapa yang menyerahkan penghargaan kepada Bontang?" "How many awards did Surabaya win?" \
  "Apa kata Johnny G Plate tentang smart city?" "Berapa penduduk Bontang?"; do
  title "kg ask \"$question\""
  kg ask "$question"
done

kg export demo/graph.ttl
kg draw demo/graph.svg
kg draw demo/graph.html
kg draw demo/map.svg --as map

title "Written"
printf '  %-16s %s\n' \
  demo/graph.ttl "the graph, with the words that state each fact" \
  demo/graph.html "the picture to click through; open it in a browser, no network needed" \
  demo/graph.svg "the picture to print" \
  demo/map.svg "the areas that received awards, on a map" \
  demo/store "the store; ask it more: .venv/bin/kg --store demo/store queries"
