package dev.ostia.controlplane.crds;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.controlplane.text.ResourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code -Dgolden.update=true} writes the files anew. */
class CrdFilesTest {

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  /** The kinds, with their names and columns as Istio's own definitions have them. */
  enum Definition {
    GATEWAY("Gateway", "gateways", "gw", Map.of()),
    VIRTUAL_SERVICE(
        "VirtualService",
        "virtualservices",
        "vs",
        columns("Gateways", ".spec.gateways", "Hosts", ".spec.hosts")),
    DESTINATION_RULE(
        "DestinationRule", "destinationrules", "dr", columns("Host", ".spec.host", "", "")),
    SERVICE_ENTRY(
        "ServiceEntry",
        "serviceentries",
        "se",
        columns("Hosts", ".spec.hosts", "Resolution", ".spec.resolution")),
    WORKLOAD_ENTRY(
        "WorkloadEntry", "workloadentries", "we", columns("Address", ".spec.address", "", "")),
    TELEMETRY("Telemetry", "telemetries", "telemetry", Map.of());

    final String kind;
    final String plural;
    final String shortName;
    final Map<String, String> columns;

    Definition(String kind, String plural, String shortName, Map<String, String> columns) {
      this.kind = kind;
      this.plural = plural;
      this.shortName = shortName;
      this.columns = columns;
    }

    private static Map<String, String> columns(
        String one, String onePath, String two, String twoPath) {
      Map<String, String> columns = new LinkedHashMap<>();
      columns.put(one, onePath);
      if (!two.isEmpty()) {
        columns.put(two, twoPath);
      }
      return columns;
    }
  }

  @ParameterizedTest
  @EnumSource
  void filesAreWhatTheTablesSay(Definition definition) throws Exception {
    SchemaTables tables =
        SchemaTables.load(
            "gateway",
            "virtual-service",
            "destination-rule",
            "service-entry",
            "telemetry",
            "envoy-filter");
    String text =
        "# Generated from the tables that Ostia validates with. Where Istio's own definitions are"
            + " installed,\n# leave those: they work as well.\n"
            + ResourceText.yaml(definition(definition, tables));
    Path file =
        Path.of(System.getProperty("ostia.root", "."))
            .resolve("deploy/crds/" + definition.plural + ".yaml");
    if (UPDATE) {
      Files.createDirectories(requireNonNull(file.getParent()));
      Files.writeString(file, text);
    }
    assertThat(file).as("-Dgolden.update=true writes it anew").content().isEqualTo(text);
  }

  private static Map<String, Object> definition(Definition definition, SchemaTables tables) {
    List<String> words = requireNonNull(tables.kinds().get(definition.kind));
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("categories", List.of("istio-io", requireNonNull(words.get(2)).replace('.', '-')));
    names.put("kind", definition.kind);
    names.put("listKind", definition.kind + "List");
    names.put("plural", definition.plural);
    names.put("shortNames", List.of(definition.shortName));
    names.put("singular", definition.kind.toLowerCase(java.util.Locale.ROOT));
    List<Object> versions = new ArrayList<>();
    for (String version : words.get(3).split(",")) {
      versions.add(version(definition, version, words, tables));
    }
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("group", words.get(2));
    spec.put("names", names);
    spec.put("scope", "Namespaced");
    spec.put("versions", versions);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", "apiextensions.k8s.io/v1");
    object.put("kind", "CustomResourceDefinition");
    object.put("metadata", Map.of("name", definition.plural + "." + words.get(2)));
    object.put("spec", spec);
    return object;
  }

  private static Map<String, Object> version(
      Definition definition, String version, List<String> words, SchemaTables tables) {
    List<Object> columns = new ArrayList<>();
    definition.columns.forEach((name, path) -> columns.add(column(name, "string", path)));
    columns.add(column("Age", "date", ".metadata.creationTimestamp"));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("spec", new OpenApi(tables).message(words.get(4)));
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("type", "object");
    status.put("x-kubernetes-preserve-unknown-fields", true);
    properties.put("status", status);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (words.contains("required")) {
      schema.put("required", List.of("spec"));
    }
    Map<String, Object> served = new LinkedHashMap<>();
    served.put("name", version);
    served.put("served", true);
    served.put("storage", version.equals("v1"));
    served.put("additionalPrinterColumns", columns);
    served.put("schema", Map.of("openAPIV3Schema", schema));
    served.put("subresources", Map.of("status", Map.of()));
    return served;
  }

  private static Map<String, Object> column(String name, String type, String path) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("name", name);
    column.put("type", type);
    column.put("jsonPath", path);
    return column;
  }
}
