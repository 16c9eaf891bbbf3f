import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// `npm run dev` puts the API on the port below the page's; both stay on loopback.
const API = "http://127.0.0.1:4000";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // A data: URL would need a hole in the Content-Security-Policy.
    assetsInlineLimit: 0,
    target: ["chrome100", "firefox100", "safari15.4"],
  },
  server: { proxy: { "/api": API, "/enter": API, "/openapi.json": API } },
});
