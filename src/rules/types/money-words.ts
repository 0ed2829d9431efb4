/** Names that speak of money. */
import { isPlural } from "../inflection.ts";
import { toWords } from "./column-words.ts";

const MONEY: ReadonlySet<string> = new Set(
  (
    "amount price cost subtotal balance fee salary wage tax vat discount revenue charge refund payment deposit payout " +
    "budget credit debit income expense profit dividend cashback debt cash money rent paid " +
    "gross commission turnover surcharge premium royalty stipend"
  ).split(" "),
);

/** Last words that say what a column holds instead: a share, a count, a moment, a duration, a measure, a reference. */
const OTHER: ReadonlySet<string> = new Set(
  (
    "pct percent percentage rate ratio share factor multiplier coefficient score rank weight index level count counts qty " +
    "quantity number num pages items rows id ids uuid key code status state type kind method currency ccy name label " +
    "description note notes url at on by date day days week weeks month months year years hour hours minute minutes " +
    "min mins second seconds sec secs ms millis us ns time duration bytes kb mb gb kg g grams ml l liters litres m km " +
    "meters metres miles px points tokens margin elasticity probability power energy voltage capacity temperature depth " +
    "height width length speed band schedule model mode strategy behavior behaviour interval"
  ).split(" "),
);

/** First words that make it a count, a yes or no, or what is to be done about it. */
const COUNTED: ReadonlySet<string> = new Set(
  "num n count is has can should include exclude apply show hide allow enable skip use require group regroup".split(
    " ",
  ),
);

/** Plurals whose amount is money; that of others is how many there are. */
const TAKINGS: ReadonlySet<string> = new Set(
  "sales goods earnings proceeds savings receivables payables arrears damages expenses royalties dues".split(" "),
);

/** Last words that leave it an amount. */
const QUALIFIERS: ReadonlySet<string> = new Set("eur usd gbp chf jpy net gross excl incl".split(" "));

/** What a word of money is no money behind: the charge of a battery, the cost of a path in a graph. */
const MEASURED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    amount: "rain rainfall precipitation snow snowfall dose dosage",
    balance: "load white color colour",
    charge: "battery electric",
    cost: "path edge link hop reverse",
    total:
      "distance mileage weight energy kwh wh rain rainfall precipitation snow snowfall emission emissions calories",
  }).map(([word, before]) => [word, new Set(before.split(" "))]),
);

/**
 * Whether a column's name is of money: `unit_price`, `grand_total`, `total_eur`; not `tax_id`, `cost_ms`,
 * `discount_rate`, `balance_factor`, `battery_charge`. `total` counts only as the last word, since `total_pages` and
 * `total_distance` are no money, and `amount` not behind what is counted: `comments_amount`.
 */
export function isMoneyName(name: string): boolean {
  const words = [...toWords(name)];
  while (words.length > 1 && QUALIFIERS.has(words.at(-1) ?? "")) words.pop();
  // What something costs an hour or a kilogram is a price.
  if (words.at(-2) === "per") words.splice(-2);
  const last = words.at(-1) ?? "";
  if (OTHER.has(last) || COUNTED.has(words[0] ?? "") || isRatio(words)) return false;
  return words.some((word, at) => {
    const before = words[at - 1] ?? "";
    const total = /^totals?$/.test(word) && at === words.length - 1;
    if (MEASURED.get(total ? "total" : word)?.has(before)) return false;
    return total || (isMoneyWord(word) && !(word === "amount" && isCounted(before)));
  });
}

/** `debt_to_income`, `price_to_earnings`; not `amount_to_pay`. */
function isRatio(words: readonly string[]): boolean {
  const to = words.indexOf("to", 1);
  const other = words[to + 1] ?? "";
  return to > 0 && (isMoneyWord(other) || TAKINGS.has(other));
}

function isCounted(word: string): boolean {
  return word !== "" && isPlural(word) && !isMoneyWord(word) && !TAKINGS.has(word);
}

function isMoneyWord(word: string): boolean {
  return (
    MONEY.has(word) || MONEY.has(word.replace(/s$/, "")) || MONEY.has(word.replace(/ies$/, "y")) || word === "taxes"
  );
}

/** Words of money that name nothing else, be it a note on a payment, a credit under a photo or an account at a bank. */
const SUMS: ReadonlySet<string> = new Set(
  "amount price cost subtotal fee salary wage balance revenue gross turnover commission surcharge".split(" "),
);

/** Whether a column of text is called as an amount and as nothing else that text holds: `price`, `total_amount`. */
export function isSumName(name: string): boolean {
  const words = [...toWords(name)];
  while (words.length > 1 && QUALIFIERS.has(words.at(-1) ?? "")) words.pop();
  const last = words.at(-1) ?? "";
  return isMoneyName(name) && (SUMS.has(last) || SUMS.has(last.replace(/s$/, "")));
}
