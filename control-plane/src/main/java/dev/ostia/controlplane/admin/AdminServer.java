package dev.ostia.controlplane.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ostia.controlplane.admin.AdminPage.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves pages over HTTP, each request on a virtual thread of its own. */
final class AdminServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, AdminPage> pages;

  /**
   * Starts to serve.
   *
   * @param pages by path; all other paths are not found
   * @throws IOException if the address cannot be bound
   */
  AdminServer(InetSocketAddress address, Map<String, AdminPage> pages) throws IOException {
    this.pages = Map.copyOf(pages);
    server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", reply.contentType());
      exchange.getResponseHeaders().set("cache-control", "no-store");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), head || body.length == 0 ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Reply reply(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    AdminPage page = pages.get(path);
    if (page == null) {
      return Reply.text(404, "no page " + path + "; / lists those that there are\n");
    }
    String method = exchange.getRequestMethod();
    boolean post = method.equals("POST");
    if (!post && !method.equals("GET") && !method.equals("HEAD")) {
      return Reply.text(405, "only GET is answered here\n");
    }
    try {
      String raw = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
      Map<String, String> query = query(raw);
      Reply reply = post ? page.post(query) : page.get(query);
      return isForBrowser(exchange, query, reply) ? HtmlView.of(path, raw, reply) : reply;
    } catch (RuntimeException fault) {
      log.error("page {} failed: {}", path, fault.toString());
      log.debug("where it failed", fault);
      return Reply.text(500, "fault of Ostia: " + fault + "\n");
    }
  }

  /** Programs get JSON, and so does whoever asks for it. */
  private static boolean isForBrowser(
      HttpExchange exchange, Map<String, String> query, Reply reply) {
    String accept = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("accept"), "");
    return accept.contains("text/html")
        && !"json".equals(query.get("format"))
        && reply.contentType().equals(AdminPage.Reply.JSON);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    if (!raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.put(
            URLDecoder.decode(name, StandardCharsets.UTF_8),
            URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
