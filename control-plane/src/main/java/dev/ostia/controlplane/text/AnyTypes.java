package dev.ostia.controlplane.text;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat.TypeRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the types of everything that stands in an {@link Any} of a resource, however deep; only
 * those that occur are loaded.
 */
final class AnyTypes {

  private final Map<String, Message> defaults = new HashMap<>();

  /** A registry with all types that occur in these messages. */
  TypeRegistry registryFor(Iterable<? extends Message> messages) {
    messages.forEach(this::visit);
    TypeRegistry.Builder registry = TypeRegistry.newBuilder();
    defaults.values().forEach(message -> registry.add(message.getDescriptorForType()));
    return registry.build();
  }

  private void visit(Message message) {
    if (message instanceof Any any) {
      content(any).ifPresent(this::visit);
      return;
    }
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (value instanceof Message inner) {
                visit(inner);
              } else if (value instanceof Iterable<?> list && isMessage(field.getJavaType())) {
                list.forEach(element -> visit((Message) element));
              }
            });
  }

  private static boolean isMessage(JavaType type) {
    return type == JavaType.MESSAGE;
  }

  private Optional<Message> content(Any any) {
    String url = any.getTypeUrl();
    String name = url.substring(url.lastIndexOf('/') + 1);
    try {
      Message type = defaults.computeIfAbsent(name, AnyTypes::load);
      return Optional.of(type.getParserForType().parseFrom(any.getValue()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the bytes of a " + name + " cannot be read", e);
    }
  }

  private static Message load(String name) {
    return MessageTypes.find(name)
        .orElseThrow(() -> new IllegalArgumentException("no class is known for the type " + name));
  }
}
