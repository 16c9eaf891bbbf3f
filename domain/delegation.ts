import type { Text } from "./text.ts";

/** Somebody who was told of a conference, as a delegation sees them. */
export interface Delegating {
  readonly person: string;
  /** In small letters. */
  readonly address: string | null;
  /** Whom they stand for. */
  readonly delegatedFrom: string | null;
  readonly status: "invited" | "cancelled";
}

/** Why somebody may not be sent instead. */
export type DelegationFault = "self" | "loop" | "chain" | "invited" | "taken";

/** Who is sent instead must be one more person, standing for one person, one hop away. null: so it is. */
export function delegationFault(
  asking: Delegating,
  delegate: string,
  others: readonly Delegating[],
): DelegationFault | null {
  if (delegate === asking.address) return "self";
  const there = others.filter(
    ({ status, person }) => status === "invited" && person !== asking.person,
  );
  const known = there.find(({ address }) => address === delegate);
  if (asking.delegatedFrom !== null)
    return known?.person === asking.delegatedFrom ? "loop" : "chain";
  if (known === undefined || known.delegatedFrom === asking.person) return null;
  return known.delegatedFrom === null ? "invited" : "taken";
}

/** As whom a delegate stands in our books: a person of the roster, or an address and nothing else. */
export const delegateKey = (person: string | null, address: string): string =>
  person ?? `mailto:${address}`;

/** What somebody is told whose delegation was refused. */
export const DELEGATION_FAULTS: Readonly<Record<DelegationFault, Text>> = {
  self: {
    vi: "Chưa ghi nhận việc cử người dự thay: địa chỉ được cử là của chính đồng chí.",
    en: "Your delegation was not taken: the address you sent is your own.",
  },
  loop: {
    vi: "Chưa ghi nhận việc cử người dự thay: chính đồng chí ấy đã cử đồng chí dự.",
    en: "Your delegation was not taken: that person has sent you in their place.",
  },
  chain: {
    vi: "Chưa ghi nhận việc cử người dự thay: người được cử dự thay không cử tiếp người khác.",
    en: "Your delegation was not taken: whoever stands in for somebody sends nobody else.",
  },
  invited: {
    vi: "Chưa ghi nhận việc cử người dự thay: đồng chí được cử đã có trong thành phần dự.",
    en: "Your delegation was not taken: the person you named is expected there already.",
  },
  taken: {
    vi: "Chưa ghi nhận việc cử người dự thay: đồng chí được cử đã dự thay người khác.",
    en: "Your delegation was not taken: the person you named stands in for somebody else.",
  },
};
