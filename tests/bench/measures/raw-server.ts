import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

/* The quickest thing Node's own HTTP server can do: the same bytes to everybody, and nothing else. */
const [, , port, file, encoding = ''] = process.argv;
const body = readFileSync(file ?? '');

createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', body.length);
  response.end(body);
}).listen(Number(port));
