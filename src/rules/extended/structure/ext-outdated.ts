import { buildRemedy } from "../../../model/remedy.ts";
import { defineProjectRule, fail, notAssessed, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";

export const extOutdated = defineProjectRule({
  id: "ext-outdated",
  statement: "extended",
  title: "Extensions are of the version that the server would install.",
  why: "An upgrade of the server brings new versions and installs none: mended faults stay until somebody updates.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "server",
  subjects: "extensions",
  justifiable: false,
  options: {},
  sameAs: ["splinter 0022"],
  exempt: [
    "A later version than the one that the server would install, as a preview: there is no way back.",
    "Catalogs that were not read from a server: which versions there are is decided there.",
  ],
  validity: null,
  find: ({ catalog }) => catalog.extensions.map(({ kind, name }) => ({ schema: null, relation: null, kind, name })),
  judge({ name }, { catalog }) {
    if (catalog.source.kind !== "server") return notAssessed(["only a server knows which versions it has"]);
    const extension = catalog.extensions.find((each) => each.name === name);
    const newest = extension?.defaultVersion ?? null;
    const version = extension?.version ?? null;
    if (version === null || newest === null) {
      return notAssessed(["the server no longer has the extension's files"]);
    }
    if (version === newest || isLater(version, newest)) return pass;
    return fail(say`Extension ${name} is of version ${version}; the server would install ${newest}.`, {
      facts: [
        { name: "installed", value: version },
        { name: "available", value: newest },
      ],
      remedy: buildRemedy(
        [{ kind: "update extension", name, version: newest }],
        "Read its release notes first, since some rewrite indexes or change results.",
      ),
    });
  },
});

/** Of two versions that are numbers with dots; false for any other. */
function isLater(version: string, other: string): boolean {
  const [own, others] = [version, other].map((text) =>
    /^\d+(\.\d+)*$/.test(text) ? text.split(".").map(Number) : null,
  );
  if (own == null || others == null) return false;
  const place = own.findIndex((part, at) => part !== (others[at] ?? 0));
  return place !== -1 && (own[place] as number) > (others[place] ?? 0);
}
