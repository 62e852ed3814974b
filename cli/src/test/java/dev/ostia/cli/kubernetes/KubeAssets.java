package dev.ostia.cli.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where etcd, kube-apiserver and kubectl are. */
record KubeAssets(Path folder) {

  private static final String VERSION = "1.34.4";
  private static final List<String> NEEDED = List.of("etcd", "kube-apiserver", "kubectl");

  /**
   * Those of {@code KUBEBUILDER_ASSETS}, else those that {@code scripts/kube-assets.sh} has made;
   * empty if there are none, which is said on standard error.
   */
  static Optional<KubeAssets> find(Class<?> test) {
    Map<String, String> env = System.getenv();
    Path cache =
        Path.of(env.getOrDefault("XDG_CACHE_HOME", env.getOrDefault("HOME", "/") + "/.cache"))
            .resolve("ostia/kubebuilder/" + VERSION);
    Optional<Path> found =
        Stream.of(Optional.ofNullable(env.get("KUBEBUILDER_ASSETS")).map(Path::of).orElse(cache))
            .filter(
                folder ->
                    NEEDED.stream().allMatch(name -> Files.isExecutable(folder.resolve(name))))
            .findFirst();
    if (found.isEmpty()) {
      System.err.printf(
          "%n*** LEFT OUT: %s needs a real API server, and there is none in $KUBEBUILDER_ASSETS"
              + " or %s.%n*** scripts/kube-assets.sh makes it.%n%n",
          test.getSimpleName(), cache);
    }
    return found.map(KubeAssets::new);
  }

  String path(String command) {
    return folder.resolve(command).toString();
  }

  /** Istio's own definitions of its kinds, if they are there. */
  Optional<Path> istioDefinitions() {
    return Optional.of(folder.resolve("istio-crds.yaml")).filter(Files::isRegularFile);
  }

  /** Starts one of them; what it prints goes to a file of its name in the folder. */
  Process start(Path in, String command, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(path(command)));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(in.resolve(command + ".log").toFile()))
        .start();
  }
}
