import { SecretRef, type SecretReference } from 'seaworthy';

/** Database of the server. */
const DATABASE = 'youtube_rag';

/** Where the database answers. */
interface Server {
  readonly host: string;
  readonly port: number;
}

/**
 * The connection string of ADO.NET, put together in the cluster from a login of the secret store. A password may hold
 * any character: it stands in double quotes, and those in it are doubled. What goes over the network is encrypted.
 */
export function mysqlConnection({ host, port }: Server, login: string): SecretReference {
  const fields = {
    Server: host,
    Port: port,
    Database: DATABASE,
    'User ID': '{{ .username }}',
    Password: String.raw`"{{ .password | replace "\"" "\"\"" }}"`,
    SslMode: 'Required',
  };
  const connection = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  return SecretRef.template('ConnectionStrings__DefaultConnection', connection.join(';'), {
    username: { remoteKey: login, property: 'username' },
    password: { remoteKey: login, property: 'password' },
  });
}
