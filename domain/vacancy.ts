import type { Text } from "./text.ts";

/**
 * The posts a notice goes to when nobody holds the post that owes: the step's owner is told besides, because it
 * waits for that post and can have it filled, or the receipt excused. Otherwise the rung's own.
 */
export function postsTold(
  posts: readonly string[],
  owing: { readonly post: string; readonly vacant: boolean; readonly stepOwner: string | null },
): readonly string[] {
  const { post, vacant, stepOwner } = owing;
  if (!vacant || stepOwner === null || stepOwner === post || posts.includes(stepOwner))
    return posts;
  return [...posts, stepOwner];
}

/** What a notice about a vacant post says besides. */
export const VACANT_POST: Text = {
  vi: "Chức danh này hiện chưa có người giữ, nên việc đứng lại: cần phân công người, hoặc người phê duyệt miễn xác nhận.",
  en: "Nobody holds this post now, so the work stands still: appoint somebody, or have the approver excuse the receipt.",
};
