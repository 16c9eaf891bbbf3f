import { defineConfig } from "oxlint";

const NODE = ["node:*", "node:*/**"];

/** Who may import what (docs/architecture.md). Every folder may import itself; `tests/` may import anything. */
const MAY_IMPORT = {
  domain: [],
  workflows: ["#domain/**", "#activities/contract.ts", "@temporalio/workflow"],
  activities: [
    "#domain/**",
    "#workflows/contract.ts",
    "#prisma/**",
    "@temporalio/activity",
    "@temporalio/client",
    "@temporalio/common",
    "nodemailer",
    "nodemailer/**",
    "imapflow",
    "mailparser",
    "pdfkit",
    "web-push",
    "pg",
    ...NODE,
  ],
  prisma: ["#domain/**", "#workflows/contract.ts", "pg", "@prisma/**", ...NODE],
  api: [
    "#domain/**",
    "#workflows/contract.ts",
    "#prisma/**",
    "#worker/sender.ts",
    "#worker/temporal-client.ts",
    "@temporalio/client",
    "express",
    "compression",
    "@simplewebauthn/server",
    "hash-wasm",
    "openid-client",
    "otpauth",
    "pdfkit",
    "read-excel-file/**",
    "uqr",
    "write-excel-file/**",
    "pg",
    "yaml",
    "zod",
    ...NODE,
  ],
  worker: [
    "#activities/**",
    "#domain/**",
    "#workflows/contract.ts",
    "#prisma/**",
    "@temporalio/*",
    "pg",
    ...NODE,
  ],
  // The contract's types only (`import type`): its zod stays out of the browser.
  web: [
    "#domain/**",
    "#api/contract.ts",
    "#api/contract-*.ts",
    "react",
    "react/**",
    "react-dom",
    "react-dom/**",
    "@mantine/**",
    "@simplewebauthn/browser",
    "@tabler/icons-react",
    "@tanstack/**",
    "dayjs",
    "dayjs/**",
    "diff",
    "idb-keyval",
    "intl-messageformat",
    "write-excel-file/**",
  ],
};

/** Files `depth` folders below the top one may climb that often and no further. */
const climbing = (depth) => [
  ...Array.from({ length: depth }, (_, steps) => `!${"../".repeat(steps + 1)}**`),
  `${"../".repeat(depth + 1)}**`,
];

const mayImport = (files, folder, allowed, depth = 0) => ({
  files: [files],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: [
              "*",
              ...["./**", `#${folder}/**`, ...allowed].map((path) => `!${path}`),
              ...climbing(depth),
            ],
            message: `${files} may import only itself, ${allowed.join(", ") || "and nothing else"}`,
          },
        ],
      },
    ],
  },
});

const mayImportAtEveryDepth = (folder, allowed) =>
  ["**", "*/**", "*/*/**"].map((below, depth) =>
    mayImport(`${folder}/${below}`, folder, allowed, depth),
  );

export default defineConfig({
  plugins: ["typescript", "import", "node", "vitest", "unicorn"],
  categories: { correctness: "error" },
  options: { typeAware: true },
  ignorePatterns: ["web/dist", "node_modules", ".plenum"],
  rules: {
    "typescript/no-floating-promises": "error",
    "typescript/switch-exhaustiveness-check": "error",
    "typescript/no-explicit-any": "error",
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "node/no-process-env": "error",
    // Objects of functions instead of classes: their methods use no `this`, so nothing can be unbound.
    "typescript/unbound-method": "off",
    // Text is counted by code points on purpose: Vietnamese in NFC is one a letter.
    "typescript/no-misused-spread": "off",
    "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
  },
  overrides: [
    ...Object.entries(MAY_IMPORT).flatMap(([folder, allowed]) =>
      mayImportAtEveryDepth(folder, allowed),
    ),
    ...["api", "worker"].map((folder) =>
      mayImport(`${folder}/main.ts`, folder, [...MAY_IMPORT[folder], "#config.ts"]),
    ),
    // The worker of /start is the server's reader and rules in the browser: the one place with zod and yaml in it.
    mayImport(
      "web/pages/start/worker/**",
      "web",
      [...MAY_IMPORT.web, "#api/file/**", "#api/conductor/**", "read-excel-file/**", "zod"],
      1,
    ),
    mayImport("web/vite.config.ts", "web", ["vite", "@vitejs/plugin-react"]),
    {
      files: ["domain/**"],
      rules: {
        "no-restricted-globals": [
          "error",
          { name: "Date", message: "Pass time in; only domain/time.ts touches Date." },
        ],
        "no-restricted-properties": [
          "error",
          { object: "Math", property: "random", message: "Pass a seed in." },
        ],
      },
    },
    {
      files: ["tests/**"],
      // The second argument says what failed, row by row, where one test holds a whole table.
      rules: {
        "vitest/valid-expect": ["error", { maxArgs: 2 }],
        // A law looks at what each generated case came to: what it asserts may hang on that.
        "vitest/no-conditional-expect": "off",
        // Hooks shared by a file assert too.
        "vitest/no-standalone-expect": "off",
        // Ids are sorted to be compared, by code unit on both sides.
        "typescript/require-array-sort-compare": "off",
        "max-lines": ["error", { max: 360, skipBlankLines: true, skipComments: true }],
      },
    },
    {
      // One table on purpose: every route in one place, so that none lacks a right.
      files: ["api/contract-routes.ts"],
      rules: { "max-lines": ["error", { max: 320, skipBlankLines: true, skipComments: true }] },
    },
    { files: ["domain/time.ts"], rules: { "no-restricted-globals": "off" } },
    { files: ["config.ts"], rules: { "node/no-process-env": "off" } },
    {
      // Starting children means handing the environment on; tests and benches set it up.
      files: ["cli/**", "tests/**", "bench/**", "examples/generate/**"],
      rules: { "node/no-process-env": "off" },
    },
    {
      // given(…).when(…).thenEvents(…) and a law over any sequence are assertions by another name.
      files: ["tests/**"],
      rules: {
        "vitest/expect-expect": [
          "error",
          {
            assertFunctionNames: [
              "expect",
              "**.then*",
              "fc.assert",
              "law",
              "heals",
              "find*",
              "expect*",
            ],
          },
        ],
      },
    },
    { files: ["*.config.*", "**/*.config.*"], rules: { "import/no-default-export": "off" } },
  ],
});
