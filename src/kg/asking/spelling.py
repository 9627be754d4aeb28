"""How far two spellings lie apart, and how far they may to be taken for one."""

from __future__ import annotations


def distance(one: str, other: str, most: int) -> int:
    """The optimal string alignment distance: insertions, deletions, substitutions, and swaps of two neighbours.

    Anything above ``most`` is told as ``most + 1``, as soon as it is certain. (Restricted Damerau-Levenshtein; see
    L. Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2.2.)

    >>> distance("bontnag", "bontang", 2), distance("surabya", "surabaya", 2), distance("siak", "sigi", 1)
    (1, 1, 2)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most and (not before or min(before) > most):
            return most + 1
    return min(row[-1], most + 1)


def tolerance(word: str) -> int:
    """How many errors a word may hold: none below five letters, where one letter makes another word.

    >>> [tolerance(word) for word in ("siak", "metro", "surabaya", "trenggalek")]
    [0, 1, 1, 2]
    """
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2
