package dev.ostia.bench;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * One Secret among N changes, each for its own host, all on one port: the time until a new
 * connection to a real Envoy is shown the new certificate. Beside it, in turn and in the same run,
 * the floor: a bare server that sends the ready-made secret to an Envoy of its own.
 */
final class SecretBenchmark {

  /**
   * Changes before any is counted, in both: the figure is that of a control plane that has been
   * running, and Java's compiler is busy with this path for its first two hundred changes.
   */
  private static final int WARM_UP = 200;

  private static final long FIRST_SERIAL = 1_000_000;
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  /** For the start of two processes and the handshake with a thousand certificates. */
  private static final Duration START = Duration.ofMinutes(3);

  private final int secrets;
  private final int rounds;
  private final Samples ostia = new Samples();
  private final Samples floor = new Samples();

  SecretBenchmark(int secrets, int rounds) {
    this.secrets = secrets;
    this.rounds = rounds;
  }

  /** Runs it and prints the figures. */
  void run() throws Exception {
    Path folder = Files.createTempDirectory("ostia-bench");
    try {
      measure(folder);
    } finally {
      PropagationBenchmark.delete(folder);
    }
    report();
  }

  private void measure(Path folder) throws Exception {
    int port = Commands.freePort();
    Path config = Files.createDirectory(folder.resolve("config"));
    HostPerSecret input = new HostPerSecret(secrets, port);
    input.writeTo(config);
    int xdsPort = Commands.freePort();
    Process controlPlane =
        Commands.start(
            folder.resolve("control-plane.log"),
            "control-plane",
            "-f",
            config.toString(),
            "--xds-address",
            "127.0.0.1:" + xdsPort,
            "--admin-address",
            "127.0.0.1:0");
    try (Gateway _ = Gateway.start(folder, "gateway", xdsPort)) {
      TlsProbe probe = ready(port);
      int floorPort = Commands.freePort();
      Map<String, Map<String, Any>> recorded =
          AdsRecorder.record(xdsPort, input.routeNames(), input.sdsNames());
      try (FloorServer server = new FloorServer(moved(recorded, floorPort));
          Gateway _ = Gateway.start(folder, "floor", server.port())) {
        rounds(input, config, probe, server, ready(floorPort));
      }
    } finally {
      Commands.stop(controlPlane);
    }
  }

  private TlsProbe ready(int port) throws Exception {
    TlsProbe probe = new TlsProbe(port);
    for (int i : new int[] {0, secrets - 1}) {
      probe.awaitSerial(HostPerSecret.host(i), BigInteger.valueOf(i + 1L), START);
    }
    return probe;
  }

  private static Map<String, Map<String, Any>> moved(
      Map<String, Map<String, Any>> recorded, int port) throws InvalidProtocolBufferException {
    Map<String, Any> listeners = new LinkedHashMap<>();
    for (Map.Entry<String, Any> entry :
        recorded.getOrDefault(AdsRecorder.LISTENER, Map.of()).entrySet()) {
      Listener.Builder listener = entry.getValue().unpack(Listener.class).toBuilder();
      listener.getAddressBuilder().getSocketAddressBuilder().setPortValue(port);
      listeners.put(entry.getKey(), Any.pack(listener.build()));
    }
    Map<String, Map<String, Any>> moved = new LinkedHashMap<>(recorded);
    moved.put(AdsRecorder.LISTENER, listeners);
    return moved;
  }

  private void rounds(
      HostPerSecret input, Path config, TlsProbe probe, FloorServer server, TlsProbe floorProbe)
      throws Exception {
    Random random = new Random(1);
    for (int round = -WARM_UP; round < rounds; round++) {
      int index = random.nextInt(secrets);
      String host = HostPerSecret.host(index);
      SelfSigned next = SelfSigned.of(host, FIRST_SERIAL + round);

      Path prepared = input.prepare(config, index, next);
      long start = System.nanoTime();
      input.change(prepared, index);
      long took = probe.awaitSerial(host, next.serial(), AT_MOST) - start;
      Thread.sleep(PAUSE);

      Any ready = Any.pack(secret(HostPerSecret.sdsName(index), next));
      start = System.nanoTime();
      server.push(AdsRecorder.SECRET, HostPerSecret.sdsName(index), ready);
      long floorTook = floorProbe.awaitSerial(host, next.serial(), AT_MOST) - start;
      Thread.sleep(PAUSE);

      if (round >= 0) {
        ostia.addNanos(took);
        floor.addNanos(floorTook);
      }
    }
  }

  private static Secret secret(String name, SelfSigned certificate) {
    Secret.Builder secret = Secret.newBuilder().setName(name);
    secret
        .getTlsCertificateBuilder()
        .getCertificateChainBuilder()
        .setInlineBytes(ByteString.copyFromUtf8(certificate.certificate()));
    secret
        .getTlsCertificateBuilder()
        .getPrivateKeyBuilder()
        .setInlineBytes(ByteString.copyFromUtf8(certificate.key()));
    return secret.build();
  }

  private void report() {
    System.out.printf(
        Locale.ROOT,
        """
        %,d Secrets, %d changes after %d to warm up, until a new connection is shown the certificate
                    p50 ms    p90 ms
          Ostia   %8.1f  %8.1f
          floor   %8.1f  %8.1f
          ratio   %8.2f  %8.2f
        """,
        secrets,
        rounds,
        WARM_UP,
        ostia.percentile(0.5),
        ostia.percentile(0.9),
        floor.percentile(0.5),
        floor.percentile(0.9),
        ostia.percentile(0.5) / floor.percentile(0.5),
        ostia.percentile(0.9) / floor.percentile(0.9));
  }
}
