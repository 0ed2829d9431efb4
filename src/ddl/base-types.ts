/** Base types, and the functions that make a type what it is. */
import { quoteLiteral } from "../model/names.ts";
import type { BaseTypeImplementation, Type } from "../model/types-and-sequences.ts";
import { mentionsOf } from "./mentions.ts";
import { qualified } from "./words.ts";

/** The options of CREATE TYPE that are not as it takes them unsaid. */
export function formatBaseTypeOptions(type: BaseTypeImplementation): string[] {
  const options: (string | null | false)[] = [
    `INPUT = ${type.input}`,
    `OUTPUT = ${type.output}`,
    type.receive !== null && `RECEIVE = ${type.receive}`,
    type.send !== null && `SEND = ${type.send}`,
    type.modifierInput !== null && `TYPMOD_IN = ${type.modifierInput}`,
    type.modifierOutput !== null && `TYPMOD_OUT = ${type.modifierOutput}`,
    type.analyze !== null && `ANALYZE = ${type.analyze}`,
    type.subscript !== null && `SUBSCRIPT = ${type.subscript}`,
    `INTERNALLENGTH = ${type.length ?? "VARIABLE"}`,
    type.passedByValue && "PASSEDBYVALUE",
    type.alignment !== "int4" && `ALIGNMENT = ${type.alignment}`,
    type.storage !== "plain" && `STORAGE = ${type.storage}`,
    type.category !== "U" && `CATEGORY = ${quoteLiteral(type.category)}`,
    type.preferred && "PREFERRED = true",
    type.default !== null && `DEFAULT = ${quoteLiteral(type.default)}`,
    type.element !== null && `ELEMENT = ${type.element}`,
    type.delimiter !== "," && `DELIMITER = ${quoteLiteral(type.delimiter)}`,
    type.collatable && "COLLATABLE = true",
  ];
  return options.filter((option) => typeof option === "string");
}

/** The functions that are made over the type's shell, as regproc prints them; none where no shell is needed. */
export function typeFunctionsOf(type: Type): string[] {
  if (type.kind === "range") return type.canonical === null ? [] : [qualified(type.canonical)];
  if (type.kind !== "base" || type.implementation === null) return [];
  const { input, output, receive, send, modifierInput, modifierOutput, analyze, subscript } = type.implementation;
  return [input, output, receive, send, modifierInput, modifierOutput, analyze, subscript].filter(
    (name) => name !== null,
  );
}

/** By the key of each such function, the keys of the types whose shells it is made over. */
export function buildShellUsers(types: readonly Type[]): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const type of types) {
    const keys = [...mentionsOf(qualified(type))];
    for (const name of typeFunctionsOf(type)) {
      for (const key of mentionsOf(name)) users.set(key, [...(users.get(key) ?? []), ...keys]);
    }
  }
  return users;
}
