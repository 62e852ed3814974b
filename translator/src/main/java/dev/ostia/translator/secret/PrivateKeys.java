package dev.ostia.translator.secret;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;

/** Private keys in PEM text: PKCS#8, and the older forms of RSA (PKCS#1) and EC (SEC 1). */
final class PrivateKeys {

  private static final String PKCS8 = "PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String SEC1 = "EC PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final Set<String> LABELS = Set.of(PKCS8, PKCS1, SEC1, ENCRYPTED);

  private PrivateKeys() {}

  /**
   * The key of a certificate, as PEM text that Envoy reads.
   *
   * @param key the name of the Secret's entry, for messages
   * @param certificates those that go with it; the first must be the key's own
   * @throws UnusableSecretException if it cannot be read, is of a kind that Envoy does not take, or
   *     is another certificate's
   */
  static ByteString read(String key, byte[] content, List<X509CertificateHolder> certificates)
      throws UnusableSecretException {
    PemObject block = block(key, content);
    X509CertificateHolder own = certificates.getFirst();
    KeyPairs.checkPublic(own);
    KeyUsages.check(own);
    PrivateKeyInfo info = info(key, block, own);
    if (!fits(key, info, own)) {
      throw mismatch(key, info, certificates);
    }
    try {
      PemObject canonical = new PemObject(PKCS8, KeyPairs.canonical(info, own).getEncoded());
      return ByteString.copyFromUtf8(PemBlocks.write(List.of(canonical)));
    } catch (IOException | RuntimeException e) {
      throw damaged(key);
    }
  }

  private static PemObject block(String key, byte[] content) throws UnusableSecretException {
    for (PemObject block : PemBlocks.read(key, content)) {
      if (LABELS.contains(block.getType())) {
        if (block.getType().equals(ENCRYPTED) || !block.getHeaders().isEmpty()) {
          throw new UnusableSecretException(
              "has a private key under " + key + " that is encrypted with a passphrase",
              "Store it without one: 'openssl pkey -in KEY -out PLAIN'");
        }
        return block;
      }
    }
    throw new UnusableSecretException(
        "has no private key under " + key, "Put the key of the certificate there, in PEM form");
  }

  // Libraries throw unchecked exceptions for some kinds of damage.
  private static PrivateKeyInfo info(String key, PemObject block, X509CertificateHolder own)
      throws UnusableSecretException {
    byte[] encoded = block.getContent();
    try {
      if (Certificates.isDer(encoded)) {
        return switch (block.getType()) {
          case PKCS1 ->
              new PrivateKeyInfo(
                  new AlgorithmIdentifier(
                      PKCSObjectIdentifiers.rsaEncryption, org.bouncycastle.asn1.DERNull.INSTANCE),
                  RSAPrivateKey.getInstance(encoded));
          case SEC1 -> ofSec1(ECPrivateKey.getInstance(encoded), own);
          default -> PrivateKeyInfo.getInstance(encoded);
        };
      }
    } catch (IOException | RuntimeException e) {
      // Reported below: what the reader says may quote the key.
    }
    throw damaged(key);
  }

  /** The curve may be left out in this form; then it is the certificate's. */
  private static PrivateKeyInfo ofSec1(ECPrivateKey key, X509CertificateHolder own)
      throws IOException {
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(
            X9ObjectIdentifiers.id_ecPublicKey,
            key.getParametersObject() == null
                ? own.getSubjectPublicKeyInfo().getAlgorithm().getParameters()
                : key.getParametersObject()),
        key);
  }

  private static boolean fits(String key, PrivateKeyInfo info, X509CertificateHolder certificate)
      throws UnusableSecretException {
    ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
    if (!KeyPairs.isSupported(algorithm)) {
      throw new UnusableSecretException(
          "has a private key under " + key + " of an algorithm that Envoy does not take",
          KeyPairs.ADVICE);
    }
    try {
      return KeyPairs.fit(info, certificate);
    } catch (IOException | RuntimeException e) {
      throw damaged(key);
    }
  }

  private static UnusableSecretException mismatch(
      String key, PrivateKeyInfo info, List<X509CertificateHolder> certificates)
      throws UnusableSecretException {
    for (int i = 1; i < certificates.size(); i++) {
      if (fits(key, info, certificates.get(i))) {
        return new UnusableSecretException(
            "has its certificates in the wrong order: the private key under "
                + key
                + " fits number "
                + (i + 1),
            "Put the server's own certificate first, then the one that signed it, and so on");
      }
    }
    return new UnusableSecretException(
        "has a private key under " + key + " that does not fit its certificate",
        "Put in the key that the certificate was made for");
  }

  private static UnusableSecretException damaged(String key) {
    return new UnusableSecretException(
        "has a damaged private key under " + key,
        "Put it in again; 'openssl pkey -noout -check' shows whether it can be read");
  }
}
