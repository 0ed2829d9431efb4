import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findConfig, readConfig } from "../../src/content/config.ts";
import { UserError } from "../../src/model/user-error.ts";
import { aConfig } from "../support/catalog.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cartulary-config-"));
});

afterEach(() => rm(folder, { recursive: true }));

/** What the folder's configuration is refused with: message, the place's file name with its line, hint. */
async function refusalOf(name: string, text: string): Promise<[string, string, string | null]> {
  await writeFile(join(folder, name), text);
  try {
    await readConfig(null, folder);
  } catch (error) {
    if (error instanceof UserError) return [error.message, basename(error.place ?? ""), error.hint];
    throw error;
  }
  throw new Error("The configuration was taken.");
}

describe("the configuration", () => {
  test("is all defaults where there is none", async () => {
    expect(await readConfig(null, folder)).toEqual({ config: aConfig(), ownRules: [], place: "" });
  });

  test("is read from JSON, an ES module and TypeScript alike", async () => {
    const config = { title: "Shop", rules: { "pk-uuid": { severity: "low" } }, exclude: ["legacy.*"] } as const;
    const written: Record<string, string> = {
      "cartulary.config.json": JSON.stringify(config),
      "cartulary.config.mjs": `export default ${JSON.stringify(config)};`,
      "cartulary.config.ts": `type Title = string;\nconst title: Title = "Shop";\nexport default { ...${JSON.stringify(config)}, title };`,
    };
    for (const [name, text] of Object.entries(written)) {
      const file = join(folder, name);
      await writeFile(file, text);
      const read = [await readConfig(null, folder), await readConfig(file, "/nowhere")];
      expect([findConfig(folder), ...read.map((each) => each.config)]).toEqual([
        file,
        aConfig({ ...config, exclude: [...config.exclude] }),
        aConfig({ ...config, exclude: [...config.exclude] }),
      ]);
      await rm(file);
    }
  });

  test("is refused where there are two", async () => {
    await writeFile(join(folder, "cartulary.config.json"), "{}");
    expect((await refusalOf("cartulary.config.mjs", "export default {};"))[0]).toBe(
      "There is more than one configuration: cartulary.config.mjs, cartulary.config.json.",
    );
  });

  test.each([
    [{ titel: "x" }, "The configuration has an unknown key titel.", "Did you mean title?"],
    [
      { rules: { "pk-uuid": { severty: "low" } } },
      'The configuration has an unknown key severty in rules["pk-uuid"].',
      "Did you mean severity?",
    ],
    [
      { waivers: [{ rule: "a", subjects: ["b"], reason: "c", zzzzzzzz: 1 }] },
      "The configuration has an unknown key zzzzzzzz in waivers[0].",
      "The keys are rule, subjects, kind, reason, owner, reviewBy.",
    ],
    [{ exclude: "legacy" }, "The configuration cannot be used: exclude: expected array, received string.", null],
    [
      { rules: { "pk-uuid": { severity: "blocker" } } },
      'The configuration cannot be used: rules["pk-uuid"].severity: expected one of "critical"|"high"|"medium"|"low"|"info".',
      null,
    ],
    [
      { waivers: [{ rule: "a", subjects: [], reason: "c" }] },
      "The configuration cannot be used: waivers[0].subjects: too small: expected array to have >=1 items.",
      null,
    ],
    [[], "The configuration cannot be used: expected object, received array.", null],
  ])("is refused, key named: %j", async (config, message, hint) => {
    expect(await refusalOf("cartulary.config.json", JSON.stringify(config))).toEqual([
      message,
      "cartulary.config.json",
      hint,
    ]);
  });

  test("is refused for the key that is unknown, not for the one that is missing for it", async () => {
    const config = { waivers: [{ rule: "a", subject: "b", reason: "c" }] };
    expect(await refusalOf("cartulary.config.json", JSON.stringify(config))).toEqual([
      "The configuration has an unknown key subject in waivers[0].",
      "cartulary.config.json",
      "Did you mean subjects?",
    ]);
  });

  test.each(["cartulary.config.js", "cartulary.config.mts", "cartulary.config.yaml"])(
    "is refused under a name that is not read: %s",
    async (name) => {
      expect(await refusalOf(name, "export default {};")).toEqual([
        "A configuration of this name is not read.",
        name,
        "It is called cartulary.config.ts, .mjs or .json.",
      ]);
    },
  );

  test("of JSON with a fault is refused with its line", async () => {
    const [message, place] = await refusalOf("cartulary.config.json", '{\n  "title": "x",\n}\n');
    expect([message, place]).toEqual(["The configuration is not valid JSON.", "cartulary.config.json:3"]);
  });

  test("that does not load, or exports nothing, is refused", async () => {
    expect((await refusalOf("cartulary.config.mjs", "export default {"))[0]).toMatch(
      /^The configuration does not load: /,
    );
    await rm(join(folder, "cartulary.config.mjs"));
    expect((await refusalOf("cartulary.config.ts", "export const title = 1;"))[0]).toBe(
      "The configuration has no default export.",
    );
  });

  test("that throws what is no error is refused by what it throws", async () => {
    expect((await refusalOf("cartulary.config.mjs", "throw null;"))[0]).toBe("The configuration does not load: null");
  });

  test("that waits for what never comes is refused after a minute", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const refusal = refusalOf("cartulary.config.mjs", "await new Promise(() => {});");
      const expected = ["The configuration did not load in 60 s.", "cartulary.config.mjs", "What does it wait for?"];
      const refused = expect(refusal).resolves.toEqual(expected);
      await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), { timeout: 20_000 });
      vi.advanceTimersByTime(60_000);
      await refused;
    } finally {
      vi.useRealTimers();
    }
  });

  test("that was found and leads out of the repository is refused; one that was named may lie anywhere", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "cartulary-elsewhere-"));
    for (const [name, text] of [
      ["cartulary.config.json", '{"title": "secret"}'],
      ["cartulary.config.mjs", "export default { title: 'secret' };"],
    ] as const) {
      await writeFile(join(elsewhere, name), text);
      await symlink(join(elsewhere, name), join(folder, name));
      await expect(readConfig(null, folder)).rejects.toMatchObject({
        message: "The file leads out of the repository.",
        place: relative("", join(folder, name)),
      });
      expect((await readConfig(join(folder, name), folder)).config.title).toBe("secret");
      await rm(join(folder, name));
    }
    await rm(elsewhere, { recursive: true });
  });

  test("that was named is read by its ending", async () => {
    await expect(readConfig("/dev/zero", folder)).rejects.toMatchObject({
      message: "A configuration of this name is not read.",
      hint: "It ends in .ts, .mjs or .json.",
    });
  });

  test("that was named and is not there is refused", async () => {
    await expect(readConfig(join(folder, "other.json"), folder)).rejects.toThrow("There is no such configuration.");
    await expect(readConfig(join(folder, "other.mjs"), folder)).rejects.toThrow("There is no such configuration.");
  });
});
