import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// For work on the page: `npm start` beside it, then `npx vite web`. Open the printed address once with
// vite's port instead of PORT; the session's cookie holds for every port of this host.
const API = "http://127.0.0.1:4510";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // A data: URL would need a hole in the Content-Security-Policy.
    assetsInlineLimit: 0,
    target: ["chrome100", "firefox100", "safari15.4"],
  },
  server: { proxy: { "/api": API, "/openapi.json": API, "^/\\?code=": API } },
});
