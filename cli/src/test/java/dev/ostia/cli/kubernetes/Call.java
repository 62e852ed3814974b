package dev.ostia.cli.kubernetes;

import static org.awaitility.Awaitility.await;

import dev.ostia.cli.cases.Trust;
import dev.ostia.controlplane.cases.pki.Certificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A request to a gateway on loopback under any host name, as {@code curl --resolve} sends it.
 *
 * @param tls whether over TLS, with the host as server name
 * @param client the client certificate, one of {@code testdata/certificates.yaml}
 */
record Call(int port, String host, String path, boolean tls, Optional<String> client) {

  static Call http(int port, String host, String path) {
    return new Call(port, host, path, false, Optional.empty());
  }

  static Call https(int port, String host, String path) {
    return new Call(port, host, path, true, Optional.empty());
  }

  Call withCertificate(String name) {
    return new Call(port, host, path, tls, Optional.of(name));
  }

  /**
   * Status and body, over TLS after the serial number of the certificate that was shown, as in
   * {@code 1001 200 one}; {@code refused} where nobody listens; {@code closed} where no answer
   * comes, be it that the handshake fails.
   */
  String answer() {
    try (Socket plain = new Socket()) {
      plain.setSoTimeout(20_000);
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 20_000);
      if (!tls) {
        return ask(plain);
      }
      try (SSLSocket secured = secure(plain)) {
        X509Certificate shown = (X509Certificate) secured.getSession().getPeerCertificates()[0];
        return shown.getSerialNumber() + " " + ask(secured);
      }
    } catch (ConnectException e) {
      return "refused";
    } catch (IOException e) {
      return "closed";
    }
  }

  private SSLSocket secure(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            Trust.everyone(client.map(Certificates.OF_CASES::get))
                .getSocketFactory()
                .createSocket(plain, null, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(host)));
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private String ask(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nhost: %s\r\nconnection: close\r\n\r\n"
                .formatted(path, host)
                .getBytes(StandardCharsets.US_ASCII));
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    String status = in.readLine();
    if (status == null) {
      throw new IOException("no answer");
    }
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      // Headers.
    }
    String body = in.readLine();
    return (status.split(" ")[1] + " " + (body == null ? "" : body)).strip();
  }

  void awaitAnswer(String expected) {
    await(this + " is answered by " + expected)
        .atMost(TestCluster.LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(this::answer, expected::equals);
  }
}
