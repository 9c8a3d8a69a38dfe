import type { Answers } from '#src/features/requests/answers.ts';
import { communicationNeeds, contactWarnings } from './communication.ts';

/** What stands first on every page about a person: who it is, and how to talk and write to them. */
export interface RecordHead {
  reference: string;
  title: string; // of the page in the browser: nothing that tells who it is
  fullName: string;
  called: string;
  needs: string[];
  warnings: string[];
  times: string | null;
}

export function recordHead(request: { reference: string | null }, answers: Answers): RecordHead {
  const reference = request.reference ?? '';
  const fullName = answers.name?.full ?? 'Name not given';
  return {
    reference,
    title: `Request ${reference}`,
    fullName,
    called: answers.name?.called ?? fullName,
    needs: communicationNeeds(answers),
    warnings: contactWarnings(answers),
    times: answers.safe?.times ?? null,
  };
}
