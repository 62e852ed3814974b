package dev.ostia.envoy.process;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an Envoy is run.
 *
 * @param binary the Envoy binary
 * @param concurrency number of worker threads; null for one per hardware thread
 * @param drainTime how long a listener that was removed or changed goes on with its connections;
 *     Envoy's {@code --drain-time-s}
 * @param terminationDrain how long {@link EnvoyProcess#stop} waits at most for open connections
 * @param arguments further arguments for Envoy; one that Ostia would give too takes its place
 * @param output where Envoy's standard output goes (access logs), or null to keep only its end
 * @param error where Envoy's standard error goes (its own log), or null to keep only its end
 */
public record EnvoyOptions(
    Path binary,
    @Nullable Integer concurrency,
    Duration drainTime,
    Duration terminationDrain,
    List<String> arguments,
    @Nullable OutputStream output,
    @Nullable OutputStream error) {

  /** Istio's {@code drainDuration}. */
  private static final Duration DRAIN_TIME = Duration.ofSeconds(45);

  /** Istio's {@code terminationDrainDuration}. */
  private static final Duration TERMINATION_DRAIN = Duration.ofSeconds(5);

  public EnvoyOptions {
    arguments = List.copyOf(arguments);
  }

  /** Istio's drain times, no further arguments, the log kept in memory. */
  public static EnvoyOptions of(Path binary) {
    return new EnvoyOptions(binary, null, DRAIN_TIME, TERMINATION_DRAIN, List.of(), null, null);
  }

  /** For tests: two worker threads, and no waiting for open connections at the end. */
  public static EnvoyOptions forTests(Path binary) {
    return new EnvoyOptions(binary, 2, Duration.ofSeconds(1), Duration.ZERO, List.of(), null, null);
  }

  /** Another number of worker threads. */
  public EnvoyOptions withConcurrency(int newConcurrency) {
    return new EnvoyOptions(
        binary, newConcurrency, drainTime, terminationDrain, arguments, output, error);
  }

  /** Another bound for the wait for open connections at the end. */
  public EnvoyOptions withTerminationDrain(Duration newTerminationDrain) {
    return new EnvoyOptions(
        binary, concurrency, drainTime, newTerminationDrain, arguments, output, error);
  }

  /** Other further arguments. */
  public EnvoyOptions withArguments(List<String> newArguments) {
    return new EnvoyOptions(
        binary, concurrency, drainTime, terminationDrain, newArguments, output, error);
  }

  /** Other places for what Envoy writes. */
  public EnvoyOptions withOutput(OutputStream newOutput, OutputStream newError) {
    return new EnvoyOptions(
        binary, concurrency, drainTime, terminationDrain, arguments, newOutput, newError);
  }

  /** Envoy's command line, without what says where the configuration is. */
  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(binary.toString());
    if (concurrency != null && !given("--concurrency")) {
      command.addAll(List.of("--concurrency", concurrency.toString()));
    }
    if (!given("--drain-time-s")) {
      command.addAll(List.of("--drain-time-s", Long.toString(drainTime.toSeconds())));
    }
    if (!given("--drain-strategy")) {
      // As Istio does: a connection closes with its next response, not by chance over the time.
      command.addAll(List.of("--drain-strategy", "immediate"));
    }
    if (!given("--skip-deprecated-logs")) {
      // Istio's routes use deprecated fields; Envoy would log a line for each route of each update.
      command.add("--skip-deprecated-logs");
    }
    if (!given("--base-id")
        && !given("--use-dynamic-base-id")
        && !given("--restart-epoch")
        && !given("--disable-hot-restart")) {
      // Several Envoys on a machine would share memory, and leave it behind.
      command.add("--disable-hot-restart");
    }
    command.addAll(arguments);
    return command;
  }

  /** Whether the caller's arguments hold that option, as {@code --x v} or {@code --x=v}. */
  boolean given(String option) {
    return arguments.stream()
        .anyMatch(argument -> argument.equals(option) || argument.startsWith(option + "="));
  }
}
