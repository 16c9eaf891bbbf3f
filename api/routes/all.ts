import type { Deps, Handlers } from "../router.ts";
import { accountRoutes } from "./account.ts";
import { actRoutes } from "./act.ts";
import { actsRoutes } from "./acts.ts";
import { addressRoutes } from "./address.ts";
import { attachmentRoutes } from "./attachment.ts";
import { auditRoutes } from "./audit.ts";
import { campaignRoutes } from "./campaign.ts";
import { campaignDraftRoutes } from "./campaign-draft.ts";
import { changeRoutes } from "./change.ts";
import { coverRoutes } from "./cover.ts";
import { deliveryRoutes } from "./delivery.ts";
import { factRoutes } from "./fact.ts";
import { feedRoutes } from "./feed.ts";
import { fileRoutes } from "./file.ts";
import { findingRoutes } from "./finding.ts";
import { inboxRoutes } from "./inbox.ts";
import { keepingRoutes } from "./keeping.ts";
import { listRoutes } from "./list.ts";
import { nextRoutes } from "./next.ts";
import { ownAccountRoutes } from "./own-account.ts";
import { ownSecurityRoutes } from "./own-security.ts";
import { ownTokenRoutes } from "./own-token.ts";
import { peopleRoutes } from "./people.ts";
import { personalRoutes } from "./personal.ts";
import { pushRoutes } from "./push.ts";
import { recoveryRoutes } from "./recovery.ts";
import { rehearsalRoutes } from "./rehearsal.ts";
import { remarkRoutes } from "./remark.ts";
import { remindRoutes } from "./remind.ts";
import { rightsRoutes } from "./rights.ts";
import { searchRoutes } from "./search.ts";
import { seenRoutes } from "./seen.ts";
import { sessionRoutes } from "./session.ts";
import { stepRoutes } from "./step.ts";
import { streamRoutes } from "./stream.ts";
import { versionRoutes } from "./version.ts";
import { whyRoutes } from "./why.ts";

/** A handler for every row of the table of routes. */
export const createHandlers = (deps: Deps): Handlers => ({
  ...accountRoutes(deps),
  ...sessionRoutes(deps),
  ...ownAccountRoutes(deps),
  ...ownSecurityRoutes(deps),
  ...ownTokenRoutes(deps),
  ...keepingRoutes(deps),
  ...recoveryRoutes(deps),
  ...fileRoutes(deps),
  ...campaignDraftRoutes(deps),
  ...campaignRoutes(deps),
  ...nextRoutes(deps),
  ...listRoutes(deps),
  ...whyRoutes(deps),
  ...stepRoutes(deps),
  ...streamRoutes(deps),
  ...actRoutes(deps),
  ...changeRoutes(deps),
  ...coverRoutes(deps),
  ...factRoutes(deps),
  ...attachmentRoutes(deps),
  ...remarkRoutes(deps),
  ...versionRoutes(deps),
  ...actsRoutes(deps, { ...factRoutes(deps), ...remindRoutes(deps) }),
  ...inboxRoutes(deps),
  ...seenRoutes(deps),
  ...remindRoutes(deps),
  ...peopleRoutes(deps),
  ...searchRoutes(deps),
  ...findingRoutes(deps),
  ...feedRoutes(deps),
  ...personalRoutes(deps),
  ...addressRoutes(deps),
  ...pushRoutes(deps),
  ...deliveryRoutes(deps),
  ...rehearsalRoutes(deps),
  ...rightsRoutes(deps),
  ...auditRoutes(deps),
});
