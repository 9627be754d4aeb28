"""Pictures in a real browser: what fits where, what a click tells, and that nothing leaves the machine."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sample_store
from kg.cli.passages import sentence
from kg.drawing import area_map, class_diagram, draw, graph, timeline
from kg.network import Network, around, network
from made_network import crowded
from outside import program
from test_drawing import BONTANG

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from kg.drawing.document import Picture

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
# The words in the picture with the box that they fill, the box that they should stay in, and whose they are.
WRITTEN = """() => [...document.querySelectorAll("svg .picture text, svg .head text")].map((text) => {
  const owner = text.closest("g"), box = owner.querySelector(".box"), seen = text.getBoundingClientRect();
  const frame = box && box.getBoundingClientRect();
  return {words: text.textContent, owner: [...document.querySelectorAll("g")].indexOf(owner),
    box: [seen.left, seen.top, seen.right, seen.bottom],
    frame: frame && owner.matches(".node, .chip") ? [frame.left, frame.top, frame.right, frame.bottom] : null};
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = program("chromium", "chromium-browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS, timeout=60_000)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return network(sample_store.store(tmp_path_factory.mktemp("sample")), sentence)


def picture_of(kind: str, sample: Network) -> Picture:
    if kind == "neighbourhood":
        return graph(around(sample, BONTANG, 2))
    if kind == "ontology":
        return class_diagram()
    return {"graph": graph, "timeline": timeline, "map": area_map}[kind](crowded(9 if kind == "graph" else 4))


def opened(browser: Browser, file: Path, data: bytes, scheme: str = "light") -> Page:
    file.write_bytes(data)
    page = browser.new_page(
        viewport={"width": 1400, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.goto(file.as_uri(), timeout=30_000)
    return page


def meet(one: list[float], other: list[float]) -> bool:
    """Whether boxes overlap by more than a hair; the box of a text is higher than its letters."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.5 and min(one[3], other[3]) - max(one[1], other[1]) > 1.5


@pytest.mark.parametrize("kind", ["graph", "neighbourhood", "timeline", "map", "ontology"])
def test_no_two_labels_overlap_and_each_stays_in_its_box(
    browser: Browser, sample: Network, tmp_path: Path, kind: str
) -> None:
    page = opened(browser, tmp_path / f"{kind}.svg", draw(picture_of(kind, sample), "svg"))
    written = page.evaluate(WRITTEN)
    assert len(written) > 20
    for one, other in combinations(written, 2):
        if one["owner"] != other["owner"]:
            assert not meet(one["box"], other["box"]), (one, other)
    for each in written:
        left, top, right, bottom = each["frame"] or (0, 0, 1e6, 1e6)
        assert left - 0.5 <= each["box"][0], each
        assert each["box"][2] <= right + 0.5, each
        assert top - 0.5 <= each["box"][1], each
        assert each["box"][3] <= bottom + 0.5, each
    page.close()


@pytest.mark.parametrize("kind", ["neighbourhood", "timeline", "map", "ontology"])
def test_the_page_asks_nobody_and_complains_of_nothing(
    browser: Browser, sample: Network, tmp_path: Path, kind: str
) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script(
        "window.violations = []; addEventListener('securitypolicyviolation', (e) => violations.push(e.blockedURI))"
    )
    file = tmp_path / "page.html"
    file.write_bytes(draw(picture_of(kind, sample), "html"))
    page.goto(file.as_uri(), timeout=30_000)
    page.fill("#search", "ko")
    for button in ("in", "out", "fit", "theme"):
        page.click(f"#{button}")
    page.locator("main svg").click(position={"x": 3, "y": 3})
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert complaints == []
    assert page.evaluate("violations") == []
    # The policy is in force: what would ask a server is refused before it is sent.
    refused = page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    page.wait_for_function("violations.length > 0", timeout=10_000)
    assert page.evaluate("violations") == ["http://127.0.0.1:9/"]
    context.close()


def test_a_click_on_a_line_tells_its_sentence(browser: Browser, sample: Network, tmp_path: Path) -> None:
    near = around(sample, BONTANG, 1)
    page = opened(browser, tmp_path / "page.html", draw(graph(near), "html"))
    number, edge = next(
        (i, edge) for i, edge in enumerate(near.edges) if edge.relation == "received" and "2022" in edge.target
    )
    page.locator(f'[data-edge="{number}"] .hit').first.dispatch_event("click")
    told = page.locator("#told").inner_text()
    assert near.nodes[edge.source].label in told
    for passage in edge.passages:
        assert passage.sentence in told
        assert passage.file in told
    assert page.locator("blockquote").count() == len(edge.passages)
    assert page.locator(".node.faded").count() == len(near.nodes) - 2
    page.close()


def test_a_real_click_where_the_line_is_seen_hits_it(browser: Browser, sample: Network, tmp_path: Path) -> None:
    near = around(sample, BONTANG, 1)
    page = opened(browser, tmp_path / "page.html", draw(graph(near), "html"))
    number = next(i for i, edge in enumerate(near.edges) if edge.relation == "received")
    x, y = page.evaluate(
        """(number) => { const line = document.querySelector(`[data-edge="${number}"] path:not(.hit)`);
        const p = line.getPointAtLength(line.getTotalLength() * .4).matrixTransform(line.getScreenCTM());
        return [p.x, p.y]; }""",
        number,
    )
    page.mouse.click(x, y)
    assert near.edges[number].passages[0].sentence in page.locator("#told").inner_text()
    page.close()


def test_everything_can_be_done_with_the_keys(browser: Browser, sample: Network, tmp_path: Path) -> None:
    near = around(sample, BONTANG, 1)
    page = opened(browser, tmp_path / "page.html", draw(graph(near), "html"))
    page.focus("main svg [data-node]")
    page.keyboard.press("Enter")
    first = page.locator("#told h2").inner_text()
    assert first in {node.label for node in near.nodes.values()}
    page.keyboard.press("Escape")
    assert page.locator("#told h2").count() == 0
    page.focus('main svg [data-kind="award"]')
    page.keyboard.press(" ")
    awards = sum(node.kind == "award" for node in near.nodes.values())
    hidden = "[...document.querySelectorAll('[data-node]')].filter((e) => e.style.display === 'none').length"
    assert page.evaluate(hidden) == awards > 0
    page.keyboard.press("Enter")
    assert page.evaluate(hidden) == 0
    before = page.locator("main svg").get_attribute("viewBox")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    assert page.locator("main svg").get_attribute("viewBox") != before
    page.keyboard.press("0")
    assert page.locator("main svg").get_attribute("viewBox") == before
    page.focus("#search")
    page.keyboard.type("Sari")
    assert page.locator("#told h2").inner_text() == "Sari Melati"
    page.close()


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 24, 29)")])
def test_pictures_follow_the_readers_screen(
    browser: Browser, sample: Network, tmp_path: Path, scheme: str, ground: str
) -> None:
    colour = "(name) => getComputedStyle(document.querySelector(name)).fill"
    for format_ in ("svg", "html"):
        data = draw(graph(sample), "svg" if format_ == "svg" else "html")
        page = opened(browser, tmp_path / f"{scheme}.{format_}", data, scheme)
        assert page.evaluate(colour, ".ground") == ground
        page.close()
    page = opened(browser, tmp_path / "page.html", draw(graph(sample), "html"), scheme)
    page.click("#theme")
    assert page.evaluate(colour, ".ground") != ground
    page.close()
    fixed = opened(browser, tmp_path / "fixed.svg", draw(graph(sample), "svg", theme="dark"), scheme)
    assert fixed.evaluate(colour, ".ground") == "rgb(20, 24, 29)"
    fixed.close()
