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
  private final Map<Backend, Sidecar> sidecars = new HashMap<>();

  /** The loopback port that stands for this backend. */
  int port(Backend backend) {
    return switch (backend.protocol()) {
      case "grpc" -> grpcServers.computeIfAbsent(backend, EchoServers::grpc).port();
      case "sidecar" -> sidecars.computeIfAbsent(backend, this::sidecar).port();
      default -> servers.computeIfAbsent(backend, EchoServers::plain).port();
    };
  }

  private Sidecar sidecar(Backend backend) {
    try {
      return new Sidecar(backend, port(Backend.http(backend.name(), backend.address())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many HTTP requests this backend got, in all cases. */
  int requests(Backend backend) {
    EchoServer server = servers.get(backend);
    return server == null ? 0 : server.requests();
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
    sidecars.values().forEach(Sidecar::close);
  }
}
