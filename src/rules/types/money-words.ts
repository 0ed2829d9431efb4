/** Names that speak of money. */
import { isPlural } from "../inflection.ts";
import { toWords } from "./column-words.ts";

const MONEY: ReadonlySet<string> = new Set(
  (
    "amount price cost subtotal balance fee salary wage tax vat discount revenue charge refund payment deposit payout " +
    "budget credit debit"
  ).split(" "),
);

/** Last words that say what a column holds instead: a share, a count, a moment, a duration, a unit, a reference. */
const OTHER: ReadonlySet<string> = new Set(
  (
    "pct percent percentage rate ratio share factor multiplier coefficient score rank weight index level count counts qty " +
    "quantity number num pages items rows id ids uuid key code status state type kind method currency name label " +
    "description note notes url at on by date day days week weeks month months year years hour hours minute minutes " +
    "min mins second seconds sec secs ms millis us ns time duration bytes kb mb gb kg g grams ml l liters litres m km " +
    "meters metres miles px points tokens"
  ).split(" "),
);

/** First words that make it a count or a yes or no. */
const COUNTED: ReadonlySet<string> = new Set(["num", "n", "count", "is", "has", "can", "should"]);

/** Plurals whose amount is money; that of others is how many there are. */
const TAKINGS: ReadonlySet<string> = new Set(
  "sales goods earnings proceeds savings receivables payables arrears damages expenses royalties dues".split(" "),
);

/** Last words that leave it an amount. */
const QUALIFIERS: ReadonlySet<string> = new Set("eur usd gbp chf jpy net gross excl incl".split(" "));

/**
 * Whether a column's name is of money: `unit_price`, `grand_total`, `total_eur`; not `tax_id`, `cost_ms`,
 * `discount_rate`, `balance_factor`. `total` counts only as the last word, since `total_pages` and `total_distance`
 * are no money, and `amount` not behind what is counted: `comments_amount`.
 */
export function isMoneyName(name: string): boolean {
  const words = toWords(name);
  while (QUALIFIERS.has(words.at(-1) ?? "")) words.pop();
  const last = words.at(-1) ?? "";
  if (OTHER.has(last) || COUNTED.has(words[0] ?? "")) return false;
  const money = words.filter((word, at) => isMoneyWord(word) && !(word === "amount" && isCounted(words[at - 1] ?? "")));
  return money.length > 0 || last === "total" || last === "totals";
}

function isCounted(word: string): boolean {
  return word !== "" && isPlural(word) && !isMoneyWord(word) && !TAKINGS.has(word);
}

function isMoneyWord(word: string): boolean {
  return MONEY.has(word) || MONEY.has(word.replace(/s$/, "")) || word === "taxes" || word === "salaries";
}
