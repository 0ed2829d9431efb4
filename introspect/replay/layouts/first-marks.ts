/** Files that the first comment of each side cuts in two, whatever stands in their lines else. */

export interface Section {
  /** The text with the lines of the other side left empty, so that lines keep their numbers. */
  up: string;
  down: string;
}

/** Each side goes from its mark to the other's, or to the end. Without a mark of its own all is the way up. */
export function cutAtFirst(text: string, upMark: RegExp, downMark: RegExp): Section {
  const [up, down] = [text.search(upMark), text.search(downMark)];
  const endOf = (start: number, other: number) => (other > start ? other : text.length);
  return {
    up: up === -1 && down === -1 ? text : keep(text, Math.max(up, 0), endOf(Math.max(up, 0), down)),
    down: down === -1 ? "" : keep(text, down, endOf(down, up)),
  };
}

function keep(text: string, start: number, end: number): string {
  return text.slice(0, start).replaceAll(/[^\n]/g, "") + text.slice(start, end);
}
