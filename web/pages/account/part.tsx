import { Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { OwnAccount } from "#api/contract-account.ts";

/** The account of who reads the page. */
export type Own = NonNullable<OwnAccount["account"]>;

interface PartProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** One matter of the account under its heading. */
export function Part({ title, children }: PartProps) {
  return (
    <Stack component="section" gap="xs" mt="md" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  );
}
