"""Pages typeset for tests: HTML printed to PDF by a headless browser, so that every layout can be made and none is copied."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.browser import BROWSERS

HEAD = "某市国民经济和社会发展第十四个五年规划纲要"
CLAUSE = "全面贯彻新发展理念，加快构建新发展格局，着力推动高质量发展，统筹发展和安全，"
STYLE = f"""<meta charset=utf-8><style>
@page {{ size: A4; margin: 28mm 25mm; @top-center {{ content: "{HEAD}"; font-size: 11px }} @bottom-center {{ content: "— " counter(page) " —"; font-size: 11px }} }}
body {{ font-family: "Noto Serif CJK SC", serif; font-size: 15px; line-height: 1.8 }}
p {{ text-indent: 2em; margin: 0; text-align: justify }}
h1, h2, h3, .c {{ text-align: center; text-indent: 0 }} h4 {{ margin: 0; text-indent: 2em }}
table {{ border-collapse: collapse; width: 100% }} td, th {{ border: 1px solid #000; padding: 4px; text-align: left }}
.frame {{ border: 1px solid #000; padding: 8px }} .bare td {{ border: none }}
.three td {{ border: none }} .three {{ border-top: 2px solid #000; border-bottom: 2px solid #000 }} .three tr:first-child td {{ border-bottom: 1px solid #000 }}
.level td {{ border-left: none; border-right: none }} .open td:first-child {{ border-left: none }} .open td:last-child {{ border-right: none }}
.columns {{ columns: 2; column-gap: 30px }} sup {{ font-size: 9px; vertical-align: super }} .note {{ font-size: 11px; text-indent: 0 }}
.page {{ position: relative; height: 225mm; break-after: page }} .foot {{ position: absolute; bottom: 0; width: 100% }}
</style>"""


def paragraph(clauses: int, end: str = "努力实现经济行稳致远、社会和谐稳定。") -> str:
    """An HTML paragraph of so many numbered clauses."""
    return f"<p>{words(clauses, end)}</p>"


def words(clauses: int, end: str = "努力实现经济行稳致远、社会和谐稳定。") -> str:
    """What stands in such a paragraph."""
    return "".join(f"第{number}项工作有序推进，{CLAUSE}" for number in range(1, clauses + 1)) + end


def table(rows: list[list[str]], kind: str = "", head: bool = False) -> str:
    """An HTML table; with `head` its first row is repeated on every page."""
    lines = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    top = f"<thead>{lines[0]}</thead>" if head else lines[0]
    return f"<table class='{kind}'>{top}<tbody>{''.join(lines[1:])}</tbody></table>"


def indicators(count: int) -> list[list[str]]:
    """A table of so many indicators under a row of heads."""
    rows = [[str(at), f"指标名称第{at}号（%）", f"{at * 3}.{at % 10}", str(at * 4), "预期性"] for at in range(1, count + 1)]
    return [["序号", "指标", "2020年", "2025年", "属性"], *rows]


def print_pdf(body: str, path: Path) -> Path:
    """The body printed to `path`."""
    source = path.with_suffix(".html")
    source.write_text(STYLE + body, encoding="utf-8")
    browser = next(found for name in BROWSERS if (found := shutil.which(name)))
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={path}"]
    subprocess.run([browser, *switches, source.as_uri()], check=True, capture_output=True, timeout=120)
    return path
