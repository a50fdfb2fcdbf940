"use strict";
// What the explorer says, in Chinese and in English. The plan itself is never translated.

const WORDS = {
  document: ["文本", "Document"], targets: ["指标", "Targets"], findings: ["问题", "Findings"], graph: ["图谱", "Graph"],
  coverage: ["覆盖", "Coverage"], map: ["地图", "Map"], timeline: ["时间", "Timeline"], other: ["English", "中文"],
  otherLabel: ["Switch to English", "切换为中文"], searchAll: ["全文查找（按 / ）", "Search the plan ( / )"], find: ["查找", "Search"], outline: ["目录", "Contents"],
  quantity: ["指标数值", "Quantity"], textual: ["文字目标", "Target in words"], commitment: ["承诺", "Commitment"], goal: ["目标", "Goal"],
  measure: ["举措", "Measure"], project: ["项目", "Project"], place: ["地点", "Place"], amount: ["数值", "Number"], period: ["时间", "Period"],
  unexplained: ["未解释数字", "Unexplained numbers"], preface: ["前言", "Preface"], page: ["第 {} 页", "p. {}"], pagePane: ["原页", "Page"],
  close: ["关闭", "Close"], previous: ["上一章", "Previous"], next: ["下一章", "Next"], copyLink: ["复制链接", "Copy link"], copied: ["已复制", "Copied"],
  showInGraph: ["在图谱中展开", "Open in graph"], showInText: ["看原文", "Show in text"], rule: ["规则", "Rule"], parts: ["组成", "Made of"],
  links: ["关联", "Links"], cited: ["相关问题", "Findings"], span: ["位置", "Span"], noFact: ["点选文中标出的词句，这里显示它的数值、依据与关联。", "Choose a highlighted passage to see its value, evidence and links."],
  also: ["此处还有", "Also here"], nothing: ["没有符合的条目。", "Nothing matches."], found: ["{} 条", "{} found"], clear: ["清除", "Clear"],
  search: ["查找指标、单位、引文", "Search indicator, unit, quote"], all: ["全部", "All"], chapter: ["章", "Chapter"], sector: ["领域", "Sector"],
  year: ["年份", "Year"], role: ["性质", "Role"], attr: ["属性", "Attribute"], measureKind: ["口径", "Measure"], copyCsv: ["复制为 CSV", "Copy as CSV"],
  indicator: ["指标", "Indicator"], value: ["数值", "Value"], where: ["出处", "Where"], baseline: ["基期 → 目标", "Baseline → target"], baseYear: ["{} 年", "{}"], none: ["—", "—"],
  target: ["目标", "target"], actual: ["实绩", "actual"], spec: ["规格", "specification"], level: ["水平", "level"], annual_growth: ["年均增速", "annual growth"],
  cumulative: ["累计", "cumulative"], change: ["变化", "change"], rank: ["位次", "rank"], multiple: ["倍数", "multiple"],
  "预期性": ["预期性", "expected"], "约束性": ["约束性", "binding"], plain: ["一般", "plain"], "确保": ["确保", "ensure"], "力争": ["力争", "strive"],
  facility: ["设施", "facility"], programme: ["工程计划", "programme"], planning: ["谋划", "planning"], start: ["启动", "start"], advance: ["推进", "advance"],
  complete: ["建成", "complete"], yearly: ["每年", "yearly"], error: ["错误", "Error"], warning: ["警告", "Warning"], info: ["提示", "Info"],
  severity: ["级别", "Severity"], status: ["处理", "Decision"], undecided: ["待处理", "Undecided"], accepted: ["采纳", "Accepted"], dismissed: ["驳回", "Dismissed"],
  accept: ["采纳", "Accept"], dismiss: ["驳回", "Dismiss"], undo: ["撤销", "Undo"], reason: ["理由（可不填）", "Reason (optional)"],
  who: ["署名", "Your name"], expected: ["应为", "Expected"], foundValue: ["所列", "Found"], exportJudgements: ["导出 judgements.jsonl", "Export judgements.jsonl"],
  exportHint: ["放在原文件旁，下次运行照此处理", "Put it beside the source: the next run replays it"], decided: ["已处理 {} 条", "{} decided"],
  exported: ["已导出 {} 条", "{} exported"], saved: ["已记下", "Saved"], searchFindings: ["查找问题与引文", "Search findings and quotes"], more: ["另 {} 处", "{} more"],
  searchGraph: ["查找目标、项目、区县……", "Find a goal, project, district…"], graphStart: ["从一个节点开始，逐步展开。", "Start from one node and expand step by step."],
  reset: ["重新开始", "Start again"], expand: ["展开", "Expand"], collapse: ["收起", "Collapse"], moreNodes: ["还有 {} 个", "{} more"],
  stated: ["文中明示", "stated"], structural: ["由结构得出", "structural"], inferred: ["推断", "inferred"], neighbours: ["相邻", "Neighbours"], evidence: ["依据", "Evidence"],
  matrix: ["矩阵", "Matrix"], "sectors-districts": ["领域 × 区县", "Sectors × districts"], "goals-districts": ["目标 × 区县", "Goals × districts"],
  "goals-sectors": ["目标 × 领域", "Goals × sectors"], "sections-districts": ["章 × 区县", "Chapters × districts"], "sections-sectors": ["章 × 领域", "Chapters × sectors"],
  "boxes-districts": ["专栏 × 区县", "Boxes × districts"],
  openCell: ["点一格，看依据。", "Choose a cell to see its evidence."], schematic: ["示意图，方位大致，大小不按比例。", "Schematic: directions are rough, sizes not to scale."],
  byCode: ["按代码排列，不表示方位。", "In the order of their codes, not as they lie."], count: ["统计", "Count"], openTile: ["点一个区县，看依据。", "Choose a district to see its evidence."], openYear: ["点一年，看条目。", "Choose a year to see its entries."],
  by: ["期限", "By"], from: ["起于", "From"], scope: ["范围", "Scope"], unit: ["单位", "Unit"], op: ["界", "Bound"], base: ["换算", "In base unit"], table: ["表格", "Table"],
  type: ["类型", "Type"], stage: ["阶段", "Stage"], box: ["专栏", "Box"], places: ["区县", "Districts"], time: ["时间", "Time"], strength: ["力度", "Strength"],
  action: ["动作", "Action"], object: ["对象", "Object"], verb: ["动词", "Verb"], recurrence: ["周期", "Recurrence"], kind: ["类别", "Kind"], owner: ["主体", "Owner"],
  capacity: ["规模", "Capacity"], department: ["部门", "Department"], explicit: ["明示", "Explicit"], yes: ["是", "yes"], no: ["否", "no"], names: ["名称", "Names"],
  keys: ["/ 查找 · j k 前后 · Esc 关闭", "/ search · j k next and previous · Esc close"], facts: ["{} 条事实", "{} facts"], why: ["原因", "Why"],
  drawn: ["按原文字位重绘", "Drawn from the positions of the characters"], noPages: ["来源没有页码", "The source has no pages"], similar: ["差异已标出", "Differences are marked"],
};

