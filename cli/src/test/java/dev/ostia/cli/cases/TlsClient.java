package dev.ostia.cli.cases;

import dev.ostia.controlplane.cases.Answer.Handshake;
import dev.ostia.controlplane.cases.Wire;
import dev.ostia.controlplane.cases.pki.Certificates;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;

/** A client's TLS connection, made as a call says. */
final class TlsClient {

  private static final int LATE_ALERT_MILLIS = 60;

  /** A server name as it is written: those of a mesh have underscores, which Java would refuse. */
  private static final class AnyName extends SNIServerName {
    AnyName(String name) {
      super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private TlsClient() {}

  /** Wraps a connection; the handshake is yet to be done. */
  static SSLSocket wrap(Socket plain, Wire wire) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            Trust.everyone(wire.clientCertificate().map(Certificates.OF_CASES::get))
                .getSocketFactory()
                .createSocket(plain, null, plain.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    if (!wire.sni().isEmpty()) {
      parameters.setServerNames(List.of(new AnyName(wire.sni())));
    }
    parameters.setApplicationProtocols(wire.alpn().toArray(String[]::new));
    wire.version().ifPresent(v -> parameters.setProtocols(new String[] {v}));
    if (!wire.ciphers().isEmpty()) {
      parameters.setCipherSuites(wire.ciphers().toArray(String[]::new));
    }
    if (!wire.signatures().isEmpty()) {
      parameters.setSignatureSchemes(wire.signatures().toArray(String[]::new));
    }
    socket.setSSLParameters(parameters);
    return socket;
  }

  /**
   * Does the handshake. With TLS 1.3 the server checks the client's certificate only after the
   * client is done, so its refusal is waited for a moment.
   *
   * @throws IOException if the handshake fails
   */
  static Handshake shake(SSLSocket socket) throws IOException {
    socket.startHandshake();
    SSLSession session = socket.getSession();
    Handshake shown =
        new Handshake(
            (X509Certificate) session.getPeerCertificates()[0],
            socket.getApplicationProtocol(),
            session.getProtocol(),
            session.getCipherSuite(),
            session instanceof ExtendedSSLSession extended
                && !extended.getStatusResponses().isEmpty());
    if (session.getProtocol().equals("TLSv1.3")) {
      int timeout = socket.getSoTimeout();
      socket.setSoTimeout(LATE_ALERT_MILLIS);
      try {
        // Nobody here speaks before the client has: a byte cannot come, an alert or the end can.
        int nothing = socket.getInputStream().read();
        if (nothing >= 0) {
          throw new IllegalStateException("the server spoke first");
        }
      } catch (SocketTimeoutException e) {
        // No refusal.
      }
      socket.setSoTimeout(timeout);
    }
    return shown;
  }
}
