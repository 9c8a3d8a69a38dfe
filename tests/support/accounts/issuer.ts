import {
  Events,
  OAuth2Server,
  type MutableRedirectUri,
  type MutableResponse,
  type MutableToken,
} from 'oauth2-mock-server';

/** A request at the token endpoint, as the issuer saw it. */
export interface TokenRequest {
  body: Readonly<Record<string, string>>;
  authorization: string | undefined;
}

/** An OpenID Connect issuer on this machine: real keys and signatures, and claims as the test says. */
export interface TestIssuer {
  url: string;
  tokenRequests: TokenRequest[];
  /** What the next tokens say, beside what they must. */
  says(claims: Readonly<Record<string, unknown>>): void;
  /** Changes the next answer of the token endpoint. */
  answersOnce(change: (answer: MutableResponse) => void): void;
  /** Changes the address that the next browser is sent back to. */
  sendsBackOnce(change: (address: URL) => void): void;
  stop(): Promise<void>;
}

/** Starts an issuer with a key of its own; at a given port, one can take the place of another. */
export async function startIssuer(port = 0): Promise<TestIssuer> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(port, 'localhost');
  const tokenRequests: TokenRequest[] = [];
  let claims: Readonly<Record<string, unknown>> = {};
  const { service } = server;
  service.on(Events.BeforeTokenSigning, ({ payload }: MutableToken) => void Object.assign(payload, claims));
  service.on(
    Events.BeforeResponse,
    (_: MutableResponse, request: { body: Record<string, string>; headers: { authorization?: string } }) =>
      void tokenRequests.push({ body: { ...request.body }, authorization: request.headers.authorization }),
  );
  const url = server.issuer.url ?? '';
  return {
    url,
    tokenRequests,
    says: (next) => void (claims = next),
    answersOnce: (change) => void service.once(Events.BeforeResponse, change),
    sendsBackOnce: (change) =>
      void service.once(Events.BeforeAuthorizeRedirect, ({ url: address }: MutableRedirectUri) =>
        change(address),
      ),
    stop: () => server.stop(),
  };
}
