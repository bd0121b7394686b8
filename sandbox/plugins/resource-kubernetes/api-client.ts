import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isObject, type Json, type JsonObject } from '../protocol/json';
import { apiError } from './api-error';
import type { Connection, Credentials } from './connection';

/** One call of the API server. */
export interface ApiRequest {
  readonly method: 'GET' | 'PATCH' | 'DELETE' | 'POST';
  /** Path from the root: `/api/v1/namespaces`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Json;
  /** Type of the body. JSON unless a patch says which kind of patch it is. */
  readonly contentType?: string;
}

/** Sends a request. */
export type Send = (request: ApiRequest) => Promise<JsonObject>;

/** A time that no call of an API server that is alive takes. */
const TIMEOUT_MS = 60_000;

/** Talks to the API server. Its refusals become ApiErrors. */
export function apiClient(connection: Connection): Send {
  return async (request) => {
    const { code, text } = await exchange(connection.server, await connection.credentials(), request);
    const body = parsed(text);
    if (code >= 200 && code < 300 && isObject(body)) return body;
    throw apiError(code, isObject(body) ? body : text);
  };
}

function exchange(
  server: URL,
  credentials: Credentials,
  { method, path, query, body, contentType }: ApiRequest,
): Promise<{ code: number; text: string }> {
  const url = new URL(server.pathname.replace(/\/$/, '') + path, server);
  url.search = new URLSearchParams(query).toString();
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...credentials.headers,
    accept: 'application/json',
    ...(payload === undefined
      ? {}
      : { 'content-type': contentType ?? 'application/json', 'content-length': Buffer.byteLength(payload) }),
  };
  const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const call = send(url, { ...credentials, method, headers, timeout: TIMEOUT_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ code: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    call.on('timeout', () => call.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    call.on('error', (error) => {
      reject(new Error(`the API server at ${server.origin} cannot be reached: ${error.message}`, { cause: error }));
    });
    call.end(payload);
  });
}

function parsed(text: string): Json {
  try {
    // JSON.parse gives nothing but JSON
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
