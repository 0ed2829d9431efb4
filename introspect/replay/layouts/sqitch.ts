/** Sqitch: a plan file, scripts in `deploy`, `revert` and `verify`. */
import type { Layout } from "./layout.ts";

export const sqitch: Layout = {
  tool: "Sqitch",
  recognise: (folder) => {
    const plan = folder.files.find((file) => file === "sqitch.plan" || file === "sqitch.conf");
    if (plan !== undefined) return plan;
    return folder.folders.includes("deploy") && folder.folders.includes("revert") ? "deploy and revert" : null;
  },
};
