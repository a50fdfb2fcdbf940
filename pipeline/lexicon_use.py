"""Which lexicon entries never fire: `python -m pipeline.lexicon_use FOLDER…` (make lexicons).

An entry fires when one of its forms stands in the text of a document that was run or in an example. The list is a hint for
pruning, not a verdict: an entry for another city's plan fires there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.lexicon import ROOT, load
from pipeline.store import load_document

EXAMPLES = ROOT.parent / "tests" / "examples"


def unused(name: str, text: str, region: str | None) -> list[str]:
    """Ids of the entries of a lexicon none of whose forms stands in the text."""
    lexicon = load(name, region)
    met = {match.entry.id for match in lexicon.find(text)}
    return [entry.id for entry in lexicon.entries if entry.id not in met]


def names() -> list[str]:
    """Lexicons of entries (with forms), by file name."""
    found = {path.stem for folder in ("national", "fuzhou") for path in (ROOT / folder).iterdir() if path.suffix in (".yml", ".csv")}
    return sorted(found)


def main(folders: list[str]) -> int:
    documents = [load_document(Path(folder)) for folder in folders]
    examples = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.yml"))]
    text = "\n".join([doc.text for doc in documents] + examples)
    region = next((doc.region for doc in documents if doc.region), None)
    for name in names():
        try:
            left = unused(name, text, region)
        except ValueError:
            continue  # a table without forms is no lexicon of entries
        total = len(load(name, region).entries)
        print(f"{name}: {len(left)} of {total} entries never met" + (f": {'、'.join(left[:40])}" if left else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
