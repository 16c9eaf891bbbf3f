import type { Client } from "@temporalio/client";
import nodemailer from "nodemailer";
import type pg from "pg";
import type { Config } from "#config.ts";
import { instantWords } from "#domain/date-words.ts";
import { RECONCILER_ID, TASK_QUEUE } from "#workflows/contract.ts";
import { type Check, good, not } from "./doctor-check.ts";

const NO_WORKER = {
  vi: "Khởi động worker: npm start, hoặc plenum worker trên máy chủ riêng.",
  en: "Start one: npm start, or plenum worker where it runs by itself.",
};

/** Who works on the queue, and whether the nightly reconciliation is arranged. */
export async function temporalChecks(client: Client, address: string): Promise<Check[]> {
  const reached = good(
    "temporal",
    `Temporal trả lời ở ${address}.`,
    `Temporal answers at ${address}.`,
  );
  return [reached, await workerCheck(client), await scheduleCheck(client)];
}

async function workerCheck(client: Client): Promise<Check> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: TASK_QUEUE },
    taskQueueType: 1,
  });
  const count = pollers?.length ?? 0;
  if (count > 0)
    return good("worker", `${count} worker đang nhận việc.`, `${count} worker(s) take work.`);
  return not(
    "wrong",
    "worker",
    { vi: "Không có worker nào nhận việc.", en: "No worker takes any work." },
    NO_WORKER,
  );
}

async function scheduleCheck(client: Client): Promise<Check> {
  const found = await client.schedule
    .getHandle(RECONCILER_ID)
    .describe()
    .catch(() => null);
  if (!found)
    return not(
      "advice",
      "schedule",
      {
        vi: "Chưa đặt lịch đối soát hằng đêm.",
        en: "The nightly reconciliation is not scheduled.",
      },
      {
        vi: "Worker đặt lịch ấy mỗi khi khởi động: xem logs/worker.log.",
        en: "A worker schedules it when it starts: see logs/worker.log.",
      },
    );
  const last = found.info.recentActions.at(-1)?.takenAt.toISOString();
  const paused = found.state.paused;
  const ran = last === undefined ? "–" : instantWords(last);
  if (!paused)
    return good(
      "schedule",
      `Đối soát hằng đêm đã đặt lịch, lần gần nhất ${ran}.`,
      `The nightly reconciliation is scheduled; it last ran at ${ran}.`,
    );
  return not(
    "advice",
    "schedule",
    { vi: "Lịch đối soát đang tạm dừng.", en: "The nightly reconciliation is paused." },
    {
      vi: `temporal schedule toggle --unpause --schedule-id ${RECONCILER_ID}`,
      en: `temporal schedule toggle --unpause --schedule-id ${RECONCILER_ID}`,
    },
  );
}

/** The mail server's greeting, its TLS and our password; nothing is sent. */
export async function mailChecks({ mail }: Pick<Config, "mail">, pool: pg.Pool): Promise<Check[]> {
  if (mail.smtpUrl === null) {
    const { rows } = await pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM messages WHERE status = 'frozen' AND lease_until = 'infinity'",
    );
    const n = rows[0]?.n ?? 0;
    return [
      not(
        n > 0 ? "wrong" : "advice",
        "mail",
        {
          vi: `Chưa đặt máy chủ thư (SMTP_URL); ${n} thư đang chờ.`,
          en: `No mail server is set (SMTP_URL); ${n} message(s) wait for one.`,
        },
        {
          vi: "Đặt SMTP_URL và MAIL_FROM (.env.example), rồi khởi động lại worker. Diễn tập không cần.",
          en: "Set SMTP_URL and MAIL_FROM (.env.example), then restart the workers. Rehearsals need none.",
        },
      ),
    ];
  }
  const transport = nodemailer.createTransport({
    url: mail.smtpUrl,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 5_000,
  });
  const host = new URL(mail.smtpUrl).host;
  try {
    await transport.verify();
    return [
      good("mail", `Máy chủ thư ${host} nhận kết nối.`, `The mail server ${host} takes us in.`),
    ];
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "?";
    return [
      not(
        "wrong",
        "mail",
        {
          vi: `Máy chủ thư ${host} không nhận kết nối (${code}).`,
          en: `The mail server ${host} does not take us in (${code}).`,
        },
        {
          vi: "ECONNECTION, ETIMEDOUT: sai địa chỉ hoặc tường lửa; EAUTH: sai mật khẩu; ETLS: chứng thư. Thư vẫn chờ, không mất.",
          en: "ECONNECTION, ETIMEDOUT: address or firewall; EAUTH: password; ETLS: certificate. Messages wait and are not lost.",
        },
      ),
    ];
  } finally {
    transport.close();
  }
}
