package dev.ostia.controlplane.text;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import io.envoyproxy.envoy.admin.v3.ClustersConfigDump;
import io.envoyproxy.envoy.admin.v3.ConfigDump;
import io.envoyproxy.envoy.admin.v3.EndpointsConfigDump;
import io.envoyproxy.envoy.admin.v3.ListenersConfigDump;
import io.envoyproxy.envoy.admin.v3.RoutesConfigDump;
import io.envoyproxy.envoy.admin.v3.SecretsConfigDump;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.util.List;

/**
 * A translation in the form of Envoy's {@code /config_dump?include_eds}: what the dump of an Envoy
 * would hold that took all of it. Private keys are left out, as Envoy leaves them out.
 */
public final class ConfigDumps {

  /** What Envoy shows in place of a private key. */
  private static final DataSource REDACTED =
      DataSource.newBuilder().setInlineBytes(ByteString.copyFromUtf8("[redacted]")).build();

  private ConfigDumps() {}

  /**
   * The dump.
   *
   * @param version stands as the version of every resource; may be empty
   */
  public static ConfigDump of(Translation translation, String version) {
    return ConfigDump.newBuilder()
        .addConfigs(Any.pack(clusters(translation, version)))
        .addConfigs(Any.pack(endpoints(translation, version)))
        .addConfigs(Any.pack(listeners(translation, version)))
        .addConfigs(Any.pack(routes(translation, version)))
        .addConfigs(Any.pack(secrets(translation, version)))
        .build();
  }

  /** The same as the JSON that Envoy would answer. */
  public static String json(Translation translation, String version) {
    ConfigDump dump = of(translation, version);
    try {
      return JsonFormat.printer()
          .preservingProtoFieldNames()
          .usingTypeRegistry(new AnyTypes().registryFor(List.of(dump)))
          .print(dump);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a dump cannot be shown: " + e.getMessage(), e);
    }
  }

  private static ClustersConfigDump clusters(Translation translation, String version) {
    ClustersConfigDump.Builder dump = ClustersConfigDump.newBuilder().setVersionInfo(version);
    for (Message cluster : translation.resources(ResourceType.CLUSTER).values()) {
      dump.addDynamicActiveClustersBuilder().setVersionInfo(version).setCluster(Any.pack(cluster));
    }
    return dump.build();
  }

  private static EndpointsConfigDump endpoints(Translation translation, String version) {
    EndpointsConfigDump.Builder dump = EndpointsConfigDump.newBuilder();
    for (Message assignment : translation.resources(ResourceType.ENDPOINT).values()) {
      dump.addDynamicEndpointConfigsBuilder()
          .setVersionInfo(version)
          .setEndpointConfig(Any.pack(assignment));
    }
    return dump.build();
  }

  private static ListenersConfigDump listeners(Translation translation, String version) {
    ListenersConfigDump.Builder dump = ListenersConfigDump.newBuilder().setVersionInfo(version);
    translation
        .resources(ResourceType.LISTENER)
        .forEach(
            (name, listener) ->
                dump.addDynamicListenersBuilder()
                    .setName(name)
                    .getActiveStateBuilder()
                    .setVersionInfo(version)
                    .setListener(Any.pack(listener)));
    return dump.build();
  }

  private static RoutesConfigDump routes(Translation translation, String version) {
    RoutesConfigDump.Builder dump = RoutesConfigDump.newBuilder();
    for (Message route : translation.resources(ResourceType.ROUTE).values()) {
      dump.addDynamicRouteConfigsBuilder().setVersionInfo(version).setRouteConfig(Any.pack(route));
    }
    return dump.build();
  }

  private static SecretsConfigDump secrets(Translation translation, String version) {
    SecretsConfigDump.Builder dump = SecretsConfigDump.newBuilder();
    translation
        .resources(ResourceType.SECRET)
        .forEach(
            (name, secret) ->
                dump.addDynamicActiveSecretsBuilder()
                    .setName(name)
                    .setVersionInfo(version)
                    .setSecret(Any.pack(redacted((Secret) secret))));
    return dump.build();
  }

  /** Only what is public stays: certificates and what verifies them. */
  private static Secret redacted(Secret secret) {
    Secret.Builder shown = Secret.newBuilder().setName(secret.getName());
    if (secret.hasTlsCertificate()) {
      shown.setTlsCertificate(
          TlsCertificate.newBuilder()
              .setCertificateChain(secret.getTlsCertificate().getCertificateChain())
              .setPrivateKey(REDACTED));
    }
    if (secret.hasValidationContext()) {
      shown.setValidationContext(secret.getValidationContext());
    }
    return shown.build();
  }
}
