/** The catalog as SQL: the statements that make what it describes. */
import type { Catalog } from "../model/catalog.ts";
import { buildLookup, type CatalogLookup } from "../model/lookup.ts";
import type { Relation } from "../model/relation.ts";
import { buildShellUsers } from "./base-types.ts";
import { formatEventTriggers, formatFoundations, formatStatisticsObjects } from "./database-objects.ts";
import { buildForeignPieces } from "./foreign.ts";
import { buildLanguagePieces } from "./languages.ts";
import { buildOperatorPieces } from "./operators.ts";
import { orderPieces } from "./order.ts";
import { formatDefaultPrivileges, formatOwnershipAndGrants } from "./privileges.ts";
import {
  formatBehaviourStatements,
  formatForeignKeyStatements,
  formatIndexStatements,
  formatRelationComments,
} from "./relation-parts.ts";
import { buildRelationPiece } from "./relation-pieces.ts";
import { formatPublications, formatSubscriptions } from "./replication.ts";
import { formatRoles } from "./roles.ts";
import { buildRoutinePiece } from "./routines.ts";
import { buildSequencePiece, formatSequenceOwners } from "./sequences.ts";
import { buildTextSupportPieces } from "./text-support.ts";
import { buildTypePiece, formatShellTypes } from "./types.ts";

/** Names are printed qualified, and routine bodies may name what comes later. */
const PREAMBLE = ["SET search_path = ''", "SET check_function_bodies = false"];

/**
 * Every statement that an empty database of the same major version needs, in an order that works, each without its
 * semicolon; to be run by a superuser. Roles belong to the server: each is made with its memberships where the server
 * has none of that name, and left as it is where it has, so that the script runs on a new server and on the same one.
 * Nobody can log in by a password, since the catalog holds none. Secrets stay masked, and subscriptions disabled.
 *
 * Left out is what belongs to the server otherwise (tablespaces, the database itself with its comment and settings),
 * what extensions bring, with the privileges that were changed on it, and the data: where sequences stand, large
 * objects. Tablespaces that are named must be there.
 */
export function formatDdl(catalog: Catalog): string[] {
  const lookup = buildLookup(catalog);
  const relations = catalog.relations.filter(isOwn);
  const sequences = catalog.sequences.filter(isOwn);
  const types = catalog.types.filter(isOwn);
  const shellUsers = buildShellUsers(types);
  const pieces = [
    ...buildLanguagePieces(catalog),
    ...types.map(buildTypePiece),
    ...buildTextSupportPieces(catalog),
    ...buildOperatorPieces(catalog),
    ...buildForeignPieces(catalog),
    ...sequences.map(buildSequencePiece),
    ...relations.map((relation) => buildRelationPiece(relation, lookup)),
    ...catalog.routines.filter(isOwn).map((routine) => buildRoutinePiece(routine, shellUsers)),
  ];
  return [
    ...PREAMBLE,
    ...formatRoles(catalog),
    ...formatFoundations(catalog),
    ...formatShellTypes(types),
    ...orderPieces(pieces).flatMap((piece) => piece.statements),
    ...formatSequenceOwners(sequences),
    ...relations.flatMap(formatIndexStatements),
    ...relations.flatMap(formatForeignKeyStatements),
    ...relations.flatMap(formatRelationComments),
    ...relations.flatMap(formatBehaviourStatements),
    ...formatStatisticsObjects(catalog),
    ...formatPublications(catalog),
    ...formatSubscriptions(catalog),
    ...formatOwnershipAndGrants(catalog),
    ...formatDefaultPrivileges(catalog),
    ...formatEventTriggers(catalog),
  ];
}

/** A relation's own part: what makes it and its parts, without ownership, privileges and what it depends on. */
export function formatRelationDdl(relation: Relation, lookup: CatalogLookup): string[] {
  return [
    ...buildRelationPiece(relation, lookup).statements,
    ...formatIndexStatements(relation),
    ...formatForeignKeyStatements(relation),
    ...formatBehaviourStatements(relation),
    ...formatRelationComments(relation),
  ];
}

function isOwn(object: { extension: string | null }): boolean {
  return object.extension === null;
}
