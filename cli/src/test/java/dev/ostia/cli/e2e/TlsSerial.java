package dev.ostia.cli.e2e;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Which certificate a server on loopback shows to a new connection. */
final class TlsSerial {

  /** Whatever is shown is looked at by the test itself. */
  private static final X509TrustManager ANY =
      new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
          return new X509Certificate[0];
        }
      };

  private TlsSerial() {}

  /** TLS that takes any certificate, and resumes no session. */
  static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[] {ANY}, new SecureRandom());
      context.getClientSessionContext().setSessionTimeout(1);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its serial number; empty if the handshake fails. */
  static Optional<BigInteger> shownOn(int port) {
    return shown(port, List.of());
  }

  /** The serial number of the certificate for a host that the client asks for by SNI. */
  static Optional<BigInteger> shownOn(int port, String serverName) {
    return shown(port, List.of(new SNIHostName(serverName)));
  }

  private static Optional<BigInteger> shown(int port, List<SNIServerName> serverNames) {
    try (SSLSocket socket =
        (SSLSocket) context().getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(5000);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(serverNames);
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
          ? Optional.of(shown.getSerialNumber())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
