import { TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "#web/language.tsx";
import type { TabProps } from "#web/pages/campaign/part.ts";
import { Skeleton } from "#web/parts/frame.tsx";
import { useWindow } from "#web/window.ts";
import { type Branch, branchesOf, linesOf } from "./branch.ts";
import { Line } from "./line.tsx";
import "./tree.css";
import { WORDS } from "./words.ts";

/** Every line is this high (px), as in tree.css. */
const LINE_HEIGHT = 48;

interface TreeTabProps extends TabProps {
  readonly mine: ReadonlySet<string>;
}

/** Units by level, each with what it and all below it come to; thousands of them, of which those in sight are drawn. */
export function TreeTab({ follow, campaign, place, mine }: TreeTabProps) {
  const t = useWords(WORDS);
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState("");
  const wanted = useDeferredValue(query);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set([campaign.root.unit]));
  const [at, setAt] = useState(0);
  const focus = useRef(false);
  const { board } = follow;
  const branches = useMemo(
    () => (board === null ? new Map<string, Branch>() : branchesOf(board, mine)),
    [board, mine],
  );
  const lines = useMemo(
    () => (board === null ? [] : linesOf(board, branches, open, wanted)),
    [board, branches, open, wanted],
  );
  const { slots, show } = useWindow(box, lines.length, LINE_HEIGHT, at);
  useEffect(() => {
    if (!focus.current) return;
    const line = box.current?.querySelector<HTMLElement>(`[data-line="${at}"]`);
    if (line == null) return;
    focus.current = false;
    line.focus();
  });
  if (board === null) return <Skeleton lines={12} />;
  const turn = (unit: string, to: boolean): void => {
    const next = new Set(open);
    if (to) next.add(unit);
    else next.delete(unit);
    setOpen(next);
  };
  const go = (to: number): void => {
    setAt(to);
    show(to);
    focus.current = true;
  };
  const visit = (unit: string): void =>
    void navigate({
      to: "/campaigns/$campaign/units/$unit",
      params: { campaign: place.campaign, unit },
    });
  const key = (event: KeyboardEvent): void => {
    const branch = lines[at];
    if (branch === undefined) return;
    const { unit, parent } = branch.row;
    const isOpen = wanted !== "" || open.has(unit);
    const act = {
      ArrowDown: () => go(Math.min(lines.length - 1, at + 1)),
      ArrowUp: () => go(Math.max(0, at - 1)),
      Home: () => go(0),
      End: () => go(lines.length - 1),
      ArrowRight: () => {
        if (branch.children.length === 0) return;
        if (isOpen) go(Math.min(lines.length - 1, at + 1));
        else turn(unit, true);
      },
      ArrowLeft: () => {
        if (isOpen && branch.children.length > 0 && wanted === "") return turn(unit, false);
        const above = lines.findIndex((one) => one.row.unit === parent);
        if (above >= 0) go(above);
      },
      Enter: () => visit(unit),
    }[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <>
      <search className="list-tools">
        <TextInput
          className="wide"
          type="search"
          label={t("search")}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </search>
      <p className="soft">
        <span role="status">{t("shown", { n: lines.length })}</span> · {t("keys")}
      </p>
      <div className="tree" ref={box} role="tree" aria-label={t("title")} onKeyDown={key}>
        {slots.map((slot) => {
          if (slot.kind === "room")
            return <div key={`room-${slot.before}`} role="none" style={{ height: slot.height }} />;
          const branch = lines[slot.index];
          return branch === undefined ? null : (
            <Line
              key={branch.row.unit}
              branch={branch}
              index={slot.index}
              open={wanted !== "" || open.has(branch.row.unit)}
              tabbable={slot.index === Math.min(at, lines.length - 1)}
              turn={turn}
              visit={visit}
              focused={() => setAt(slot.index)}
            />
          );
        })}
      </div>
    </>
  );
}
