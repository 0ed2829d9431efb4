/** The scorecard itself, as `scorecard.json`. */
import { formatScorecardChunks } from "../../model/write-json.ts";
import type { Reporter } from "./report.ts";

export const json: Reporter = ({ scorecard }) => formatScorecardChunks(scorecard);
