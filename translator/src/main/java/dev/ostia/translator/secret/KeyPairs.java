package dev.ostia.translator.secret;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECMultiplier;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * Which key pairs Envoy takes (RSA of at least 2048 bits, and the three NIST curves), and whether
 * two halves are a pair. All of it is arithmetic on what was read: nothing random is involved.
 */
final class KeyPairs {

  static final String ADVICE =
      "Use an RSA key of 2048 to 8192 bits, or an EC key on P-256, P-384 or P-521";

  private static final int LEAST_RSA_BITS = 2048;
  private static final int MOST_RSA_BITS = 8192;
  private static final int MOST_EXPONENT_BITS = 33;

  private static final Map<ASN1ObjectIdentifier, String> CURVES =
      Map.of(
          SECObjectIdentifiers.secp256r1, "P-256",
          SECObjectIdentifiers.secp384r1, "P-384",
          SECObjectIdentifiers.secp521r1, "P-521");

  /** Keeps multiples of the curves' generators, which makes it four times as fast. */
  private static final ECMultiplier GENERATORS = new FixedPointCombMultiplier();

  private KeyPairs() {}

  static boolean isSupported(ASN1ObjectIdentifier algorithm) {
    return algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
        || algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey);
  }

  /** Refuses a certificate with a public key that Envoy would refuse. */
  static void checkPublic(X509CertificateHolder certificate) throws UnusableSecretException {
    SubjectPublicKeyInfo key = certificate.getSubjectPublicKeyInfo();
    ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
    String problem;
    try {
      if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
        RSAPublicKey rsa = RSAPublicKey.getInstance(key.parsePublicKey());
        int bits = rsa.getModulus().bitLength();
        boolean exponent =
            rsa.getPublicExponent().testBit(0)
                && rsa.getPublicExponent().bitLength() <= MOST_EXPONENT_BITS
                && rsa.getPublicExponent().bitLength() > 1;
        problem =
            bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS
                ? "an RSA key of " + bits + " bits"
                : exponent ? "" : "an RSA key with an unusual exponent";
        if (!DERNull.INSTANCE.equals(key.getAlgorithm().getParameters())) {
          problem = "a damaged public key";
        }
      } else if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
        problem = curve(key) == null ? "an EC key on a curve that Envoy does not take" : "";
        if (problem.isEmpty()) {
          point(key);
        }
      } else {
        problem = "a key of an algorithm that Envoy does not take";
      }
    } catch (IOException | RuntimeException e) {
      problem = "a damaged public key";
    }
    if (!problem.isEmpty()) {
      throw new UnusableSecretException("has a certificate for " + problem, ADVICE);
    }
  }

  /**
   * Whether the private key is that of the certificate.
   *
   * @param info of a supported algorithm
   * @throws IOException if it is damaged; unchecked exceptions mean the same
   */
  static boolean fit(PrivateKeyInfo info, X509CertificateHolder certificate) throws IOException {
    SubjectPublicKeyInfo key = certificate.getSubjectPublicKeyInfo();
    ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
    if (!algorithm.equals(key.getAlgorithm().getAlgorithm())) {
      return false;
    }
    return algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
        ? fitRsa(
            RSAPrivateKey.getInstance(info.parsePrivateKey()),
            RSAPublicKey.getInstance(key.parsePublicKey()))
        : fitEc(info, key);
  }

  private static boolean fitRsa(RSAPrivateKey own, RSAPublicKey other) throws IOException {
    if (!own.getModulus().equals(other.getModulus())
        || !own.getPublicExponent().equals(other.getPublicExponent())) {
      return false;
    }
    BigInteger p = own.getPrime1();
    BigInteger q = own.getPrime2();
    BigInteger d = own.getPrivateExponent();
    BigInteger p1 = p.subtract(BigInteger.ONE);
    BigInteger q1 = q.subtract(BigInteger.ONE);
    // Envoy's library checks the same, and refuses a key whose numbers do not go together.
    boolean consistent =
        p.multiply(q).equals(own.getModulus())
            && isInverse(d, own.getPublicExponent(), p1)
            && isInverse(d, own.getPublicExponent(), q1)
            && d.compareTo(own.getModulus()) < 0
            && own.getExponent1().equals(d.mod(p1))
            && own.getExponent2().equals(d.mod(q1))
            && own.getCoefficient().compareTo(p) < 0
            && isInverse(own.getCoefficient(), q, p);
    if (!consistent) {
      throw new IOException("the numbers of an RSA key do not go together");
    }
    return true;
  }

  private static boolean isInverse(BigInteger one, BigInteger other, BigInteger modulus) {
    return one.multiply(other).mod(modulus).equals(BigInteger.ONE);
  }

  private static boolean fitEc(PrivateKeyInfo info, SubjectPublicKeyInfo key) throws IOException {
    X9ECParameters curve = curve(key);
    ASN1Encodable own = info.getPrivateKeyAlgorithm().getParameters();
    if (curve == null || own == null || !own.equals(key.getAlgorithm().getParameters())) {
      return false;
    }
    BigInteger secret = ECPrivateKey.getInstance(info.parsePrivateKey()).getKey();
    if (secret.signum() <= 0 || secret.compareTo(curve.getN()) >= 0) {
      throw new IOException("an EC key outside of its curve's order");
    }
    return GENERATORS.multiply(curve.getG(), secret).normalize().equals(point(key).normalize());
  }

  private static ECPoint point(SubjectPublicKeyInfo key) throws IOException {
    X9ECParameters curve = curve(key);
    if (curve == null) {
      throw new IOException("not a known curve");
    }
    return curve.getCurve().decodePoint(key.getPublicKeyData().getBytes());
  }

  private static @org.jspecify.annotations.Nullable X9ECParameters curve(SubjectPublicKeyInfo key) {
    return key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier name
            && CURVES.containsKey(name)
        ? CustomNamedCurves.getByOID(name)
        : null;
  }

  /** The private key with nothing in it that is not needed. */
  static PrivateKeyInfo canonical(PrivateKeyInfo info, X509CertificateHolder certificate)
      throws IOException {
    if (info.getPrivateKeyAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return new PrivateKeyInfo(
          info.getPrivateKeyAlgorithm(), RSAPrivateKey.getInstance(info.parsePrivateKey()));
    }
    SubjectPublicKeyInfo key = certificate.getSubjectPublicKeyInfo();
    X9ECParameters curve = curve(key);
    if (curve == null) {
      throw new IOException("not a known curve");
    }
    BigInteger secret = ECPrivateKey.getInstance(info.parsePrivateKey()).getKey();
    return new PrivateKeyInfo(
        key.getAlgorithm(),
        new ECPrivateKey(
            curve.getN().bitLength(),
            secret,
            new DERBitString(point(key).getEncoded(false)),
            null));
  }
}
