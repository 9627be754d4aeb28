#!/usr/bin/env bash
# Build a graph from the sample articles, ask it three questions, and draw it. Everything lands in demo/.
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

title "Who handed the award over to Bontang, and who received it?"
kg query handovers -p area=Bontang --evidence

title "Who is mayor (wali kota) of Bontang?"
kg query office-holder -p role="Wali Kota" -p area=Bontang --evidence

kg export demo/graph.ttl
kg draw demo/graph.svg
kg draw demo/graph.html

title "Written"
printf '  %-16s %s\n' \
  demo/graph.ttl "the graph, with the words that state each fact" \
  demo/graph.html "the picture to click through; open it in a browser, no network needed" \
  demo/graph.svg "the picture to print" \
  demo/store "the store; ask it more: .venv/bin/kg --store demo/store queries"
