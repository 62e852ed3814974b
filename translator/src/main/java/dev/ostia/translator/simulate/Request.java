package dev.ostia.translator.simulate;

import java.util.List;

/**
 * A request as a client sends it to a gateway.
 *
 * @param address the local address that the client connects to
 * @param port the port that the client connects to, as the listener has it
 * @param tls whether the client speaks TLS
 * @param sni the server name of the TLS handshake; empty for none
 * @param alpn the protocols that the TLS handshake offers
 * @param method such as {@code GET}
 * @param host the Host header, or :authority, with its port if the client sends one
 * @param path with query
 * @param headers without pseudo headers
 * @param clientAddress the client's own IP address
 */
public record Request(
    String address,
    int port,
    boolean tls,
    String sni,
    List<String> alpn,
    String method,
    String host,
    String path,
    Headers headers,
    String clientAddress) {

  /** A request whose TLS handshake, if there is one, offers no protocols. */
  public Request(
      String address,
      int port,
      boolean tls,
      String sni,
      String method,
      String host,
      String path,
      Headers headers,
      String clientAddress) {
    this(address, port, tls, sni, List.of(), method, host, path, headers, clientAddress);
  }

  /** A plain GET from loopback to loopback. */
  public static Request get(int port, String host, String path) {
    return new Request("127.0.0.1", port, false, "", "GET", host, path, Headers.NONE, "127.0.0.1");
  }

  /** The same request to another local address. */
  public Request to(String newAddress) {
    return new Request(
        newAddress, port, tls, sni, alpn, method, host, path, headers, clientAddress);
  }

  /** The same request with another method. */
  public Request withMethod(String newMethod) {
    return new Request(
        address, port, tls, sni, alpn, newMethod, host, path, headers, clientAddress);
  }

  /** The same request with these headers instead of its own. */
  public Request withHeaders(Headers newHeaders) {
    return new Request(
        address, port, tls, sni, alpn, method, host, path, newHeaders, clientAddress);
  }

  /** The same request over TLS with this server name. */
  public Request overTls(String serverName) {
    return new Request(
        address, port, true, serverName, alpn, method, host, path, headers, clientAddress);
  }

  /** The same request over TLS, offering these protocols. */
  public Request offering(List<String> protocols) {
    return new Request(
        address, port, true, sni, protocols, method, host, path, headers, clientAddress);
  }
}
