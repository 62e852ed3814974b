package dev.ostia.cli.proxy;

import dev.ostia.cli.CommandFailure;
import dev.ostia.envoy.bootstrap.BootstrapOptions;
import dev.ostia.envoy.bootstrap.XdsSecretFiles;
import dev.ostia.envoy.bootstrap.XdsTls;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Has Envoy follow its own certificate, so that it may be replaced while Envoy runs. */
final class FollowedXdsTls implements AutoCloseable {

  private final BootstrapOptions options;
  private final @Nullable Path folder;

  private FollowedXdsTls(BootstrapOptions options, @Nullable Path folder) {
    this.options = options;
    this.folder = folder;
  }

  /** The same options, by way of files in a temporary folder. */
  static FollowedXdsTls of(BootstrapOptions options) {
    XdsTls tls = options.xdsTls();
    if (tls == null) {
      return new FollowedXdsTls(options, null);
    }
    try {
      Path folder = Files.createTempDirectory("ostia-xds");
      return new FollowedXdsTls(options.withXdsTls(XdsSecretFiles.write(tls, folder)), folder);
    } catch (IOException e) {
      throw new CommandFailure("the files for Envoy cannot be written: " + e.getMessage());
    }
  }

  BootstrapOptions options() {
    return options;
  }

  /** Deletes the files. */
  @Override
  public void close() {
    if (folder == null) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // They hold no key, and lie in the folder for temporary files.
    }
  }
}
