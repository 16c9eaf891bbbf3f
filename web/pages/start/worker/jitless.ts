import { config } from "zod";

// Loaded before any schema is made: the page's Content-Security-Policy lets nothing be compiled from text.
config({ jitless: true });
