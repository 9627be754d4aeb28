"""Timeline, map and ontology say what the articles and the ontology say; png and the command that draws them."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

import sample_store
from kg.cli import main
from kg.cli.passages import sentence
from kg.drawing import area_map, awards, class_diagram, draw, timeline
from kg.drawing.area_map import WIDTH
from kg.drawing.labelling import HEIGHT, Symbol, placed
from kg.drawing.ontology import ontology
from kg.errors import KgError
from kg.network import Network, limited, network
from made_network import crowded

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    sample_store.build(folder)
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return network(sample_store.store(tmp_path_factory.mktemp("sample")), sentence)


def words(svg: bytes) -> list[str]:
    return [" ".join("".join(text.itertext()).split()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_timeline_tells_who_received_what_in_which_year(sample: Network) -> None:
    written = words(draw(timeline(sample), "svg"))
    (before,) = (i for i, word in enumerate(written) if word == "2021")
    (after,) = (i for i, word in enumerate(written) if word == "2022")
    assert {"Anugerah Kota Pintar 2021", "Kota Surabaya", "Kabupaten Sidoarjo", "Dewi Lestari"} <= set(
        written[before:after]
    )
    late = written[after:]
    assert late[2:6] == ["Anugerah Kota Pintar 2022", "9 November 2022", "Semarang", "#2"]
    assert {"Kota Bontang", "Lentera Warga"} <= set(late)
    assert "Kota Surabaya" not in late


def test_what_no_article_gives_a_year_to_stands_last() -> None:
    crowd = crowded(40)
    written = words(draw(timeline(crowd, "id"), "svg"))
    assert "tahun" in written
    years = [int(word) for word in written if re.fullmatch(r"20\d\d", word)]
    assert years == sorted(set(years))
    assert written.index("tidak disebut") > written.index(str(years[-1]))
    chips = ElementTree.fromstring(draw(timeline(crowd), "svg")).findall(f".//{SVG}g[@data-edge]")
    drawn = {int(chip.attrib["data-edge"]) for chip in chips}
    assert drawn == set(range(len(awards(crowd).edges)))


def test_areas_stand_on_the_map_where_they_are() -> None:
    picture = area_map(crowded(3))
    for iri, node in picture.network.nodes.items():
        if node.place and not 104.95 < node.place[1] < 115.75:
            x, y = picture.places[iri]
            # Symbols that would cover each other make room, no further than this.
            assert x == pytest.approx((node.place[1] - 94.4) * WIDTH / 47.2, abs=30)
            assert y == pytest.approx((6.8 - node.place[0]) * WIDTH / 47.2, abs=30)


def test_the_map_counts_awards_and_says_what_it_cannot_show(sample: Network) -> None:
    written = words(draw(area_map(sample), "svg"))
    assert {"Bontang 2", "Surabaya", "Kab. Sidoarjo", "Semarang ?"} <= set(written)
    told = next(word for word in written if "Natural Earth" in word)
    assert told.startswith("4 areas, 5 awards · +3 other recipients are no areas and not on the map")
    # Semarang may be the city or the regency: it stands between them, with a broken line.
    (open_one,) = ElementTree.fromstring(draw(area_map(sample), "svg")).findall(f".//{SVG}g[@class='node k-area open']")
    assert open_one.find(f"{SVG}circle[@class='hollow']") is not None


def test_beyond_what_can_be_seen_the_picture_says_what_it_hid() -> None:
    crowd = awards(crowded(1))
    part = limited(crowd, 300)
    hidden = len(crowd.nodes) - 300
    assert hidden > 100
    for picture in (timeline(part), area_map(part)):
        for format_ in ("svg", "html", "dot"):
            text = draw(picture, "svg" if format_ == "svg" else "html" if format_ == "html" else "dot").decode()
            assert f"+{hidden} more things not drawn" in text


def test_names_on_a_map_overlap_neither_each_other_nor_symbols() -> None:
    symbols = [
        Symbol(40.0 + 37 * (i % 9) + i, 30.0 + 29 * (i // 9), 3.0 + i % 5, 40.0 + 7 * (i % 6)) for i in range(60)
    ]
    labels = placed(symbols, 500.0, 300.0)
    boxes = [
        (place.x - symbol.name_width / 2, place.y - HEIGHT / 2, place.x + symbol.name_width / 2, place.y + HEIGHT / 2)
        for symbol, place in zip(symbols, labels, strict=True)
        if place
    ]
    assert len(boxes) >= 40
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= 500
        assert 0 <= top < bottom <= 300
        for symbol in symbols:
            x, y = min(max(symbol.x, left), right), min(max(symbol.y, top), bottom)
            assert ((x - symbol.x) ** 2 + (y - symbol.y) ** 2) ** 0.5 >= symbol.radius


def test_the_ontology_is_drawn_whole() -> None:
    classes, values = ontology()
    written = words(draw(class_diagram(), "svg"))
    assert set(classes.nodes) <= set(written)
    assert {"City", "Conferral", "Evidence"} <= set(classes.nodes)
    together = " ".join(written)
    for edge in classes.edges:
        assert edge.passages[0].sentence, edge
        assert edge.relation == "subclass" or edge.relation in together
    for each in values.values():
        for name, _ in each:
            assert name in together
    assert ("Conferral", "award", "Award") in {(e.source, e.relation, e.target) for e in classes.edges}
    assert ("City", "subclass", "AdministrativeArea") in {(e.source, e.relation, e.target) for e in classes.edges}
    page = draw(class_diagram("id"), "html", "id").decode()
    assert "Wilayah tingkat kedua, dipimpin wali kota." in page


@pytest.mark.parametrize("kind", ["timeline", "map", "ontology"])
def test_the_same_network_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    first, second = (
        network(sample_store.store(tmp_path / name, content), sentence)
        for name, content in (("one", sample_store.quads()), ("two", sample_store.quads()[::-1]))
    )
    draws = {"timeline": timeline, "map": area_map}
    for format_ in ("svg", "png", "html", "dot"):
        one, other = (
            draw(class_diagram() if kind == "ontology" else draws[kind](each), format_) for each in (first, second)
        )
        assert one == other


def test_a_png_has_words_twice_as_many_dots_and_the_ground_of_its_theme(sample: Network) -> None:
    svg = draw(timeline(sample), "svg").decode()
    width, height = (float(value) for value in re.findall(r'(?:width|height)="([\d.]+)"', svg)[:2])
    light, dark = (draw(timeline(sample), "png", theme=theme) for theme in ("light", "dark"))
    assert light.startswith(b"\x89PNG")
    assert struct.unpack(">2L", light[16:24]) == pytest.approx((2 * width, 2 * height), abs=2)
    assert light != dark
    assert draw(timeline(sample), "png") == light
    assert draw(timeline(sample), "png", "id") == light, "only the page has words of its own"


def test_without_any_font_a_png_is_refused_and_not_drawn_without_words(sample: Network, tmp_path: Path) -> None:
    """A machine without fonts: the system's font folders do not exist there."""
    script = (
        "import resvg_py\nfrom kg.errors import KgError\nfrom kg.drawing import class_diagram, draw\n"
        "plain = resvg_py.svg_to_bytes\n"
        "resvg_py.svg_to_bytes = lambda **given: plain(**{**given, 'skip_system_fonts': True})\n"
        "try:\n    draw(class_diagram(), 'png')\nexcept KgError as refused:\n    print(refused)\n"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True).stdout
    assert "without one a png has no words" in told
    assert "--font" in told
    bad = tmp_path / "bad.ttf"
    bad.write_bytes(b"no font at all")
    with pytest.raises(KgError, match=r"bad\.ttf is no TrueType or OpenType font"):
        draw(timeline(sample), "png", font=bad)


