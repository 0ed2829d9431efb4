import { describe, expect, test } from "vitest";
import { parseTriggerCondition } from "../../introspect/assemble/trigger-condition.ts";

describe("the WHEN clause of a trigger", () => {
  test.each([
    ["CREATE TRIGGER t BEFORE UPDATE ON s.r FOR EACH ROW WHEN ((old.a > 0)) EXECUTE FUNCTION s.f()", "(old.a > 0)"],
    [
      `CREATE TRIGGER t AFTER INSERT ON s.r FOR EACH ROW WHEN (((new.a = ')'::text) AND (new."b)" <> '('::text))) EXECUTE FUNCTION s.f(') EXECUTE FUNCTION ')`,
      `((new.a = ')'::text) AND (new."b)" <> '('::text))`,
    ],
    [
      `CREATE TRIGGER " FOR EACH ROW WHEN (" AFTER INSERT ON s.r REFERENCING NEW TABLE AS "x""y" FOR EACH STATEMENT WHEN ((pg_trigger_depth() = 0)) EXECUTE FUNCTION s.f()`,
      "(pg_trigger_depth() = 0)",
    ],
  ])("is found in %s", (definition, condition) => {
    expect(parseTriggerCondition(definition)).toBe(condition);
  });

  test("is an error where there is none", () => {
    expect(() =>
      parseTriggerCondition("CREATE TRIGGER t BEFORE UPDATE ON s.r FOR EACH ROW EXECUTE FUNCTION s.f()"),
    ).toThrow("shows none");
  });
});
