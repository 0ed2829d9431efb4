/** Why there is no remedy, where several rules or several failures of one have the same reason. */

/** Of tables and columns. */
export const RENAMED = { noRemedy: "a rename breaks every program that says the old name" };

/** Of policies. */
export const VISIBILITY = { noRemedy: "who may see which rows is yours to say" };

/** Of primary keys. */
export const KEY_CHANGE = {
  noRemedy: "a new key has to be taken over by every table and program that refers to this one",
};

/** Of steps that cannot be taken back. */
export const WAY_BACK = { noRemedy: "what takes the step back is for whoever wrote it to say" };

/** Of migrations that changed. */
export const FORMER_TEXT = { noRemedy: "git has the former text" };

/** Of connections. */
export const SERVER = { noRemedy: "it stands in pg_hba.conf or a setting of the server" };

/** Of migrations. */
export const FILE_NAME = { noRemedy: "a file is renamed, not the schema" };

/** Of texts with a better type. */
export const OTHER_TYPE = {
  noRemedy: "a conversion stops at the first value that is written otherwise: look at the values first",
};
