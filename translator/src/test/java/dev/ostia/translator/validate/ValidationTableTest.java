package dev.ostia.translator.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ModelGaps;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Objects and what must be found in them, from the tables beside this test. */
class ValidationTableTest {

  private static final ObjectMapper MAPPER = ModelGaps.register(JsonMapper.builder()).build();
  private static final List<String> TABLES =
      List.of(
          "gateway",
          "metadata",
          "virtual-service",
          "http-route",
          "l4-route",
          "destination-rule",
          "service-entry",
          "workload-entry",
          "security",
          "others",
          "kubernetes");

  record Entry(String name, JsonNode object, List<String> expected) {
    String apiVersion() {
      return object.get("apiVersion").asText();
    }

    String kind() {
      return object.get("kind").asText();
    }

    ObjectKey key() {
      String namespace = object.path("metadata").path("namespace").asText("default");
      return new ObjectKey(readKind().orElseThrow(), namespace, "x");
    }

    Optional<Kind> readKind() {
      String group = apiVersion().substring(0, Math.max(0, apiVersion().indexOf('/')));
      return Kind.of(group, kind());
    }

    @Override
    public String toString() {
      return kind() + ": " + name;
    }
  }

  static Stream<Entry> entries() {
    return TABLES.stream().flatMap(table -> read(table).stream());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void findsExactlyWhatIsWrong(Entry entry) {
    List<Violation> found = StructureCheck.check(entry.apiVersion(), entry.kind(), entry.object());
    if (found.isEmpty() && entry.readKind().isPresent()) {
      found = Rules.check(entry.key(), entry.object());
    }
    assertThat(found).extracting(v -> v.code().id() + " " + v.field()).isEqualTo(entry.expected());
  }

  static Stream<Entry> entriesOfIstio() {
    return entries().filter(entry -> entry.apiVersion().contains("istio.io/"));
  }

  @ParameterizedTest
  @MethodSource("entriesOfIstio")
  void findsTheSameInTheJavaObject(Entry entry) throws Exception {
    List<Violation> found = StructureCheck.check(entry.apiVersion(), entry.kind(), entry.object());
    if (found.isEmpty() && entry.readKind().isPresent()) {
      found = Rules.check(toConfigObject(entry));
    }
    assertThat(found).extracting(v -> v.code().id() + " " + v.field()).isEqualTo(entry.expected());
  }

  private static ConfigObject<?> toConfigObject(Entry entry) throws Exception {
    HasMetadata resource = MAPPER.treeToValue(entry.object(), entry.key().kind().model());
    ModelGaps.restore(entry.object(), resource);
    return new ConfigObject<>(entry.key(), resource, Instant.EPOCH, null);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void saysWhatToDoInPlainSentences(Entry entry) {
    for (Violation v : StructureCheck.check(entry.apiVersion(), entry.kind(), entry.object())) {
      assertThat(v.message()).isNotBlank().doesNotEndWith(".");
      assertThat(v.advice()).doesNotEndWith(".");
    }
  }

  @Test
  void knowsWhichKindsAreServedInWhichVersion() {
    assertThat(StructureCheck.isIstioKind("networking.istio.io/v1", "Gateway")).isTrue();
    assertThat(StructureCheck.isIstioKind("networking.istio.io/v1alpha3", "Gateway")).isTrue();
    assertThat(StructureCheck.isIstioKind("networking.istio.io/v9", "Gateway")).isFalse();
    assertThat(StructureCheck.isIstioKind("networking.istio.io/v1", "EnvoyFilter")).isFalse();
    assertThat(StructureCheck.isIstioKind("networking.istio.io/v1alpha3", "EnvoyFilter")).isTrue();
    assertThat(StructureCheck.isIstioKind("networking.istio.io/v1", "ProxyConfig")).isFalse();
    assertThat(StructureCheck.isIstioKind("networking.istio.io/v1beta1", "ProxyConfig")).isTrue();
    assertThat(StructureCheck.isIstioKind("security.istio.io/v1", "PeerAuthentication")).isTrue();
    assertThat(StructureCheck.isIstioKind("telemetry.istio.io/v1alpha1", "Telemetry")).isTrue();
    assertThat(StructureCheck.isIstioKind("extensions.istio.io/v1", "WasmPlugin")).isFalse();
    assertThat(StructureCheck.isIstioKind("networking.istio.io/v1", "Route")).isFalse();
    assertThat(StructureCheck.isIstioKind("v1", "Service")).isFalse();
  }

  @Test
  void suggestsTheNameThatWasMeant() {
    Entry typo = entries().filter(entry -> entry.name().equals("unknown field")).toList().getLast();
    assertThat(StructureCheck.check(typo.apiVersion(), typo.kind(), typo.object()))
        .extracting(Violation::field, Violation::message, Violation::advice)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "spec.http[0].timeuot",
                "there is no field \"timeuot\" here",
                "Did you mean timeout?"));
  }

  private static List<Entry> read(String table) {
    try (InputStream stream = ValidationTableTest.class.getResourceAsStream(table + ".yaml")) {
      JsonNode root =
          MAPPER.valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(stream));
      List<Entry> entries = new ArrayList<>();
      for (JsonNode entry : root.get("objects")) {
        entries.add(toEntry(root, entry));
      }
      return entries;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Fills in what the entries of a table share. */
  private static Entry toEntry(JsonNode root, JsonNode entry) {
    ObjectNode object = MAPPER.createObjectNode();
    object.set("apiVersion", root.get("apiVersion"));
    object.set("kind", root.get("kind"));
    object.putObject("metadata").put("name", "x");
    String wrap = entry.path("wrap").asText(root.path("wrap").asText("none"));
    entry
        .properties()
        .forEach(
            field -> {
              if (!List.of("name", "found", "wrap").contains(field.getKey())) {
                object.set(field.getKey(), field.getValue());
              }
            });
    if (wrap.equals("http")) {
      ObjectNode spec = MAPPER.createObjectNode();
      spec.putArray("hosts").add("*");
      spec.putArray("gateways").add("gw");
      ArrayNode routes = spec.putArray("http");
      routes.add(entry.get("spec"));
      object.set("spec", spec);
    }
    List<String> expected = new ArrayList<>();
    entry.get("found").forEach(found -> expected.add(found.asText()));
    return new Entry(entry.get("name").asText(), object, expected);
  }
}
