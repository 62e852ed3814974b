package dev.ostia.controlplane.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /validate} over HTTPS to API servers. It knows nothing but the object asked of. */
public final class AdmissionServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdmissionServer.class);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Larger than any object that an API server stores, twice over. */
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Starts to serve.
   *
   * @param certificate PEM, followed as it is replaced
   * @param key PEM, PKCS #8
   * @throws IOException if the address cannot be bound
   * @throws dev.ostia.controlplane.xds.tls.UnusableTlsException if the files cannot be used
   */
  public AdmissionServer(InetSocketAddress address, Path certificate, Path key) throws IOException {
    SSLContext context;
    try {
      context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ReloadedKeys(certificate, key)}, null, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
    server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(threads);
    server.createContext("/validate", this::handle);
    server.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      byte[] body;
      try {
        byte[] question = exchange.getRequestBody().readNBytes(MAX_BYTES);
        body = MAPPER.writeValueAsBytes(AdmissionReview.answer(MAPPER.readTree(question)));
        exchange.getResponseHeaders().set("content-type", "application/json");
      } catch (JsonProcessingException | IllegalArgumentException e) {
        status = 400;
        body = "not an AdmissionReview\n".getBytes(StandardCharsets.UTF_8);
      } catch (RuntimeException e) {
        // The API server goes on without an answer, as the webhook fails open.
        LOG.error("An object could not be judged: {}", e.toString());
        status = 500;
        body = "fault of Ostia\n".getBytes(StandardCharsets.UTF_8);
      }
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
