/** Numbers, sizes and days for people. */

/** `1 table`, `3 tables`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${formatThousands(number)} ${number === 1 ? singular : plural}`;
}

/** `12 345`: thousands apart by a narrow no-break space. */
export function formatThousands(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** `1.24 M`, `812 k`, `37`. */
export function formatShortNumber(number: number): string {
  for (const [size, sign] of [
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
  ] as const) {
    if (number >= size) return `${formatDigits(number / size)}\u00a0${sign}`;
  }
  return String(Math.round(number));
}

/** `412 MB`, in units of 1024. */
export function formatSize(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : formatDigits(value)}\u00a0${units[unit]}`;
}

function formatDigits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2 Mar 2026` from an ISO date or timestamp, as it stands in it; other text is returned as it is. */
export function formatDay(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (match === null) return iso;
  return `${Number(match[3])} ${MONTHS[Number(match[2]) - 1]} ${match[1]}`;
}
