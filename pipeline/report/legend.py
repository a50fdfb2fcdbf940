"""说明, the last sheet of the workbook: which document this is, what was found in it, how to read the other sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from pipeline.report.material import Material
from pipeline.report.table import Link, Row, Sheet

SHEETS = (
    ("指标目标", "每行一个数值：指标、界、数值、单位、年份；性质为目标、实绩或规格；基期值按图谱中的“基期”边。"),
    ("承诺", "每行一处有明确时间的承诺；起、止为年份。"),
    ("目标—举措", "目标由哪些举措推进；把握分为文中明示、由结构得出、推断；没有举措的目标单独成行。"),
    ("项目", "每行一处提及；“归并为”是同一项目的统一名称。"),
    ("地点", "每行一处地名及其所在县（市）区。"),
    ("覆盖矩阵", "领域、目标、章（行）在各县（市）区（列）的项目、举措、指标、承诺条数；逐格依据见 explorer.html。"),
    ("问题清单", "核查发现；处理一栏来自 judgements.jsonl。"),
    ("未解释数字", "没有任何事实解释的数字，逐个列出。"),
)
NOTES = (
    ("链接", "各行的链接打开同一文件夹中的 explorer.html；两个文件请放在一起。"),
    ("数值", "数值按原文单位；换算值为基本单位（亿元→元）。界：≥ 不低于，＞ 超过，约 左右。空格表示原文没有说明。"),
    ("安全", "所有单元格都是文字、数字或日期，没有公式。"),
)


def about(material: Material) -> Sheet:
    return Sheet("说明", (("项", 18), ("内容", 100), ("", 12)), _about(material), filtered=False)


def _about(material: Material) -> Iterator[Row]:
    doc = material.doc
    issued = date.fromisoformat(doc.issued) if doc.issued and len(doc.issued) == 10 else doc.issued
    counts = Counter(finding.severity for finding in material.findings if finding.status == "open")
    yield from (("文件", doc.title or doc.id, Link("view=document", "打开")), ("发布", doc.issuer), ("文号", doc.number), ("日期", issued))
    yield ("规划期", f"{doc.period[0]}—{doc.period[1]}" if doc.period else None)
    yield from (("来源", doc.source), ("SHA-256", doc.sha256), ("页数", doc.pages), ("字数", len(doc.text)), ("事实", len(material.facts)))
    yield ("问题", f"错误 {counts['error']}，警告 {counts['warning']}，提示 {counts['info']}")
    yield (None,)
    yield from SHEETS
    yield (None,)
    yield from NOTES
