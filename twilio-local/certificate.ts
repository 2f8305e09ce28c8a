/** A certificate for Twilio's names that only a browser told of its key will trust. */
import { createHash, X509Certificate } from 'node:crypto';
import { createSelfSignedCertificate, HashAlgorithm, NamedCurveAlgorithm, SignatureAlgorithm } from 'werift';

export type Certificate = {
  /** PEM. */
  key: string;
  certificate: string;
  /** Base64 SHA-256 of the public key, for Chromium's `--ignore-certificate-errors-spki-list`. */
  spki: string;
};

/** The one that media uses serves here as well: the browser looks at the key alone, so no name needs to stand in it. */
export async function createCertificate(): Promise<Certificate> {
  const algorithm = { hash: HashAlgorithm.sha256_4, signature: SignatureAlgorithm.ecdsa_3 };
  const { certPem, keyPem } = await createSelfSignedCertificate(algorithm, NamedCurveAlgorithm.secp256r1_23);
  const publicKey = new X509Certificate(certPem).publicKey.export({ type: 'spki', format: 'der' });
  return { key: keyPem, certificate: certPem, spki: createHash('sha256').update(publicKey).digest('base64') };
}
