/** Every rule: the guide's in its order, then those of the extended profile. */
import type { Rule } from "../model/rule.ts";
import { docColumnComment } from "./documentation/doc-column-comment.ts";
import { docDecisionNote } from "./documentation/doc-decision-note.ts";
import { docTableComment } from "./documentation/doc-table-comment.ts";
import { indexBoolean } from "./extended/indexing/index-boolean.ts";
import { indexBtreeArray } from "./extended/indexing/index-btree-array.ts";
import { indexConstantKey } from "./extended/indexing/index-constant-key.ts";
import { indexDuplicate } from "./extended/indexing/index-duplicate.ts";
import { indexInvalid } from "./extended/indexing/index-invalid.ts";
import { indexNullPredicate } from "./extended/indexing/index-null-predicate.ts";
import { indexUniqueImplied } from "./extended/indexing/index-unique-implied.ts";
import { statsStale } from "./extended/indexing/stats-stale.ts";
import { uniqueCredential } from "./extended/indexing/unique-credential.ts";
import { nameLength } from "./extended/naming/name-length.ts";
import { nameReserved } from "./extended/naming/name-reserved.ts";
import { functionSearchPath } from "./extended/security/function-search-path.ts";
import { ownerMixed } from "./extended/security/owner-mixed.ts";
import { passwordMd5 } from "./extended/security/password-md5.ts";
import { rlsNoPolicy } from "./extended/security/rls-no-policy.ts";
import { rlsPolicyDisabled } from "./extended/security/rls-policy-disabled.ts";
import { rlsPolicyOverlap } from "./extended/security/rls-policy-overlap.ts";
import { rlsPolicyPerRow } from "./extended/security/rls-policy-per-row.ts";
import { rlsPolicyTrue } from "./extended/security/rls-policy-true.ts";
import { schemaPublicCreate } from "./extended/security/schema-public-create.ts";
import { viewSecurityDefiner } from "./extended/security/view-security-definer.ts";
import { autovacuumOff } from "./extended/structure/autovacuum-off.ts";
import { constraintNotValid } from "./extended/structure/constraint-not-valid.ts";
import { defaultSentinel } from "./extended/structure/default-sentinel.ts";
import { extInPublic } from "./extended/structure/ext-in-public.ts";
import { extOutdated } from "./extended/structure/ext-outdated.ts";
import { fkDuplicate } from "./extended/structure/fk-duplicate.ts";
import { fkOnDeleteExplicit } from "./extended/structure/fk-on-delete-explicit.ts";
import { fkPolymorphic } from "./extended/structure/fk-polymorphic.ts";
import { fkSetNullRequired } from "./extended/structure/fk-set-null-required.ts";
import { fkTypeMismatch } from "./extended/structure/fk-type-mismatch.ts";
import { pkInt4Overflow } from "./extended/structure/pk-int4-overflow.ts";
import { sequenceExhaustion } from "./extended/structure/sequence-exhaustion.ts";
import { tableBloat } from "./extended/structure/table-bloat.ts";
import { tableCycle } from "./extended/structure/table-cycle.ts";
import { tableEmpty } from "./extended/structure/table-empty.ts";
import { tableInheritance } from "./extended/structure/table-inheritance.ts";
import { tableIsolated } from "./extended/structure/table-isolated.ts";
import { tableNoTimestamps } from "./extended/structure/table-no-timestamps.ts";
import { tableSingleColumn } from "./extended/structure/table-single-column.ts";
import { tableUnlogged } from "./extended/structure/table-unlogged.ts";
import { columnInconsistentType } from "./extended/types/column-inconsistent-type.ts";
import { defaultJsonString } from "./extended/types/default-json-string.ts";
import { typeChar } from "./extended/types/type-char.ts";
import { typeJsonText } from "./extended/types/type-json-text.ts";
import { typeLargeObject } from "./extended/types/type-large-object.ts";
import { typeSerialVsIdentity } from "./extended/types/type-serial-vs-identity.ts";
import { indexComposite } from "./indexing/index-composite.ts";
import { indexCount } from "./indexing/index-count.ts";
import { indexFk } from "./indexing/index-fk.ts";
import { indexHotColumns } from "./indexing/index-hot-columns.ts";
import { indexPartialSparse } from "./indexing/index-partial-sparse.ts";
import { indexPk } from "./indexing/index-pk.ts";
import { indexRedundant } from "./indexing/index-redundant.ts";
import { indexUnused } from "./indexing/index-unused.ts";
import { perfExplain } from "./indexing/perf-explain.ts";
import { uniqueBusinessKey } from "./indexing/unique-business-key.ts";
import { uniqueJoinPair } from "./indexing/unique-join-pair.ts";
import { migAtomic } from "./migrations/mig-atomic.ts";
import { migDestructive } from "./migrations/mig-destructive.ts";
import { migImmutable } from "./migrations/mig-immutable.ts";
import { migInVcs } from "./migrations/mig-in-vcs.ts";
import { migLock } from "./migrations/mig-lock.ts";
import { migName } from "./migrations/mig-name.ts";
import { migNoDrift } from "./migrations/mig-no-drift.ts";
import { migNotNullNoDefault } from "./migrations/mig-not-null-no-default.ts";
import { migReversible } from "./migrations/mig-reversible.ts";
import { migRoundtrip } from "./migrations/mig-roundtrip.ts";
import { migTested } from "./migrations/mig-tested.ts";
import { migTimeout } from "./migrations/mig-timeout.ts";
import { migTool } from "./migrations/mig-tool.ts";
import { migTypeRewrite } from "./migrations/mig-type-rewrite.ts";
import { nameCheck } from "./naming/name-check.ts";
import { nameColumnSingular } from "./naming/name-column-singular.ts";
import { nameFkColumn } from "./naming/name-fk-column.ts";
import { nameFkConstraint } from "./naming/name-fk-constraint.ts";
import { nameIndex } from "./naming/name-index.ts";
import { namePkColumn } from "./naming/name-pk-column.ts";
import { nameSchema } from "./naming/name-schema.ts";
import { nameSequence } from "./naming/name-sequence.ts";
import { nameSnakeCase } from "./naming/name-snake-case.ts";
import { nameTablePlural } from "./naming/name-table-plural.ts";
import { nameUnique } from "./naming/name-unique.ts";
import { opsBackupDocumented } from "./operations/ops-backup-documented.ts";
import { opsBackupMonitored } from "./operations/ops-backup-monitored.ts";
import { opsBackupOffsite } from "./operations/ops-backup-offsite.ts";
import { opsBackupScheduled } from "./operations/ops-backup-scheduled.ts";
import { opsRestoreTested } from "./operations/ops-restore-tested.ts";
import { testFixtures } from "./operations/test-fixtures.ts";
import { testMigrationsInSetup } from "./operations/test-migrations-in-setup.ts";
import { testNoProd } from "./operations/test-no-prod.ts";
import { testRollback } from "./operations/test-rollback.ts";
import { testSeparateDb } from "./operations/test-separate-db.ts";
import { testTempDb } from "./operations/test-temp-db.ts";
import { gpChangesReviewed } from "./principles/gp-changes-reviewed.ts";
import { gpDeclarativeSchema } from "./principles/gp-declarative-schema.ts";
import { gpDesignGoals } from "./principles/gp-design-goals.ts";
import { gpPostgresPrimary } from "./principles/gp-postgres-primary.ts";
import { secCredentials } from "./security/sec-credentials.ts";
import { secLeastPrivilege } from "./security/sec-least-privilege.ts";
import { secNetwork } from "./security/sec-network.ts";
import { secNoSuperuserApp } from "./security/sec-no-superuser-app.ts";
import { secPrivilegeAudit } from "./security/sec-privilege-audit.ts";
import { secRls } from "./security/sec-rls.ts";
import { secTls } from "./security/sec-tls.ts";
import { checkEnumLike } from "./structure/check-enum-like.ts";
import { fkDeclared } from "./structure/fk-declared.ts";
import { fkValidated } from "./structure/fk-validated.ts";
import { noRedundantData } from "./structure/no-redundant-data.ts";
import { noRepeatingGroups } from "./structure/no-repeating-groups.ts";
import { notNull } from "./structure/not-null.ts";
import { notNullSome } from "./structure/not-null-some.ts";
import { pkRequired } from "./structure/pk-required.ts";
import { pkSurrogate } from "./structure/pk-surrogate.ts";
import { pkUuid } from "./structure/pk-uuid.ts";
import { pkUuidDefault } from "./structure/pk-uuid-default.ts";
import { schemaGrouping } from "./structure/schema-grouping.ts";
import { tableNarrow } from "./structure/table-narrow.ts";
import { checkValues } from "./types/check-values.ts";
import { defaultPresent } from "./types/default-present.ts";
import { typeArrayJustified } from "./types/type-array-justified.ts";
import { typeBoolean } from "./types/type-boolean.ts";
import { typeCountInteger } from "./types/type-count-integer.ts";
import { typeEnumJustified } from "./types/type-enum-justified.ts";
import { typeJson } from "./types/type-json.ts";
import { typeJsonbJustified } from "./types/type-jsonb-justified.ts";
import { typeMoneyNumeric } from "./types/type-money-numeric.ts";
import { typeSpecific } from "./types/type-specific.ts";
import { typeText } from "./types/type-text.ts";
import { typeTimestamptz } from "./types/type-timestamptz.ts";
import { typeUuidPublicId } from "./types/type-uuid-public-id.ts";

