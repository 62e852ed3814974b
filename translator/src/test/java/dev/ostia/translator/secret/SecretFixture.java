package dev.ostia.translator.secret;

import dev.ostia.translator.TestObjects;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A gateway in {@code istio-system} whose listeners ask for secrets. */
final class SecretFixture {

  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  static final ConfigObject<?> GATEWAY =
      TestObjects.parse(
              """
              apiVersion: networking.istio.io/v1
              kind: Gateway
              metadata: {name: gw, namespace: istio-system}
              spec: {}
              """)
          .getFirst();

  static final String FIELD = "spec.servers[0].tls.credentialName";

  private final SecretTranslator translator = new SecretTranslator(Proxy.defaultIngressGateway());

  static SecretReference reference(String sdsName) {
    return new SecretReference(sdsName, GATEWAY, FIELD);
  }

  static ConfigView view(List<? extends ConfigObject<?>> objects) {
    return ConfigView.of(MeshConfig.defaults(), objects).at(NOW);
  }

  /** A Secret of these entries, which are encoded here. */
  static ConfigObject<?> secret(String namespace, String name, Map<String, String> entries) {
    Map<String, String> data = new LinkedHashMap<>();
    entries.forEach((key, value) -> data.put(key, TestPki.base64(value)));
    return encoded(namespace, name, data);
  }

  static ConfigObject<?> encoded(String namespace, String name, Map<String, String> data) {
    return new ConfigObject<>(
        new ObjectKey(Kind.SECRET, namespace, name),
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace)
            .endMetadata()
            .withType("Opaque")
            .withData(data)
            .build(),
        Instant.EPOCH,
        null);
  }

  static ConfigObject<?> configMap(String namespace, String name, Map<String, String> data) {
    return new ConfigObject<>(
        new ObjectKey(Kind.CONFIG_MAP, namespace, name),
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace)
            .endMetadata()
            .withData(data)
            .build(),
        Instant.EPOCH,
        null);
  }

  SecretResources translate(ConfigView view, String... sdsNames) {
    List<SecretReference> references = new ArrayList<>();
    for (String name : sdsNames) {
      references.add(reference(name));
    }
    return translator.translate(view, List.of(Set.copyOf(references)));
  }

  /** Each diagnostic as {@code code object field: message}. */
  static List<String> text(SecretResources resources) {
    return resources.diagnostics().stream().map(SecretFixture::text).toList();
  }

  private static String text(Diagnostic d) {
    return d.code().id() + " " + d.object() + " " + d.field() + ": " + d.message();
  }
}