def test_a_font_file_of_ones_own_writes_the_png(sample: Network) -> None:
    fonts = sorted(Path("/usr/share/fonts").rglob("DejaVuSerif.ttf"))
    if not fonts:
        pytest.skip("DejaVu Serif is not installed")
    assert draw(timeline(sample), "png", font=fonts[0]) != draw(timeline(sample), "png")


@pytest.mark.parametrize("kind", ["graph", "timeline", "map", "ontology"])
@pytest.mark.parametrize("format_", ["svg", "png", "html", "dot"])
def test_the_command_draws_every_kind_in_every_format(store: Path, tmp_path: Path, kind: str, format_: str) -> None:
    file = tmp_path / f"picture.{format_}"
    result = CliRunner().invoke(main, ["--store", str(store), "draw", str(file), "--as", kind, "--lang", "id"])
    assert result.exit_code == 0, result.output
    assert result.output == ""
    start = {"svg": b"<svg", "png": b"\x89PNG", "html": b"<!doctype html>", "dot": b"digraph"}[format_]
    assert file.read_bytes().startswith(start)


def test_the_command_tells_what_it_cannot_draw(store: Path, tmp_path: Path) -> None:
    def told(*arguments: str) -> str:
        result = CliRunner().invoke(main, ["--store", str(store), "draw", *arguments])
        assert result.exit_code == 2, result.output
        return result.output

    assert "the extension '.pdf' names no format" in told(str(tmp_path / "x.pdf"))
    assert "the ontology has none" in told(str(tmp_path / "x.svg"), "--as", "ontology", "--around", "Bontang")


def test_the_command_says_how_many_things_it_left_out(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "few.svg"
    result = CliRunner().invoke(main, ["--store", str(store), "draw", str(file), "--as", "timeline", "--most", "4"])
    assert result.exit_code == 0
    (count,) = re.findall(r"\+(\d+) more things not drawn", result.output)
    assert f"+{count} more things not drawn" in file.read_text("utf-8")
