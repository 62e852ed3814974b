package dev.ostia.cli.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ostia.controlplane.xds.tls.PemKeys;
import dev.ostia.translator.config.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An API server that has {@link Samples#OBJECTS}, as far as a control plane asks: it lists objects
 * and the kinds that it has, and nothing ever changes.
 */
final class TrainingCluster implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final char[] NO_PASSWORD = new char[0];

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Path kubeconfig;

  /** By path, such as {@code /api/v1/services}. */
  private final Map<String, List<Object>> objects = new HashMap<>();

  /** The kinds of a group, by path, such as {@code /apis/networking.istio.io/v1}. */
  private final Map<String, List<Object>> kinds = new HashMap<>();

  /**
   * Starts it on a free port of 127.0.0.1.
   *
   * @param folder with what {@code ostia certs} made; the kubeconfig goes there too
   */
  TrainingCluster(Path folder) throws IOException {
    new Load(LoadSettings.builder().build())
        .loadAllFromString(Samples.OBJECTS)
        .forEach(object -> add((Map<?, ?>) object));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(folder)));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(kubeconfig, kubeconfig(Files.readAllBytes(folder.resolve("ca.crt"))));
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  private void add(Map<?, ?> object) {
    String version = String.valueOf(object.get("apiVersion"));
    String group = (version.contains("/") ? "/apis/" : "/api/") + version;
    String plural =
        Kind.of(
                version.contains("/") ? version.substring(0, version.indexOf('/')) : "",
                String.valueOf(object.get("kind")))
            .orElseThrow()
            .plural();
    kinds
        .computeIfAbsent(group, path -> new ArrayList<>())
        .add(Map.of("name", plural, "kind", object.get("kind"), "namespaced", true));
    Map<Object, Object> stored = new HashMap<>(object);
    Map<Object, Object> metadata = new HashMap<>((Map<?, ?>) object.get("metadata"));
    metadata.putAll(Map.of("namespace", "default", "uid", plural, "resourceVersion", "1"));
    stored.put("metadata", metadata);
    objects.computeIfAbsent(group + "/" + plural, path -> new ArrayList<>()).add(stored);
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    String query = String.valueOf(uri.getQuery());
    boolean watches = query.contains("watch=true");
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (watches) {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        closed.await();
      } else {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = new GZIPOutputStream(exchange.getResponseBody())) {
          body.write(JSON.writeValueAsBytes(list(uri.getPath())));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Object> list(String path) {
    List<Object> group = kinds.get(path);
    return group != null
        ? Map.of("kind", "APIResourceList", "apiVersion", "v1", "resources", group)
        : Map.of(
            "kind",
            "List",
            "apiVersion",
            "v1",
            "metadata",
            Map.of("resourceVersion", "1"),
            "items",
            objects.getOrDefault(path, List.of()));
  }

  private static SSLContext tls(Path folder) throws IOException {
    try {
      PemKeys keys = PemKeys.read(folder.resolve("server.crt"), folder.resolve("server.key"));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry(
          "server", keys.key(), NO_PASSWORD, keys.chain().toArray(new Certificate[0]));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private String kubeconfig(byte[] authority) {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: training
      cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}
    users:
    - name: training
      user: {token: training}
    contexts:
    - name: training
      context: {cluster: training, user: training}
    current-context: training
    """
        .formatted(
            server.getAddress().getPort(),
            new String(Base64.getEncoder().encode(authority), StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
