"""Web pages as newsrooms, offices and their software make them: articles are read, everything else is refused with why.

Papers, people and prizes are invented; the markup is that of WordPress, of AMP, of hand-made systems and of offices.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.article import Article
from kg.errors import Refused
from kg.reading import read_text

STORY = (
    "<p>TERNATE – Panitia Kota Terang menyerahkan Piagam Kota Terang 2023 kepada Pemerintah Kota Ternate di Aula "
    "Gamalama, Kamis (11/5/2023). Piagam itu diterima Sekretaris Daerah Kota Ternate, Rahma Tidore.</p>"
    "<p>“Lampu di dermaga kami tidak lagi padam,” kata Rahma. Ia menyebut piagam itu milik para penjaga dermaga, yang "
    "selama dua tahun mencatat setiap lampu yang mati.</p>"
)
HEADLINE = "Kota Terang Serahkan Piagam kepada Ternate"
TITLES = (
    "Dermaga Ternate Pasang Lampu Surya Baru",
    "Harga Ikan Naik Menjelang Akhir Pekan",
    "Kapal Perintis Tiba di Pelabuhan Bastiong",
    "Wali Kota Tinjau Pasar Gamalama Pagi Ini",
    "Sekolah Pesisir Terima Seratus Komputer",
    "Warga Sasa Gotong Royong Bersihkan Sungai",
)
TEASER = (
    "Pemerintah Kota Ternate memastikan kegiatan itu berjalan lancar dan melibatkan warga dari tiga kelurahan [...]"
)


BEGINNINGS = (
    "Pemerintah kota memastikan kegiatan itu berjalan lancar dan melibatkan warga dari tiga kelurahan di pesisir.",
    "Dinas Perikanan mencatat kenaikan harga ikan cakalang di tiga pasar utama kota ini sejak Senin pagi.",
    "Kapal itu membawa seratus penumpang dan barang kebutuhan pokok dari Bitung, kata kepala pelabuhan.",
    "Wali Kota meninjau harga cabai dan beras bersama kepala dinas perdagangan dan para pedagang setempat.",
    "Komputer itu bantuan kementerian dan akan dipakai untuk ujian berbasis jaringan pada bulan depan.",
    "Sungai itu meluap dua kali tahun lalu, dan warga tidak ingin hal serupa terulang pada musim hujan.",
)


def page(body: str, head: str = "", *, title: str = f"{HEADLINE} - Kabar Leihitu", classes: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f'<body class="{classes}"><nav><a href="/">Beranda</a> <a href="/daerah">Daerah</a></nav>{body}'
        "<footer><p>Copyright © 2023 Kabar Leihitu, portal berita yang menyuarakan kepulauan sejak 2009.</p></footer>"
        "</body></html>"
    )


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def cards(*, heading: str = "h2", teaser: str = TEASER) -> str:
    """Entries as WordPress themes set them."""
    return "".join(
        f'<article class="post-{at} post type-post"><{heading}><a href="/2023/05/{at}">{title}</a></{heading}>'
        f'<span class="date">{at + 3} Mei 2023</span><p>{teaser}</p><a href="/2023/05/{at}">Baca Selengkapnya</a>'
        "</article>"
        for at, title in enumerate(TITLES)
    )


def refused(html: str) -> str:
    with pytest.raises(Refused) as caught:
        read_text(html, "a.html")
    return caught.value.reason


def read(html: str) -> Article:
    return read_text(html, "a.html")


# pages that are no article

LISTS: dict[str, str] = {
    "the front page of a WordPress site": page(
        f"<main><h1>Kabar Leihitu</h1>{cards()}</main>",
        '<meta property="og:type" content="website"><link rel="canonical" href="https://kabarleihitu.example/">',
        title="Kabar Leihitu - Berita Kepulauan",
        classes="home blog",
    ),
    "a tag page, declared by its JSON-LD, with an introduction": page(
        "<main><h1>Tag: Smart City</h1><p>Kumpulan berita tentang kota cerdas, penghargaan, dan layanan digital di "
        f"Maluku Utara yang dihimpun oleh redaksi dari berbagai daerah.</p>{cards()}<a href='/page/2'>2</a></main>",
        linked({"@graph": [{"@type": "CollectionPage", "name": "Smart City"}, {"@type": "WebSite", "name": "X"}]})
        + '<meta property="og:type" content="article">',
        title="Smart City Archives - Kabar Leihitu",
        classes="archive tag",
    ),
    "a tag page without any declaration": page(f"<div id='wrap'>{cards(heading='h3')}</div>", title="smart city"),
    "search results": page(
        "<h1>Hasil pencarian: smart city</h1><div class='list'>"
        + "".join(
            f"<div class='row'><a href='/r/{n}'>{title}</a><p>{TEASER}</p></div>" for n, title in enumerate(TITLES)
        )
        + "</div>",
        title="Hasil Pencarian: smart city",
    ),
    "an index of headlines, each with its day": page(
        "<h1>Indeks Berita</h1><ul>"
        + "".join(
            f"<li><a href='/i/{n}'>{title}</a> <span>0{n + 1}/05/2023</span></li>" for n, title in enumerate(TITLES)
        )
        + "</ul>",
        title="Indeks Berita | Kabar Leihitu",
    ),
    "an office's news in a table": page(
        "<h1>Berita</h1><table>"
        + "".join(f"<tr><td>{n}</td><td><a href='/b/{n}'>{title}</a></td></tr>" for n, title in enumerate(TITLES))
        + "</table>",
        title="Berita - Laman Resmi Pemkot Ternate",
    ),
    "a front page whose stories are described one by one": page(
        f"<div class='grid'>{cards()}</div>",
        linked([{"@type": "NewsArticle", "headline": title, "url": f"/2023/05/{n}"} for n, title in enumerate(TITLES)]),
        title="Kabar Leihitu",
    ),
    "headings and teasers side by side, with nothing around them": page(
        "<div>"
        + "".join(f"<h3><a href='/f/{n}'>{title}</a></h3><p>{BEGINNINGS[n]}</p>" for n, title in enumerate(TITLES))
        + "</div>",
        title="Kategori: Daerah",
    ),
    "lines of links, each with the beginning of its story": page(
        "<div>"
        + "".join(
            f"<p><a href='/l/{n}'>{title}</a><br>0{n + 1}/05/2023 - {BEGINNINGS[n]}</p>"
            for n, title in enumerate(TITLES)
        )
        + "</div><div class='pagination'><a href='?page=2'>2</a></div>",
        title="Arsip Berita",
    ),
    "an office's front page with a greeting": page(
        "<h1>Selamat Datang di Laman Resmi Pemkot Ternate</h1><p>Kami menyambut Anda di laman resmi ini, tempat warga "
        f"menemukan layanan, berita, dan informasi publik kota kita.</p><div>{cards()}</div>",
        '<link rel="canonical" href="https://ternatekota.example">',
        title="Pemerintah Kota Ternate",
    ),
    "a tag with two stories": page(
        "<h1>Tag: piagam</h1>"
        + "".join(
            f"<article class='post'><h2><a href='/t/{n}'>{title}</a></h2><p>{BEGINNINGS[n]}</p></article>"
            for n, title in enumerate(TITLES[:2])
        ),
        title="piagam Archives - Kabar Leihitu",
        classes="archive tag",
    ),
    "cards that are links as a whole": page(
        "<div class='cards'>"
        + "".join(
            f"<a class='card' href='/k/{n}'><h3>{title}</h3><p>{TEASER}</p></a>" for n, title in enumerate(TITLES)
        )
        + "</div>",
        title="Kabar Leihitu",
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_page_that_leads_to_articles_is_no_article(name: str) -> None:
    assert refused(LISTS[name]).startswith("no article: it is a page that leads to articles")


OTHERS: dict[str, tuple[str, str]] = {
    "an error in Indonesian": (
        page(
            "<h1>404</h1><p>Maaf, halaman yang Anda cari tidak ditemukan. Silakan kembali ke beranda atau gunakan "
            f"kotak pencarian di bawah ini.</p>{cards()}",
            title="Halaman Tidak Ditemukan - Kabar Leihitu",
        ),
        "no article: it is an error page",
    ),
    "an error in English": (
        page(
            "<h1>Oops! That page can’t be found.</h1><p>It looks like nothing was found at this location.</p>",
            title="Page not found",
        ),
        "no article: it is an error page",
    ),
    "a server's error": (
        page(
            "<center><h1>502 Bad Gateway</h1></center><p>The server returned an invalid answer.</p>",
            title="502 Bad Gateway",
        ),
        "no article: it is an error page",
    ),
    "a subscription": (
        page(
            f"<article><h1>{HEADLINE}</h1><p>Piagam itu diserahkan kepada Ternate.</p><p>Berlangganan untuk membaca "
            "artikel ini secara utuh, mulai Rp 25.000 per bulan. Sudah berlangganan? Silakan masuk.</p></article>"
        ),
        "no article: the story is behind a login or a subscription",
    ),
    "a login form": (
        page(
            "<h1>Masuk</h1><form><p>Masukkan alamat surel dan kata sandi Anda pada kotak di bawah ini.</p>"
            "<input name='u'><input type='password' name='p'><button>Masuk</button></form>",
            title="Masuk",
        ),
        "no article: the story is behind a login or a subscription",
    ),
    "consent to cookies": (
        page(
            "<div><h1>Privasi Anda</h1><p>Kami dan mitra kami menggunakan cookie untuk menyimpan informasi di "
            "perangkat Anda dan menampilkan iklan yang sesuai.</p><button>Setuju</button></div>",
            title="Kabar Leihitu",
        ),
        "no article: it asks for consent or for a browser",
    ),
    "a check of the browser": (
        page(
            "<h1>Just a moment...</h1><p>Enable JavaScript and cookies to continue, this takes seconds.</p>",
            title="Just a moment...",
        ),
        "no article: it asks for consent or for a browser",
    ),
    "pictures with captions": (
        page(
            "<h1>Foto: Lampu Dermaga Ternate</h1><div class='gallery'>"
            + "".join(
                f"<figure><img src='{n}.jpg'><figcaption>Penjaga dermaga memeriksa lampu di Pelabuhan Bastiong, "
                f"Ternate, gambar ke-{n}.</figcaption></figure>"
                for n in range(5)
            )
            + "</div>",
        ),
        "no article: it shows pictures or a film without a story",
    ),
    "a film": (
        page(
            f"<h1>{HEADLINE}</h1><iframe src='https://www.youtube.com/embed/x'></iframe>"
            "<p>Saksikan penyerahan piagam di Aula Gamalama, Ternate.</p>"
        ),
        "no article: it shows pictures or a film without a story",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_an_error_a_wall_or_a_gallery_is_no_article(name: str) -> None:
    html, reason = OTHERS[name]
    assert refused(html).startswith(reason)


ARTICLES: dict[str, str] = {
    "many links around the story": page(
        f"<main><article><h1>{HEADLINE}</h1>{STORY}</article><section><h2>Terkait</h2>{cards()}</section></main>"
        f"<aside>{cards(heading='h4', teaser='')}</aside>"
    ),
    "a hand-made system that calls every page a website": page(
        f"<div class='isi'><h2>{HEADLINE}</h2>{STORY}</div><div class='lain'>{cards(heading='h3')}</div>",
        '<meta property="og:type" content="website">',
    ),
    "an address that is always the front page": page(
        f"<h1>{HEADLINE}</h1><div>{STORY}{STORY.replace('Ternate', 'Tidore')}</div><div>{cards()}</div>",
        '<link rel="canonical" href="https://kabarleihitu.example/">',
    ),
    "a form around the whole page": page(
        f"<form action='x.aspx'><h1>{HEADLINE}</h1>{STORY}<div>{cards()}</div></form>"
    ),
    "a title that links to itself": page(
        f"<div class='post'><h2><a href='/2023/05/x'>{HEADLINE}</a></h2>{STORY}</div>"
        "<div class='prev'><a href='/a'>« Dermaga Ternate Pasang Lampu Surya Baru</a></div>"
        "<div class='next'><a href='/b'>Kapal Perintis Tiba di Pelabuhan Bastiong »</a></div>"
    ),
    "a list of winners and little else": page(
        f"<h1>{HEADLINE}</h1><p>Berikut daerah yang menerima Piagam Kota Terang 2023 di Ternate:</p><ul>"
        + "".join(
            f"<li>Kota {name}</li>" for name in ("Ternate", "Tidore Kepulauan", "Ambon", "Tual", "Sorong", "Bitung")
        )
        + f"</ul><div class='x'>{cards(teaser='')}</div>"
    ),
    "a film above a story": page(f"<h1>{HEADLINE}</h1><iframe src='https://www.youtube.com/embed/x'></iframe>{STORY}"),
    "pictures within a story": page(
        f"<h1>{HEADLINE}</h1>{STORY}" + "".join(f"<figure><img src='{n}.jpg'></figure>" for n in range(4))
    ),
    "a story about an error": page(
        f"<h1>Situs Pemkot Ternate Eror 404 Seharian</h1>{STORY}", title="Situs Pemkot Ternate Eror 404 Seharian"
    ),
    "a login box and a cookie bar around a story": page(
        f"<div class='cookie'><p>Kami menggunakan cookie agar laman ini berjalan dengan baik bagi Anda.</p></div>"
        f"<h1>{HEADLINE}</h1>{STORY}<form><input type='password'></form><p>Silakan masuk "
        "untuk memberi komentar pada berita ini.</p>"
    ),
    "a story of one paragraph": page(
        f"<h1>{HEADLINE}</h1><p>Pemerintah Kota Ternate menerima Piagam Kota Terang 2023 dari panitia di Aula "
        "Gamalama, Kamis malam, disaksikan warga tiga kelurahan dan para penjaga dermaga.</p>"
        + f"<div>{cards(teaser='')}</div>"
    ),
    "a short story that is declared as one": page(
        f"<h1>{HEADLINE}</h1><p>Kota Ternate menerima Piagam Kota Terang 2023 di Aula Gamalama, Kamis.</p>"
        f"<div>{cards()}</div>",
        linked({"@type": "NewsArticle", "headline": HEADLINE}),
    ),
    "other stories named between the paragraphs": page(
        f"<h1>{HEADLINE}</h1><div>"
        + "".join(
            f"<p>Panitia menilai {n + 2} kelurahan di Ternate selama empat bulan, dan penjaga "
            f"dermaga mencatat lampu yang mati.</p><p><a href='/l/{n}'>{title}</a></p>"
            for n, title in enumerate(TITLES)
        )
        + "</div>"
    ),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_a_story_is_read_whatever_stands_around_it(name: str) -> None:
    assert "Ternate" in read(ARTICLES[name]).text


# outlets

YOAST = {
    "@graph": [
        {
            "@type": "Article",
            "headline": HEADLINE,
            "author": {"name": "admin"},
            "publisher": {"@id": "https://a.id/#org"},
        },
        {"@type": "WebSite", "@id": "https://a.id/#site", "name": "Situs", "publisher": {"@id": "https://a.id/#org"}},
        {"@type": ["Organization"], "@id": "https://a.id/#org", "name": "Kabar Gamalama"},
    ]
}
PERSONAL = {
    "@graph": [
        {"@type": "Article", "headline": HEADLINE, "publisher": {"@type": "Person", "name": "Rahma"}},
        {"@type": "WebSite", "name": "Kabar Gamalama"},
    ]
}
SITE = '<meta property="og:site_name" content="{}">'
AT_HOME = '<link rel="canonical" href="https://www.kabargamalama.com/2023/05/piagam">'
OUTLETS: dict[str, tuple[str, str, str | None]] = {
    "the site's own name": (SITE.format("Kabar Leihitu"), HEADLINE, "Kabar Leihitu"),
    "JSON-LD of WordPress that names its publisher elsewhere": (linked(YOAST), HEADLINE, "Kabar Gamalama"),
    "a publisher that is a person": (linked(PERSONAL), HEADLINE, "Kabar Gamalama"),
    "several publishers, in an array": (
        linked(
            [{"@type": ["NewsArticle"], "headline": HEADLINE, "publisher": [{"name": "Kabar Gamalama"}, {"name": "X"}]}]
        ),
        HEADLINE,
        "Kabar Gamalama",
    ),
    "AMP, with a line break inside its JSON-LD": (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "'
        + HEADLINE
        + '", "description": "a\nb",'
        ' "publisher": {"@type": "Organization", "name": "Kabar Gamalama"}}</script>',
        HEADLINE,
        "Kabar Gamalama",
    ),
    "software instead of a name": (SITE.format("WordPress"), f"{HEADLINE} - Kabar Gamalama", "Kabar Gamalama"),
    "a name with its slogan": (SITE.format("Kabar Gamalama - Tajam dan Terpercaya"), HEADLINE, "Kabar Gamalama"),
    "a slogan before the name": (SITE.format("Berita Terkini Hari Ini | Kabar Gamalama"), HEADLINE, "Kabar Gamalama"),
    "a slogan alone": (SITE.format("Aktual, Tajam, dan Terpercaya") + AT_HOME, HEADLINE, "kabargamalama.com"),
    "a section instead of a name": (SITE.format("Daerah"), f"{HEADLINE} - Daerah - Kompas.com", "Kompas.com"),
    "a section behind the headline, and the site behind that": (
        "",
        f"{HEADLINE} | Pemerintahan | Kabar Gamalama",
        "Kabar Gamalama",
    ),
    "the site before the headline": ("", f"Kabar Gamalama | {HEADLINE}", "Kabar Gamalama"),
    "an office": ("", f"{HEADLINE} - Laman Resmi Pemkot Ternate", "Laman Resmi Pemkot Ternate"),
    "an office that calls itself so": (
        SITE.format("Website Resmi Pemerintah Kota Ternate"),
        HEADLINE,
        "Website Resmi Pemerintah Kota Ternate",
    ),
    "the headline in the place of the name": (SITE.format(HEADLINE), f"{HEADLINE} - Kabar Gamalama", "Kabar Gamalama"),
    "the author behind the headline": (
        '<meta name="author" content="Rahma Tidore">' + AT_HOME,
        f"{HEADLINE} - Rahma Tidore",
        "kabargamalama.com",
    ),
    "an address in the place of the name": (
        '<meta name="publisher" content="https://facebook.com/kabar">' + AT_HOME,
        HEADLINE,
        "kabargamalama.com",
    ),
    "a name that only its address shows to be one": (
        AT_HOME.replace("kabargamalama", "gamalamakini"),
        f"{HEADLINE} - Gamalama Kini",
        "Gamalama Kini",
    ),
    "the host where nothing else names it": (AT_HOME, HEADLINE, "kabargamalama.com"),
    "a headline with a dash of its own": ("", "Ternate - Tidore Kini Punya Bus Laut", None),
}


@pytest.mark.parametrize("name", OUTLETS)
def test_the_outlet_is_the_one_that_publishes(name: str) -> None:
    head, title, outlet = OUTLETS[name]
    headline = title if outlet is None else HEADLINE
    html = f"<html><head><title>{title}</title>{head}</head><body><h1>{headline}</h1>{STORY}</body></html>"
    article = read(html)
    assert (article.outlet.value if article.outlet else None) == outlet
    assert article.headline is not None
    assert article.headline.value == headline


# days


def day_of(article: Article) -> tuple[str | None, str | None]:
    """The day of publication, and the words that leave it open."""
    published = article.published.value.isoformat() if article.published else None
    return published, article.open_day.evidence.quote if article.open_day else None


META = '<meta property="article:published_time" content="{}">'
DAYS: list[tuple[str, str | None]] = [
    (META.format("2025-07-10T08:00:00+07:00"), "2025-07-10"),
    (META.format("20250710T080000Z"), "2025-07-10"),
    (META.format("2025/07/10 08:00"), "2025-07-10"),
    (META.format("10 Juli 2025 08.00 WIB"), "2025-07-10"),
    (META.format("Thu, 10 Jul 2025 08:00:00 +0700"), "2025-07-10"),
    (META.format("25/7/2025"), "2025-07-25"),
    (META.format("7/25/2025 4:05:12 PM"), "2025-07-25"),
    (META.format("7/7/2025"), "2025-07-07"),
    (META.format("Kamis, 10/7/2025 08:00 WIB"), "2025-07-10"),
    (META.format("Tuesday, 10/7/2025"), "2025-10-07"),
    (META.format("Senin, 10/7/2025"), None),
    (META.format("31/13/2025"), None),
    (META.format("10/7/2025") + '<meta property="article:modified_time" content="25/7/2025">', "2025-07-10"),
    (META.format("10/7/2025") + '<meta name="lastmod" content="7/25/2025 09:00">', "2025-10-07"),
    (META.format("10/7/2025") + linked({"@type": "NewsArticle", "dateModified": "25/7/2025"}), "2025-07-10"),
    (META.format("10/7/2025") + linked({"@type": "NewsArticle", "datePublished": "2025-07-10"}), "2025-07-10"),
    (META.format("10/7/2025") + '<meta name="date" content="2025-10-07T10:00:00Z">', "2025-10-07"),
]


@pytest.mark.parametrize(("head", "day"), DAYS, ids=[head[-70:] for head, _ in DAYS])
def test_a_stated_day_is_read_where_something_decides(head: str, day: str | None) -> None:
    assert day_of(read(page(f"<h1>{HEADLINE}</h1>{STORY}", head))) == (day, None)


@pytest.mark.parametrize(
    "head",
    [
        META.format("10/7/2025"),
        META.format("10-07-2025 08:00"),
        META.format("10.07.2025"),
        META.format("05/07/10"),
        META.format("10/7/2025") + '<meta name="a" content="25/7/2025"><meta name="b" content="7/25/2025">',
        META.format("10/7/2025") + '<meta name="description" content="Kota Terang, Jumat (25/7/2025)">',
        META.format("10/7/2025") + '<meta name="date" content="2025-12-01">',
    ],
)
def test_a_day_whose_month_could_be_its_day_is_left_out(head: str) -> None:
    article = read(page(f"<h1>{HEADLINE}</h1>{STORY}", head))
    assert article.published is None
    assert article.open_day is not None
    assert article.open_day.evidence.quote in head


def test_a_day_of_a_record_or_of_front_matter_is_not_guessed() -> None:
    from kg.reading.jsonl import read_record

    record: dict[str, Any] = {
        "title": HEADLINE,
        "date": "10/7/2025",
        "text": "TERNATE - Piagam diserahkan, Kamis (11/5/2023).",
    }
    assert day_of(read_record(record, "a.jsonl#1")) == (None, "10/7/2025")
    assert day_of(read_record(record | {"diperbarui": "25/7/2025"}, "a.jsonl#1")) == ("2025-07-10", None)
    front = "---\ntitle: Piagam\ndate: 10/7/2025\n{}---\nTERNATE - Piagam diserahkan.\n"
    assert day_of(read_text(front.format(""), "a.md")) == (None, "10/7/2025")
    assert day_of(read_text(front.format("lastmod: 7/25/2025\n"), "a.md")) == ("2025-10-07", None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Rajakabar.com - 10/07/2025, 09:48 WIT", (None, "10/07/2025")),
        ("Rajakabar.com - 25/07/2025, 09:48 WIT", ("2025-07-25", None)),
        ("Kamis, 10/07/2025, 09:48 WIT", ("2025-07-10", None)),
        ("Terbit: 10/07/2025 | Diperbarui: 25/07/2025", ("2025-07-10", None)),
        ("Terbit: 10/07/2025 | Diperbarui: 11/07/2025", (None, "10/07/2025")),
    ],
)
def test_a_line_of_digits_over_a_story_is_not_guessed(line: str, day: tuple[str | None, str | None]) -> None:
    story = "Relawan menghitung ulang sarang penyu di tiga pantai Sorong sejak Minggu (6/7/2025) pagi."
    assert day_of(read_text(f"Sorong Hitung Ulang Penyu\n{line}\n\n{story}\n", "a.txt")) == day


def test_a_dateline_is_prose_and_settles_the_line_above_it() -> None:
    text = "Sorong Hitung Ulang Penyu\n{}\nSORONG (10/7/2025) – Relawan menghitung ulang sarang penyu di tiga pantai.\n"
    assert day_of(read_text(text.format(""), "a.txt")) == ("2025-07-10", None)
    assert day_of(read_text(text.format("Rajakabar.com - 10/07/2025, 09:48 WIT\n"), "a.txt")) == ("2025-07-10", None)
