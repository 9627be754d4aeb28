"""What the furniture says of the article as a whole, each value with its words."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

from kg.article import Article, BlockKind, OpenDay, Role, Span
from kg.language.dates import DateMention, find_dates
from kg.notes import Note
from kg.reading.days import Readings, decided, in_digits, readings, sole
from kg.reading.marks import advertorial_words
from kg.reading.newsroom import newsroom
from kg.reading.page import OUTLET_RULES, Given, Page, moved

_T = TypeVar("_T")
_ADVERTISED = re.compile(
    r"\A\s*[(\[]?\s*(adv(?:e?r?torial|etorial)?|pariwara)\s*(?:[)\]]|:|\||[–—-]\s)"
    r"|[(\[]\s*(adv(?:e?r?torial|etorial)?|pariwara)\s*[)\]]\s*\Z",
    re.IGNORECASE,
)
K = BlockKind


def role(article: Article, value: _T, span: Span, rule: str, note: Note | str = "") -> Role[_T]:
    """A value with the words ``span`` of the article."""
    return Role(value, (article.evidence(span.start, span.end),), rule, note)


def given_role(article: Article, given: Given | None, rule: str) -> Role[str] | None:
    """A value that the header gives."""
    return None if given is None else role(article, given.value, given.span, rule)


def headline_of(article: Article, page: Page, given: Given | None) -> Role[str] | None:
    """The headline: the header's, or the story's own without the outlet behind it."""
    if given is not None:
        return given_role(article, given, "header-headline")
    if page.headline is None:
        return None
    value = " ".join(page.view[page.headline.start : page.headline.end].split())
    return role(article, value, page.headline, "headline") if value else None


def outlet_of(article: Article, page: Page, given: dict[str, Given]) -> Role[str] | None:
    """The outlet: the header's, or the most telling name in the furniture, or the host of the article's address."""
    if "outlet" in given:
        return given_role(article, given["outlet"], "header-outlet")
    for rule in (rule for rule in OUTLET_RULES if rule in page.outlets):
        span = page.outlets[rule]
        short = article.text[span.start : span.end]
        if short.isupper() and len(short) <= 4:  # "LEWOLEBA, SS – …" of "Suara Solor"
            span = next((s for s in page.outlets.values() if _initials(article.text[s.start : s.end]) == short), span)
        surface = article.text[span.start : span.end]
        name = newsroom().outlet_name(surface)
        return role(article, name, span, rule, "" if name == surface else f"{surface} → {name}")
    if (url := given.get("url")) and (
        host := re.match(r"https?://(?:www\.|m\.|amp\.)?([^/:?#]+\.[^/:?#]+)", url.value)
    ):
        return role(article, host.group(1), moved(Span(host.start(1), host.end(1)), url.span.start), "url-outlet")
    return None


def _initials(name: str) -> str:
    """The first letters of a name's words, in capitals; empty for one word."""
    words = name.split()
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def dateline_of(article: Article, page: Page) -> Role[str] | None:
    """The town that the story is written from, in title case."""
    found = page.dateline.place if page.dateline else None
    rule = "dateline-place"
    if found is None:
        found, rule = next((dated.place for dated in page.dates.values() if dated.place), None), "date-line-place"
    if found is None:
        return None
    surface = article.text[found.start : found.end]
    name = newsroom().place_name(surface)
    return role(article, name, found, rule, "" if name == surface else f"{surface} → {name}")


def published_of(
    article: Article, page: Page, given: Given | None, beside: tuple[str, ...] = ()
) -> tuple[Role[date] | None, OpenDay | None]:
    """The day of publication, or the words that leave it open.

    It is the header's, else the one that the text bears: labelled, over the story, in the dateline, or under the story.
    ``beside`` are other fields of the header, whose dates may show the order that the page writes its days in.
    """
    told = _dates_of(page)
    if given is None:
        return _first_day(article, page, told)
    ways = readings(given.value)
    if not in_digits(given.value):
        stated = next((day for day in find_dates(given.value) if day.start), None)
        note = stated.note if stated else _read_as(given.value, ways)
        day = sole(ways)
        return (role(article, day, given.span, "header-date", note) if day else None), None
    return _settled(article, given.span, "header-date", ways, (*beside, *_pieces((given.value,))), told)


