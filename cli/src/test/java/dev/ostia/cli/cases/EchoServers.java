package dev.ostia.cli.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** One backend for each endpoint address that a case has; they stay for the next case. */
final class EchoServers implements AutoCloseable {

  private final Map<String, EchoServer> servers = new TreeMap<>();

  /** The loopback port that stands for this address, {@code host:port}. */
  int port(String address) {
    EchoServer server = servers.get(address);
    if (server == null) {
      try {
        server = new EchoServer(address);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      servers.put(address, server);
    }
    return server.port();
  }

  @Override
  public void close() throws IOException {
    for (EchoServer server : servers.values()) {
      server.close();
    }
  }
}
