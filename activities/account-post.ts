import type pg from "pg";
import { sealOf } from "#prisma/seal.ts";
import { ACCOUNT_LINK_KEY } from "#prisma/sql/account-code.ts";
import { type ClaimedLetter, claimLetters, recordLetter } from "#prisma/sql/account-letter.ts";
import type { ClaimedMessage } from "#prisma/sql/message.ts";
import { signingKey } from "#prisma/sql/signing-key.ts";
import type { Carrier } from "./carrier.ts";
import { mailText } from "./mail-text.ts";

const BATCH = 20;
const LEASE_MS = 60_000;
/** A deferred letter rests longer with every attempt, half an hour at most. */
const restMs = (attempt: number): number => Math.min(30_000 * 2 ** attempt, 1_800_000);

export interface AccountPost {
  /** Hands over the letters that are due; `serverDown`: others would fare no better now. */
  once(signal: AbortSignal): Promise<{ readonly serverDown: boolean }>;
}

/** The way out of letters about accounts, over the notices' mail server. Without one they wait. */
export function accountPost(
  pool: pg.Pool,
  { carrier, publicUrl }: { readonly carrier: Carrier | null; readonly publicUrl: string },
): AccountPost {
  return {
    async once(signal) {
      while (carrier !== null && !signal.aborted) {
        const letters = await claimLetters(pool, BATCH, LEASE_MS);
        if (letters.length === 0) break;
        const key = await signingKey(pool, ACCOUNT_LINK_KEY);
        for (const letter of letters) {
          const seal = sealOf(key, letter.code, letter.account);
          const link = `${publicUrl}/welcome#${letter.code}.${seal}`;
          const answer = await carrier.send(asMessage(letter, link));
          await recordLetter(pool, letter.id, answer, restMs(letter.attempt));
          if (answer.serverDown) return { serverDown: true };
        }
      }
      return { serverDown: false };
    },
  };
}

const FOOT = {
  vi: "Thư do hệ thống Plenum gửi tự động; xin không trả lời thư này.",
  en: "Sent automatically by Plenum; please do not reply.",
} as const;

function asMessage(letter: ClaimedLetter, link: string): ClaimedMessage {
  const { id, realm, attempt, address, name, words, frozenAt } = letter;
  const campaign = { vi: "Tài khoản Plenum", en: "Plenum accounts" };
  return {
    id,
    realm,
    rehearsal: false,
    notice: "",
    attempt,
    address,
    name,
    messageId: `<${id}@accounts.plenum>`,
    ...mailText({ words, campaign, link, rehearsal: false, foot: FOOT }),
    campaign: "accounts",
    frozenAt,
  };
}
