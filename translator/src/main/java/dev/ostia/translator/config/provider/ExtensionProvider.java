package dev.ostia.translator.config.provider;

import java.util.List;

/**
 * An entry of {@code MeshConfig.extensionProviders}.
 *
 * @param name what Telemetry objects call it by, in upper or lower case
 * @param path where it stands, such as {@code extensionProviders[0]}; empty for a built-in one
 */
public record ExtensionProvider(String name, String path, ProviderSettings settings) {

  /** The provider of access logs that is there without being configured. */
  public static final String ENVOY = "envoy";

  /** Those that Istio has without being configured. */
  public static final List<ExtensionProvider> BUILT_IN =
      List.of(
          new ExtensionProvider("prometheus", "", new OtherProvider("prometheus")),
          new ExtensionProvider("stackdriver", "", new OtherProvider("stackdriver")),
          new ExtensionProvider(ENVOY, "", new FileLogProvider("/dev/stdout", null, null, false)));
}
