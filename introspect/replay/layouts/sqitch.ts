/** Sqitch: a plan file, scripts in `deploy`, `revert` and `verify`. */
import type { Layout } from "./layout.ts";

export const sqitch: Layout = {
  tool: "Sqitch",
  recognise: (folder) => {
    const plan = folder.files.find((file) => file === "sqitch.plan" || file === "sqitch.conf");
    if (plan !== undefined) return plan;
    if (folder.folders.includes("deploy") && folder.folders.includes("revert")) return "deploy and revert";
    return /^(deploy|revert|verify)$/.test(folder.path.at(-1) ?? "")
      ? folder.around.find(/^sqitch\.(plan|conf)$/)
      : null;
  },
};
