package dev.ostia.controlplane.admission;

import dev.ostia.controlplane.xds.tls.PemKeys;
import dev.ostia.controlplane.xds.tls.UnusableTlsException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the files as they are now: looked at again with a handshake, at most once a
 * second. What cannot be used is logged once, and the last good stays.
 */
final class ReloadedKeys extends X509ExtendedKeyManager {

  private static final Logger LOG = LoggerFactory.getLogger("ostia");
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final String ALIAS = "webhook";

  private final Path certificate;
  private final Path key;
  private PemKeys keys;
  private long looked = System.nanoTime();
  private String problem = "";

  /**
   * Reads the files.
   *
   * @throws UnusableTlsException if they cannot be used
   */
  ReloadedKeys(Path certificate, Path key) {
    this.certificate = certificate;
    this.key = key;
    this.keys = PemKeys.read(certificate, key);
  }

  private synchronized PemKeys now() {
    if (System.nanoTime() - looked >= PERIOD.toNanos()) {
      looked = System.nanoTime();
      try {
        keys = PemKeys.read(certificate, key);
        problem = "";
      } catch (UnusableTlsException e) {
        String text = String.valueOf(e.getMessage());
        if (!text.equals(problem)) {
          problem = text;
          LOG.error("The webhook's certificate stays as it was: {}", text);
        }
      }
    }
    return keys;
  }

  @Override
  @SuppressWarnings("NullAway") // Null means that there is no key of this type.
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return chooseServerAlias(keyType, issuers, null);
  }

  @Override
  @SuppressWarnings("NullAway") // Null means that there is no key of this type.
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    String algorithm = now().key().getAlgorithm();
    return keyType.contains(algorithm) ? ALIAS : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return keys.chain().toArray(new X509Certificate[0]);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return keys.key();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  @SuppressWarnings("NullAway") // It is never a client.
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
