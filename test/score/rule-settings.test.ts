import { describe, expect, test } from "vitest";
import type { UserConfig } from "../../src/model/config.ts";
import { fail } from "../../src/model/own-rule.ts";
import { pass, type RuleContext, type TableRule } from "../../src/model/rule.ts";
import { UserError } from "../../src/model/user-error.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aConfig, aTable } from "../support/catalog.ts";
import { aRule, aRuleSaying } from "../support/fake-rules.ts";

const NARROW = aRule("table-narrow", {
  options: {
    most: { type: "integer", default: 20, minimum: 1, description: "The most columns that a table may have." },
    strict: { type: "boolean", default: false, description: "Count generated columns too." },
    except: { type: "strings", default: ["wide"], description: "Tables to leave alone." },
    parts: { type: "strings", default: [], choices: ["lid", "side"], description: "Parts to count." },
    level: { type: "choice", choices: ["loose", "tight"], default: "loose", description: "How to count." },
  },
});

function score(config: UserConfig, rules = [NARROW, aRule("keyed")]) {
  const catalog = aCatalog({ relations: [aTable("crates")] });
  return buildScorecard(catalog, { rules, config: aConfig(config), decisions: [], attestations: [], asOf: null });
}

/** The rule, and the contexts that it was called with. */
function aSpy(rule: TableRule): { rule: TableRule; contexts: RuleContext[] } {
  const contexts: RuleContext[] = [];
  const judge: TableRule["judge"] = (_subject, _table, context) => {
    contexts.push(context);
    return pass;
  };
  return { rule: { ...rule, judge }, contexts };
}

/** What, where and the hint of the error that a config gives. */
function errorOf(rules: UserConfig["rules"]) {
  try {
    score({ rules });
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.place, error.hint];
    throw error;
  }
  return null;
}

describe("a team's settings", () => {
  test("turn a rule off: it is neither judged nor listed", () => {
    const scorecard = score({ rules: { "table-narrow": { off: true } } });
    expect(scorecard.rules.map(({ id }) => id)).toEqual(["keyed"]);
    expect(scorecard.relations[0]?.results.map(({ rule }) => rule)).toEqual(["keyed"]);
  });

  test("say in the team's words what a rule asks for", () => {
    const { rules: applied } = score({ rules: { keyed: { title: "Keys are ours." } } }, [
      aRule("keyed"),
      aRule("narrow"),
    ]);
    expect(applied.map(({ title }) => title)).toEqual(["Keys are ours.", "It holds."]);
  });

  test("change a rule's severity: its weight, its findings and its caps follow", () => {
    const rules = [aRuleSaying("keyed", fail(["No."]), { severity: "low" }), aRule("narrow", { severity: "critical" })];
    const { relations, findings, rules: applied } = score({ rules: { keyed: { severity: "high" } } }, rules);
    expect(applied.map(({ id, severity, weight }) => [id, severity, weight])).toEqual([
      ["keyed", "high", 6],
      ["narrow", "critical", 10],
    ]);
    expect(relations[0]?.points).toEqual({ pass: 10, fail: 6, excused: 0, unassessed: 0 });
    expect(findings.map(({ severity }) => severity)).toEqual(["high"]);
  });

  test("reach the rule as options, with the defaults filled in, and the scorecard as JSON", () => {
    const { rule, contexts } = aSpy(NARROW);
    const scorecard = score({ rules: { "table-narrow": { options: { most: 30, except: [] } } } }, [rule]);
    expect(contexts.map(({ options }) => options)).toEqual([
      { most: 30, strict: false, except: [], parts: [], level: "loose" },
    ]);
    expect(scorecard.rules[0]?.options).toEqual([
      { name: "most", value: "30", description: "The most columns that a table may have." },
      { name: "strict", value: "false", description: "Count generated columns too." },
      { name: "except", value: "[]", description: "Tables to leave alone." },
      { name: "parts", value: "[]", description: "Parts to count." },
      { name: "level", value: '"loose"', description: "How to count." },
    ]);
  });

  test("reach the rule as uncountable words in lower case", () => {
    const { rule, contexts } = aSpy(aRule("named"));
    score({ uncountable: ["Spacecraft"] }, [rule]);
    expect(contexts.map(({ uncountable }) => uncountable)).toEqual([new Set(["spacecraft"])]);
  });

  test("name a rule that does not exist: the nearest is offered", () => {
    expect(errorOf({ "table-narow": { off: true } })).toEqual([
      "There is no rule table-narow.",
      "config, rules.table-narow",
      "Is table-narrow meant?",
    ]);
    expect(errorOf({ xyz: {} })).toEqual([
      "There is no rule xyz.",
      "config, rules.xyz",
      "Rule ids are listed on the site's guide pages.",
    ]);
    expect(errorOf({ constructor: {} })?.[0]).toBe("There is no rule constructor.");
  });

  test("name an option that the rule does not have", () => {
    expect(errorOf({ "table-narrow": { options: { must: 3 } } })).toEqual([
      "The rule table-narrow has no option must.",
      "config, rules.table-narrow.options.must",
      "Is most meant?",
    ]);
    expect(errorOf({ "table-narrow": { options: { maximum: 3 } } })?.[2]).toBe(
      "It has: most, strict, except, parts, level.",
    );
    expect(errorOf({ keyed: { options: { toString: 3 } } })?.[2]).toBe("It has none.");
  });

  test.each([
    ["most", 0, "a whole number of at least 1", "0"],
    ["most", 2.5, "a whole number of at least 1", "2.5"],
    ["most", "20", "a whole number of at least 1", '"20"'],
    ["most", null, "a whole number of at least 1", "null"],
    ["strict", "yes", "true or false", '"yes"'],
    ["except", "wide", "a list of texts", '"wide"'],
    ["except", ["wide", 3], "a list of texts", '["wide",3]'],
    ["parts", ["lid", "floor"], "a list of lid, side, or empty", '["lid","floor"]'],
    ["level", "tightest", "one of loose, tight", '"tightest"'],
  ])("give the option %s a value that it does not allow: %j", (name, value, allowed, text) => {
    expect(errorOf({ "table-narrow": { options: { [name]: value } } })?.slice(0, 2)).toEqual([
      `The option ${name} of the rule table-narrow must be ${allowed}; it is ${text}.`,
      `config, rules.table-narrow.options.${name}`,
    ]);
  });
});
