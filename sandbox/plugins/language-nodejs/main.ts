import { LanguageRuntimeService } from '@pulumi/pulumi/proto/language_grpc_pb';
import { engineAddress, serve } from '../protocol/serve';
import { Children } from './children';
import { languageHost } from './host';

const children = new Children();
serve(LanguageRuntimeService, languageHost(engineAddress(process.argv.slice(2)), children), () => {
  children.kill();
});
