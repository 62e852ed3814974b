package dev.ostia.cli.cases;

import dev.ostia.controlplane.cases.pki.TestCertificate;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS contexts for clients and backends of the cases. */
public final class Trust {

  private Trust() {}

  /** One that shows this certificate whoever asks, and takes every certificate. */
  public static SSLContext everyone(Optional<TestCertificate> own) {
    return context(own, new TrustManager[] {new Everyone()});
  }

  /** One that shows this certificate and takes those of an authority. */
  static SSLContext of(TestCertificate own, TestCertificate authority) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("authority", authority.certificate());
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return context(Optional.of(own), factory.getTrustManagers());
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext context(Optional<TestCertificate> own, TrustManager[] trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys = own.map(c -> new KeyManager[] {new OneKey(c)}).orElse(new KeyManager[0]);
      context.init(keys, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class OneKey extends X509ExtendedKeyManager {

    private static final String ALIAS = "own";

    private final TestCertificate own;

    OneKey(TestCertificate own) {
      this.own = own;
    }

    private @Nullable String alias(String... types) {
      String algorithm = own.key().getAlgorithm();
      for (String type : types) {
        if (type.startsWith(algorithm)) {
          return ALIAS;
        }
      }
      return null;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return alias(types);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
        String[] types, Principal[] issuers, SSLEngine engine) {
      return alias(types);
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return alias(type);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String type, Principal[] issuers, SSLEngine engine) {
      return alias(type);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {own.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return own.key();
    }
  }

  private static final class Everyone extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
