import { findTokens, hasToken, holdsToken } from '../core/token';
import type { TokenJudge } from '../synth/inspection';
import { eachLeaf } from '../synth/leaves';
import { isFields, type Manifest } from '../synth/manifest';
import type { ApiObject } from 'cdk8s';
import type { Outputs } from './outputs';

/** Lets tokens of this App through and refuses those of others. */
export function tokensOf(outputs: Outputs | undefined): TokenJudge {
  return (token) =>
    outputs?.slot(token) === undefined
      ? "holds a token that this App's Outputs did not make; make it with Outputs.of(construct) of the same App"
      : undefined;
}

/** Objects whose deployed values a manifest holds. */
export function liveOwners(manifest: Manifest, outputs: Outputs | undefined): ApiObject[] {
  const owners: ApiObject[] = [];
  // one look without paths: most objects hold no token at all
  if (!holdsToken(manifest)) return owners;
  eachLeaf(manifest, ({ value }) => {
    if (typeof value !== 'string') return;
    for (const token of findTokens(value)) {
      const slot = outputs?.slot(token);
      if (slot !== undefined && 'owner' in slot) owners.push(slot.owner);
    }
  });
  return owners;
}

/** What keeps a rendered object from being a Pulumi resource. */
export function undeployable(manifest: Manifest): string[] {
  const problems: string[] = [];
  for (const field of ['apiVersion', 'kind'] as const)
    if (hasToken(manifest[field]))
      problems.push(
        `${field} holds a value that only a deployment knows; it decides which resource is made, so write it plainly`,
      );
  if (manifest.apiVersion === 'v1' && manifest.kind === 'Secret' && isFields(manifest['data']))
    for (const [key, value] of Object.entries(manifest['data']))
      if (typeof value === 'string' && hasToken(Buffer.from(value, 'base64').toString('utf8')))
        problems.push(
          `data[${JSON.stringify(key)}] is a token in base64; use stringData, or encode the Output itself with apply()`,
        );
  return problems;
}
