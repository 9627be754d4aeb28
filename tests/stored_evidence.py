"""Law 1 over everything stored: slicing the stored text gives the quote.

Also a script: python stored_evidence.py STORE
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.mappers import ID
from kg.store import Store

_EVIDENCE = """PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?evidence ?article ?start ?end ?quote {
  ?evidence oa:hasSource ?article ; oa:hasSelector ?position , ?words .
  ?position oa:start ?start ; oa:end ?end .
  ?words oa:exact ?quote
}"""


def assert_every_quote_is_in_its_text(store: Store) -> int:
    """Hold each evidence against its article; gives how many there are."""
    rows = store.select(_EVIDENCE).rows
    for evidence, article, start, end, quote in rows:
        assert evidence and article and start and end and quote
        text = store.text(article.value.removeprefix(f"{ID}article/"))
        assert text[int(start.value) : int(end.value)] == quote.value, evidence
    declared = {evidence for (evidence,) in store.select("SELECT ?evidence { ?evidence a sc:Evidence }").rows}
    assert declared == {row[0] for row in rows}
    assert len(declared) == len(rows)
    return len(rows)


if __name__ == "__main__":
    with Store.open(Path(sys.argv[1]), read_only=True) as opened:
        sys.stdout.write(f"{assert_every_quote_is_in_its_text(opened)} quotes, each where its evidence says.\n")
