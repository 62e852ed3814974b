package dev.ostia.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Connects to a gateway again and again until it is shown a certificate. */
final class TlsProbe {

  private static final Duration PAUSE = Duration.ofMillis(1);

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

  private final int port;
  private final SSLContext context;

  TlsProbe(int port) throws GeneralSecurityException {
    this.port = port;
    context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {ANY}, new SecureRandom());
  }

  /**
   * Waits until a new connection for the host is shown the certificate with this serial number.
   *
   * @return {@link System#nanoTime} when it was
   * @throws IOException after the time given
   */
  long awaitSerial(String host, BigInteger serial, Duration atMost)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < end) {
      if (serial.equals(shown(host))) {
        return System.nanoTime();
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException("the certificate " + serial + " was not shown for " + host);
  }

  /** The serial number that is shown; zero while there is no handshake. */
  private BigInteger shown(String host) {
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(host)));
      socket.setSSLParameters(parameters);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(5000);
      socket.startHandshake();
      BigInteger serial =
          ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
      // Never resumed: a session would come with the certificate of its beginning.
      socket.getSession().invalidate();
      return serial;
    } catch (IOException e) {
      return BigInteger.ZERO;
    }
  }
}
