/** Decisions and attestations as people write them, before they are matched against rules and objects. */

/** Where it was written: the note's slug, the object's key, or `config`. */
export interface Place {
  carrier: "note" | "comment" | "config";
  place: string;
}

/** An exception: `justified` where the rule itself has an escape, else `waived`. */
export interface Decision extends Place {
  rule: string;
  /** As SQL writes names: `public.orders`, `public.orders.payload`, `public.orders#idx_a`. */
  subject: string;
  kind: "waived" | "justified";
  reason: string;
  owner: string | null;
  /** ISO date; required for `waived`. */
  reviewBy: string | null;
  /** The note's date (ISO); `null` elsewhere. */
  date: string | null;
}

/** A person vouches for a project rule. Dates are ISO. */
export interface Attestation extends Place {
  rule: string;
  on: string;
  by: string;
  evidence: string | null;
}
