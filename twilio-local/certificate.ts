/** A self-signed certificate for Twilio's names; a browser trusts it by the pin of its public key. */
import { createHash, X509Certificate } from 'node:crypto';
import { createSelfSignedCertificate, HashAlgorithm, NamedCurveAlgorithm, SignatureAlgorithm } from 'werift';

export type Certificate = {
  /** PEM. */
  key: string;
  certificate: string;
  /** Base64 SHA-256 of the public key, for Chromium's `--ignore-certificate-errors-spki-list`. */
  spki: string;
};

/** Uses werift's certificate for media: the browser checks only the key, so the certificate needs no name. */
export async function createCertificate(): Promise<Certificate> {
  const algorithm = { hash: HashAlgorithm.sha256_4, signature: SignatureAlgorithm.ecdsa_3 };
  const { certPem, keyPem } = await createSelfSignedCertificate(algorithm, NamedCurveAlgorithm.secp256r1_23);
  const publicKey = new X509Certificate(certPem).publicKey.export({ type: 'spki', format: 'der' });
  return { key: keyPem, certificate: certPem, spki: createHash('sha256').update(publicKey).digest('base64') };
}
