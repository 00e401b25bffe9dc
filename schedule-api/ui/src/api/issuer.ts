/** Where tokens come from. */
export interface Door {
  /**
   * A fresh access token without asking the person for anything; null: they must sign in.
   *
   * @param loginId of whoever is signed in on this page
   */
  fresh(loginId?: string): Promise<string | null>;

  /** @returns where the browser goes next */
  leave(): Promise<string>;
}

/** An outside OpenID Connect issuer, as the server names it in the page. Without a client only programs can use it. */
export type Issuer = { authority: string; clientId?: string; scope: string };

/** It does not let the person in, and says why. */
export class Refused extends Error {}

/** Where this page was opened, before the router made its own of it: an issuer sends the browser back with its answer in it. */
export const arrival = location.href;

/** Null: members sign in here. */
export const issuer: Issuer | null = parse(document.querySelector<HTMLMetaElement>('meta[name="issuer"]')?.content);

/** The page of the development server holds a placeholder. */
function parse(content: string | undefined): Issuer | null {
  return content?.startsWith('{') ? JSON.parse(content) : null;
}
