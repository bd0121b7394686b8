import type { Waiver } from 'seaworthy/checks';

/** Rules that are not applied to these systems for a while. Each ends: from the day after its last, synthesis and deployment stop. */
export const WAIVERS: readonly Waiver[] = [];
