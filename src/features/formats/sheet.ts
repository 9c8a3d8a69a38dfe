/**
 * What somebody takes away on paper or in braille: words only, in the order they are read. Print, large print and
 * braille are made from the same sheet, so none of them says less than the others.
 */
export interface Sheet {
  title: string;
  /** Lines under the title, each of them a paragraph. */
  intro: readonly string[];
  sections: readonly SheetSection[];
}

export interface SheetSection {
  heading: string;
  parts: readonly SheetPart[];
}

export interface SheetPart {
  /** What the lines are: "Next dates"; null: the heading says it. */
  label: string | null;
  lines: readonly string[];
  /** Printed larger: a phone number, to be found at a glance. */
  isBig?: boolean;
}

/** A part of these lines, without those that are not known. */
export const part = (label: string | null, ...lines: readonly (string | null | undefined)[]): SheetPart => ({
  label,
  lines: lines.flatMap((line) => (line ? [line] : [])),
});

/** Sections with parts and parts with lines: what is not known is left out, heading and all. */
export const sectionsOf = (
  sections: readonly (readonly [heading: string, parts: readonly SheetPart[]])[],
): SheetSection[] =>
  sections
    .map(([heading, parts]) => ({ heading, parts: parts.filter(({ lines }) => lines.length > 0) }))
    .filter(({ parts }) => parts.length > 0);

/** The sheet with the address of its page at its end, where there is no QR code that has it beside it. */
export const withAddress = (sheet: Sheet, address: string): Sheet => ({
  ...sheet,
  sections: [...sheet.sections, { heading: 'This page on the web', parts: [part(null, address)] }],
});

/** The sheet with what stands at the end of everything on paper: urgent help, and whom to talk to. */
export const withHelp = (
  sheet: Sheet,
  { phone, phoneHours }: { phone: string | null; phoneHours: string | null },
): Sheet => ({
  ...sheet,
  sections: [
    ...sheet.sections,
    {
      heading: 'Urgent help',
      parts: [
        part(null, 'In danger? Call 999.', 'Urgent medical help: 111.'),
        part('To talk to us', phone, phone === null ? null : phoneHours),
      ].filter(({ lines }) => lines.length > 0),
    },
  ],
});
