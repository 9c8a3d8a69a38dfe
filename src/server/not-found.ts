/** What answering needs of a page. */
interface Page {
  url: URL;
  request: Request;
  rewrite(to: Request): Promise<Response>;
}

/**
 * The page that says there is nothing here, in the place of this one. Asked for anew, because a request whose form was
 * read already cannot be passed on.
 */
export const notFound = (page: Page): Promise<Response> =>
  page.rewrite(new Request(new URL('/404', page.url), { headers: page.request.headers }));
