"use strict";
// Decisions about findings: kept in this browser, exported as the file that the next run replays.

const JUDGED = "gangmu.judgements." + DATA.doc.id;
const WHO = "gangmu.who";
const judgements = new Map(Object.entries(JSON.parse(remembered(JUDGED) || "{}")));

/** accepted, dismissed or undecided; a finding that the run has already dismissed stays so unless decided anew here. */
function decision(finding) {
  const judged = judgements.get(finding.id);
  if (judged) return judged.decision;
  return finding.status === "dismissed" ? "dismissed" : "undecided";
}

function judge(finding, verdict, why) {
  if (verdict) judgements.set(finding.id, { decision: verdict, why: why || "", who: remembered(WHO) || "", when: new Date().toISOString().slice(0, 10) });
  else judgements.delete(finding.id);
  remember(JUDGED, JSON.stringify(Object.fromEntries(judgements)));
}

/** Who decided, when and why: here in this browser, or before this run. */
function judgement(finding) {
  return judgements.get(finding.id) || (finding.status === "dismissed" ? { who: "", when: "", why: "", ...finding.judged } : null);
}

/** One JSON object a line, in the order of the findings: the decisions made here and those that the run replayed, so that the file can take the place of the old one.
    Accepted findings stay open; the line keeps who accepted them. */
function judgementLines() {
  return FINDINGS.filter((finding) => decision(finding) !== "undecided").map((finding) => {
    const { who, when, why } = judgement(finding);
    return JSON.stringify({
      id: finding.id, code: finding.code, quotes: (finding.evidence || []).map((evidence) => evidence.quote),
      status: decision(finding) === "dismissed" ? "dismissed" : "open", who, when, why,
    });
  });
}

function exportJudgements() {
  const lines = judgementLines();
  download("judgements.jsonl", lines.map((line) => line + "\n").join(""), "application/x-ndjson");
  say(t("exported", lines.length));
}
