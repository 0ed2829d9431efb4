/** The options of a rule: what the config says, checked, and the defaults. */

import { nearest } from "../model/nearest.ts";
import type {
  OptionDefinition,
  OptionDefinitions,
  OptionValues,
  PatternsDefinition,
  Rule,
  StringsDefinition,
} from "../model/rule.ts";
import { UserError } from "../model/user-error.ts";

/**
 * Every option of the rule with the value given or its default.
 * @throws UserError for an option that the rule does not have or a value that it does not allow
 */
export function buildOptionValues(
  rule: Pick<Rule, "id" | "options">,
  given: Readonly<Record<string, unknown>>,
): OptionValues<OptionDefinitions> {
  const names = Object.keys(rule.options);
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(rule.options, name)) continue;
    const near = nearest(name, names);
    const list = names.length === 0 ? "It has none." : `It has: ${names.join(", ")}.`;
    throw new UserError(`The rule ${rule.id} has no option ${name}.`, {
      place: `config, rules.${rule.id}.options.${name}`,
      hint: near === null ? list : `Is ${near} meant?`,
    });
  }
  const values = Object.entries(rule.options).map(([name, definition]) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) return [name, definition.default] as const;
    if (definition.type === "patterns")
      return [name, formatPatterns(definition, value, { rule: rule.id, name })] as const;
    const allowed = allows(definition, value);
    if (allowed === null) return [name, value] as const;
    throw new UserError(`The option ${name} of the rule ${rule.id} must be ${allowed}; it is ${formatText(value)}.`, {
      place: `config, rules.${rule.id}.options.${name}`,
      hint: definition.description,
    });
  });
  return Object.fromEntries(values) as OptionValues<OptionDefinitions>;
}

/** `null` where the value is allowed, else what would be. */
function allows(definition: Exclude<OptionDefinition, PatternsDefinition>, value: unknown): string | null {
  switch (definition.type) {
    case "integer":
      return Number.isSafeInteger(value) && (value as number) >= definition.minimum
        ? null
        : `a whole number of at least ${definition.minimum}`;
    case "boolean":
      return typeof value === "boolean" ? null : "true or false";
    case "text":
      return typeof value === "string" ? null : "a text";
    case "strings":
      return stringsFault(definition, value);
    case "choice":
      return definition.choices.includes(value as string) ? null : `one of ${definition.choices.join(", ")}`;
  }
}

function stringsFault({ choices }: StringsDefinition, value: unknown): string | null {
  const fits = (item: unknown) => typeof item === "string" && (choices === undefined || choices.includes(item));
  if (Array.isArray(value) && value.every(fits)) return null;
  return choices === undefined ? "a list of texts" : `a list of ${choices.join(", ")}, or empty`;
}

/** The patterns as a list. @throws UserError for one whose braces hold what cannot be filled in, or nothing at all */
function formatPatterns(
  { placeholders, plain, description }: PatternsDefinition,
  value: unknown,
  { rule, name }: { rule: string; name: string },
): readonly string[] {
  const refuse = (what: string, hint: string) =>
    new UserError(`The option ${name} of the rule ${rule} ${what}.`, {
      place: `config, rules.${rule}.options.${name}`,
      hint,
    });
  const patterns: unknown[] = Array.isArray(value) ? value : [value];
  const known = [...placeholders, ...(plain ? [] : [...placeholders.map(capitalise), "hash", "any"])].map(
    (each) => `{${each}}`,
  );
  const list = `It may hold ${placeholders.map((each) => `{${each}}`).join(", ")}.`;
  if (patterns.length === 0) throw refuse("has no pattern", description);
  for (const pattern of patterns) {
    if (typeof pattern !== "string" || pattern === "") {
      throw refuse(`must be a pattern or a list of them; it is ${formatText(value)}`, description);
    }
    const parts = pattern.split(/(\{[^{}]*\})/);
    for (const [place, part] of parts.entries()) {
      // {columns:_and_} says what stands between several.
      const placeholder = plain ? part : part.replace(/^(\{columns):[^{}]*\}$/i, "$1}");
      if (place % 2 === 1 && !known.includes(placeholder)) {
        const near = nearest(placeholder, known);
        throw refuse(`has a placeholder ${part}, which stands for nothing`, near === null ? list : `Is ${near} meant?`);
      }
      if (place % 2 === 0 && /[{}]/.test(part))
        throw refuse(`has a brace that is alone, in ${formatText(pattern)}`, list);
    }
    if (parts.length === 1 && !plain) throw refuse(`gives every object the name ${formatText(pattern)}`, list);
  }
  return patterns as string[];
}

const capitalise = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function formatText(value: unknown): string {
  return JSON.stringify(value) ?? typeof value;
}
