/** Lists what somebody must look after: secrets that grow old, access and waivers that end. */
import { WAIVERS } from '../systems/waivers';
import { registersCommand } from './registers/command';

const tell = (text: string): void => {
  console.log(text);
};

try {
  registersCommand({ waivers: WAIVERS, now: new Date(), tell }).parse();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
