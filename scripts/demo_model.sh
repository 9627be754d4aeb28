#!/usr/bin/env bash
# Read the sample articles as a large hosted language model reads them, from its recorded answers: nobody is asked, nothing leaves the machine.
set -euo pipefail
kg() { .venv/bin/kg "$@"; }
title() { printf '\n%s\n' "$1"; }
answers=data/answers

title "By rules"
kg evaluate data/articles tests/corpus/gold

title "By a large hosted language model, from its recorded answers in $answers"
kg evaluate data/articles tests/corpus/gold --reader model --answers "$answers"

title "Where both agree, and where not"
kg extract data/articles/17-dua-pekalongan.txt --reader both --answers "$answers"
