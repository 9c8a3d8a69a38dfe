import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    siteUrl: string;
  }
}

/** The address of the one server that all page tests read from: the example place, untouched. */
export const sharedSite = (): string => inject('siteUrl');
