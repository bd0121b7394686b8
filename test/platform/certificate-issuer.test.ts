import { CertificateIssuer, type CertificateAuthority, type CertificateIssuerProps } from 'seaworthy';
import { objects, only, problems } from '../rendering';

const route53 = { kind: 'route53', region: 'eu-west-1' } as const;
const acme = (patch: object = {}): CertificateAuthority => ({
  kind: 'acme',
  email: 'platform@example.com',
  challenges: [route53],
  ...patch,
});
const identity = { serviceAccount: 'dns', role: 'arn:aws:iam::123456789012:role/dns' };

const props = (given: Partial<CertificateIssuerProps>): CertificateIssuerProps => ({
  name: 'letsencrypt',
  authority: acme(),
  ...given,
});
const one = (kind: string, given: Partial<CertificateIssuerProps> = {}) =>
  only(kind, (chart) => {
    new CertificateIssuer(chart, 'Issuer', props(given));
  });
const refused = (given: Partial<CertificateIssuerProps>) =>
  problems((chart) => {
    new CertificateIssuer(chart, 'Issuer', props(given));
  }).join('\n');

describe('CertificateIssuer', () => {
  test("defaults: Let's Encrypt for the whole cluster, and cert-manager writes to Route 53 as itself", () => {
    const { metadata, spec } = one('ClusterIssuer');
    expect(metadata).toEqual({ name: 'letsencrypt', labels: { 'app.kubernetes.io/managed-by': 'seaworthy' } });
    expect(spec).toEqual({
      acme: {
        server: 'https://acme-v02.api.letsencrypt.org/directory',
        email: 'platform@example.com',
        privateKeySecretRef: { name: 'letsencrypt-account-key' },
        solvers: [{ dns01: { route53: { region: 'eu-west-1' } } }],
      },
    });
  });

  test('a zone, a role and the ServiceAccount whose tokens cert-manager may ask for, and no other ones', () => {
    const challenge = { ...route53, zones: ['example.com'], hostedZone: 'Z0123456789ABCDEFGHIJ', identity };
    const given = { namespace: 'shop', authority: acme({ challenges: [challenge] }) };
    expect(one('Issuer', given).spec.acme?.solvers).toEqual([
      {
        selector: { dnsZones: ['example.com'] },
        dns01: {
          route53: {
            region: 'eu-west-1',
            hostedZoneID: 'Z0123456789ABCDEFGHIJ',
            role: 'arn:aws:iam::123456789012:role/dns',
            auth: { kubernetes: { serviceAccountRef: { name: 'dns' } } },
          },
        },
      },
    ]);
    expect(one('Role', given)).toMatchObject({
      metadata: { name: 'letsencrypt-dns-tokens', namespace: 'shop' },
      rules: [{ apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['dns'], verbs: ['create'] }],
    });
    expect(one('RoleBinding', given)).toMatchObject({
      roleRef: { kind: 'Role', name: 'letsencrypt-dns-tokens' },
      subjects: [{ kind: 'ServiceAccount', name: 'cert-manager', namespace: 'cert-manager' }],
    });
  });

  test('the ServiceAccount of an issuer of the cluster is beside cert-manager', () => {
    const given = { authority: acme({ challenges: [{ ...route53, identity }] }), certManagerNamespace: 'pki' };
    expect(one('Role', given).metadata.namespace).toBe('pki');
  });

  test('HTTP-01 answers at the plain listener of a Gateway', () => {
    const gateway = { name: 'public', namespace: 'gateway' };
    const authority = acme({ server: 'letsencrypt-staging', challenges: [{ kind: 'gateway', gateway }] });
    expect(one('ClusterIssuer', { authority }).spec.acme).toMatchObject({
      server: 'https://acme-staging-v02.api.letsencrypt.org/directory',
      solvers: [
        { http01: { gatewayHTTPRoute: { parentRefs: [{ kind: 'Gateway', ...gateway, sectionName: 'http' }] } } },
      ],
    });
  });

  test('HTTP-01 answers through an Ingress controller', () => {
    const authority = acme({ challenges: [{ kind: 'ingress', className: 'haproxy' }] });
    expect(one('ClusterIssuer', { authority }).spec.acme?.solvers).toEqual([
      { http01: { ingress: { ingressClassName: 'haproxy' } } },
    ]);
  });

  test('an authority of our own signs with the key of a Secret', () => {
    const authority: CertificateAuthority = { kind: 'private', secret: 'root-ca' };
    expect(one('ClusterIssuer', { authority }).spec).toEqual({ ca: { secretName: 'root-ca' } });
    const all = objects((chart) => {
      new CertificateIssuer(chart, 'Issuer', props({ authority }));
    });
    expect(all.map(({ kind }) => kind)).toEqual(['ClusterIssuer']);
  });

  test.each<[title: string, given: Partial<CertificateIssuerProps>, ...parts: string[]]>([
    ['a name that is none', { name: 'A' }, "name 'A'"],
    [
      'an authority that is not known',
      { authority: acme({ server: 'zerossl' }) },
      "authority.server 'zerossl'",
      'https URL',
    ],
    ['plain HTTP to an authority', { authority: acme({ server: 'http://ca' }) }, 'authority.server', 'https URL'],
    ['nobody to write to', { authority: acme({ email: 'platform' }) }, "authority.email 'platform'"],
    ['no way to prove a host', { authority: acme({ challenges: [] }) }, 'authority.challenges is empty'],
    ['a region that is none', { authority: acme({ challenges: [{ ...route53, region: 'Ireland' }] }) }, 'region'],
    [
      'a zone by its name',
      { authority: acme({ challenges: [{ ...route53, hostedZone: 'example.com' }] }) },
      'hostedZone',
    ],
    [
      'the identity of cert-manager for one namespace',
      { namespace: 'shop' },
      'authority.challenges[0].identity is missing',
      'ClusterIssuer',
    ],
    [
      'a role by its name',
      { authority: acme({ challenges: [{ ...route53, identity: { ...identity, role: 'dns' } }] }) },
      "identity.role 'dns'",
      'arn:aws:iam',
    ],
  ])('rejects %s', (_title, given, ...parts) => {
    const found = refused(given);
    for (const part of parts) expect(found).toContain(part);
  });

  test('rejects a kind of authority that there is not, before anything is rendered', () => {
    const authority = { kind: 'vault' } as unknown as CertificateAuthority;
    expect(() => one('ClusterIssuer', { authority })).toThrow("authority.kind 'vault' is not known");
  });
});
