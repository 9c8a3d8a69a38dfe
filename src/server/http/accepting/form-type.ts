const URL_ENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';
/** RFC 2046, 5.1.1: up to 70 of these. */
const BOUNDARY = /^[A-Za-z0-9'()+_,./:=? -]{1,70}$/;

/**
 * Whether a Content-Type is one of the two in which browsers send forms, so that a page can read it: URL-encoded, in
 * UTF-8 if it says in what (WHATWG URL, 5.1), or in parts whose boundary it gives. JSON, plain text and XML are not:
 * another website could send the first two of its own accord.
 */
export function isFormType(header: string | undefined): boolean {
  const [type = '', ...rest] = (header ?? '').split(';').map((part) => part.trim());
  const parameters = rest.filter((part) => part !== '').map(readParameter);
  const named = (name: string): string[] =>
    parameters.filter(([key]) => key === name).map(([, value]) => value);
  const charsets = named('charset');
  const boundaries = named('boundary');
  if (charsets.length > 1 || boundaries.length > 1) return false;
  if (charsets[0] !== undefined && !/^utf-?8$/i.test(charsets[0])) return false;
  if (type.toLowerCase() === URL_ENCODED) return true;
  return type.toLowerCase() === MULTIPART && BOUNDARY.test(boundaries[0] ?? '');
}

/** `Name="value"` as its name in small letters and its value without quotation marks. */
function readParameter(text: string): [name: string, value: string] {
  const [name = '', ...value] = text.split('=');
  return [
    name.trim().toLowerCase(),
    value
      .join('=')
      .trim()
      .replace(/^"(.*)"$/, '$1'),
  ];
}
