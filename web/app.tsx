import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { Spoken } from "./language.tsx";
import { queryClient } from "./query.ts";
import { router } from "./routes.tsx";
import { theme, variables } from "./theme.ts";

/** The API writes a fresh nonce into the page for each visit: only styles that carry it are let in. */
const nonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";

// The library that locks scrolling behind a dialog looks for its nonce here.
Object.assign(globalThis, { __webpack_nonce__: nonce() });

export function App() {
  return (
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        defaultColorScheme="auto"
        getStyleNonce={nonce}
      >
        <QueryClientProvider client={queryClient}>
          <Spoken>
            <Notifications position="bottom-center" />
            <RouterProvider router={router} />
          </Spoken>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  );
}