def _dates_of(page: Page) -> list[tuple[DateMention, str]]:
    """The dates by which the text may tell its day of publication, the most telling first."""
    ranked: list[tuple[int, DateMention, str]] = []
    for at, dated in sorted(page.dates.items()):
        if dated.day is None:
            continue
        if dated.labelled:
            ranked.append((0, dated.day, "published-label"))
        elif at < page.begins:
            ranked.append((1, dated.day, "date-line"))
        else:
            ranked.append((3, dated.day, "closing-date-line"))
    if page.dateline and page.dateline.day:
        ranked.append((2, page.dateline.day, "dateline-date"))
    return [(day, rule) for _, day, rule in sorted(ranked, key=lambda found: found[0])]


def _first_day(
    article: Article, page: Page, told: list[tuple[DateMention, str]]
) -> tuple[Role[date] | None, OpenDay | None]:
    for at, (day, rule) in enumerate(told):
        if rule != "dateline-date" and in_digits(day.surface):
            if ways := readings(day.surface):
                lines = [page.lines[line] for line in page.dates]
                beside = tuple(page.text[line.start : line.end] for line in lines)
                return _settled(article, day.span, rule, ways, _pieces(beside), told[at + 1 :])
        elif day.start is not None and day.problem is None and day.precision == "day":
            return role(article, day.start, day.span, rule, day.note), None
    return None, None


def _settled(
    article: Article,
    span: Span,
    rule: str,
    ways: Readings,
    beside: tuple[str, ...],
    told: list[tuple[DateMention, str]],
) -> tuple[Role[date] | None, OpenDay | None]:
    """A day in digits: the one it can only be, or the one that other dates of its page decide, or else left open."""
    words = article.text[span.start : span.end]
    if day := sole(ways):
        return role(article, day, span, rule, _read_as(words, ways)), None
    if not ways:
        return None, None
    if found := decided(ways, beside):
        note = Note.of("day-as-beside", said=words, start=str(found[0]), other=found[1])
        return role(article, found[0], span, rule, note), None
    for day_told, its_rule in told:  # the same day once more, in words that leave nothing open
        plainly = its_rule == "dateline-date" or not in_digits(day_told.surface)
        if plainly and day_told.start in {day for _, day in ways} and not day_told.problem:
            return role(article, day_told.start, day_told.span, its_rule, day_told.note), None
    return None, OpenDay(article.evidence(span.start, span.end), ways)


def _read_as(words: str, ways: Readings) -> Note:
    return Note.of("day", said=words, start=str(sole(ways)))


def _pieces(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The dates in digits of whole lines, each by itself."""
    return tuple(found.surface for line in lines for found in find_dates(line) if in_digits(found.surface))


def advertorial_of(article: Article, page: Page, marks: list[Span]) -> Role[bool] | None:
    """Whether the text is marked as paid for; ``None`` where no mark says so."""
    for mark in marks:
        if found := advertorial_words(article.text, mark.start, mark.end):
            return role(article, True, found, "advertorial-mark")
    for line, kind in zip(page.lines, page.kinds, strict=True):
        if kind in (K.SECTION, K.BYLINE) and (found := advertorial_words(article.text, line.start, line.end)):
            return role(article, True, found, "advertorial-label")
        if kind is K.HEADLINE and (marked := _ADVERTISED.search(page.view, line.start, line.end)):
            group = 1 if marked.group(1) else 2
            return role(article, True, Span(marked.start(group), marked.end(group)), "advertorial-headline")
    return None
