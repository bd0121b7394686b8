import { writeFileSync } from 'node:fs';
import { PROJECT_ROOT, sourcesDigest, STAMP_FILE } from '../systems/build-stamp';

/** The last step of a build: notes which sources it was made from. */
writeFileSync(STAMP_FILE, `${sourcesDigest(PROJECT_ROOT)}\n`);
