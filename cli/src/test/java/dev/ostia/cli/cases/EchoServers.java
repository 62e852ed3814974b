package dev.ostia.cli.cases;

import dev.ostia.controlplane.cases.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** One server for each backend that a case has; they stay for the next case. */
final class EchoServers implements AutoCloseable {

  private final Map<Backend, EchoServer> servers = new HashMap<>();
  private final Map<Backend, GrpcEcho> grpcServers = new HashMap<>();

  /** The loopback port that stands for this backend. */
  int port(Backend backend) {
    return backend.protocol().equals("grpc")
        ? grpcServers.computeIfAbsent(backend, EchoServers::grpc).port()
        : servers.computeIfAbsent(backend, EchoServers::plain).port();
  }

  private static EchoServer plain(Backend backend) {
    try {
      return new EchoServer(backend);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GrpcEcho grpc(Backend backend) {
    try {
      return new GrpcEcho(backend.address());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (EchoServer server : servers.values()) {
      server.close();
    }
    grpcServers.values().forEach(GrpcEcho::close);
  }
}
