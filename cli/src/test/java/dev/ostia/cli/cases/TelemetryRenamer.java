package dev.ostia.cli.cases;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ostia.controlplane.text.MessageTypes;
import java.util.Set;

/** Puts a prefix before the names of the clusters that loggers and tracers send to. */
final class TelemetryRenamer {

  private static final Set<String> CLUSTER_FIELDS =
      Set.of("cluster_name", "collector_cluster", "cluster");

  private TelemetryRenamer() {}

  /** Renames in a logger's or a tracer's configuration, however deep. */
  static Any rename(Any config, String prefix) {
    Message type = MessageTypes.find(config.getTypeUrl()).orElse(null);
    if (type == null) {
      return config;
    }
    try {
      ByteString bytes = config.getValue();
      return Any.pack(rename(type.getParserForType().parseFrom(bytes), prefix));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Message rename(Message message, String prefix) {
    Message.Builder builder = message.toBuilder();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (value instanceof Message inner) {
                builder.setField(field, rename(inner, prefix));
              } else if (isCluster(field)) {
                builder.setField(field, prefix + value);
              }
            });
    return builder.build();
  }

  private static boolean isCluster(FieldDescriptor field) {
    return CLUSTER_FIELDS.contains(field.getName())
        && field.getJavaType() == FieldDescriptor.JavaType.STRING
        && !field.isRepeated();
  }
}
