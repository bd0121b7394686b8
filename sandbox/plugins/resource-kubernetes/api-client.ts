import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isObject, type Json, type JsonObject } from '../protocol/json';
import { apiError, UnreachableError } from './api-error';
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
    const { code, text, retryAfter } = await exchange(connection.server, await connection.credentials(), request);
    const body = parsed(text);
    if (code >= 200 && code < 300 && isObject(body)) return body;
    throw apiError(code, isObject(body) ? body : text, secondsOf(retryAfter));
  };
}

/** What came back. */
interface Answer {
  readonly code: number;
  readonly text: string;
  /** The header `Retry-After`. */
  readonly retryAfter: string | undefined;
}

/** Kubernetes writes the header in seconds. A date, which HTTP allows too, is not understood. */
function secondsOf(retryAfter: string | undefined): number | undefined {
  const seconds = Number(retryAfter ?? '');
  return retryAfter !== undefined && Number.isInteger(seconds) && seconds >= 0 ? seconds : undefined;
}

function exchange(
  server: URL,
  credentials: Credentials,
  { method, path, query, body, contentType }: ApiRequest,
): Promise<Answer> {
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
    const unreachable = (error: NodeJS.ErrnoException): void => {
      reject(new UnreachableError(server.origin, error.code ?? '', error));
    };
    const call = send(url, { ...credentials, method, headers, timeout: TIMEOUT_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', unreachable);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ code: response.statusCode ?? 0, text, retryAfter: response.headers['retry-after'] });
      });
    });
    call.on('timeout', () => call.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    call.on('error', unreachable);
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
