/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    app: import('./server/app.ts').App;
    /** Names this request in the log and on the error page: "7KQM-3F2P". */
    requestId: string;
    /** For counting requests only: never logged, stored or shown. */
    clientAddress: string;
    /** In which form and language the page is read; its own path is without them. */
    reading: import('./server/http/reading/reading.ts').Reading;
    /** Where it stands in the other form, and in other languages. */
    otherForms: import('./server/http/reading/other-forms.ts').OtherForms;
    /**
     * Says that this page is the same for everybody and may be kept in memory: it reads no cookie, and no parameter
     * but those listed in server/http/kept/addresses.ts. A page that does not say so is never kept.
     */
    keep(): void;
    /** How the page may be left at once; set by server/visitor/safety.ts where it is about something sensitive. */
    leaving?: import('./server/http/reading/neutral.ts').Leaving | undefined;
    /** Where a browser that came by the page's own address goes on; null where it need not. */
    neutralAddress(): string | null;
    /** Resolves when the connection has taken what was written so far; for pages that stream. */
    room(): Promise<void>;
    /** Does something once the answer has gone out, so that nobody waits for it or can time it. */
    afterAnswer(task: () => Promise<unknown>): void;
    /** What a results page searched for, to be counted once it was answered. */
    searched?: import('./features/insight/rules.ts').SearchedFor | undefined;
    /** The service that a page is about, to be counted once it was answered. */
    seen?: string | undefined;
    /** How far this browser has come with signing in; pages ask `requirePermission` and get the person. */
    signIn: import('./features/accounts/signed-in.ts').SignInState;
    /** Who acts, for commands and the audit trail. */
    actor: import('./features/audit/rules.ts').Actor;
    /** The links in the header of staff pages. */
    navigation: readonly import('./server/sign-in/navigation.ts').NavigationLink[];
    /** What had been typed on this page when the session had ended, to refill its form with. */
    keptValues?: Readonly<Record<string, string | string[]>> | undefined;
  }
}

/** The drawings that content/pictures/pictures.yaml names, as SVG bodies of a 72 by 72 view box. */
declare module 'virtual:pictures' {
  export const pictureBodies: Readonly<Record<string, string>>;
}

/** The scripts of the design system that pages start; its package brings no types. */
declare module 'govuk-frontend' {
  type Component = new (element: HTMLElement) => object;
  export const ErrorSummary: Component;
  export class ExitThisPage {
    constructor(element: HTMLElement);
    /** Covers the page and goes where the button leads. */
    exitPage(): void;
  }
  export const PasswordInput: Component;
  export const SkipLink: Component;
}
