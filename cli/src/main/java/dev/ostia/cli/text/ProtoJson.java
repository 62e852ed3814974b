package dev.ostia.cli.text;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.ostia.controlplane.text.MessageTypes;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A message as JSON with the order and the layout of Go's {@code jsonpb}, which istioctl prints
 * single messages with: fields in the order of their declaration, keys of maps sorted, and the
 * content of a {@code Struct} indented one step too far. An {@link Any} of a type that is not known
 * is expected to hold a {@code Struct} with a field {@code @type}, and is printed as that.
 */
public final class ProtoJson {

  private static final String INDENT = "    ";
  private static final String TYPE = "@type";
  private static final String WRAPPERS = "google.protobuf.";

  private final StringBuilder text = new StringBuilder();

  private ProtoJson() {}

  /**
   * The message, without a line feed at its end.
   *
   * @throws IllegalArgumentException if it holds a type that is not known
   */
  public static String of(Message message) {
    ProtoJson json = new ProtoJson();
    json.message(message, 0, "");
    return json.text.toString();
  }

  /** A message whose closing brace stands at this level. */
  private void message(Message message, int level, String typeUrl) {
    switch (message) {
      case Any any -> any(any, level);
      case Struct struct -> map(struct.getFieldsMap(), level);
      case ListValue list -> list(list.getValuesList(), level);
      case Value value -> value(value, level);
      case Duration duration -> string(Durations.toString(duration));
      case Timestamp timestamp -> string(Timestamps.toString(timestamp));
      default -> {
        if (isWrapper(message)) {
          FieldDescriptor wrapped = message.getDescriptorForType().findFieldByNumber(1);
          field(wrapped, message.getField(wrapped), level);
        } else {
          fields(message, level, typeUrl);
        }
      }
    }
  }

  private static boolean isWrapper(Message message) {
    String name = message.getDescriptorForType().getFullName();
    return name.startsWith(WRAPPERS)
        && name.endsWith("Value")
        && message.getDescriptorForType().getFields().size() == 1;
  }

  private void fields(Message message, int level, String typeUrl) {
    text.append("{\n");
    String separator = "";
    if (!typeUrl.isEmpty()) {
      indent(level + 1).append(JsonText.string(TYPE)).append(": ");
      string(typeUrl);
      separator = ",\n";
    }
    Map<FieldDescriptor, Object> set = message.getAllFields();
    for (FieldDescriptor field : declared(message)) {
      Object value = set.get(field);
      if (value != null) {
        text.append(separator);
        indent(level + 1).append('"').append(field.getJsonName()).append("\": ");
        field(field, value, level);
        separator = ",\n";
      }
    }
    text.append('\n');
    indent(level).append('}');
  }

  /** In order of declaration, where the members of a oneof stand at the place of the first. */
  private static Set<FieldDescriptor> declared(Message message) {
    Set<FieldDescriptor> fields = new LinkedHashSet<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.getContainingOneof() == null) {
        fields.add(field);
      } else {
        fields.addAll(field.getContainingOneof().getFields());
      }
    }
    return fields;
  }

  /** The value of a field of a message at this level. */
  private void field(FieldDescriptor field, Object value, int level) {
    if (value instanceof Integer number && isUnsigned(field)) {
      text.append(Integer.toUnsignedString(number));
    } else if (field.isMapField()) {
      map(entries((List<?>) value), level);
    } else if (value instanceof List<?> list) {
      list(list, level);
    } else {
      single(value, level);
    }
  }

  private static boolean isUnsigned(FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.UINT32
        || field.getType() == FieldDescriptor.Type.FIXED32;
  }

  private static Map<String, Object> entries(List<?> entries) {
    Map<String, Object> map = new HashMap<>();
    for (Object entry : entries) {
      MapEntry<?, ?> pair = (MapEntry<?, ?>) entry;
      map.put(String.valueOf(pair.getKey()), pair.getValue());
    }
    return map;
  }

  private void list(List<?> list, int level) {
    text.append('[');
    String separator = "\n";
    for (Object element : list) {
      text.append(separator);
      indent(level + 2);
      single(element, level + 1);
      separator = ",\n";
    }
    text.append('\n');
    indent(level + 1).append(']');
  }

  private void map(Map<String, ?> map, int level) {
    text.append('{');
    String separator = "\n";
    List<? extends Map.Entry<String, ?>> sorted =
        map.entrySet().stream()
            .sorted(Comparator.<Map.Entry<String, ?>, String>comparing(Map.Entry::getKey))
            .toList();
    for (Map.Entry<String, ?> entry : sorted) {
      text.append(separator);
      indent(level + 2).append(JsonText.string(entry.getKey())).append(": ");
      single(entry.getValue(), level + 1);
      separator = ",\n";
    }
    text.append('\n');
    indent(level + 1).append('}');
  }

  private void single(Object value, int level) {
    if (value instanceof Message message) {
      message(message, level + 1, "");
    } else {
      scalar(value);
    }
  }

  private void value(Value value, int level) {
    switch (value.getKindCase()) {
      case STRUCT_VALUE -> single(value.getStructValue(), level);
      case LIST_VALUE -> single(value.getListValue(), level);
      case STRING_VALUE -> string(value.getStringValue());
      case NUMBER_VALUE -> scalar(value.getNumberValue());
      case BOOL_VALUE -> scalar(value.getBoolValue());
      case NULL_VALUE, KIND_NOT_SET -> text.append("null");
    }
  }

  private void any(Any any, int level) {
    Message content = content(any);
    if (content instanceof Struct struct && struct.containsFields(TYPE)) {
      map(struct.getFieldsMap(), level - 1);
    } else if (content.getDescriptorForType().getFullName().startsWith(WRAPPERS)) {
      text.append("{\n");
      indent(level + 1).append(JsonText.string(TYPE)).append(": ");
      string(any.getTypeUrl());
      text.append(",\n");
      indent(level + 1).append("\"value\": ");
      message(content, level + 1, "");
      text.append('\n');
      indent(level).append('}');
    } else {
      message(content, level, any.getTypeUrl());
    }
  }

  private static Message content(Any any) {
    Optional<Message> type = MessageTypes.find(any.getTypeUrl());
    try {
      return type.orElseThrow(
              () -> new IllegalArgumentException("no class is known for " + any.getTypeUrl()))
          .getParserForType()
          .parseFrom(any.getValue());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a " + any.getTypeUrl() + " cannot be read", e);
    }
  }

  private void scalar(Object value) {
    switch (value) {
      case String string -> string(string);
      case Long number -> string(Long.toString(number));
      case Float number -> text.append(JsonText.number(number));
      case Double number -> text.append(JsonText.number(number));
      case ByteString bytes -> string(Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case EnumValueDescriptor constant -> constant(constant);
      case Integer number -> text.append(number);
      default -> text.append(value);
    }
  }

  private void constant(EnumValueDescriptor constant) {
    if (constant.getType().equals(NullValue.getDescriptor())) {
      text.append("null");
    } else if (constant.getIndex() < 0) {
      text.append(constant.getNumber());
    } else {
      string(constant.getName());
    }
  }

  private void string(String value) {
    text.append(JsonText.string(value));
  }

  private StringBuilder indent(int level) {
    return text.repeat(INDENT, level);
  }
}