export const rules: readonly Rule[] = [
  gpPostgresPrimary,
  gpDeclarativeSchema,
  gpChangesReviewed,
  gpDesignGoals,
  docTableComment,
  docColumnComment,
  docDecisionNote,
  schemaGrouping,
  tableNarrow,
  noRepeatingGroups,
  pkRequired,
  pkUuid,
  pkUuidDefault,
  pkSurrogate,
  fkDeclared,
  fkValidated,
  notNull,
  notNullSome,
  noRedundantData,
  checkEnumLike,
  nameSnakeCase,
  nameSchema,
  nameTablePlural,
  nameColumnSingular,
  namePkColumn,
  nameFkColumn,
  nameIndex,
  nameUnique,
  nameCheck,
  nameFkConstraint,
  nameSequence,
  typeSpecific,
  typeTimestamptz,
  typeCountInteger,
  typeUuidPublicId,
  typeText,
  typeMoneyNumeric,
  typeBoolean,
  typeArrayJustified,
  typeJsonbJustified,
  typeEnumJustified,
  typeJson,
  defaultPresent,
  checkValues,
  indexPk,
  indexFk,
  indexHotColumns,
  indexComposite,
  indexRedundant,
  indexUnused,
  indexCount,
  perfExplain,
  indexPartialSparse,
  uniqueBusinessKey,
  uniqueJoinPair,
  migTool,
  migNoDrift,
  migAtomic,
  migReversible,
  migRoundtrip,
  migName,
  migTested,
  migInVcs,
  migImmutable,
  secLeastPrivilege,
  secNoSuperuserApp,
  secCredentials,
  secTls,
  secNetwork,
  secPrivilegeAudit,
  secRls,
  opsBackupScheduled,
  opsRestoreTested,
  opsBackupOffsite,
  opsBackupDocumented,
  opsBackupMonitored,
  testSeparateDb,
  testFixtures,
  testMigrationsInSetup,
  testRollback,
  testTempDb,
  testNoProd,
  // The extended profile: shown apart, in no score.
  rlsPolicyDisabled,
  rlsNoPolicy,
  rlsPolicyTrue,
  rlsPolicyOverlap,
  rlsPolicyPerRow,
  viewSecurityDefiner,
  functionSearchPath,
  sequenceExhaustion,
  pkInt4Overflow,
  fkTypeMismatch,
  fkDuplicate,
  fkOnDeleteExplicit,
  fkSetNullRequired,
  fkPolymorphic,
  indexInvalid,
  indexDuplicate,
  indexBtreeArray,
  indexBoolean,
  indexNullPredicate,
  indexConstantKey,
  indexUniqueImplied,
  uniqueCredential,
  constraintNotValid,
  typeSerialVsIdentity,
  typeChar,
  typeLargeObject,
  typeJsonText,
  defaultJsonString,
  defaultSentinel,
  nameReserved,
  nameLength,
  columnInconsistentType,
  tableIsolated,
  tableSingleColumn,
  tableEmpty,
  tableInheritance,
  tableUnlogged,
  tableNoTimestamps,
  tableCycle,
  autovacuumOff,
  migDestructive,
  migLock,
  migNotNullNoDefault,
  migTypeRewrite,
  migTimeout,
  tableBloat,
  statsStale,
  ownerMixed,
  extInPublic,
  extOutdated,
  schemaPublicCreate,
  passwordMd5,
];
