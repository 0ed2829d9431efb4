/** The catalog as SQL: the statements that make what it describes. */
import type { Catalog } from "../model/catalog.ts";
import { type CatalogLookup, toLookup } from "../model/lookup.ts";
import type { Relation } from "../model/relation.ts";
import {
  toEventTriggers,
  toForeignServers,
  toFoundations,
  toPublications,
  toStatisticsObjects,
} from "./database-objects.ts";
import { keyOf } from "./mentions.ts";
import { orderPieces, type Piece } from "./order.ts";
import { toDefaultPrivileges, toOwnershipAndGrants } from "./privileges.ts";
import {
  toBehaviourStatements,
  toForeignKeyStatements,
  toIndexStatements,
  toRelationComments,
} from "./relation-parts.ts";
import { toTableStatements } from "./tables.ts";
import { toRoutinePiece, toSequenceOwners, toSequencePiece, toTypePiece, toTypeSupportPieces } from "./types.ts";
import { toViewStatements } from "./views.ts";

/** Names are printed qualified, and routine bodies may name what comes later. */
const PREAMBLE = ["SET search_path = ''", "SET check_function_bodies = false"];

/**
 * Every statement that an empty database of the same major version needs, in an order that works, each without its
 * semicolon. Left out is what the catalog holds no more of than the name: base types' functions, operator classes,
 * subscriptions; roles and tablespaces, which belong to the server; and what extensions bring.
 */
export function toDdl(catalog: Catalog): string[] {
  const lookup = toLookup(catalog);
  const relations = catalog.relations.filter(isOwn);
  const sequences = catalog.sequences.filter(isOwn);
  const pieces = [
    ...catalog.types.filter(isOwn).map(toTypePiece),
    ...toTypeSupportPieces(catalog),
    ...sequences.map(toSequencePiece),
    ...relations.map((relation) => toRelationPiece(relation, lookup)),
    ...catalog.routines.filter(isOwn).map(toRoutinePiece),
  ];
  return [
    ...PREAMBLE,
    ...toFoundations(catalog),
    ...toForeignServers(catalog),
    ...orderPieces(pieces).flatMap((piece) => piece.statements),
    ...toSequenceOwners(sequences),
    ...relations.flatMap(toIndexStatements),
    ...relations.flatMap(toForeignKeyStatements),
    ...relations.flatMap(toRelationComments),
    ...relations.flatMap(toBehaviourStatements),
    ...toStatisticsObjects(catalog),
    ...toPublications(catalog),
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

function toRelationPiece(relation: Relation, lookup: CatalogLookup): Piece {
  const view = relation.kind === "view" || relation.kind === "materialized view";
  return {
    defines: [keyOf(relation.schema, relation.name)],
    statements: view ? toViewStatements(relation) : toTableStatements(relation, lookup),
  };
}

function isOwn(object: { extension: string | null }): boolean {
  return object.extension === null;
}
