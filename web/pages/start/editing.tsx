import { createContext, useContext, useEffect } from "react";
import { type Definition, isPart } from "#domain/definition.ts";
import { useSpeech } from "#web/language.tsx";
import type { Draft } from "./draft.ts";
import { fieldId, type Path, placeOf } from "./place.ts";

/** What the forms of a draft work with. */
export interface Editing extends Draft {
  /** Places that were left, or all of them: only there a fault stands under its field. */
  readonly left: ReadonlySet<string> | "all";
  readonly leave: (path: Path) => void;
  /** The field to go to; null when it is reached. */
  readonly target: Path | null;
  readonly reached: () => void;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const found = useContext(EditingContext);
  if (found === null) throw new Error("useEditing outside a draft");
  return found;
}

/** The fault of a field in words, once somebody has been there. */
export function useFault(path: Path): string | null {
  const { judged, left } = useEditing();
  const { say } = useSpeech();
  const place = path.join(".");
  if (left !== "all" && !left.has(place)) return null;
  const fault = judged?.errors.find((one) => placeOf(one) === place);
  if (fault === undefined) return null;
  return fault.suggestion === null
    ? say(fault.message)
    : `${say(fault.message)} ${say(fault.suggestion)}`;
}

/** A field of a definition: its words, and how to change them. Empty words take the field out. */
export function useField(path: Path): {
  readonly value: string;
  readonly set: (words: string) => void;
  readonly id: string;
  readonly error: string | null;
  readonly onBlur: () => void;
} {
  const { value, edit, leave } = useEditing();
  const found = valueAt(value, path);
  return {
    value: typeof found === "string" || typeof found === "number" ? String(found) : "",
    set: (words) => edit((whole) => withAt(whole, path, words === "" ? undefined : words)),
    id: fieldId(path),
    error: useFault(path),
    onBlur: () => leave(path),
  };
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, part) : undefined,
    value,
  );
}

/** The definition with another value at a place; undefined takes it out, maps on the way are made. */
export function withAt(value: Definition, [first, ...rest]: Path, next: unknown): Definition {
  return changed(value, first === undefined ? [] : [first, ...rest], next) as Definition;
}

function changed(value: unknown, [first, ...rest]: Path, next: unknown): unknown {
  if (first === undefined) return next;
  if (Array.isArray(value)) {
    const index = Number(first);
    if (rest.length === 0 && next === undefined) return value.filter((_, n) => n !== index);
    return value.map((one: unknown, n) => (n === index ? changed(one, rest, next) : one));
  }
  const map = isPart(value) ? value : {};
  const inner = changed(map[String(first)], rest, next);
  if (inner !== undefined) return { ...map, [first]: inner };
  const { [String(first)]: _, ...others } = map;
  return others;
}

/** A dialog may take the focus for itself while it opens: the field has it when it keeps it so many frames. */
const KEPT = 20;
const FRAMES = 120;
/** After so many frames without the field itself the nearest thing around it is good enough. */
const ENOUGH = 40;

/** Puts the focus on the field that was asked for, or the nearest thing around it, once it is on the page. */
export function useTarget(): void {
  const { target, reached } = useEditing();
  useEffect(() => {
    if (target === null) return;
    let frame = 0;
    let tries = 0;
    let kept = 0;
    const look = (): void => {
      tries += 1;
      const around = target.map((_, n) => target.slice(0, target.length - n));
      const field = (tries < ENOUGH ? [target] : around)
        .map((path) => document.getElementById(fieldId(path)))
        .find((one) => one !== null);
      if (field && document.activeElement === field) kept += 1;
      else if (field) {
        kept = 0;
        field.focus();
        field.scrollIntoView({ block: "center" });
      }
      if (kept >= KEPT || tries >= FRAMES) reached();
      else frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [target, reached]);
}
