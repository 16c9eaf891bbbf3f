import express, { type Request, type Response, Router } from "express";
import { instantWords } from "#domain/notice-words.ts";
import { pageLink } from "#domain/page-link.ts";
import { isSeal, LINK_KEY } from "#prisma/seal.ts";
import {
  type MailLink,
  readMailLink,
  returnMailLink,
  spendMailLink,
} from "#prisma/sql/mail-link.ts";
import { signingKey } from "#prisma/sql/signing-key.ts";
import { type Account, accountOf } from "#prisma/sql/token.ts";
import { shownBy } from "./auth.ts";
import { toProblem } from "./errors.ts";
import { actByLink, type LinkView, viewByLink } from "./mail-link-act.ts";
import { LINK_BUTTONS, LINK_STOPS, LINK_WORDS, type LinkStop } from "./mail-link-words.ts";
import { escaped, sendPage } from "./page.ts";
import { type Deps, type Handlers, languageOf } from "./router.ts";

/**
 * The links of mails. Whoever opens one sees what is asked; only the button acts. A mail scanner that follows
 * every link so approves nothing. The seal in the address stands for the person it was sent to, once and
 * for a few days; a browser in which somebody else is signed in is turned away.
 */
export function mailLinks(deps: Deps, handlers: Handlers): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: "4kb", parameterLimit: 10 });
  const shown = async (request: Request, response: Response): Promise<void> => {
    const asked = await linkIn(deps, request);
    if ("stop" in asked) return stop(request, response, asked);
    const view = await viewByLink(handlers, asked.link);
    if (!view) return stop(request, response, { stop: "not_yours", link: asked.link });
    question(request, response, asked.link, view);
  };
  const confirmed = async (request: Request, response: Response): Promise<void> => {
    const asked = await linkIn(deps, request);
    if ("stop" in asked) return stop(request, response, asked);
    const { link } = asked;
    if (!(await spendMailLink(deps.pool, link.message)))
      return stop(request, response, { stop: "used", link });
    await act(deps, handlers, request, response, link);
  };
  router.get("/do/:link", (request, response, next) => {
    shown(request, response).catch(next);
  });
  router.post("/do/:link", form, (request, response, next) => {
    confirmed(request, response).catch(next);
  });
  return router;
}

type Asked =
  | { readonly link: MailLink }
  | { readonly stop: LinkStop; readonly link: MailLink | null };

async function linkIn({ pool }: Deps, request: Request): Promise<Asked> {
  const given = String(request.params["link"]);
  const [, message = "", seal = ""] = /^(m-[0-9a-f]{32})\.([\w-]{32})$/.exec(given) ?? [];
  const link = message === "" ? null : await readMailLink(pool, message);
  const key = await signingKey(pool, LINK_KEY);
  if (!link || !isSeal(key, message, link.person, seal)) return { stop: "unknown", link: null };
  const session = shownBy(request);
  const account = session && (await accountOf(pool, session.token));
  if (account && !isFor(account, link)) return { stop: "other_person", link: null };
  if (link.used) return { stop: "used", link };
  if (!link.owed) return { stop: "settled", link };
  return link.expired ? { stop: "expired", link } : { link };
}

const isFor = ({ realm, person }: Account, link: MailLink): boolean =>
  realm === link.realm && person === link.person;

async function act(
  deps: Deps,
  handlers: Handlers,
  request: Request,
  response: Response,
  link: MailLink,
): Promise<void> {
  const language = languageOf(request);
  try {
    const done = await actByLink(handlers, link, request, response);
    const words = (done ? LINK_WORDS.done : LINK_WORDS.received)[language];
    answer(response, language, 200, words, link);
  } catch (error) {
    const problem = toProblem(error, "", language);
    // What is our own fault costs nobody their link; what the rules refuse is answered.
    if (problem.status >= 500) await returnMailLink(deps.pool, link.message);
    if (problem.status === 500) throw error;
    answer(response, language, problem.status, problem.detail, link);
  }
}

function stop(
  request: Request,
  response: Response,
  { stop: why, link }: { readonly stop: LinkStop; readonly link: MailLink | null },
): void {
  const [status, words] = LINK_STOPS[why];
  answer(response, languageOf(request), status, words[languageOf(request)], link);
}

function answer(
  response: Response,
  language: "vi" | "en",
  status: number,
  words: string,
  link: MailLink | null,
): void {
  const app = link === null ? "/" : pageLink("", link);
  const body = `<h1>${escaped(words)}</h1>
<p><a href="${escaped(app)}">${LINK_WORDS.app[language]}</a></p>`;
  sendPage(response, status, { title: "Plenum", body, language });
}

function question(request: Request, response: Response, link: MailLink, view: LinkView): void {
  const language = languageOf(request);
  const word = (key: keyof typeof LINK_WORDS): string => LINK_WORDS[key][language];
  const button = LINK_BUTTONS[link.act]?.[language] ?? word("app");
  const { document, hash, nominees } = view;
  const title = view.title[language];
  const paper = document
    ? `<h2>${word("paper")}: ${escaped(document.title)}</h2>
<div class="paper" tabindex="0">${escaped(document.content)}</div>`
    : "";
  const names =
    nominees.length > 0 ? `<p>${word("nominees")}: ${escaped(nominees.join("; "))}</p>` : "";
  const bound = hash === null ? "" : `<input type="hidden" name="hash" value="${escaped(hash)}">`;
  const body = `<h1>${escaped(title)} – ${escaped(view.unitName)}</h1>
<p>${word("due")}: ${escaped(instantWords(link.due)[language])}</p>
${paper}
${names}
${hash === null ? "" : `<p class="small">${word("hash")}: ${escaped(hash)}</p>`}
<form method="post" action="${escaped(request.path)}">${bound}<p><button type="submit">${escaped(button)}</button></p></form>
<p class="small">${word("once")}</p>
<p><a href="${escaped(pageLink("", link))}">${word("open")}</a></p>`;
  sendPage(response, 200, { title: `${button}: ${title}`, body, language });
}
