/** Calls the stand-in for Lambda as a service would: HTTP with kept connections. Resolves with what it answered. */
import http from 'node:http';

const agent = new http.Agent({ keepAlive: true, maxSockets: 128 });
const { hostname, port } = new URL(process.env.LAMBDA_URL);
const options = { agent, host: hostname, port, method: 'POST', path: '/2015-03-31/functions/noop/invocations' };

export function callFunction() {
  return new Promise((resolve, reject) => {
    const request = http.request(options, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(JSON.parse(text)));
    });
    request.on('error', reject);
    request.end('{"a":1}');
  });
}
