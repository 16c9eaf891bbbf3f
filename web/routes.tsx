import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { browserHistory } from "./router.ts";
import { Crashed, Shell, Unknown } from "./shell/frame.tsx";

/** A page's file: loaded when somebody goes there. */
type PageFile = Promise<{ readonly Page: () => React.ReactNode }>;

const root = createRootRoute({
  component: Shell,
  notFoundComponent: Unknown,
  errorComponent: Crashed,
});

const page = <Path extends string>(path: Path, load: () => PageFile) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load, "Page"),
    errorComponent: Crashed,
  });

const campaign = () => import("./pages/campaign/route.tsx");

/** Every address of the app, and the file that draws it. What is not here is said to be unknown. */
const routeTree = root.addChildren([
  page("/", () => import("./pages/campaigns/page.tsx")),
  page("/campaigns", () => import("./pages/campaigns/page.tsx")),
  page("/inbox", () => import("./pages/inbox/page.tsx")),
  page("/start", () => import("./pages/start/page.tsx")),
  page("/campaigns/$campaign", campaign),
  page("/campaigns/$campaign/$tab", campaign),
  page("/campaigns/$campaign/tv", () => import("./pages/tv/page.tsx")),
  page("/campaigns/$campaign/teams", () => import("./pages/team/page.tsx")),
  page("/campaigns/$campaign/changes", () => import("./pages/change/page.tsx")),
  page("/campaigns/$campaign/units/$unit", () => import("./pages/unit/page.tsx")),
  page("/campaigns/$campaign/units/$unit/steps/$step", () => import("./pages/step/page.tsx")),
  page("/calendar", () => import("./pages/calendar/page.tsx")),
  page("/conferences", () => import("./pages/conference/page.tsx")),
  page("/notices", () => import("./pages/notice/page.tsx")),
  page("/documents", () => import("./pages/document/page.tsx")),
  page("/models", () => import("./pages/model/page.tsx")),
  page("/people", () => import("./pages/people/page.tsx")),
  page("/audit", () => import("./pages/audit/page.tsx")),
  page("/rights", () => import("./pages/rights/page.tsx")),
  page("/account", () => import("./pages/account/page.tsx")),
  page("/accounts", () => import("./pages/accounts/page.tsx")),
  page("/sign-in", () => import("./pages/sign-in/page.tsx")),
  page("/welcome", () => import("./pages/welcome/page.tsx")),
]);

export const router = createRouter({
  routeTree,
  history: browserHistory(),
  scrollRestoration: true,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
