package dev.ostia.translator.simulate;

import java.util.List;

/** What becomes of a request. */
public sealed interface Outcome {

  /** Nothing listens there: the connection is refused. */
  record Refused(String reason) implements Outcome {}

  /** The connection is accepted and closed without an HTTP answer. */
  record Closed(String reason) implements Outcome {}

  /** The bytes are passed on to a cluster without a look at HTTP. */
  record Passed(String cluster, List<Upstream> endpoints) implements Outcome {}

  /** Envoy answers by itself. */
  record Replied(Response response) implements Outcome {}

  /**
   * An endpoint gets the request.
   *
   * @param endpoints those that are candidates; Envoy takes one of them
   * @param sent the headers that the endpoint sees, with :authority, :path, :method
   * @param attempts how often it is asked, with retries
   * @param response what the client gets, given what the endpoint answers
   */
  record Forwarded(
      String cluster, List<Upstream> endpoints, Headers sent, int attempts, Response response)
      implements Outcome {}

  /**
   * An answer to the client.
   *
   * @param headers those that are known from the configuration
   * @param reason why the status is what it is
   */
  record Response(int status, Headers headers, String body, String reason) {}

  /**
   * An endpoint of a cluster.
   *
   * @param address IP address or host name
   * @param weight its load balancing weight
   */
  record Upstream(String address, int port, int weight) {

    /** {@code address:port}. */
    @Override
    public String toString() {
      return address + ":" + port;
    }
  }
}
