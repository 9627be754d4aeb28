"""Pages that are no article: lists of stories, home pages, errors, walls, galleries. Told by what they lack: prose.

A page counts as an article where nothing speaks against it, and no single sign is enough to refuse one: a real story
that is lost weighs more than a list that is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.gazetteer import fold
from kg.reading.newsroom import newsroom
from kg.reading.site import title_parts
from kg.reading.stated import Stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SILENT: Final = ("script", "style", "noscript", "template", "svg")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS: Final = frozenset(
    "p li div td th tr article section figcaption dt dd main aside header footer h1 h2 h3 h4 h5 h6".split()
)
_LISTS: Final = frozenset(("CollectionPage", "SearchResultsPage"))
_GALLERIES: Final = frozenset(("ImageGallery", "MediaGallery", "VideoGallery", "VideoObject", "ImageObject"))
_ARCHIVES: Final = frozenset(
    ("archive", "category", "tag", "search", "search-results", "blog", "home", "author", "error404")
)
_SINGLE: Final = frozenset(("single", "single-post", "page", "singular", "post-template-default"))
_HOME: Final = re.compile(r"https?://[^/?#]+/?(?:index\.\w+|home|beranda)?/?\Z", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"\A(?:error|http|kode|galat)?\s*[45]\d\d\b[\s:.!–—-]*|[\s:.!–—(-]*\b[45]\d\d\)?\Z", re.IGNORECASE
)
_ITEM: Final = re.compile(r"(?:[-•*|]|\d{1,3}[.)])\s*\S")
_CUT_OFF: Final = re.compile(r"(?:\.\.\.|…)\s*\]?\Z|(?:selengkapnya|read more|lanjut membaca)\W*\Z", re.IGNORECASE)
_FILM: Final = "//video | //iframe[contains(@src, 'youtu') or contains(@src, 'vimeo') or contains(@src, 'dailymotion')]"

_FEW: Final = 3  # entries make a list
_LINK_TITLE: Final = 25  # characters of a link that may be a headline without being a heading
_HEADING_TITLE: Final = 12
_LONGEST_ENTRY: Final = 700  # a longer one tells a story
_MOST_LINKS: Final = 3000
_MOST_CAPTIONS: Final = 100
_MOST_FOLLOWING: Final = 3
_LONGEST_TEASER: Final = 300
_LINE: Final = 40  # characters: a shorter line is a label
_LITTLE: Final = 150  # characters of prose: fewer than a short news item has
_SOME: Final = 450  # an introduction to a list, a greeting, the lead before a wall


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the story of a page: the lists of other stories, the captions, the menus.

    ``says_list`` is whether the page calls itself a list of stories, ``entries`` the number of them, ``others`` their
    words and those of menus without blanks, ``captions`` those below pictures, ``items`` the rows and entries that
    lead nowhere, and so may be short and yet be told.
    """

    says_list: bool
    entries: int
    others: str
    captions: tuple[str, ...]
    items: frozenset[str]

    @staticmethod
    def of(tree: HtmlElement, page: Stated) -> Surroundings:
        """The surroundings in a page that states ``page``; its scripts, styles and comments are taken out of it."""
        from lxml import etree

        for silent in [*tree.iter(*_SILENT, etree.Comment, etree.ProcessingInstruction)]:
            silent.drop_tree()
        says_list = _says_list(tree, page)
        entries = [*_entries(tree, page, 2 if says_list else _FEW)]
        others = "".join(_bare(_text(each) + _teaser(each)) for each in entries) + "\n"
        others += "\n".join(_bare(_text(each)) for each in _menus(tree))
        captions = tuple(_bare(_text(each)) for each in tree.xpath("//figcaption")[:_MOST_CAPTIONS])
        items = frozenset(
            _bare(_text(each)) for each in tree.xpath("//li[not(.//a)] | //td[not(.//a)] | //dd[not(.//a)]")
        )
        return Surroundings(says_list, len(entries), others, captions, items)

    def prose(self, body: str) -> tuple[str, ...]:
        """The lines of a body that belong to the story itself: sentences, and the entries of its own lists."""
        lines = (" ".join(line.split()) for line in body.splitlines())
        return tuple(line for line in lines if line and self._is_told(line))

    def _is_told(self, line: str) -> bool:
        bare = _bare(line.lstrip("-•* "))
        if not bare or bare in self.others or (self.entries >= _FEW and _CUT_OFF.search(line)):
            return False
        if bare in self.items or _ITEM.match(line):
            return True
        for caption in self.captions:
            bare = bare.replace(caption, "") if caption else bare
        return len(line) >= _LINE and len(bare) >= _LINE // 2


