import { Button, Code, Group, Image, PasswordInput, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "#web/language.tsx";
import { useWrite } from "#web/writing.ts";
import { Refused } from "../sign-in/refused.tsx";
import { type Own, Part } from "./part.tsx";
import { WORDS } from "./words.ts";

interface Secret {
  readonly secret: string;
  readonly svg: string;
}

/** The second step: switched on with a first code, off with the password. */
export function TotpPart({ own }: { readonly own: Own }) {
  const t = useWords(WORDS);
  const { write, busy, failure } = useWrite();
  const [begun, setBegun] = useState<Secret | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const at = "/api/account/totp";
  const confirm = async (): Promise<void> => {
    const path = `${at}/confirm`;
    const answer = await write<{ codes: string[] }>({ method: "POST", path, body: { code } });
    if (answer === null) return;
    setBegun(null);
    setCode("");
    setCodes(answer.codes);
  };
  return (
    <Part title={t("totp")}>
      <Text>{own.totp ? t("totp_on", { n: own.recoveryCodesLeft }) : t("totp_off")}</Text>
      {!own.totp && begun === null && (
        <Group>
          <Button
            variant="default"
            loading={busy}
            onClick={async () =>
              setBegun(await write<Secret>({ method: "POST", path: at, body: {} }))
            }
          >
            {t("totp_begin")}
          </Button>
        </Group>
      )}
      {begun !== null && (
        <>
          <Image
            w={200}
            alt={t("totp_picture")}
            src={`data:image/svg+xml,${encodeURIComponent(begun.svg)}`}
          />
          <Text>{t("totp_scan", { secret: begun.secret })}</Text>
          <Group align="end">
            <TextInput
              label={t("totp_code")}
              autoComplete="one-time-code"
              inputMode="numeric"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button loading={busy} onClick={() => void confirm()}>
              {t("totp_confirm")}
            </Button>
          </Group>
        </>
      )}
      {codes.length > 0 && (
        <>
          <Text role="status">{t("totp_codes")}</Text>
          <Code block>{codes.join("\n")}</Code>
        </>
      )}
      {own.totp && (
        <Group align="end">
          {own.password && (
            <PasswordInput
              className="wide"
              label={t("present")}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
          <Button
            variant="default"
            loading={busy}
            onClick={() => {
              const body = own.password ? { password } : {};
              void write({ method: "POST", path: `${at}/end`, body }).then(() => setPassword(""));
            }}
          >
            {t("totp_end")}
          </Button>
        </Group>
      )}
      <Refused failure={failure} />
    </Part>
  );
}
