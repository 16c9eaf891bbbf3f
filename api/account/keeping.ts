import { slipWords } from "#domain/account-login.ts";
import { type AccountDeed, type Keeper, mayKeep } from "#domain/account-rights.ts";
import type { Reader } from "#prisma/client.ts";
import type { WayIn } from "#prisma/sql/account-invite.ts";
import { type KeptRead, keeperOf, keptAccount, keptPerson } from "#prisma/sql/account-keeping.ts";
import { REAL } from "#prisma/sql/realm.ts";
import type { Account } from "#prisma/sql/token.ts";
import type { KeptItem, WayInView } from "../contract-accounts.ts";
import { ApiError } from "../errors.ts";

/** People sign in to the real realm only: a rehearsal's actors have tokens. @throws ApiError not_yours */
export async function requireKeeper(db: Reader, account: Account): Promise<Keeper> {
  if (account.realm !== REAL) throw new ApiError("not_yours");
  const keeper = await keeperOf(db, account);
  const some = keeper.operator || keeper.subtree.size > 0 || keeper.clerkOf.size > 0;
  if (!some) throw new ApiError("not_yours");
  return keeper;
}

type Whom = { readonly person: string } | { readonly account: string };

/** Whose account is kept. @throws ApiError not_found unless they may be seen, not_yours unless the deed is the keeper's */
export async function requireKept(
  db: Reader,
  keeper: Keeper,
  whom: Whom,
  deed: AccountDeed,
): Promise<KeptRead> {
  const kept =
    "person" in whom
      ? await keptPerson(db, REAL, whom.person)
      : await keptAccount(db, REAL, whom.account);
  const what = "person" in whom ? whom.person : whom.account;
  if (!kept || !mayKeep(keeper, "see", kept)) throw new ApiError("not_found", { what });
  if (!mayKeep(keeper, deed, kept)) throw new ApiError("not_yours");
  return kept;
}

/** As above, of an account that is there. */
export async function requireKeptAccount(
  db: Reader,
  keeper: Keeper,
  account: string,
  deed: AccountDeed,
): Promise<KeptRead & { readonly account: string }> {
  const kept = await requireKept(db, keeper, { account }, deed);
  if (kept.account === null) throw new ApiError("not_found", { what: account });
  return { ...kept, account: kept.account };
}

/** What may be done to an account as it stands. */
function deedsFor(keeper: Keeper, kept: KeptRead): KeptItem["may"] {
  const may = (deed: AccountDeed): boolean => mayKeep(keeper, deed, kept);
  const open = kept.status === "active";
  return [
    ...(!open && may("invite") ? (["invite"] as const) : []),
    ...(open && may("ask_recovery") && !keeper.operator ? (["ask_recovery"] as const) : []),
    ...(open && may("confirm_recovery") ? (["confirm_recovery"] as const) : []),
    ...(open && may("end_sessions") ? (["end_sessions"] as const) : []),
    ...(kept.account !== null && kept.status !== "closed" && may("close")
      ? (["close"] as const)
      : []),
    ...(kept.account !== null && may("grant") ? (["grant"] as const) : []),
  ];
}

const named = (
  units: readonly string[],
  names: readonly string[],
): { unit: string; name: string }[] => units.map((unit, at) => ({ unit, name: names[at] ?? unit }));

export const itemOf = (keeper: Keeper, kept: KeptRead): KeptItem => ({
  person: kept.person,
  name: kept.name,
  email: kept.email,
  units: named(kept.units, kept.unitNames),
  account: kept.account,
  login: kept.login,
  status: kept.status,
  seenAt: kept.seenAt,
  totp: kept.totp,
  codeUntil: kept.codeUntil,
  administers: named(kept.administers, kept.administersNames),
  may: deedsFor(keeper, kept),
});

/** A slip's code, where it is typed, and where that page is. */
export const wayInView = ({ slip, ...way }: WayIn, address: string): WayInView => ({
  ...way,
  slip: slip === null ? null : { code: slipWords(slip), address: `${address}/welcome` },
});
