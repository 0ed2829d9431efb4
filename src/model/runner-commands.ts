/**
 * What the machines that run builds take for a command wherever a step prints it: `##vso[…]` of Azure Pipelines and
 * `##teamcity[…]` anywhere in a line, `##[…]` of both Azure and GitHub, `::add-mask::` of GitHub where a line begins.
 * (GitLab's sections and Travis's folds begin with control characters, and go with those.)
 */
const ANYWHERE = /##(?=\w*\[)/g;
const AT_LINE_START = /(?<=^[^\S\n]*)::(?=[a-z][^\n]*::)/gim;
/** Where lines may still be wrapped, every blank may become the beginning of one. */
const BEHIND_BLANK = /(?<!\S)::(?=[a-z])/gi;

/** The text, its lines as they stand, with the second character of every such command written by `write`. */
export function replaceRunnerCommands(text: string, write: (character: string) => string): string {
  return text.replace(ANYWHERE, () => `#${write("#")}`).replace(AT_LINE_START, () => `:${write(":")}`);
}

/** The text, however it is wrapped, with every such command broken up by an escape, which JSON reads as the same text. */
export function breakRunnerCommands(text: string): string {
  return text.replace(ANYWHERE, "#\\u0023").replace(BEHIND_BLANK, ":\\u003a");
}
