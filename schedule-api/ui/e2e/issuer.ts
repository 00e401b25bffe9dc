import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import Provider from 'oidc-provider';

const root = resolve(import.meta.dirname, '../../..');
const LIMIT_MILLIS = 120_000;

/** An OpenID Connect provider that lets in whoever gives a name, with any password. */
export function startIssuer(port: number, web: string): Server {
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [
      {
        client_id: 'roomcast-web',
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${web}/app/`],
        post_logout_redirect_uris: [`${web}/app/`],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    clientBasedCORS: () => true,
    issueRefreshToken: () => true,
    features: {
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:roomcast',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: '', audience: 'roomcast', accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
      },
    },
  });
  return provider.listen(port, '127.0.0.1');
}

/** A second service beside that of the stack in `home`, whose members sign in at the issuer. */
export async function startApi(home: string, firstPort: number, port: number, issuer: string): Promise<ChildProcess> {
  const api = spawn(
    'java',
    [
      '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', join(root, 'schedule-api/target/roomcast-schedule-api-exec.jar'),
      '--server.address=127.0.0.1', `--server.port=${port}`,
      `--roomcast.database.address=127.0.0.1:${firstPort + 33}`, '--roomcast.database.name=roomcast',
      '--roomcast.database.user=roomcast-services', '--roomcast.database.ssl-mode=DISABLED', '--spring.liquibase.enabled=false',
      `--roomcast.kafka.bootstrap-servers=127.0.0.1:${firstPort + 92}`, '--roomcast.kafka.replication-factor=1',
      `--roomcast.images.folder=${join(home, 'images')}`,
      `--roomcast.security.issuer-uri=${issuer}`, '--roomcast.security.audience=roomcast', '--roomcast.ui.client-id=roomcast-web',
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ROOMCAST_DATABASE_PASSWORD: readFileSync(join(home, 'secrets/database-services-password'), 'utf8') },
    },
  );
  await expect
    .poll(() => fetch(`http://127.0.0.1:${port}/actuator/health/readiness`).then((it) => it.status, () => 0), { timeout: LIMIT_MILLIS })
    .toBe(200);
  return api;
}
