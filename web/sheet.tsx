import { type ReactNode, useEffect, useRef } from "react";
import { useSpeech } from "./language.tsx";

interface SheetProps {
  readonly title: string;
  readonly close: () => void;
  /** For what holds a table. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/**
 * A side sheet over the page (a full one on a telephone). The browser's own modal dialog keeps the
 * focus inside, closes on Esc and gives the focus back to what opened it.
 */
export function Sheet({ title, close, wide = false, children }: SheetProps) {
  const { t } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the keyboard's way; the click is on the backdrop.
    <dialog
      ref={dialog}
      className={wide ? "sheet sheet-wide" : "sheet"}
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className="sheet-body">
        <header>
          <h2 id="sheet-title">{title}</h2>
          <button type="button" className="quiet" onClick={close}>
            {t("close")} <kbd>Esc</kbd>
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
