import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A real SMTP server in a process of its own: takes everything, and tells when what came. */
let taken = 0;
let firstAt = 0;
let lastAt = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  logger: false,
  onData(stream, _session, callback) {
    stream.resume();
    stream.on("end", () => {
      lastAt = Date.now();
      if (taken === 0) firstAt = lastAt;
      taken += 1;
      callback();
    });
  },
});
server.on("error", () => undefined);
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.server.address() as AddressInfo).port });
  process.send?.("ready");
});

process.on("message", (asked) => {
  process.send?.({ taken, firstAt, lastAt });
  if (asked === "reset") taken = 0;
});
process.once("disconnect", () => process.exit(0));
