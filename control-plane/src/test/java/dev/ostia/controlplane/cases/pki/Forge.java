package dev.ostia.controlplane.cases.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys, certificates and revocation lists. */
public final class Forge {

  private Forge() {}

  /** A self-signed authority. */
  public static TestCertificate selfSigned(CertificateSpec spec) {
    KeyPair keys = keys(spec.rsa());
    return sign(spec, keys, new X500Name(spec.subject()), keys.getPrivate());
  }

  /** A certificate signed by an authority. */
  public static TestCertificate signed(CertificateSpec spec, TestCertificate issuer) {
    return sign(spec, keys(spec.rsa()), name(issuer), issuer.key());
  }

  /** A list of revoked certificates, as a PEM block. */
  static String revocationList(TestCertificate issuer, List<TestCertificate> revoked) {
    X509v2CRLBuilder builder = new X509v2CRLBuilder(name(issuer), Date.from(CertificateSpec.PAST));
    builder.setNextUpdate(Date.from(CertificateSpec.FUTURE));
    for (TestCertificate certificate : revoked) {
      BigInteger serial = certificate.certificate().getSerialNumber();
      builder.addCRLEntry(serial, Date.from(CertificateSpec.PAST), CRLReason.keyCompromise);
    }
    try {
      return TestCertificate.pem("X509 CRL", builder.build(signer(issuer.key())).getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X500Name name(TestCertificate issuer) {
    return X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
  }

  private static TestCertificate sign(
      CertificateSpec spec, KeyPair keys, X500Name issuer, PrivateKey issuerKey) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              spec.serial(),
              Date.from(spec.notBefore()),
              Date.from(spec.notAfter()),
              new X500Name(spec.subject()),
              keys.getPublic());
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(spec.authority()));
      List<GeneralName> names = new ArrayList<>();
      spec.dnsNames().forEach(n -> names.add(new GeneralName(GeneralName.dNSName, n)));
      spec.uris()
          .forEach(u -> names.add(new GeneralName(GeneralName.uniformResourceIdentifier, u)));
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(GeneralName[]::new)));
      }
      X509Certificate certificate =
          new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKey)));
      return new TestCertificate(spec.name(), certificate, keys.getPrivate());
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
    boolean rsa = key.getAlgorithm().equals("RSA");
    return new JcaContentSignerBuilder(rsa ? "SHA256withRSA" : "SHA256withECDSA").build(key);
  }

  private static KeyPair keys(boolean rsa) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
      if (rsa) {
        generator.initialize(2048);
      } else {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
