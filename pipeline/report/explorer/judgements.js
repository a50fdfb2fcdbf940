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

/** One JSON object a line, in the order of the findings. Accepted findings stay open; the line keeps who accepted them. */
function judgementLines() {
  const lines = [];
  for (const finding of FINDINGS) {
    const judged = judgements.get(finding.id);
    if (!judged) continue;
    lines.push(JSON.stringify({
      id: finding.id, code: finding.code, quotes: (finding.evidence || []).map((evidence) => evidence.quote),
      status: judged.decision === "dismissed" ? "dismissed" : "open", who: judged.who, when: judged.when, why: judged.why,
    }));
  }
  return lines;
}

function exportJudgements() {
  const lines = judgementLines();
  download("judgements.jsonl", lines.map((line) => line + "\n").join(""), "application/x-ndjson");
  say(t("exported", lines.length));
}