def without_surroundings(tree: HtmlElement, page: Stated) -> str:
    """The page without the lists of other stories and the menus, which are taken out of ``tree``."""
    from lxml.html import tostring

    for each in [*_entries(tree, page), *_menus(tree)]:
        if each.getparent() is not None:
            each.drop_tree()
    return str(tostring(tree, encoding="unicode"))


def too_little(prose: tuple[str, ...], around: Surroundings) -> bool:
    """Whether what was found in a page is hardly the story, so that a list beside it may have been taken for it."""
    return around.entries >= _FEW and _length(prose) < _LITTLE


def why_no_article(
    tree: HtmlElement, prose: tuple[str, ...], around: Surroundings, page: Stated
) -> tuple[str, str] | None:
    """Why a page is no article, and what to do instead; ``None`` where it is to be read as one.

    Args:
        tree: the page.
        prose: the lines of the story that were found in it.
        around: what stands around the story.
        page: what it states of itself.
    """
    titles = [_text(each) for each in tree.xpath("//head/title | //h1")][:4]
    if _length(prose) < _SOME and any(map(_is_error, titles)):
        return "no article: it is an error page", "Fetch the page again."
    if wall := _wall(tree, prose, around):
        return wall
    if _is_list(_length(prose), around, page):
        return "no article: it is a page that leads to articles, with hardly a story", "Fetch the articles themselves."
    if _is_gallery(tree, prose, page):
        return "no article: it shows pictures or a film without a story", "Save the story's text as .txt if it has one."
    return None


def _entries(tree: HtmlElement, page: Stated, few: int = _FEW) -> Iterator[HtmlElement]:
    """The entries of lists of stories: elements side by side, each with one headline that is a link to another page."""
    here, headline = _address(page.slots.get("url", "")), page.slots.get("headline", "")
    links = [
        link
        for link in tree.xpath("//body//a[@href]")[:_MOST_LINKS]
        if not (here and here.endswith(_address(link.get("href")) or "\n")) and _text(link) != headline
    ]
    headed = [each for each in links if _heads(each)]
    found: dict[HtmlElement, None] = {}
    for titled in (headed, [each for each in links if _is_alone(each)]):
        target: dict[HtmlElement, str | None] = {}  # what an element leads to; None where that is more than one story
        for link in titled:
            for above in (link, *link.iterancestors()):
                href = link.get("href")
                target[above] = href if target.get(above, href) == href else None
        beside: dict[HtmlElement, dict[HtmlElement, None]] = {}
        for link in titled:
            top = link
            for above in link.iterancestors():
                if target[above] is None or above.tag in ("body", "html"):
                    break
                top = above
            beside.setdefault(top.getparent(), {})[top] = None
        for parent, tops in beside.items():
            if parent is not None and len(tops) >= few:
                found |= {top: None for top in _alike([*tops], few) if len(_text(top)) <= _LONGEST_ENTRY}
    inside = set(found)
    yield from (each for each in found if not any(above in inside for above in each.iterancestors()))


def _alike(elements: list[HtmlElement], few: int) -> list[HtmlElement]:
    """Those of the elements that look like others of them: the same element with a class in common, or with none."""
    looks = {each: [(each.tag, name) for name in (each.get("class") or "").split() or [""]] for each in elements}
    counted = Counter(look for found in looks.values() for look in found)
    return [each for each in elements if any(counted[look] >= few for look in looks[each])]


def _teaser(entry: HtmlElement) -> str:
    """The few words that follow where an entry is a bare heading, up to the next one."""
    if entry.tag not in _HEADINGS:
        return ""
    words: list[str] = []
    for after in entry.itersiblings():
        if after.tag in _HEADINGS or len(words) > _MOST_FOLLOWING:
            break
        words.append(_text(after))
    told = " ".join(words)
    return told if len(words) <= _MOST_FOLLOWING and len(told) <= _LONGEST_TEASER else ""


def _address(url: str) -> str:
    """An address without what does not tell pages apart; empty for that of a site's front page."""
    return re.sub(r"\A\w+:|[#].*|/\Z", "", url.strip())


def _heads(link: HtmlElement) -> bool:
    """Whether a link is a heading, or holds one."""
    return len(_text(link)) >= _HEADING_TITLE and (
        any(above.tag in _HEADINGS for above in link.iterancestors()) or next(link.iter(*_HEADINGS), None) is not None
    )


