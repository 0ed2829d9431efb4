import { expect, test } from "vitest";
import { inWords, mended, remedies } from "./in-words.ts";

const RULE = "unique-join-pair";
const PARENTS = "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE q (id int PRIMARY KEY);";
const joined = (more: string) =>
  `${PARENTS} CREATE TABLE p_q (id int PRIMARY KEY, p_id int NOT NULL REFERENCES p, q_id int NOT NULL REFERENCES q${more})`;

test("a join table with a surrogate key keeps the pair unique", async () => {
  expect(await inWords(joined(", UNIQUE (q_id, p_id), created_at timestamptz, position int"), RULE)).toEqual([
    "pass p_q",
  ]);
  expect(await inWords(joined(""), RULE)).toEqual(["fail p_q: Table p_q can join the same p_id and q_id twice."]);
});

test("one of the two alone unique is enough, one more column is not", async () => {
  expect(await inWords(joined(", UNIQUE (p_id)"), RULE)).toEqual(["pass p_q"]);
  expect(await inWords(joined(", position int, UNIQUE (p_id, q_id, position)"), RULE)).toEqual([
    "fail p_q: Table p_q can join the same p_id and q_id twice.",
  ]);
});

test("a partial unique index is not enough", async () => {
  const sql = `${joined(", position int")}; CREATE UNIQUE INDEX ON p_q (p_id, q_id) WHERE position > 0`;
  expect(await inWords(sql, RULE)).toEqual(["fail p_q: Table p_q can join the same p_id and q_id twice."]);
});

test("tables that say more, whose key is the pair, or whose ends are optional are no subject", async () => {
  const sql = `${joined(", role text")}; CREATE TABLE pair (p_id int REFERENCES p, q_id int REFERENCES q, PRIMARY KEY (p_id, q_id));
    CREATE TABLE loose (id int PRIMARY KEY, p_id int REFERENCES p, q_id int NOT NULL REFERENCES q);
    CREATE TABLE single (id int PRIMARY KEY, p_id int NOT NULL REFERENCES p)`;
  expect(await inWords(sql, RULE)).toEqual([]);
});

test("what happens may happen again, and what belongs to one of the two is no join", async () => {
  const sql = `${PARENTS} CREATE TABLE page_views (id int PRIMARY KEY, p_id int NOT NULL REFERENCES p, q_id int NOT NULL REFERENCES q);
    CREATE TABLE services (id int PRIMARY KEY, p_id int NOT NULL REFERENCES p);
    CREATE TABLE applications (id int PRIMARY KEY, p_id int NOT NULL REFERENCES p, service_id int NOT NULL REFERENCES services);
    CREATE TABLE teams (id int PRIMARY KEY, owner_id int NOT NULL REFERENCES p, p_id int REFERENCES p);
    CREATE TABLE members (id int PRIMARY KEY, p_id int NOT NULL REFERENCES p, team_id int NOT NULL REFERENCES teams)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail members: Table members can join the same p_id and team_id twice.",
    "n.a. applications: one of the two tables belongs to the other",
    "n.a. page_views: rows of page_views say that something happened",
  ]);
});

test("the remedy's name is by the guide, also where the table's is not and is long", async () => {
  const sql = `${PARENTS} CREATE TABLE "P_Q_PairsOfWhateverThereIsToPairInThisDatabase" (id int PRIMARY KEY, p_id int NOT NULL REFERENCES p,
    another_column_with_a_name_id int NOT NULL REFERENCES q)`;
  const name = "uq_p_q_pairs_of_whatever_there_is_to_pair_in_this_database";
  expect(await remedies(sql, RULE)).toEqual([
    `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON public."P_Q_PairsOfWhateverThereIsToPairInThisDatabase" (another_column_with_a_name_id, p_id)`,
    `ALTER TABLE public."P_Q_PairsOfWhateverThereIsToPairInThisDatabase" ADD CONSTRAINT ${name} UNIQUE USING INDEX ${name}`,
  ]);
  expect(await mended(sql, RULE)).toEqual(["pass P_Q_PairsOfWhateverThereIsToPairInThisDatabase"]);
});

test("the remedy builds the index first, then the constraint from it", async () => {
  expect(await remedies(joined(""), RULE)).toEqual([
    "CREATE UNIQUE INDEX CONCURRENTLY uq_p_q_p_id_q_id ON public.p_q (p_id, q_id)",
    "ALTER TABLE public.p_q ADD CONSTRAINT uq_p_q_p_id_q_id UNIQUE USING INDEX uq_p_q_p_id_q_id",
  ]);
  expect(await mended(joined(""), RULE)).toEqual(["pass p_q"]);
});

test("of what is not called a join only its owner knows whether a pair may come again", async () => {
  const sql = `CREATE TABLE doctors (id int PRIMARY KEY); CREATE TABLE patients (id int PRIMARY KEY);
    CREATE TABLE consultations (id int PRIMARY KEY, doctor_id int NOT NULL REFERENCES doctors, patient_id int NOT NULL REFERENCES patients, created_at timestamptz);
    CREATE TABLE doctor_patients (id int PRIMARY KEY, doctor_id int NOT NULL REFERENCES doctors, patient_id int NOT NULL REFERENCES patients)`;
  expect(await inWords(sql, RULE)).toEqual([
    "fail doctor_patients: Table doctor_patients can join the same doctor_id and patient_id twice.",
    "not assessed consultations: only its owner knows whether consultations may hold the same pair again",
  ]);
});
