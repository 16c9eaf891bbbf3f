import { lazy, Suspense, useMemo } from "react";
import type { Me } from "#api/contract-list.ts";
import type { InboxItem, NextView } from "#api/contract-step.ts";
import { cellKey } from "#web/board.ts";
import { Skeleton } from "#web/failure.tsx";
import { DocumentTab } from "#web/pages/document/list.tsx";
import { JournalTab } from "#web/pages/event/list.tsx";
import { MailTab } from "#web/pages/message/list.tsx";
import { NominationTab } from "#web/pages/model/list.tsx";
import { useAll } from "#web/reading.ts";
import { BoardTab } from "./board.tsx";
import type { TabProps } from "./part.ts";

const TimelineTab = lazy(async () => ({
  default: (await import("#web/pages/timeline/tab.tsx")).TimelineTab,
}));
const TreeTab = lazy(async () => ({ default: (await import("#web/pages/tree/tab.tsx")).TreeTab }));

interface TabContentProps extends TabProps {
  readonly next: NextView | null;
  readonly me: Me | null;
}

export function TabContent({ me, next, ...props }: TabContentProps) {
  const mine = useMine(props, me);
  switch (props.place.tab) {
    case "board":
      return <BoardTab {...props} mine={mine} next={next} />;
    case "timeline":
      return (
        <Suspense fallback={<Skeleton lines={12} />}>
          <TimelineTab {...props} mine={mine} />
        </Suspense>
      );
    case "tree":
      return (
        <Suspense fallback={<Skeleton lines={12} />}>
          <TreeTab {...props} mine={mine} />
        </Suspense>
      );
    case "mail":
      return <MailTab {...props} />;
    case "documents":
      return <DocumentTab {...props} />;
    case "nominations":
      return <NominationTab {...props} />;
    case "journal":
      return <JournalTab {...props} />;
    default:
      return props.place.tab satisfies never;
  }
}

/** Cells whose next act is the reader's. An operator decides nothing, so has none. */
function useMine({ place, version }: TabProps, me: Me | null): ReadonlySet<string> {
  const asked = me?.kind === "person" ? "/api/inbox" : null;
  const { answer } = useAll<InboxItem>(asked, version);
  return useMemo(() => {
    const here = (answer ?? []).filter((item) => item.campaign === place.campaign);
    return new Set(here.map((item) => cellKey(item.unit, item.step)));
  }, [answer, place.campaign]);
}
