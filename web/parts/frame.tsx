import { Button } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

export { Failed, Skeleton } from "#web/failure.tsx";

interface PageHeadProps {
  readonly title: string;
  /** What this is and why it waits, in one sentence. */
  readonly sentence?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a page: what it is, its sentence, its acts. Names the browser's tab, too. */
export function PageHead({ title, sentence, actions }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Plenum`;
  }, [title]);
  return (
    <header className="page-head">
      <div className="page-head-line">
        <h1>{title}</h1>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
      {sentence !== undefined && <p className="soft">{sentence}</p>}
    </header>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly onClick: () => void };
}

/** An empty place teaches: what this is, and the one thing to do. */
export function Empty({ title, text, action }: EmptyProps) {
  return (
    <section className="notice-box">
      <h2>{title}</h2>
      <p>{text}</p>
      {action !== undefined && <Button onClick={action.onClick}>{action.label}</Button>}
    </section>
  );
}
