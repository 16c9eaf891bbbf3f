import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { ImapFlow } from "imapflow";

/** A real IMAP server (Debian's dovecot 2.3) with a folder and a port of its own; it needs no root. */
export interface Dovecot {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it and everybody's connection, as a killed server does. */
  kill(): Promise<void>;
  /** Puts a mail into the inbox, as a delivery would. */
  deliver(mail: string): Promise<void>;
  /** Uids and flags of the inbox, in order. */
  inbox(): Promise<readonly string[]>;
  /** Rebuilds the mailbox: same mails, another UIDVALIDITY. */
  rebuild(): Promise<void>;
  destroy(): Promise<void>;
}

const PROGRAM = process.env["DOVECOT"] ?? "/usr/sbin/dovecot";
const USER = "plenum@example.vn";
const PASSWORD = "mật khẩu/thử:@";

export async function aDovecot(): Promise<Dovecot> {
  const version = execFileSync(PROGRAM, ["--version"], { encoding: "utf8" });
  if (!version.startsWith("2.3."))
    throw new Error(`the tests know dovecot 2.3, this is ${version}`);
  const folder = mkdtempSync(join(tmpdir(), "plenum-dovecot-"));
  const port = await freePort();
  const config = join(folder, "dovecot.conf");
  mkdirSync(join(folder, "home"));
  writeFileSync(config, configOf(folder, port));
  chmodSync(folder, 0o755);
  const { uid, gid } = owner();
  chownSync(join(folder, "home"), uid, gid);
  const base = { host: "127.0.0.1", port, secure: false, logger: false as const };
  let running: ChildProcess | null = null;

  const withClient = async <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const client = new ImapFlow({ ...base, auth: { user: USER, pass: PASSWORD } });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout();
    }
  };
  const server = {
    url: `imap://${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/INBOX`,
    async start() {
      const child = spawn(PROGRAM, ["-F", "-c", config], { stdio: "ignore", detached: true });
      running = child;
      for (let tried = 0; !(await answers(port)); tried += 1) {
        if (tried > 200) throw new Error(`dovecot does not start: ${logOf(folder)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async kill() {
      const child = running;
      running = null;
      if (!child || child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      // With all its processes: one that serves a client outlives its master for half a minute.
      process.kill(-(child.pid ?? 0), "SIGKILL");
      await ended;
      while (await answers(port)) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    deliver: (mail: string) =>
      withClient(async (client) => {
        await client.append("INBOX", Buffer.from(mail));
      }),
    inbox: () =>
      withClient(async (client) => {
        await client.mailboxOpen("INBOX", { readOnly: true });
        const found = await client.fetchAll("1:*", { uid: true, flags: true });
        return found.map(({ uid, flags }) => [uid, ...(flags ?? [])].join(" "));
      }),
    async rebuild() {
      const found = await withClient((client) => client.status("INBOX", { uidValidity: true }));
      const before = found ? Number(found.uidValidity) : 0;
      await server.kill();
      // It takes the second of the clock for it: another one must have begun.
      while (Date.now() < (before + 1) * 1_000)
        await new Promise((resolve) => setTimeout(resolve, 50));
      // Without its list of UIDs the server makes another, under another UIDVALIDITY.
      const inbox = join(folder, "home", "mail");
      for (const name of readdirSync(inbox))
        if (name.startsWith("dovecot")) rmSync(join(inbox, name), { force: true });
      await server.start();
    },
    async destroy() {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** Dovecot opens no mail as root; under root it does as nobody. */
const owner = () => {
  const me = userInfo();
  return me.uid === 0 ? { uid: 65534, gid: 65534 } : { uid: me.uid, gid: me.gid };
};

function configOf(folder: string, port: number): string {
  const { username, uid } = userInfo();
  const group = execFileSync("id", ["-gn"], { encoding: "utf8" }).trim();
  const mine = owner();
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/home/mail
first_valid_uid = 1
${uid === 0 ? "" : `default_internal_user = ${username}\ndefault_internal_group = ${group}\ndefault_login_user = ${username}`}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${passwords(folder)}
}
userdb {
  driver = static
  args = uid=${mine.uid} gid=${mine.gid} home=${folder}/home
}
`;
}

/** In a file, where the password may hold anything. */
function passwords(folder: string): string {
  const file = join(folder, "passwords");
  const plain = Buffer.from(PASSWORD).toString("base64");
  writeFileSync(file, `${USER}:{PLAIN.b64}${plain}::::::\n`);
  chmodSync(file, 0o644);
  return file;
}

const logOf = (folder: string): string => {
  try {
    return readFileSync(join(folder, "dovecot.log"), "utf8").slice(-2_000);
  } catch {
    return "no log";
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("data", () => {
      resolve(true);
      socket.destroy();
    });
    socket.once("error", () => resolve(false));
    socket.setTimeout(1_000, () => {
      resolve(false);
      socket.destroy();
    });
  });
