import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import { engineAddress, serve } from '../protocol/serve';
import { kubernetesProvider } from './provider';

serve(ResourceProviderService, kubernetesProvider(engineAddress(process.argv.slice(2))), () => undefined);
