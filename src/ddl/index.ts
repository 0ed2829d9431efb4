/** The catalog as SQL: the statements that make what it describes. */
import type { Catalog } from "../model/catalog.ts";
import { type CatalogLookup, toLookup } from "../model/lookup.ts";
import type { Relation } from "../model/relation.ts";
import { toShellUsers } from "./base-types.ts";
import { toEventTriggers, toFoundations, toStatisticsObjects } from "./database-objects.ts";
import { toForeignPieces } from "./foreign.ts";
import { toLanguagePieces } from "./languages.ts";
import { toOperatorPieces } from "./operators.ts";
import { orderPieces } from "./order.ts";
import { toDefaultPrivileges, toOwnershipAndGrants } from "./privileges.ts";
import {
  toBehaviourStatements,
  toForeignKeyStatements,
  toIndexStatements,
  toRelationComments,
} from "./relation-parts.ts";
import { toRelationPiece } from "./relation-pieces.ts";
import { toPublications, toSubscriptions } from "./replication.ts";
import { toRoles } from "./roles.ts";
import { toRoutinePiece } from "./routines.ts";
import { toSequenceOwners, toSequencePiece } from "./sequences.ts";
import { toTextSupportPieces } from "./text-support.ts";
import { toShellTypes, toTypePiece } from "./types.ts";

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
export function toDdl(catalog: Catalog): string[] {
  const lookup = toLookup(catalog);
  const relations = catalog.relations.filter(isOwn);
  const sequences = catalog.sequences.filter(isOwn);
  const types = catalog.types.filter(isOwn);
  const shellUsers = toShellUsers(types);
  const pieces = [
    ...toLanguagePieces(catalog),
    ...types.map(toTypePiece),
    ...toTextSupportPieces(catalog),
    ...toOperatorPieces(catalog),
    ...toForeignPieces(catalog),
    ...sequences.map(toSequencePiece),
    ...relations.map((relation) => toRelationPiece(relation, lookup)),
    ...catalog.routines.filter(isOwn).map((routine) => toRoutinePiece(routine, shellUsers)),
  ];
  return [
    ...PREAMBLE,
    ...toRoles(catalog),
    ...toFoundations(catalog),
    ...toShellTypes(types),
    ...orderPieces(pieces).flatMap((piece) => piece.statements),
    ...toSequenceOwners(sequences),
    ...relations.flatMap(toIndexStatements),
    ...relations.flatMap(toForeignKeyStatements),
    ...relations.flatMap(toRelationComments),
    ...relations.flatMap(toBehaviourStatements),
    ...toStatisticsObjects(catalog),
    ...toPublications(catalog),
    ...toSubscriptions(catalog),
    ...toOwnershipAndGrants(catalog),
    ...toDefaultPrivileges(catalog),
    ...toEventTriggers(catalog),
  ];
}

/** A relation's own part: what makes it and its parts, without ownership, privileges and what it depends on. */
export function toRelationDdl(relation: Relation, lookup: CatalogLookup): string[] {
  return [
    ...toRelationPiece(relation, lookup).statements,
    ...toIndexStatements(relation),
    ...toForeignKeyStatements(relation),
    ...toBehaviourStatements(relation),
    ...toRelationComments(relation),
  ];
}

function isOwn(object: { extension: string | null }): boolean {
  return object.extension === null;
}
