package dev.ostia.translator.validate.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of Istio, read once from the tables beside this class. */
final class IstioSchemas {

  private static final List<String> TABLES =
      List.of(
          "gateway",
          "virtual-service",
          "destination-rule",
          "service-entry",
          "sidecar",
          "envoy-filter",
          "security",
          "telemetry",
          "extensions");

  private final Map<String, KindType> byVersionAndKind = new HashMap<>();
  private final Map<String, KindType> byGroupAndKind = new HashMap<>();

  private IstioSchemas() {
    SchemaReader reader = new SchemaReader(KubernetesSchemas::metadata);
    TABLES.forEach(table -> reader.read(load(table + ".schema")));
    for (KindType kind : reader.kinds()) {
      byGroupAndKind.put(kind.group() + "/" + kind.kind(), kind);
      for (String version : kind.versions()) {
        byVersionAndKind.put(kind.group() + "/" + version + "/" + kind.kind(), kind);
      }
    }
  }

  private static final class Holder {
    static final IstioSchemas INSTANCE = new IstioSchemas();
  }

  static IstioSchemas get() {
    return Holder.INSTANCE;
  }

  /** The kind of this {@code apiVersion} and {@code kind}; null if Istio has none such. */
  @Nullable KindType find(String apiVersion, String kind) {
    return byVersionAndKind.get(apiVersion + "/" + kind);
  }

  /** The versions of a kind; empty if the group has no such kind. */
  List<String> versions(String group, String kind) {
    KindType type = byGroupAndKind.get(group + "/" + kind);
    return type == null ? List.of() : type.versions();
  }

  /** The names of the kinds of all groups. */
  Set<String> kindNames() {
    return byGroupAndKind.values().stream().map(KindType::kind).collect(Collectors.toSet());
  }

  private static String load(String name) {
    try (InputStream stream = IstioSchemas.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("no table " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
