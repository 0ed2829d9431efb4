/** Every rule in the guide's order. */
import type { Rule } from "../model/rule.ts";
import { docColumnComment } from "./documentation/doc-column-comment.ts";
import { docTableComment } from "./documentation/doc-table-comment.ts";
import { indexFk } from "./indexing/index-fk.ts";
import { indexRedundant } from "./indexing/index-redundant.ts";
import { opsBackupScheduled } from "./operations/ops-backup-scheduled.ts";
import { opsRestoreTested } from "./operations/ops-restore-tested.ts";
import { tableNarrow } from "./structure/table-narrow.ts";
import { typeBoolean } from "./types/type-boolean.ts";
import { typeJsonbJustified } from "./types/type-jsonb-justified.ts";
import { typeMoneyNumeric } from "./types/type-money-numeric.ts";
import { typeText } from "./types/type-text.ts";
import { typeTimestamptz } from "./types/type-timestamptz.ts";

export const rules: readonly Rule[] = [
  docTableComment,
  docColumnComment,
  tableNarrow,
  typeTimestamptz,
  typeText,
  typeMoneyNumeric,
  typeBoolean,
  typeJsonbJustified,
  indexFk,
  indexRedundant,
  opsBackupScheduled,
  opsRestoreTested,
];
