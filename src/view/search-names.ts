/** The names that search looks through, as a script, since pages opened from a disk may load nothing else. */
import { showUnseen } from "../model/visible-text.ts";
import type { Site } from "./site.ts";
import { anchors, paths } from "./urls.ts";

/**
 * Assigns `cartularyNames`: `words`, a list of column names, each once; `entries`, one a page and one a statement of
 * the guide: text, kind, address from the root, and for a relation the positions of its columns' names. Columns'
 * anchors that differ from their names are in `anchors`, by position.
 */
export function toSearchNames(site: Site): string {
  const places = new Map<string, number>();
  const words: string[] = [];
  const place = (word: string): number => {
    const known = places.get(word);
    if (known !== undefined) return known;
    places.set(word, words.length);
    words.push(word);
    return words.length - 1;
  };
  const entries: [string, string, string, number[]?][] = [
    ...site.schemas.map(({ name }): [string, string, string] => [name, "schema", paths.schema(name)]),
    ...site.relations.map((relation): [string, string, string, number[]] => [
      `${relation.schema}.${relation.name}`,
      relation.kind,
      paths.relation(relation.schema, relation.name),
      relation.columns.map((column) => place(column.name)),
    ]),
    ...site.scorecard.rules.map(({ id }): [string, string, string] => [id, "rule", paths.rule(id)]),
    ...site.guide.flatMap(({ number, statements }) =>
      statements.map((statement): [string, string, string] => [
        `${statement.number} ${statement.title.replaceAll("`", "")}`,
        "guide",
        `${paths.guideSection(number)}#${anchors.statement(statement.number)}`,
      ]),
    ),
    ...site.notes.map(({ title, slug }): [string, string, string] => [title, "design note", paths.note(slug)]),
    ...site.catalog.history.map(({ version, name }): [string, string, string] => [
      `${version} ${name}`.trim(),
      "migration",
      paths.step(version),
    ]),
  ];
  const differing = words.flatMap((word, index): [number, string][] => {
    const anchor = anchors.column(word);
    return anchor === `column-${word}` ? [] : [[index, anchor]];
  });
  const shown = entries.map(([text, ...rest]) => [showUnseen(text), ...rest]);
  // `</script` may stand in a name: the file is a script on its own.
  return `window.cartularyNames=${JSON.stringify({ words: words.map(showUnseen), entries: shown, anchors: differing })};\n`;
}
