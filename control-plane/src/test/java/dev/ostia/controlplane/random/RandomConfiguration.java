package dev.ostia.controlplane.random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.controlplane.cases.CaseInput;
import dev.ostia.controlplane.cases.pki.Placeholders;
import dev.ostia.controlplane.random.Scene.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Objects of all kinds that are valid together: whatever one names is there.
 *
 * @param objects each as a tree
 */
public record RandomConfiguration(List<ObjectNode> objects) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /** What the Gateways and DestinationRules name as credentials. */
  private static final Map<String, String> SECRETS =
      new TreeMap<>(
          Map.of(
              "server-a", "tls.crt: ${cert a}, tls.key: ${key a}, ca.crt: ${cert ca}",
              "server-rsa", "tls.crt: ${cert a-rsa}, tls.key: ${key a-rsa}",
              "authority", "ca.crt: ${cert ca}",
              "client",
                  "tls.crt: ${cert gateway-client}, tls.key: ${key gateway-client},"
                      + " ca.crt: ${cert ca}"));

  /** The configuration of a seed. */
  public static RandomConfiguration of(long seed) {
    Dice dice = new Dice(seed);
    Objects objects = new Objects();
    List<Backend> backends = new ArrayList<>();
    Scene scene = new Scene(dice, backends);
    RandomServices services = new RandomServices(scene, objects);
    RandomPolicies policies = new RandomPolicies(scene);
    int hosts = dice.number(1, 4);
    for (int i = 0; i < hosts; i++) {
      Backend backend = services.add();
      backends.add(backend);
      if (!backend.subsets().isEmpty() || dice.chance(50)) {
        objects.add(
            "networking.istio.io/v1",
            "DestinationRule",
            backend.namespace(),
            "rule-" + i,
            policies.rule(backend));
      }
    }
    RandomGateways gateways = new RandomGateways(scene, objects);
    int count = dice.number(1, 2);
    for (int i = 0; i < count; i++) {
      gateways.add(i);
    }
    return new RandomConfiguration(objects.all());
  }

  /** As the control plane reads it from a file. */
  public CaseInput read() {
    try {
      Path file = Files.createTempFile("random", ".yaml");
      try {
        Files.writeString(file, withSecrets());
        return CaseInput.load(file, Optional.empty());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String withSecrets() {
    StringBuilder text = new StringBuilder(toString());
    String objects = text.toString();
    SECRETS.forEach(
        (name, data) -> {
          if (objects.contains('"' + name + '"')) {
            text.append("---\napiVersion: v1\nkind: Secret\nmetadata: {name: ")
                .append(name)
                .append(", namespace: istio-system}\nstringData: {")
                .append(Placeholders.fill(data))
                .append("}\n");
          }
        });
    return text.toString();
  }

  /** The text of the objects, which is JSON and so YAML, without the Secrets. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (ObjectNode object : objects) {
      try {
        text.append("---\n").append(MAPPER.writeValueAsString(object)).append('\n');
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text.toString();
  }
}