const LABELS = {
  Goal: ["目标", "Goal"], Indicator: ["指标", "Indicator"], Target: ["指标值", "Target"], Measure: ["举措", "Measure"], Commitment: ["承诺", "Commitment"],
  Project: ["项目", "Project"], Place: ["地名", "Place"], District: ["县（市）区", "District"], Sector: ["领域", "Sector"], Department: ["部门", "Department"], Period: ["年份", "Year"],
};

const EDGES = {
  MEASURED_BY: ["以此衡量", "measured by"], OF_INDICATOR: ["属于指标", "of indicator"], PURSUED_BY: ["由此推进", "pursued by"], IMPLEMENTED_BY: ["由此实施", "implemented by"],
  LOCATED_IN: ["位于", "located in"], OWNED_BY: ["归口", "owned by"], LED_BY: ["牵头", "led by"], COMMITS_TO: ["承诺对象", "commits to"], DUE: ["期限", "due"],
  BASELINE: ["基期", "baseline"], DUPLICATES: ["重复", "duplicates"], CONFLICTS_WITH: ["冲突", "conflicts with"], SAME_AS: ["同文", "same as"],
};

const REMEMBERED = "gangmu.language";
let LANGUAGE = remembered(REMEMBERED) === "en" ? "en" : "zh";

/** The word in the chosen language; `{}` is replaced by the argument. A key that is not known stands for itself. */
function t(key, argument) {
  const word = WORDS[key] ? WORDS[key][LANGUAGE === "zh" ? 0 : 1] : String(key);
  return argument === undefined ? word : word.replace("{}", argument);
}

function labelName(label) {
  return LABELS[label] ? LABELS[label][LANGUAGE === "zh" ? 0 : 1] : label;
}

function edgeName(label) {
  return EDGES[label] ? EDGES[label][LANGUAGE === "zh" ? 0 : 1] : label;
}

/** Storage of the browser; where it is switched off, nothing is kept. */
function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
