package dev.ostia.cli.dump;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.JsonFormat.TypeRegistry;
import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.text.ProtoJson;
import dev.ostia.controlplane.text.MessageTypes;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Envoy's JSON to messages and back. Types that are not known (another Envoy's, an extension's) are
 * carried along as they are and come out unchanged.
 */
public final class MessageReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TYPE = Pattern.compile("\"@type\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: [^;\\]]*; line: (\\d+), column: (\\d+)\\]");

  private static final String TYPE_FIELD = "@type";
  private static final String VALUE_FIELD = "value";
  private static final String STRUCT = "type.googleapis.com/google.protobuf.Struct";

  private MessageReader() {}

  /**
   * Reads one message.
   *
   * @param json may name its own type in a field {@code @type}
   * @throws CommandFailure if it cannot be read
   */
  @SuppressWarnings("unchecked") // a builder of M builds an M
  public static <M extends Message> M read(String json, M type) {
    TypeRegistry.Builder registry = TypeRegistry.newBuilder();
    boolean known = true;
    for (String name : typeNames(json)) {
      known &=
          MessageTypes.find(name)
              .map(found -> registry.add(found.getDescriptorForType()))
              .isPresent();
    }
    if (!known) {
      registry.add(com.google.protobuf.Struct.getDescriptor());
    }
    Message.Builder builder = type.newBuilderForType();
    try {
      JsonFormat.parser()
          .ignoringUnknownFields()
          .usingTypeRegistry(registry.build())
          .merge(known ? json : withUnknownTypesWrapped(json), builder);
    } catch (InvalidProtocolBufferException | JsonProcessingException e) {
      throw unreadable(String.valueOf(e.getMessage()));
    }
    return (M) builder.build();
  }

  /** What a user is told of a dump that cannot be read. */
  static CommandFailure unreadable(String why) {
    // Without what only the library's authors want to know.
    String plain =
        SOURCE
            .matcher(why)
            .replaceAll("line $1, column $2")
            .replaceFirst("^(java|com)[.\\w]+: ", "");
    return new CommandFailure("error unmarshalling config dump response from Envoy: " + plain);
  }

  /** A message in its JSON form. */
  public static JsonNode tree(Message message) {
    try {
      return JSON.readTree(ProtoJson.of(message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message was written as JSON that is none", e);
    }
  }

  private static Set<String> typeNames(String json) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = TYPE.matcher(json);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static String withUnknownTypesWrapped(String json) throws JsonProcessingException {
    return JSON.writeValueAsString(wrapped(JSON.readTree(json)));
  }

  private static JsonNode wrapped(JsonNode node) {
    if (node instanceof ObjectNode object) {
      JsonNode type = object.get(TYPE_FIELD);
      if (type != null && MessageTypes.find(type.asText()).isEmpty()) {
        return JSON.createObjectNode().put(TYPE_FIELD, STRUCT).set(VALUE_FIELD, object);
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        field.setValue(wrapped(field.getValue()));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, wrapped(array.get(i)));
      }
    }
    return node;
  }
}