def _is_alone(link: HtmlElement) -> bool:
    """Whether a link is nearly all of its block, as a headline in a list is, and a reference in a sentence is not."""
    words = _text(link)
    if len(words) < _LINK_TITLE or fold(words).startswith(("baca juga", "baca:", "simak juga")):
        return False
    block = next((above for above in link.iterancestors() if above.tag in _BLOCKS), None)
    if block is None:
        return False
    first = block.find("*") is link and not (block.text or "").strip()
    if first and not (link.tail or "").strip() and (after := link.getnext()) is not None and after.tag == "br":
        return True  # the headline, and the beginning of its story on the next line
    beside = len(block.text or "") + sum(len(each.tail or "") for each in block)
    beside += sum(len(_text(each)) for each in block if each.tag not in _BLOCKS and link not in each.iter("a"))
    return len(words) >= 0.5 * (len(words) + beside)


def _is_list(told: int, around: Surroundings, page: Stated) -> bool:
    """Whether a page leads to stories: the more it says so itself, the more prose it may have."""
    if page.articles == 1 and not page.types & _LISTS:
        return around.entries >= _FEW and told < _LINE
    if around.says_list:
        return told < (_SOME if around.entries >= _FEW else _LITTLE if around.entries or page.types & _LISTS else 0)
    return around.entries >= _FEW and told < _LITTLE


def _says_list(tree: HtmlElement, page: Stated) -> bool:
    """Whether a page calls itself a list of stories: in its JSON-LD, its title, its classes, or by its address."""
    titles = [_text(each) for each in tree.xpath("//head/title | //h1")][:4]
    classes, lists = _classes(tree), newsroom()["pages.lists"]
    labelled = tuple(f"{each}{end}" for each in lists for end in (":", " “", ' "'))
    return (
        bool(page.types & _LISTS)
        or page.articles >= _FEW
        or (bool(classes & _ARCHIVES) and not classes & _SINGLE)
        or _HOME.match(page.slots.get("url", "")) is not None
        or any(fold(title).startswith(labelled) for title in titles)
        or any(fold(part).strip(" .:") in lists for title in titles for part in title_parts(title))
    )


def _wall(tree: HtmlElement, prose: tuple[str, ...], around: Surroundings) -> tuple[str, str] | None:
    """A page that asks for a password, a subscription, consent or a browser, and shows little else."""
    login, consent = ([line for line in prose if _asks(line, name)] for name in ("login", "consent"))
    left = _length(tuple(line for line in prose if line not in login and line not in consent))
    if left >= _LITTLE:
        return None
    if login or (tree.xpath("//input[@type='password']") and not around.entries):
        return "no article: the story is behind a login or a subscription", "Save the story's text as .txt instead."
    if consent and left < _LINE:
        return "no article: it asks for consent or for a browser, and shows no story", "Save the page from a browser."
    return None


def _asks(line: str, what: str) -> bool:
    folded = f" {fold(line)} "
    return any(f" {words}" in folded for words in newsroom()[f"pages.{what}"])


def _is_gallery(tree: HtmlElement, prose: tuple[str, ...], page: Stated) -> bool:
    if _length(prose) >= _LITTLE or page.articles == 1:
        return False
    pictures = len(tree.xpath("//figure//img | //*[contains(@class, 'gallery')]//img"))
    shows = bool(page.types & _GALLERIES) or page.kind.startswith("video") or bool(tree.xpath(_FILM))
    return pictures >= _FEW or shows


def _is_error(title: str) -> bool:
    """Whether a title, or a part of it, says that the page is not there.

    >>> [_is_error(title) for title in ("404", "Halaman Tidak Ditemukan - Kabar Lontar", "Situs Error 404 Sehari")]
    [True, True, False]
    """
    for part in title_parts(title):
        bare = " ".join(re.sub(r"[,!.?:]", " ", fold(_NUMBER.sub("", part))).split())
        if bare in newsroom()["pages.errors"] or (not bare and part != bare):
            return True
    return False


def _menus(tree: HtmlElement) -> list[HtmlElement]:
    """Menus and footers, where no broken markup makes them hold the story."""
    return list(tree.xpath("//nav[not(.//h1 or .//article)] | //footer[not(.//h1 or .//article)]"))


def _length(lines: tuple[str, ...]) -> int:
    return sum(map(len, dict.fromkeys(lines)))


def _classes(tree: HtmlElement) -> set[str]:
    return set((next(iter(tree.xpath("//body/@class")), "")).casefold().split())


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _bare(words: str) -> str:
    """Words without the blanks between them, which an extractor may lose."""
    return "".join(words.split())
