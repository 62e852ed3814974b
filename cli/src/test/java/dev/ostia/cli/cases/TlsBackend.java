package dev.ostia.cli.cases;

import dev.ostia.controlplane.cases.Backend;
import dev.ostia.controlplane.cases.pki.Certificates;
import dev.ostia.controlplane.cases.pki.TestCertificate;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** The TLS side of a backend. */
final class TlsBackend {

  private TlsBackend() {}

  /** Does the handshake on a connection. */
  static SSLSocket accept(Socket plain, Backend backend) throws IOException {
    TestCertificate own = Certificates.OF_CASES.get(backend.certificate().orElseThrow());
    Optional<TestCertificate> authority = backend.clientAuthority().map(Certificates.OF_CASES::get);
    SSLContext context =
        authority.map(a -> Trust.of(own, a)).orElseGet(() -> Trust.everyone(Optional.of(own)));
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
    socket.setUseClientMode(false);
    if (authority.isPresent()) {
      socket.setNeedClientAuth(true);
    } else {
      socket.setWantClientAuth(true);
    }
    socket.startHandshake();
    return socket;
  }

  /** What the client gave in the handshake; nothing without TLS. */
  static Map<String, String> seen(Socket connection) {
    if (!(connection instanceof SSLSocket socket
        && socket.getSession() instanceof ExtendedSSLSession session)) {
      return Map.of();
    }
    Map<String, String> seen = new TreeMap<>();
    seen.put("client", client(session));
    session.getRequestedServerNames().stream()
        .filter(SNIHostName.class::isInstance)
        .map(name -> ((SNIHostName) name).getAsciiName())
        .forEach(name -> seen.put("sni", name));
    return seen;
  }

  private static String client(ExtendedSSLSession session) {
    try {
      return ((X509Certificate) session.getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    } catch (SSLPeerUnverifiedException e) {
      return "";
    }
  }
}
