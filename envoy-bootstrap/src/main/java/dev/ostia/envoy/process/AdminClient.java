package dev.ostia.envoy.process;

import dev.ostia.envoy.bootstrap.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Envoy's admin interface. {@code HttpURLConnection} because it starts in no time. */
public final class AdminClient {

  private static final int TIMEOUT_MILLIS = 5_000;

  private final HostPort address;

  public AdminClient(HostPort address) {
    this.address = address;
  }

  /** Where the admin interface listens. */
  public HostPort address() {
    return address;
  }

  /**
   * The body of a GET.
   *
   * @param pathAndQuery for example {@code /config_dump?include_eds}
   * @throws IOException when there is no answer, or one other than 2xx
   */
  public String get(String pathAndQuery) throws IOException {
    return call("GET", pathAndQuery);
  }

  /**
   * The body of the answer to an empty POST.
   *
   * @throws IOException when there is no answer, or one other than 2xx
   */
  public String post(String pathAndQuery) throws IOException {
    return call("POST", pathAndQuery);
  }

  /** Whether Envoy has its configuration and serves. */
  public boolean isLive() {
    try {
      return get("/ready").strip().equals("LIVE");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The value of a counter or gauge; 0 when Envoy has none of that name.
   *
   * @throws IOException when there is no answer
   */
  public long stat(String name) throws IOException {
    String filter = java.net.URLEncoder.encode("^\\Q" + name + "\\E$", StandardCharsets.UTF_8);
    for (String line : get("/stats?filter=" + filter).lines().toList()) {
      if (line.startsWith(name + ": ")) {
        return Long.parseLong(line.substring(name.length() + 2));
      }
    }
    return 0;
  }

  private String call(String method, String pathAndQuery) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://" + address + pathAndQuery).toURL().openConnection(Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setUseCaches(false);
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
