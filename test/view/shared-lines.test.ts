import { expect, test } from "vitest";
import { fail, pass } from "../../src/model/rule.ts";
import { say } from "../../src/model/sentence.ts";
import { aRule } from "../support/fake-rules.ts";
import { groupsOf, pageOf, ruleOf, sectionOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

test("what two remedies of a group both say is shown for each, and a remedy that two findings share once", () => {
  const rule = aRule("shown-rule", {
    find: (table) => table.columns,
    judge({ name }) {
      if (!["id", "user_id"].includes(name)) return pass;
      const sql = ["BEGIN", `ALTER ${name}`, "COMMIT"];
      return fail(say`${name}`, { remedy: { sql, lock: "A lock.", proven: null } });
    },
  });
  const shared = aRule("shared-rule", {
    find: (table) => table.columns,
    judge: ({ name }) => fail(say`${name}`, { remedy: { sql: ["BEGIN", "COMMIT"], lock: "A lock.", proven: null } }),
  });
  const site = aSmallSite({ besides: [rule, shared] });
  const groups = groupsOf(sectionOf(pageOf(site, { page: "relation", schema: "public", name: "orders" }), "findings"));
  const sqlOf = (id: string) => groups.find((each) => ruleOf(each) === id)?.remedy?.sql;
  expect(sqlOf("shown-rule")).toBe("BEGIN;\nALTER id;\nCOMMIT;\nBEGIN;\nALTER user_id;\nCOMMIT;");
  expect(sqlOf("shared-rule")).toBe("BEGIN;\nCOMMIT;");
});
