package dev.ostia.cli.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one API server of this JVM, which the first of them starts. Where there is no
 * kube-apiserver they are left out, and that is said.
 */
final class SharedApiServer implements BeforeAllCallback, ParameterResolver {

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(SharedApiServer.class);

  /** Ends the server when all tests are done. */
  private record Started(TestCluster cluster) implements AutoCloseable {

    static Started of(KubeAssets assets) {
      try {
        Path folder = Files.createTempDirectory("ostia-kubernetes");
        return new Started(TestCluster.start(assets, folder));
      } catch (Exception e) {
        throw new IllegalStateException("the API server could not be started", e);
      }
    }

    @Override
    public void close() throws IOException {
      cluster.api().close();
      try (Stream<Path> all = Files.walk(cluster.folder())) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    KubeAssets assets = KubeAssets.find(context.getRequiredTestClass()).orElse(null);
    Assumptions.assumeTrue(assets != null, "no kube-apiserver: scripts/kube-assets.sh");
    context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent(Started.class, key -> Started.of(assets), Started.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestCluster.class;
  }

  @Override
  public TestCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getRoot().getStore(HERE).get(Started.class, Started.class).cluster();
  }
}
