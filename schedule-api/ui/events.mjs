// Holds docs/asyncapi.yaml to the AsyncAPI specification, by its own parser.
import { fileURLToPath } from 'node:url';
import { Parser, fromFile } from '@asyncapi/parser';

const ERROR = 0;
const document = fileURLToPath(new URL('../../docs/asyncapi.yaml', import.meta.url));
const { diagnostics } = await fromFile(new Parser(), document).parse();
const errors = diagnostics.filter((found) => found.severity === ERROR);
for (const { path, message } of errors) {
  console.error(`asyncapi.yaml ${path.join('.')}: ${message}`);
}
process.exitCode = errors.length === 0 ? 0 : 1;
