"""Sources that are damaged, hostile or no plan: one clear line each, within stated limits, nothing left behind.

Every source is read by the command line in a process of its own, whose time and memory are measured.
"""

from __future__ import annotations

import io
import random
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from pipeline.errors import UserError
from pipeline.read import read
from pipeline.read.confined import SECONDS, confined
from pipeline.read.streams import survey
from tests.conftest import PLAN

MEMORY = 2 << 30
"""Bytes that reading a bad source may take at most, its child process included."""
TIME = 2 * SECONDS + 60
"""Seconds that it may take at most."""
CUTS, FLIPS = 12, 12
MEASURED = """
import resource, sys
from pathlib import Path
from pipeline.__main__ import main
code = main(["run", "--only", "read", sys.argv[1], "-o", sys.argv[2]])
print(code, max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024)
"""
PROSE = "到2025年，全市森林覆盖率达到58.5%，城市空气质量优良天数比例完成省下达指标。"


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        table,
        count,
        len(body),
    )


def one_page(*others: bytes, page: bytes = b"/Contents 4 0 R") -> bytes:
    """A PDF of one page; its content is object 4."""
    head = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>" % page,
    ]
    return pdf([*head, *others])


def stream(data: bytes, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def packed(piece: bytes, times: int) -> bytes:
    """A long repetition, packed without ever being whole in memory."""
    packer = zlib.compressobj(9)
    return b"".join([packer.compress(piece) for _ in range(times)]) + packer.flush()


def pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
            *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count,
        ]
    )


def forms(depth: int) -> bytes:
    """Forms that each call the next one ten times."""
    calls = b"/X Do " * 10
    form = [
        stream(calls, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (number + 6))
        for number in range(depth)
    ]
    return one_page(
        stream(b"/X Do", b""),
        *form,
        stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
        page=b"/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>",
    )


def image() -> bytes:
    """A picture that claims 60,000 × 60,000 points."""
    entries = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    return one_page(
        stream(b"500 0 0 700 10 10 cm /X Do", b""),
        stream(packed(bytes(1 << 20), 64), entries),
        page=b"/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>",
    )


def garbage() -> bytes:
    """A page of text whose font maps every character to a private one."""
    cmap = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <E020> endbfrange endcmap end"
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/Arial/FirstChar 32/LastChar 126/Widths[%s]/ToUnicode 6 0 R>>" % (b"500 " * 95)
    text = b"BT /F 12 Tf 50 800 Td 14 TL " + b"".join(b"(ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq) ' " for _ in range(40)) + b"ET"
    return one_page(stream(text, b""), font, stream(cmap, b""), page=b"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>")


def nested() -> bytes:
    return stream(zlib.compress(packed(bytes(1 << 20), 1000), 9), b"/Filter[/FlateDecode/FlateDecode]")


def word(change: Callable[[bytes], bytes]) -> bytes:
    """A Word file of one sentence whose document.xml is changed."""
    plain, changed = io.BytesIO(), io.BytesIO()
    file = docx.Document()
    file.add_paragraph(PROSE)
    file.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            raw = source.read(entry)
            target.writestr(entry.filename, change(raw) if entry.filename == "word/document.xml" else raw)
    return changed.getvalue()


