"""``--date-format``: how a day of publication in digits is to be read, and word of the days that were left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from kg.article import OpenDay

_SHOWN: Final = 5
_ADVICE: Final = {
    "en": "--date-format DMY or MDY says which comes first, day or month.",
    "id": "--date-format DMY atau MDY menyatakan mana yang lebih dahulu, tanggal atau bulan.",
}
_MORE: Final = {"en": "… and {count} more", "id": "… dan {count} lagi"}

date_format = click.option(
    "--date-format",
    "date_order",
    type=click.Choice(["DMY", "MDY", "YMD"], case_sensitive=False),
    help="How days of publication such as 10/7/2025 are written, where the page itself does not show it.",
)
"""The option, for the commands that read articles."""


def tell_open_days(days: Sequence[tuple[str, OpenDay]], lang: str) -> None:
    """Tell on stderr which days of publication were left out, the first few of them one by one."""
    from kg.reading.days import left_open

    for file, day in days[:_SHOWN]:
        click.echo(f"warning: {file}: {left_open(day).told(lang)}", err=True)
    if len(days) > _SHOWN:
        click.echo(f"warning: {_MORE[lang].format(count=len(days) - _SHOWN)}", err=True)
    if days:
        click.echo(_ADVICE[lang], err=True)
