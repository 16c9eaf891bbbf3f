import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** Deep teal, the one accent; an office may put its own here. */
const TEAL: MantineColorsTuple = [
  "#e2f1ee",
  "#c3e3dd",
  "#9dd1c7",
  "#74bdb0",
  "#4ea899",
  "#2f9283",
  "#1a7d70",
  "#0f6d62",
  "#0b6158",
  "#074a43",
];

export const theme = createTheme({
  primaryColor: "teal",
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  colors: { teal: TEAL },
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  lineHeights: { xs: "1.5", sm: "1.5", md: "1.5", lg: "1.5", xl: "1.5" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
});

/** The library's ground, ink and lines are those of our own style sheets, so that light and dark change in one place. */
export const variables: CSSVariablesResolver = () => {
  const ours = {
    "--mantine-color-body": "var(--card)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--soft)",
    "--mantine-color-default-border": "var(--line)",
    "--mantine-color-error": "var(--red)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-color-placeholder": "var(--soft)",
  };
  return { variables: {}, light: ours, dark: ours };
};
