package dev.ostia.cli.explain;

import com.google.common.net.InetAddresses;
import dev.ostia.cli.input.PortNumber;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Headers.Header;
import dev.ostia.translator.simulate.Request;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request as a user writes it down.
 *
 * @param host what the client connects to, without port; for {@code https} also the server name of
 *     the handshake, unless {@code sni} says another
 * @param port that the client connects to
 * @param path with query
 * @param sni the server name of the handshake; null for the host
 * @param clientCertificate whether the client has a certificate to show
 */
public record Asked(
    String method,
    boolean tls,
    String host,
    int port,
    String path,
    Headers headers,
    @Nullable String sni,
    boolean clientCertificate,
    String clientAddress) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * Reads a URL; without a scheme it is {@code http}.
   *
   * @throws IllegalArgumentException if it is none, with a message for users
   */
  public static Asked url(String method, String url) {
    int colon = url.indexOf("://");
    String scheme = colon < 0 ? "http" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!List.of("http", "https").contains(scheme)) {
      throw new IllegalArgumentException(
          "not a URL of http or https: "
              + url
              + "; for a port of TCP write http://HOST:PORT, or https:// where the client begins"
              + " with TLS");
    }
    String rest = colon < 0 ? url : url.substring(colon + 3);
    int end = endOfAuthority(rest);
    String authority = rest.substring(0, end);
    String path =
        rest.substring(end).startsWith("/") ? rest.substring(end) : "/" + rest.substring(end);
    int fragment = path.indexOf('#');
    int portColon = authority.lastIndexOf(':');
    boolean hasPort = portColon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, portColon) : authority;
    if (host.isEmpty() || host.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("a URL needs a host, as in http://example.com/: " + url);
    }
    if ((host.indexOf('[') >= 0) != (host.indexOf(']') >= 0)) {
      throw new IllegalArgumentException("a host has one of [ and ] without the other: " + url);
    }
    boolean tls = scheme.equals("https");
    int port = hasPort ? port(authority.substring(portColon + 1), url) : tls ? HTTPS : HTTP;
    return new Asked(
        method.toUpperCase(Locale.ROOT),
        tls,
        host,
        port,
        fragment < 0 ? path : path.substring(0, fragment),
        Headers.NONE,
        null,
        false,
        "127.0.0.1");
  }

  private static int endOfAuthority(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if ("/?#".indexOf(rest.charAt(i)) >= 0) {
        return i;
      }
    }
    return rest.length();
  }

  private static int port(String text, String url) {
    try {
      return PortNumber.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + ": " + url, e);
    }
  }

  /** This request with headers as curl takes them, {@code Name: value}. */
  public Asked withHeaders(List<String> lines) {
    Headers more = headers;
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IllegalArgumentException("a header is written as 'Name: value', not " + line);
      }
      more = more.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
    return with(more);
  }

  /** This request with these headers instead of its own. */
  public Asked with(Headers others) {
    return new Asked(method, tls, host, port, path, others, sni, clientCertificate, clientAddress);
  }

  /** This request from such a client. */
  public Asked from(@Nullable String serverName, boolean certificate, String address) {
    if (!InetAddresses.isInetAddress(address)) {
      throw new IllegalArgumentException(address + " is not the address of a client, as 10.0.0.7");
    }
    return new Asked(method, tls, host, port, path, headers, serverName, certificate, address);
  }

  /** The Host header, with a port where clients send one. */
  public String authority() {
    return headers.value("host").orElse(port == (tls ? HTTPS : HTTP) ? host : host + ":" + port);
  }

  /** The server name of the handshake; empty without TLS. */
  public String serverName() {
    return !tls ? "" : sni == null ? host : sni;
  }

  /** The URL that a client would ask for. */
  public String url() {
    String portText = port == (tls ? HTTPS : HTTP) ? "" : ":" + port;
    return (tls ? "https" : "http") + "://" + host + portText + path;
  }

  /** The request as it arrives at the gateway. */
  public Request at(int listenerPort) {
    List<Header> others =
        headers.entries().stream().filter(header -> !header.name().equals("host")).toList();
    return new Request(
        "127.0.0.1",
        listenerPort,
        tls,
        serverName(),
        method,
        authority(),
        path,
        new Headers(others),
        clientAddress);
  }
}