def entities(raw: bytes) -> bytes:
    """Entities that multiply: a billion laughs."""
    names = [chr(ord("a") + at) for at in range(10)]
    lines = "".join(f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in pairwise(names))
    return raw.replace(b"?>", f'?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{lines}]>'.encode(), 1).replace(b"</w:t>", b"&j;</w:t>")


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
SOURCES: dict[str, Callable[[], bytes]] = {
    "zero pages.pdf": lambda: pdf([CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>"]),
    "ten thousand pages.pdf": lambda: pages(10_000),
    "four thousand empty pages.pdf": lambda: pages(4_000),
    "a lie about pages.pdf": lambda: pdf(
        [CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 99999999>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]
    ),
    "cyclic.pdf": lambda: pdf([CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 5>>", b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 5>>"]),
    "its own parent.pdf": lambda: pdf([CATALOGUE, b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 2 0 R]/Count 2>>"]),
    "bomb of spaces.pdf": lambda: one_page(stream(packed(b" " * (1 << 20), 3000))),
    "bomb of lines.pdf": lambda: one_page(stream(packed(b"0 0 m 100 100 l S\n" * 1000, 20_000))),
    "bomb in a bomb.pdf": lambda: one_page(nested()),
    "forms in forms.pdf": lambda: forms(12),
    "enormous picture.pdf": image,
    "enormous page.pdf": lambda: one_page(stream(b"", b""), page=b"/Contents 4 0 R/MediaBox[0 0 1e9 1e9]"),
    "garbage text.pdf": garbage,
    "password.pdf": lambda: one_page(stream(b"", b"")).replace(
        b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -1>>/ID[<00><00>]" % (b"o" * 32, b"u" * 32)
    ),
    "only header.pdf": lambda: b"%PDF-1.7\n",
    "english.txt": lambda: b"The plan for the next five years. " * 100,
    "other encoding.txt": lambda: (PROSE * 9).encode("big5", "ignore"),
    "deep.html": lambda: f"<html><body>{'<div>' * 50_000}{PROSE}".encode(),
    "tables in tables.html": lambda: f"<html><body>{'<table><tr><td>' * 3_000}{PROSE}".encode(),
    "pictures only.html": lambda: b"<html><body><img src=a.jpg><img src=b.jpg></body></html>",
    "bomb.docx": lambda: word(lambda raw: raw.replace(b"</w:t>", b" " * (250 << 20) + b"</w:t>")),
    "entities.docx": lambda: word(entities),
    "no archive.docx": lambda: PROSE.encode(),
    "old word.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    "long.txt": lambda: (PROSE * 600_000).encode(),
}
MAY_BE_READ = ("cut", "flip", "entities")
"""Damage that a reader may get over; then the document has findings instead."""


def damaged_copies() -> Iterator[tuple[str, bytes]]:
    """The Fuzhou PDF cut off at many places, and with random bytes changed."""
    raw = PLAN.read_bytes()
    for at in range(CUTS):
        yield f"cut {at}.pdf", raw[: len(raw) * (at + 1) // (CUTS + 1)]
    for seed in range(FLIPS):
        choose, changed = random.Random(seed), bytearray(raw)
        for _ in range(10 ** (seed % 5)):
            changed[choose.randrange(len(changed))] = choose.randrange(256)
        yield f"flip {seed}.pdf", bytes(changed)


def run(source: Path, outputs: Path) -> tuple[int, int, str]:
    """Exit code, most bytes of memory and error lines of a run."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(source), str(outputs)], capture_output=True, text=True, timeout=TIME, check=False
    )
    code, memory = done.stdout.split()[-2:]
    return int(code), int(memory), done.stderr


def assert_handled(name: str, raw: bytes, folder: Path) -> None:
    source, outputs = folder / name, folder / "outputs"
    source.write_bytes(raw)
    code, memory, errors = run(source, outputs)
    assert memory < MEMORY
    if code == 2:
        assert errors.count("\n") == 1 and name in errors and len(errors) < 400, errors
        assert not outputs.exists() or not list(outputs.iterdir())
    else:
        assert code == 0 and name.startswith(MAY_BE_READ), (code, errors)


@pytest.mark.parametrize("name", SOURCES)
def test_a_bad_source_gets_one_line_within_limits(name: str, tmp_path: Path) -> None:
    assert_handled(name, SOURCES[name](), tmp_path)


@pytest.mark.parametrize(
    ("name", "raw"), list(damaged_copies()), ids=[f"cut-{at}" for at in range(CUTS)] + [f"flip-{seed}" for seed in range(FLIPS)]
)
def test_a_damaged_copy_is_refused_or_read(name: str, raw: bytes, tmp_path: Path) -> None:
    assert_handled(name, raw, tmp_path)


def test_an_ordinary_file_is_not_suspicious(plans: Path) -> None:
    for path in (PLAN, plans / "national-14fyp.pdf", plans / "hubei-heritage-14fyp.pdf"):
        found = survey(path.read_bytes())
        assert (found.reason, found.damaged) == (None, 0) and found.streams > 50


def test_damaged_streams_are_counted(tmp_path: Path) -> None:
    raw = bytearray(PLAN.read_bytes())
    starts = [match.end() for match in re.finditer(rb"(?<!end)stream\r?\n", bytes(raw))]
    for start in starts[4:8]:
        raw[start + 40 : start + 44] = b"\xff\xff\xff\xff"
    (tmp_path / "plan.pdf").write_bytes(bytes(raw))
    notes = [dropped.note for dropped in read(tmp_path / "plan.pdf").dropped if dropped.kind == "damage"]
    assert any("页面内容损坏" in note for note in notes)


def test_a_child_that_dies_is_one_error(tmp_path: Path) -> None:
    def eat(path: Path) -> bytes:
        return bytes(3_000_000_000)

    with pytest.raises(UserError, match=r"x\.pdf: cannot be read within"):
        confined(eat, tmp_path / "x.pdf", "test")


def test_a_child_passes_on_results_and_errors(tmp_path: Path) -> None:
    def refuse(path: Path) -> str:
        raise UserError("as it is")

    assert confined(lambda path: path.name * 3, tmp_path / "x", "test") == "xxx"
    with pytest.raises(UserError, match="as it is"):
        confined(refuse, tmp_path / "x", "test")
