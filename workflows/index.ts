/** The workflow bundle: every workflow type of the product. */
export { cycle } from "./cycle.ts";
export { dispatcher } from "./dispatcher.ts";
export { reconciler } from "./reconciler.ts";
