import { Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconUserCircle } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { Me } from "#api/contract-list.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { useWrite } from "#web/writing.ts";
import { WORDS } from "./words.ts";

interface PersonMenuProps {
  readonly me: Me | null;
}

/** Who is signed in and with which post; account, rights, light or dark, and the way out. */
export function PersonMenu({ me }: PersonMenuProps) {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const who = useWho(me);
  const { write } = useWrite();
  const leave = async (): Promise<void> => {
    await write({ method: "DELETE", path: "/api/session" });
    location.assign("/sign-in");
  };
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <UnstyledButton className="person" aria-label={t("person_menu", { who })}>
          <IconUserCircle size={22} stroke={1.75} aria-hidden="true" />
          <span className="who">{who}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("scheme")}</Menu.Label>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t("scheme")}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as typeof colorScheme)}
          data={(["light", "dark", "auto"] as const).map((value) => ({ value, label: t(value) }))}
        />
        <Menu.Divider />
        <Menu.Item onClick={() => void navigate({ to: "/account" })}>{t("account")}</Menu.Item>
        <Menu.Item onClick={() => void navigate({ to: "/rights" })}>{t("rights")}</Menu.Item>
        {me === null ? (
          <Menu.Item onClick={() => void navigate({ to: "/sign-in" })}>{t("sign_in")}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => void leave()}>{t("sign_out")}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** "Trần Văn Bình · Tổ trưởng Tổ 1": a person's first post of today says with what right they look. */
function useWho(me: Me | null): string {
  const { t: frame, say } = useSpeech();
  const t = useWords(WORDS);
  if (me === null) return t("nobody");
  if (me.person === null) return frame("operator");
  const post = me.posts[0];
  return post === undefined ? me.person.name : `${me.person.name} · ${say(post.title)}`;
}
