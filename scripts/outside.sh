#!/usr/bin/env bash
# Install the outside programs that tests compare with: a browser, other RDF tools, a second SPARQL server. Debian and Ubuntu, as root.
set -euo pipefail
programs=(chromium raptor2-utils virtuoso-opensource-7-bin libapache-jena-java default-jre-headless fonts-dejavu-core)
missing=()
for each in "${programs[@]}"; do
  dpkg-query -W -f '${Status}' "$each" 2>/dev/null | grep -q 'install ok installed' || missing+=("$each")
done
[ ${#missing[@]} -eq 0 ] && exit 0
echo "Installing ${missing[*]} …" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq install --no-install-recommends "${missing[@]}" >/dev/null
