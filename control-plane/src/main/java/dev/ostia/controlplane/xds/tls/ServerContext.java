package dev.ostia.controlplane.xds.tls;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLException;

/** Makes the TLS side of a server from what the files hold. */
final class ServerContext {

  /**
   * A resumed session skips the check of the client's certificate, and streams live for hours, so
   * nothing is gained by resuming.
   */
  private static final int SESSION_SECONDS = 1;

  private ServerContext() {}

  /**
   * TLS 1.2 or 1.3, with client certificates if there are authorities for them.
   *
   * @param now certificates must be valid then
   * @throws UnusableTlsException if something cannot be used
   */
  static SslContext of(TlsFiles files, TlsContent content, Instant now) {
    List<X509Certificate> chain = Pem.certificates(files.certificate(), content.certificate());
    PrivateKey key = Pem.privateKey(files.key(), content.key());
    X509Certificate leaf = chain.getFirst();
    checkValidity(files.certificate(), leaf, now);
    checkPair(files, leaf.getPublicKey(), key);
    SslContextBuilder builder =
        SslContextBuilder.forServer(key, chain.toArray(X509Certificate[]::new))
            .protocols("TLSv1.3", "TLSv1.2")
            .sessionTimeout(SESSION_SECONDS);
    Path clientCa = files.clientCa();
    if (clientCa != null) {
      List<X509Certificate> authorities = Pem.certificates(clientCa, content.clientCa());
      builder
          .trustManager(authorities.toArray(X509Certificate[]::new))
          .clientAuth(files.clientOptional() ? ClientAuth.OPTIONAL : ClientAuth.REQUIRE);
    }
    try {
      return GrpcSslContexts.configure(builder, SslProvider.JDK).build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new UnusableTlsException(
          "%s and %s cannot be used for TLS (%s)"
              .formatted(files.certificate(), files.key(), e.getMessage()));
    }
  }

  private static void checkValidity(Path file, X509Certificate certificate, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    Instant begin = certificate.getNotBefore().toInstant();
    if (now.isAfter(end)) {
      throw new UnusableTlsException(file + ": the certificate expired at " + end);
    }
    if (now.isBefore(begin)) {
      throw new UnusableTlsException(file + ": the certificate is not valid before " + begin);
    }
  }

  private static void checkPair(TlsFiles files, PublicKey publicKey, PrivateKey key) {
    if (!fits(publicKey, key)) {
      throw new UnusableTlsException(
          "the key in %s does not belong to the first certificate in %s"
              .formatted(files.key(), files.certificate()));
    }
  }

  private static boolean fits(PublicKey publicKey, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    byte[] text = "ostia".getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(text);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(publicKey);
      verifier.update(text);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // Another kind of key than the certificate has.
      return false;
    }
  }
}
