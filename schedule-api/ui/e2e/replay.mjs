import { createServer, request } from 'node:http';

/**
 * Stands before a running stack and passes on what it is asked for the first time; later it answers by itself as the stack did then.
 * So what a browser does is measured without the stack at work on the same processor. Answers where it listens.
 */
export async function replay(stack) {
  const { host } = new URL(stack);
  const known = new Map();
  const server = createServer((asked, answer) => {
    // Who is signed in is known by a cookie.
    const key = `${asked.method} ${asked.url} ${asked.headers.cookie ? 'in' : 'out'}`;
    const before = known.get(key);
    if (before) {
      repeat(before, answer);
      return;
    }
    const passedOn = request(new URL(asked.url, stack), { method: asked.method, headers: { ...asked.headers, host } }, (came) => {
      const record = { status: came.statusCode, headers: came.headers, pieces: [], endless: isEndless(came) };
      const keep = () => known.set(key, record);
      answer.writeHead(record.status, record.headers);
      came.on('data', (piece) => record.pieces.push(piece)).pipe(answer);
      if (record.endless) {
        keep();
      } else if (record.status < 500) {
        came.on('end', keep);
      }
    });
    passedOn.on('error', () => answer.destroy());
    answer.on('close', () => passedOn.destroy());
    asked.pipe(passedOn);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Results as they happen. */
const isEndless = (came) => (came.headers['content-type'] ?? '').startsWith('text/event-stream');

function repeat({ status, headers, pieces, endless }, answer) {
  answer.writeHead(status, headers);
  pieces.forEach((piece) => answer.write(piece));
  if (endless) {
    answer.flushHeaders();
  } else {
    answer.end();
  }
}
