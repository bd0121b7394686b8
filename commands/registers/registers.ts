import type { App } from 'cdk8s';
import { accessRegister, type RegisteredGrant } from 'seaworthy';
import type { CheckOptions } from 'seaworthy/checks';
import { secretRegister, waiverRegister, type RegisteredSecret, type RegisteredWaiver } from 'seaworthy/synth';

/** What an environment holds that somebody must look after: it grows old, or it ends. */
export interface Registers {
  readonly environment: string;
  readonly secrets: readonly RegisteredSecret[];
  readonly grants: readonly RegisteredGrant[];
  readonly waivers: readonly RegisteredWaiver[];
}

/**
 * The registers of an App.
 * @throws {SynthesisError} when the App cannot be rendered
 */
export function registersOf(environment: string, app: App, checks: CheckOptions): Registers {
  return {
    environment,
    secrets: secretRegister(app),
    grants: accessRegister(app),
    waivers: waiverRegister(app, checks),
  };
}
