package dev.ostia.controlplane.text;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.JsonFormat.TypeRegistry;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A translation as text in the form of Envoy's documentation: field names with underscores, each
 * resource under its type. Secrets are never shown.
 */
public final class ResourceText {

  private ResourceText() {}

  /** How a type is called in text and on the command line: {@code listeners}, {@code routes}. */
  public static String label(ResourceType type) {
    return type.name().toLowerCase(Locale.ROOT) + "s";
  }

  /**
   * The resources of these types as plain maps and lists, by {@link #label}.
   *
   * @param types which types, in this order; a type without resources is an empty list
   */
  public static Map<String, Object> tree(Translation translation, List<ResourceType> types) {
    TypeRegistry registry = registry(translation, types);
    Map<String, Object> tree = new LinkedHashMap<>();
    for (ResourceType type : types) {
      List<Object> resources = new ArrayList<>();
      translation
          .resources(type)
          .forEach((name, message) -> resources.add(resource(name, message, registry)));
      tree.put(label(type), resources);
    }
    return tree;
  }

  /** One message as plain maps and lists. */
  public static Object tree(Message message) {
    return message instanceof Secret secret
        ? Redaction.secret(secret.getName())
        : tree(message, new AnyTypes().registryFor(List.of(message)));
  }

  /** Block-style YAML of maps and lists. */
  public static String yaml(Object tree) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(Integer.MAX_VALUE)
            .setMultiLineFlow(false)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .build();
    return new Dump(settings).dumpToString(tree);
  }

  private static TypeRegistry registry(Translation translation, List<ResourceType> types) {
    List<Message> messages = new ArrayList<>();
    types.forEach(type -> messages.addAll(translation.resources(type).values()));
    return new AnyTypes().registryFor(messages);
  }

  private static Object resource(String name, Message message, TypeRegistry registry) {
    return message instanceof Secret ? Redaction.secret(name) : tree(message, registry);
  }

  private static Object tree(Message message, TypeRegistry registry) {
    try {
      String json =
          JsonFormat.printer()
              .preservingProtoFieldNames()
              .omittingInsignificantWhitespace()
              .usingTypeRegistry(registry)
              .print(message);
      // JSON is YAML, and what this loader returns keeps the order of the fields.
      return Redaction.tree(new Load(LoadSettings.builder().build()).loadFromString(json));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a resource cannot be shown: " + e.getMessage(), e);
    }
  }
}
