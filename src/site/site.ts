/** The site that the pages place, from the folder of checkpoints that the environment names. */
import { loadSite } from "#view/load";

export const site = await loadSite(process.env.CARTULARY_CHECKPOINTS ?? "");
