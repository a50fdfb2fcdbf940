"""Living with findings: formats, judgements, and the two commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.checks import RULES
from pipeline.checks.formats import as_csv, as_json, as_sarif, text
from pipeline.errors import UserError
from pipeline.findings import Finding
from pipeline.judgements import Judgement, apply, line_for, load
from tests.test_checks import HEAD, findings, plan

SOURCE = HEAD + "促进外资外贸实现新突破。推动空间布局调整and整体竞争力提升。\n"


@pytest.fixture
def found() -> list[Finding]:
    return findings(SOURCE)


def judged(finding: Finding, quotes: tuple[str, ...] | None = None, id_: str | None = None) -> Judgement:
    words = quotes or tuple(evidence.quote for evidence in finding.evidence)
    return Judgement(id_ or finding.id, finding.code, words, "dismissed", "王五", "2026-01-31", "属总体要求")


def test_a_dismissal_holds_by_id(found: list[Finding]) -> None:
    assert [finding.status for finding in apply(found, [judged(found[0])])] == ["dismissed", "open"]


def test_a_dismissal_survives_edits_elsewhere() -> None:
    before = findings(SOURCE)[0]
    after = findings(HEAD + "新增一段话，把后面的文字都推后。\n\n" + SOURCE.removeprefix(HEAD))
    assert next(finding.status for finding in apply(after, [judged(before)]) if finding.code == before.code) == "dismissed"


def test_a_dismissal_is_anchored_again_by_its_words(found: list[Finding]) -> None:
    words = tuple("，".join((evidence.quote, "")) for evidence in found[0].evidence)
    assert apply(found, [judged(found[0], words, "f-other-id")])[0].status == "dismissed"


def test_a_dismissal_whose_text_changed_comes_back(found: list[Finding]) -> None:
    old = tuple(evidence.quote.replace("外资外贸", "外资和外贸") for evidence in found[0].evidence)
    again = apply(found, [judged(found[0], old, "f-other-id")])[0]
    assert again.status == "open" and "王五" in again.message


def test_judgements_round_trip(found: list[Finding], tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text(line_for(found[0], "王五", "2026-01-31", "属总体要求") + "\n", encoding="utf-8")
    assert load(path)[0].id == found[0].id
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"judgements\.jsonl:1"):
        load(path)


def test_text_lines_are_those_of_a_linter(found: list[Finding]) -> None:
    doc, _ = plan(SOURCE)
    first = text(doc, [("", found[0])]).splitlines()[0]
    assert first.split(" ")[1:3] == [found[0].code, found[0].severity]


def test_json_and_csv(found: list[Finding]) -> None:
    doc, _ = plan(SOURCE)
    changes = [("", finding) for finding in found]
    assert [record["code"] for record in json.loads(as_json(changes))] == [finding.code for finding in found]
    assert len(as_csv(doc, changes).splitlines()) == len(found) + 1


def test_sarif_has_what_the_format_asks_for(found: list[Finding]) -> None:
    doc, _ = plan(SOURCE)
    dismissed = apply(found, [judged(found[0])])
    log = json.loads(as_sarif(doc, [("new", finding) for finding in dismissed], [(rule.code, rule.title, rule.severity) for rule in RULES]))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        assert result["locations"][0]["physicalLocation"]["region"]["charLength"] > 0
        assert result["baselineState"] == "new"
    assert run["results"][0]["suppressions"][0]["kind"] == "external"


def test_rule_prints_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "t03"]) == 0
    assert capsys.readouterr().out.startswith("# T03 ")
    assert main(["rule"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(RULES)
    assert main(["rule", "Z99"]) == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [([], 1), (["--select", "E"], 0), (["--ignore", "S,D,C"], 0), (["--select", "Q"], 2), (["--severity", "error"], 1)],
)
def test_check_exit_codes(arguments: list[str], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(SOURCE, encoding="utf-8")
    assert main(["check", str(path), *arguments]) == code


def test_check_against_an_older_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(SOURCE, encoding="utf-8")
    new.write_text(SOURCE.replace("and", "和") + "建设国家重点风景名胜區。\n", encoding="utf-8")
    assert main(["check", str(new), "--against", str(old), "--format", "json", "--select", "S"]) == 1
    changes = {(record["change"], record["code"]) for record in json.loads(capsys.readouterr().out)}
    assert changes == {("new", "S04"), ("fixed", "S04")}


def test_check_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "no.pdf")]) == 2
    assert "no.pdf" in capsys.readouterr().err
