import type { Problem } from "#api/contract.ts";
import type { AttachmentItem } from "#api/contract-attachment.ts";
import type { Failure } from "./api.ts";

/**
 * Sends a file as it is, and tells how far it is (0–100): what fetch cannot. The same key again is the same upload.
 * @returns a `Failure` instead of throwing
 */
export function upload(
  path: string,
  file: File,
  key: string,
  progress: (percent: number) => void,
): Promise<AttachmentItem | Failure> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${path}?${new URLSearchParams({ name: file.name })}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Idempotency-Key", key);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      progress(Math.floor((loaded / Math.max(1, total)) * 100)),
    );
    request.addEventListener("error", () => resolve({ kind: "network", words: null }));
    request.addEventListener("load", () => resolve(answerOf(request)));
    request.send(file);
  });
}

function answerOf({ status, responseText }: XMLHttpRequest): AttachmentItem | Failure {
  let body: unknown = null;
  try {
    body = JSON.parse(responseText);
  } catch {
    // A proxy's own page: its status says enough.
  }
  if (status === 200 && body !== null) return body as AttachmentItem;
  const { words = null, code } = (body ?? {}) as Partial<Problem>;
  const kind = status === 401 ? "session" : status >= 500 ? "server" : "refused";
  return { kind, words, ...(code === undefined ? {} : { code }) };
}
