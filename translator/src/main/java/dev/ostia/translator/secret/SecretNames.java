package dev.ostia.translator.secret;

import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import java.util.List;

/**
 * The names under which secrets are asked for over SDS, as Istio makes them of {@code
 * credentialName}.
 */
public final class SecretNames {

  static final String KUBERNETES = "kubernetes://";
  static final String KUBERNETES_GATEWAY = "kubernetes-gateway://";
  static final String CONFIG_MAP = "configmap://";
  static final String CA_SUFFIX = "-cacert";

  private static final List<String> WITH_SCHEME =
      List.of(KUBERNETES, KUBERNETES_GATEWAY, CONFIG_MAP, "builtin://", "invalid://", "sds://");

  // Envoy waits its usual 15 s for a secret: one that never comes must not hold up the listener.
  private static final ConfigSource ADS =
      ConfigSource.newBuilder()
          .setAds(AggregatedConfigSource.getDefaultInstance())
          .setResourceApiVersion(ApiVersion.V3)
          .build();

  private SecretNames() {}

  /**
   * The SDS name of a certificate with its key: {@code kubernetes://name}; a name that has a scheme
   * is kept.
   *
   * @param credentialName as a Gateway or a DestinationRule has it
   */
  public static String of(String credentialName) {
    return WITH_SCHEME.stream().anyMatch(credentialName::startsWith)
        ? credentialName
        : KUBERNETES + credentialName;
  }

  /**
   * The SDS name of the certificate authorities that go with a credential: {@code
   * kubernetes://name-cacert}. That of a ConfigMap is the name itself, since a ConfigMap holds
   * authorities only.
   *
   * @param credentialName as a Gateway or a DestinationRule has it
   */
  public static String caOf(String credentialName) {
    String name = of(credentialName);
    return name.startsWith(CONFIG_MAP) || name.endsWith(CA_SUFFIX) ? name : name + CA_SUFFIX;
  }

  /**
   * What makes Envoy ask for a secret over ADS.
   *
   * @param sdsName from {@link #of} or {@link #caOf}
   */
  public static SdsSecretConfig config(String sdsName) {
    return SdsSecretConfig.newBuilder().setName(sdsName).setSdsConfig(ADS).build();
  }
}
