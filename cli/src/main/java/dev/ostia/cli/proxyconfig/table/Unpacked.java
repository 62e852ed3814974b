package dev.ostia.cli.proxyconfig.table;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ostia.cli.CommandFailure;

/** What is inside an {@link Any} of a dump. */
final class Unpacked {

  private Unpacked() {}

  /**
   * The content read as this type, whatever the type URL says: another Envoy may name it otherwise.
   *
   * @throws CommandFailure if the bytes are no message of this type
   */
  @SuppressWarnings("unchecked") // the parser of M makes an M
  static <M extends Message> M as(Any any, M type) {
    try {
      return (M) type.getParserForType().parseFrom(any.getValue());
    } catch (InvalidProtocolBufferException e) {
      throw new CommandFailure(
          "a %s of the dump cannot be read: %s"
              .formatted(type.getDescriptorForType().getName(), e.getMessage()));
    }
  }
}
