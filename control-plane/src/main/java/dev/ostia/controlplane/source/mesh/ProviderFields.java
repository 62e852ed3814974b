package dev.ostia.controlplane.source.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.provider.Collector;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one mapping inside a provider, each asked for by its name. */
final class ProviderFields {

  private final MeshValues values;
  private final String path;
  private final Map<String, JsonNode> fields = new LinkedHashMap<>();
  private final Map<String, String> paths = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();

  ProviderFields(MeshValues values, String path, JsonNode mapping) {
    this.values = values;
    this.path = path;
    values.each(
        path,
        mapping,
        (at, value) -> {
          fields.put(MeshValues.last(at), value);
          paths.put(MeshValues.last(at), at);
        });
  }

  private @Nullable JsonNode take(String name) {
    read.add(name);
    return fields.get(name);
  }

  private String pathOf(String name) {
    return paths.getOrDefault(name, path + "." + name);
  }

  @Nullable String text(String name) {
    JsonNode value = take(name);
    return value == null ? null : values.text(pathOf(name), value, "");
  }

  List<String> texts(String name) {
    JsonNode value = take(name);
    return value == null ? List.of() : values.texts(pathOf(name), value);
  }

  int count(String name) {
    JsonNode value = take(name);
    return value == null ? 0 : values.count(pathOf(name), value, 0);
  }

  boolean flag(String name) {
    JsonNode value = take(name);
    return value != null && values.flag(pathOf(name), value, false);
  }

  @Nullable Duration duration(String name) {
    JsonNode value = take(name);
    return value == null ? null : values.duration(pathOf(name), value, null);
  }

  /** A mapping inside this one; null if it is not there. */
  @Nullable ProviderFields inner(String name) {
    JsonNode value = take(name);
    return value == null ? null : new ProviderFields(values, pathOf(name), value);
  }

  /** The service and its port. */
  Collector collector() {
    String service = text("service");
    int port = count("port");
    if (service == null || service.isEmpty()) {
      values.wrong(pathOf("service"), "the host name of a service", "");
    }
    if (port < 1 || port > 65535) {
      values.wrong(pathOf("port"), "the number of a port", "");
    }
    return new Collector(service == null ? "" : service, port);
  }

  /** A mapping of any content; null if it is not there. */
  @Nullable Struct struct(String name) {
    JsonNode value = take(name);
    if (value == null) {
      return null;
    }
    Struct.Builder struct = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(value.toString(), struct);
      return struct.build();
    } catch (InvalidProtocolBufferException e) {
      values.wrong(pathOf(name), "a mapping", "");
      return null;
    }
  }

  /** A list of headers, each with {@code name} and {@code value}. */
  Map<String, String> headers(String name) {
    JsonNode value = take(name);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; value != null && i < value.size(); i++) {
      ProviderFields header =
          new ProviderFields(values, pathOf(name) + "[" + i + "]", value.get(i));
      String key = header.text("name");
      String content = header.text("value");
      if (key != null && content != null) {
        headers.put(key, content);
      }
      header.rest(Set.of("envName"), "only a value that stands here is sent");
    }
    return headers;
  }

  /** A format that Envoy would refuse. */
  void badFormat(String name, String problem) {
    values.wrong(pathOf(name), "a format of Envoy's: " + problem, "Correct the format");
  }

  /**
   * Reports what was not asked for.
   *
   * @param known what Istio has
   */
  void rest(Set<String> known, String why) {
    fields.keySet().stream()
        .filter(name -> !read.contains(name))
        .forEach(
            name -> {
              if (known.contains(name)) {
                values.report(DiagnosticCode.NOT_HONOURED, pathOf(name), why, "");
              } else {
                values.notRead(pathOf(name), false);
              }
            });
  }
}
