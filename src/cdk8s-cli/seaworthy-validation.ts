import type { SeaworthyValidationProperties } from './properties';
import type { ValidationContext } from './validation-context';

/**
 * The plug-in of cdk8s-cli: `cdk8s synth` holds the rules of `seaworthy/checks` against the manifests that it wrote. Errors
 * fail the command, warnings are told.
 *
 * ```yaml
 * validations:
 *   - package: seaworthy
 *     version: 0.1.0
 *     class: SeaworthyValidation
 * ```
 */
export class SeaworthyValidation {
  public constructor(private readonly properties: SeaworthyValidationProperties = {}) {}

  /**
   * Checks all manifests and submits the report. Waivers are held against the clock: this is where cdk8s-cli enters.
   * @throws when properties are wrong, with everything that is wrong with them
   */
  // cdk8s-cli waits for a promise; what is thrown on the way rejects it
  // eslint-disable-next-line @typescript-eslint/require-await -- the contract of cdk8s-cli is asynchronous, the work is not
  public async validate(context: ValidationContext): Promise<void> {
    // cdk8s-cli can reach the root of the package alone. Who builds charts from there does not pay for rules and a YAML parser
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load them with the root
    const { validateManifests } = require('./validate-manifests') as typeof import('./validate-manifests');
    validateManifests(context, this.properties, new Date());
  }
}
