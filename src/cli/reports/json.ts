/** The scorecard itself, as `scorecard.json`. */
import { toScorecardChunks } from "../../model/write-json.ts";
import type { Reporter } from "./report.ts";

export const json: Reporter = ({ scorecard }) => toScorecardChunks(scorecard);
