import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TemplateShelf } from "./template.ts";

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The folder of the templates that ship with Plenum. */
export const TEMPLATES = here("templates/");
/** The folder of the campaign files that ship with Plenum. */
export const EXAMPLES = here("examples/");

/** The YAML files of a folder, by their names without the ending; sorted. */
export const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length))
    .sort();

/** A folder of `<name>.yaml` files as a shelf. */
export const shelfOf = (folder: string): TemplateShelf => ({
  names: () => namesIn(folder),
  find: (name) => {
    const file = join(folder, `${name}.yaml`);
    return existsSync(file) ? { content: readFileSync(file), file } : null;
  },
});

/** The templates that ship with Plenum. */
export const SHIPPED: TemplateShelf = shelfOf(TEMPLATES);
