package dev.ostia.cli.kubernetes;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * A network namespace with an address of its own that this machine reaches: a place for backends
 * whose addresses an API server takes in an EndpointSlice.
 */
final class NetworkNamespace implements AutoCloseable {

  private static final int NEW_NETWORK = 0x40000000;

  private final String name = "ostia-" + ProcessHandle.current().pid();
  private final String link = "ost" + ProcessHandle.current().pid() % 1_000_000;
  private final String address;

  /**
   * Makes it.
   *
   * @throws IOException if this user or this machine cannot; the message says why
   */
  NetworkNamespace() throws IOException, InterruptedException {
    long number = ProcessHandle.current().pid() % (2 * 256 * 64);
    // The range of RFC 2544, of which each process takes four addresses.
    String network = "198.%d.%d.".formatted(18 + number / (256 * 64), number / 64 % 256);
    long first = number % 64 * 4;
    address = network + (first + 2);
    ip("netns", "add", name);
    try {
      ip("link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", name);
      ip("addr", "add", network + (first + 1) + "/30", "dev", link);
      ip("link", "set", link, "up");
      ip("-n", name, "addr", "add", address + "/30", "dev", "eth0");
      ip("-n", name, "link", "set", "eth0", "up");
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Its address. */
  String address() {
    return address;
  }

  private static void ip(String... arguments) throws IOException, InterruptedException {
    List<String> line = new java.util.ArrayList<>(List.of("ip"));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", line) + ": " + output.strip());
    }
  }

  /** Calls something on a thread of this namespace: sockets that it opens stay there. */
  <T> T in(Callable<T> call) throws Exception {
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              enter();
              return call.call();
            });
    // Of its own: the thread stays in the namespace until it ends.
    Thread.ofPlatform().daemon().start(task);
    return task.get();
  }

  @SuppressWarnings("restricted")
  private void enter() throws IOException {
    Linker linker = Linker.nativeLinker();
    MethodHandle open =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("open"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    MethodHandle setns =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setns"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    MethodHandle close =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("close"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int file = (int) open.invokeExact(arena.allocateFrom("/run/netns/" + name), 0);
      int result = (int) setns.invokeExact(file, NEW_NETWORK);
      int _ = (int) close.invokeExact(file);
      if (result != 0) {
        throw new IOException("the namespace " + name + " cannot be entered");
      }
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      // The link is gone with it.
      ip("netns", "delete", name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
