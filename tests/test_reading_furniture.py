"""What a reader of newspapers sees at once: headline, outlet, town, day, marks, and where the story begins."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.article import Article, BlockKind, Role
from kg.reading import read_text

DATA = Path(__file__).parent / "reading"
OPENINGS = tomllib.loads((DATA / "openings.toml").read_text("utf-8"))["opening"]
PAGES = tomllib.loads((DATA / "pages.toml").read_text("utf-8"))["page"]
CORPUS = json.loads((DATA / "corpus.json").read_text("utf-8"))


def value(role: Role[Any] | None) -> Any:
    return None if role is None else role.value


def words(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[block.span.start : block.span.end] for block in article.blocks if block.kind is kind]


@pytest.mark.parametrize("opening", OPENINGS, ids=[each["text"][:40] for each in OPENINGS])
def test_opening_line(opening: dict[str, str]) -> None:
    text = f"Loket Baru Dibuka untuk Warga\n\n{opening['text']} Begitu isinya.\n\nParagraf kedua menyusul."
    article = read_text(text, f"a.{opening.get('format', 'txt')}")
    assert value(article.outlet) == opening.get("outlet")
    assert value(article.dateline) == opening.get("place")
    assert str(value(article.published)) == opening.get("published", "None")
    assert len(words(article, BlockKind.DATELINE)) == ("story" in opening)
    assert words(article, BlockKind.PARAGRAPH)[0].startswith(opening.get("story", opening["text"]))


@pytest.mark.parametrize("page", PAGES, ids=[each["name"] for each in PAGES])
def test_page(page: dict[str, Any]) -> None:
    article = read_text(page["text"], "a.txt")
    assert [str(block.kind) for block in article.blocks] == page["kinds"]
    assert value(article.headline) == page.get("headline")
    assert value(article.outlet) == page.get("outlet")
    assert value(article.dateline) == page.get("dateline")
    assert str(value(article.published)) == page.get("published", "None")
    assert value(article.advertorial) == page.get("advertorial")
    assert [role.value for role in article.initials] == page.get("initials", [])


@pytest.mark.parametrize("stem", CORPUS)
@pytest.mark.parametrize("slot", ["headline", "outlet", "dateline", "published", "advertorial"])
def test_corpus_article(stem: str, slot: str, checkout: Path) -> None:
    file = checkout / "data" / "articles" / f"{stem}.txt"
    gold = CORPUS[stem][slot]
    found = value(getattr(read_text(file.read_bytes().decode("utf-8"), file.name), slot))
    if slot == "advertorial":
        assert bool(found) == gold
    elif gold is None:
        assert found is None
    else:
        assert str(found) in (gold if isinstance(gold, list) else [gold])


def test_seed_article_has_its_initials(checkout: Path) -> None:
    seed = checkout.parent / "shared" / "seed" / "articles" / "bontang-2019.txt"
    if not seed.exists():
        pytest.skip("the seed article is not beside this checkout")
    article = read_text(seed.read_text("utf-8"), seed.name)
    assert [role.value for role in article.initials] == ["HMS", "RIR", "RWT"]
    assert value(article.advertorial) is True
    assert value(article.outlet) == "Kaltimtoday.co"


def test_every_value_points_at_its_words() -> None:
    for page in PAGES:
        article = read_text(page["text"], "a.txt")
        for role in (article.headline, article.outlet, article.dateline, article.published, *article.initials):
            for evidence in role.evidence if role else ():
                assert article.text[evidence.span.start : evidence.span.end] == evidence.quote


def test_the_advertorial_mark_is_the_word_itself() -> None:
    article = read_text("Bontang Raih Trofi\n\nBONTANG - Kota Bontang meraih trofi.\n[HMS | RIR | ADV]", "a.txt")
    assert article.advertorial is not None
    assert article.advertorial.evidence[0].quote == "ADV"


def test_raw_words_stay_beside_the_title_case() -> None:
    article = read_text("Bontang Raih Trofi\n\nBANDA ACEH, KABAR LONTAR - Kota Bontang meraih trofi.", "a.txt")
    assert article.dateline is not None
    assert (article.dateline.value, article.dateline.evidence[0].quote) == ("Banda Aceh", "BANDA ACEH")
    assert article.outlet is not None
    assert (article.outlet.value, article.outlet.evidence[0].quote) == ("Kabar Lontar", "KABAR LONTAR")


def test_a_dateline_in_the_middle_of_a_story_is_text() -> None:
    story = "\n\n".join(f"Kalimat ke-{number} dari cerita yang panjang ini." for number in range(8))
    article = read_text(f"Perjalanan Panjang\n\n{story}\n\nBONTANG - Kota itu menjadi tujuan terakhir.", "a.txt")
    assert article.dateline is None


def test_a_day_in_the_middle_of_a_story_is_no_day_of_publication() -> None:
    text = "Catatan Tiga Hari\n\nHari pertama hujan turun.\n\n6 November 2019\n\nHari kedua pun hujan turun."
    assert read_text(text, "a.txt").published is None


def test_opening_lines_are_many_and_half_the_negatives_hold_a_dash() -> None:
    negatives = [each["text"] for each in OPENINGS if "story" not in each]
    assert len(OPENINGS) >= 80
    assert sum(bool(re.search(r"[-–—]", text)) for text in negatives) >= len(negatives) / 2
