package dev.ostia.cli.certs;

import com.google.protobuf.Any;
import dev.ostia.controlplane.snapshot.Snapshot;
import dev.ostia.controlplane.snapshot.VersionedResource;
import dev.ostia.controlplane.xds.XdsListener;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.XdsServer;
import dev.ostia.controlplane.xds.identity.NodeNames;
import dev.ostia.controlplane.xds.tls.TlsFiles;
import dev.ostia.translator.ResourceType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An xDS server with TLS that has one cluster to give. */
final class SecuredServer implements AutoCloseable {

  private final Path folder;
  private final XdsServer server;
  private final List<String> followed = new CopyOnWriteArrayList<>();
  private final List<Consumer<Snapshot>> followers = new CopyOnWriteArrayList<>();

  private SecuredServer(Path folder, boolean clientCa) {
    this.folder = folder;
    TlsFiles files =
        new TlsFiles(
            folder.resolve("server.crt"),
            folder.resolve("server.key"),
            clientCa ? folder.resolve("clients.crt") : null);
    XdsOptions options =
        XdsOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .withTls(files)
            .withWaits(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ZERO);
    server =
        new XdsServer(
            options,
            (node, follower) -> {
              followed.add(NodeNames.namespace(node));
              followers.add(follower);
              follower.accept(snapshot("c1"));
              return () -> followers.remove(follower);
            },
            new XdsListener() {});
  }

  /** Starts one with this certificate and these authorities for clients; null for none. */
  static SecuredServer start(
      Path folder, KeyedCertificate certificate, @Nullable Authority clients) {
    try {
      Files.write(folder.resolve("server.crt"), certificate.certificatePem());
      Files.write(folder.resolve("server.key"), certificate.keyPem());
      if (clients != null) {
        Files.write(folder.resolve("clients.crt"), clients.own().certificatePem());
      }
      return startWith(folder, clients != null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one with the files that are there. */
  static SecuredServer startWith(Path folder, boolean clientCa) {
    try {
      SecuredServer started = new SecuredServer(folder, clientCa);
      started.server.start();
      started.server.setServing(true);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Snapshot snapshot(String cluster) {
    String type = ResourceType.CLUSTER.typeUrl();
    TreeMap<String, VersionedResource> clusters = new TreeMap<>();
    clusters.put(
        cluster,
        new VersionedResource(
            cluster, "v1", Any.pack(Cluster.newBuilder().setName(cluster).build())));
    return new Snapshot(cluster, Map.of(type, clusters));
  }

  /** Replaces all clusters by this one. */
  void publish(String cluster) {
    followers.forEach(follower -> follower.accept(snapshot(cluster)));
  }

  /** Replaces the server's certificate and key. */
  void write(KeyedCertificate certificate) {
    replace(certificateFile(), certificate.certificatePem());
    replace(keyFile(), certificate.keyPem());
  }

  /** Replaces the authorities for clients. */
  void writeClientCa(Authority authority) {
    replace(folder.resolve("clients.crt"), authority.own().certificatePem());
  }

  private static void replace(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path certificateFile() {
    return folder.resolve("server.crt");
  }

  Path keyFile() {
    return folder.resolve("server.key");
  }

  int port() {
    return server.port();
  }

  /** The namespaces of the nodes that were given something. */
  List<String> followed() {
    return List.copyOf(followed);
  }

  @Override
  public void close() {
    server.close();
  }
}
