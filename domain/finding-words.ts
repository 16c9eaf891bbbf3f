import { AGAIN, type FindingText, WORKER } from "./finding-advice.ts";
import { NOTICE_FINDINGS } from "./finding-words-notice.ts";
import type { Text } from "./text.ts";

const REBUILD: Text = {
  vi: "Chạy plenum verify --rebuild để biết trạng thái có đúng với các sự kiện không.",
  en: "Run plenum verify --rebuild: it tells whether the state agrees with the events.",
};

/** Every kind of finding: what it says, what was done, what an operator does. The kind is stable and public. */
export const FINDINGS = {
  inbox_unsent: {
    found: {
      vi: "{unit}: «{command}» nhận lúc {since} vẫn nằm trong hộp chờ, chưa được gửi đi.",
      en: "{unit}: “{command}”, received at {since}, still lies in the inbox and has not been sent.",
    },
    healed: { vi: "Đã gửi và đã được ghi nhận.", en: "It has been sent, and was recorded." },
    advice: WORKER,
  },
  inbox_unanswered: {
    found: {
      vi: "{unit}: «{command}» nhận lúc {since} đã gửi {attempts} lần mà chưa có kết quả.",
      en: "{unit}: “{command}”, received at {since}, has been sent {attempts} time(s) without an answer.",
    },
    healed: {
      vi: "Đã gửi lại và đã được ghi nhận.",
      en: "It has been sent again, and was recorded.",
    },
    advice: WORKER,
  },
  condition_untold: {
    found: {
      vi: "{unit}: bước «{step}» đã đủ xác nhận hoặc đủ phiếu, nhưng quy trình chưa được báo.",
      en: "{unit}: step “{step}” has all its receipts or votes, but its process has not been told.",
    },
    healed: { vi: "Đã báo cho quy trình.", en: "Its process has been told." },
    advice: AGAIN,
  },
  milestone_untold: {
    found: {
      vi: "{unit}: đang chờ bước «{step}» của {from}, bước ấy đã xong nhưng tin chưa đến.",
      en: "{unit}: waits for step “{step}” of {from}, which is done, but the news has not come.",
    },
    healed: { vi: "Đã gửi lại tin.", en: "The news has been sent again." },
    advice: REBUILD,
  },
  wake_missed: {
    found: {
      vi: "{unit}: đã hẹn tự xét lại lúc {since} mà chưa có gì diễn ra.",
      en: "{unit}: was to look at itself at {since}, and nothing has happened.",
    },
    healed: { vi: "Đã đánh thức lại.", en: "It has been woken again." },
    advice: REBUILD,
  },
  workflow_missing: {
    found: {
      vi: "{unit}: đang mở trong cơ sở dữ liệu nhưng Temporal không có quy trình nào chạy.",
      en: "{unit}: is open in the database, but no workflow of it runs in Temporal.",
    },
    healed: { vi: "Đã khởi động lại quy trình.", en: "Its workflow has been started." },
    advice: {
      vi: "Chạy plenum rehydrate; nếu không được, kiểm tra Temporal có chạy không (plenum doctor).",
      en: "Run plenum rehydrate; if that fails, see whether Temporal runs (plenum doctor).",
    },
  },
  workflow_left_over: {
    found: {
      vi: "{unit}: không còn mở trong cơ sở dữ liệu nhưng Temporal vẫn chạy quy trình của nó.",
      en: "{unit}: is not open in the database, but its workflow still runs in Temporal.",
    },
    healed: { vi: "Đã để quy trình tự kết thúc.", en: "The workflow has been let end itself." },
    advice: WORKER,
  },
  run_of_other_epoch: {
    found: {
      vi: "{unit}: quy trình đang chạy thuộc đời {run}, cơ sở dữ liệu ở đời {row}; nó không ghi được gì nữa.",
      en: "{unit}: the run in Temporal is of epoch {run}, the database has {row}; it can record nothing any more.",
    },
    healed: { vi: "Đã thay bằng quy trình mới.", en: "It has been replaced by a new run." },
    advice: {
      vi: "Chạy plenum rehydrate --raise.",
      en: "Run plenum rehydrate --raise.",
    },
  },
  run_behind: {
    found: {
      vi: "{unit}: quy trình dừng ở bước ghi {run}, cơ sở dữ liệu đã ở {row}.",
      en: "{unit}: the run in Temporal stands at {run}, the database at {row}.",
    },
    healed: { vi: "Đã cho quy trình đọc lại.", en: "The run has read again where it stands." },
    advice: WORKER,
  },
  run_ahead: {
    found: {
      vi: "{unit}: quy trình đã ở bước ghi {run} mà cơ sở dữ liệu chỉ ở {row}: cơ sở dữ liệu cũ hơn, có thể vừa khôi phục từ bản sao lưu.",
      en: "{unit}: the run in Temporal stands at {run}, the database only at {row}: the database is older, perhaps restored.",
    },
    healed: {
      vi: "Đã chặn quy trình ấy bằng một đời mới và thay bằng quy trình mới.",
      en: "That run has been fenced off by a new epoch and replaced.",
    },
    advice: { vi: "Chạy plenum rehydrate --raise.", en: "Run plenum rehydrate --raise." },
  },
  dispatcher_missing: {
    found: {
      vi: "Quy trình gửi thư không chạy: không lời nhắc nào được gửi đi.",
      en: "The dispatcher of notices does not run: no reminder is sent.",
    },
    healed: { vi: "Đã khởi động lại.", en: "It has been started." },
    advice: WORKER,
  },
  cycle_row_differs: {
    found: {
      vi: "{unit}: các cột {columns} của dòng không khớp với trạng thái đã ghi.",
      en: "{unit}: the row's {columns} is not what its recorded state says.",
    },
    healed: { vi: "Đã viết lại theo trạng thái.", en: "Written again from the state." },
    advice: REBUILD,
  },
  cycle_unreadable: {
    found: {
      vi: "{unit}: không đọc được trạng thái hoặc kế hoạch đã ghi ({why}).",
      en: "{unit}: its recorded state or plan cannot be read ({why}).",
    },
    healed: null,
    advice: REBUILD,
  },
  obligation_missing: {
    found: {
      vi: "{unit}: theo trạng thái, {post} còn nợ việc «{act}» ở bước «{step}», nhưng không có dòng nào ghi.",
      en: "{unit}: by its state {post} owes “{act}” on step “{step}”, but no row says so.",
    },
    healed: {
      vi: "Đã ghi lại việc ấy và lời nhắc của nó.",
      en: "The row has been written, with its notice.",
    },
    advice: REBUILD,
  },
  obligation_ended_early: {
    found: {
      vi: "{unit}: việc «{act}» của {post} ở bước «{step}» bị ghi là đã kết thúc ({status}), nhưng theo trạng thái vẫn còn nợ.",
      en: "{unit}: “{act}” by {post} on step “{step}” is entered as ended ({status}), but by the state it is still owed.",
    },
    healed: { vi: "Đã mở lại việc ấy.", en: "It has been opened again." },
    advice: REBUILD,
  },
  obligation_left_over: {
    found: {
      vi: "{unit}: việc «{act}» của {post} ở bước «{step}» còn mở, nhưng theo trạng thái không ai nợ việc ấy.",
      en: "{unit}: “{act}” by {post} on step “{step}” is open, but by the state nobody owes it.",
    },
    healed: {
      vi: "Đã khép lại, lời nhắc đã hủy.",
      en: "It has been closed, and its notice dropped.",
    },
    advice: REBUILD,
  },
  obligation_date_differs: {
    found: {
      vi: "{unit}: hạn việc «{act}» của {post} ở bước «{step}» ghi {row}, theo trạng thái là {due}.",
      en: "{unit}: “{act}” by {post} on step “{step}” is entered as due {row}; by the state it is due {due}.",
    },
    healed: {
      vi: "Đã sửa hạn và lập lại lời nhắc.",
      en: "The date has been set right, and its notice with it.",
    },
    advice: REBUILD,
  },
  fact_not_counted: {
    found: {
      vi: "{unit}: {post} đã xác nhận hoặc bỏ phiếu ở bước «{step}», nhưng việc ấy vẫn ghi là còn nợ.",
      en: "{unit}: {post} has acknowledged or voted on step “{step}”, but it is still entered as owed.",
    },
    healed: { vi: "Đã ghi là đã làm.", en: "It has been entered as met." },
    advice: AGAIN,
  },
  fact_missing: {
    found: {
      vi: "{unit}: việc «{act}» của {post} ở bước «{step}» ghi là đã làm, nhưng không có xác nhận hay phiếu nào.",
      en: "{unit}: “{act}” by {post} on step “{step}” is entered as met, but there is no receipt or vote of it.",
    },
    healed: null,
    advice: {
      vi: "Hỏi {post}; nếu chưa làm, nhập lại từ giấy. Xem nhật ký kiểm tra của chiến dịch để biết ai ghi.",
      en: "Ask {post}; if it was not done, enter it from paper. The campaign's audit chain tells who wrote it.",
    },
  },
  ...NOTICE_FINDINGS,
} as const satisfies Record<string, FindingText>;

export type FindingKind = keyof typeof FINDINGS;

/** Whether a kind is one of this release's. */
export const isFindingKind = (kind: string): kind is FindingKind => Object.hasOwn(FINDINGS, kind);
