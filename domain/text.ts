/** Words shown to people, in both languages of the product. Vietnamese is the original. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

export type Language = keyof Text;
