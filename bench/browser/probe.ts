import http from "node:http";
import { gunzipSync } from "node:zlib";
import { openBoardStage } from "/work/wt/h/bench/browser/stage.ts";
import { TODAY } from "/work/wt/h/examples/generate/country.ts";

const stage = await openBoardStage({ ...TODAY, begun: 2200 }, (l) => console.log(l));
console.log(stage.took, stage.address);
const get = (path: string, headers = {}) =>
  new Promise<any>((resolve) => {
    const t = performance.now();
    http.get(
      stage.base + path,
      {
        headers: { authorization: `Bearer ${stage.token}`, "accept-encoding": "gzip", ...headers },
      },
      (r) => {
        const first = performance.now() - t;
        const b: Buffer[] = [];
        r.on("data", (c) => b.push(c));
        r.on("end", () => {
          const all = Buffer.concat(b);
          const text = r.headers["content-encoding"] === "gzip" ? gunzipSync(all) : all;
          resolve({
            status: r.statusCode,
            first,
            ms: performance.now() - t,
            bytes: all.length,
            raw: text.length,
            etag: r.headers.etag,
            text: text.toString(),
          });
        });
      },
    );
  });
for (let i = 0; i < 3; i++)
  for (const p of ["", "/board", "/next", ...process.argv.slice(2)]) {
    const { text, ...r } = await get(`/api/campaigns/${stage.campaign}${p}`);
    console.log(p || "detail", r, i === 0 ? text.slice(0, 300) : "");
  }
if (process.env.KEEP) {
  console.log("keeping");
  await new Promise((r) => process.once("SIGINT", r));
}
await stage.end();
process.exit(0);
