import { defineProjectRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";

export const extInPublic = defineProjectRule({
  id: "ext-in-public",
  statement: "extended",
  title: "Extensions stand in a schema of their own, not in public.",
  why: "Hundreds of functions between one's own tables hide them in every list, and their names can shadow one's own.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "extensions",
  justifiable: false,
  options: {},
  sameAs: ["splinter 0014"],
  exempt: [],
  validity: null,
  find: ({ catalog }) => catalog.extensions.map(({ kind, name }) => ({ schema: null, relation: null, kind, name })),
  judge({ name }, { catalog }) {
    const inPublic = catalog.extensions.some((extension) => extension.name === name && extension.schema === "public");
    return inPublic
      ? fail(say`Extension ${name} stands in schema ${"public"}, among what is yours.`, {
          noRemedy: "not every extension can be moved, and what names its functions has to follow",
        })
      : pass;
  },
});
