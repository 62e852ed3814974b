package dev.ostia.translator.secret;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys and certificates that tests make for themselves. */
final class TestPki {

  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");

  private TestPki() {}

  static KeyPair ec(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair rsa(int bits) {
    return pair("RSA", bits);
  }

  static KeyPair pair(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (bits > 0) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static X509CertificateHolder certificate(KeyPair pair) {
    return certificate(pair, FROM, TO, false);
  }

  static X509CertificateHolder certificate(
      KeyPair pair, Instant from, Instant to, boolean mustStaple) {
    try {
      X500Name name = new X500Name("CN=shop.example");
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(4711),
              Date.from(from),
              Date.from(to),
              name,
              pair.getPublic());
      if (mustStaple) {
        builder.addExtension(
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"),
            false,
            new DERSequence(new ASN1Integer(5)));
      }
      return builder.build(new JcaContentSignerBuilder(signatureOf(pair)).build(pair.getPrivate()));
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A certificate with these bytes as the text of its subject, whatever they are.
   *
   * @param agreementOnly whether the key may not be used to sign
   */
  static X509CertificateHolder named(KeyPair pair, byte[] subject, boolean agreementOnly) {
    try {
      ASN1Encodable text = ASN1UTF8String.getInstance(utf8(subject));
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=issuer.example"),
              BigInteger.valueOf(4712),
              Date.from(FROM),
              Date.from(TO),
              new X500Name(new RDN[] {new RDN(BCStyle.CN, text)}),
              pair.getPublic());
      if (agreementOnly) {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyAgreement));
      }
      return builder.build(new JcaContentSignerBuilder(signatureOf(pair)).build(pair.getPrivate()));
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A certificate without a subject.
   *
   * @param type of its one subject alternative name, a constant of {@link GeneralName}
   */
  static X509CertificateHolder nameless(KeyPair pair, int type) {
    try {
      return new JcaX509v3CertificateBuilder(
              new X500Name("CN=issuer.example"),
              BigInteger.valueOf(4714),
              Date.from(FROM),
              Date.from(TO),
              new X500Name(new RDN[0]),
              pair.getPublic())
          .addExtension(
              Extension.subjectAlternativeName,
              true,
              new GeneralNames(new GeneralName(type, "shop.example")))
          .build(new JcaContentSignerBuilder(signatureOf(pair)).build(pair.getPrivate()));
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(byte[] content) {
    byte[] encoded = new byte[content.length + 2];
    encoded[0] = BERTags.UTF8_STRING;
    encoded[1] = (byte) content.length;
    System.arraycopy(content, 0, encoded, 2, content.length);
    return encoded;
  }

  /** A certificate whose RSA key has parameters other than NULL. */
  static X509CertificateHolder rsaWithParameters(KeyPair pair) {
    try {
      SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
      X500Name name = new X500Name("CN=shop.example");
      return new X509v3CertificateBuilder(
              name,
              BigInteger.valueOf(4713),
              Date.from(FROM),
              Date.from(TO),
              name,
              new SubjectPublicKeyInfo(
                  new AlgorithmIdentifier(
                      PKCSObjectIdentifiers.rsaEncryption, new ASN1Integer(BigInteger.ONE)),
                  key.getPublicKeyData().getBytes()))
          .build(new JcaContentSignerBuilder(signatureOf(pair)).build(pair.getPrivate()));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  static String revocationList(KeyPair issuer) {
    try {
      X509v2CRLBuilder builder =
          new X509v2CRLBuilder(new X500Name("CN=shop.example"), Date.from(FROM));
      builder.setNextUpdate(Date.from(TO));
      return pem(
          "X509 CRL",
          builder
              .build(new JcaContentSignerBuilder(signatureOf(issuer)).build(issuer.getPrivate()))
              .getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signatureOf(KeyPair pair) {
    return switch (pair.getPrivate().getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> "Ed25519";
    };
  }

  static String pem(X509CertificateHolder certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** PKCS#8, as the JDK encodes private keys. */
  static String pem(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  static String pem(String label, byte[] encoded) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END "
        + label
        + "-----\n";
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
