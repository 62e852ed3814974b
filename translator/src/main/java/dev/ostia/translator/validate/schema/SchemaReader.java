package dev.ostia.translator.validate.schema;

import dev.ostia.translator.validate.schema.FieldType.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads the tables of Istio's kinds. A table is lines of text:
 *
 * <pre>
 * # a comment
 * kind Gateway networking.istio.io v1,v1beta1 Gateway required
 *
 * Gateway
 *   servers list:Server maxItems=3
 *   selector map:string
 *   &#64;oneof first second
 * </pre>
 *
 * <p>{@code kind} names a kind, its group, its versions, the message of its {@code spec} and
 * whether that must be there. A line at the margin begins a message; the lines under it are its
 * fields, with type and flags. A type is a {@link Scalar}, {@code enum(A,B)}, the name of a message
 * of any table, or one of these after {@code list:} or {@code map:}. {@code @oneof} names fields of
 * which at most one may be there. The flags are those of {@link Constraints}, and {@code required}.
 */
final class SchemaReader {

  private final Map<String, MessageType> messages = new HashMap<>();
  private final List<KindType> kinds = new ArrayList<>();
  private final Supplier<MessageType> metadata;

  /**
   * @param metadata the fields of {@code metadata} of every kind
   */
  SchemaReader(Supplier<MessageType> metadata) {
    this.metadata = metadata;
  }

  /** The kinds of all tables read so far. */
  List<KindType> kinds() {
    return kinds;
  }

  /** Reads one table. Its messages may refer to those of a table that is read later. */
  void read(String table) {
    String message = "";
    List<FieldType> fields = new ArrayList<>();
    List<List<String>> alternatives = new ArrayList<>();
    for (String line : table.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.strip().split(" +");
      if (line.startsWith("kind ")) {
        kinds.add(kind(words));
      } else if (words[0].equals("@oneof")) {
        alternatives.add(List.of(words).subList(1, words.length));
      } else if (line.startsWith(" ")) {
        fields.add(field(words));
      } else {
        finish(message, fields, alternatives);
        message = words[0];
        fields = new ArrayList<>();
        alternatives = new ArrayList<>();
      }
    }
    finish(message, fields, alternatives);
  }

  private void finish(String name, List<FieldType> fields, List<List<String>> alternatives) {
    if (!name.isEmpty() && messages.put(name, MessageType.of(name, fields, alternatives)) != null) {
      throw new IllegalArgumentException("message " + name + " is defined twice");
    }
  }

  private KindType kind(String[] words) {
    boolean specRequired = words.length > 5;
    FieldType spec =
        new FieldType(
            "spec",
            Shape.SINGLE,
            Scalar.MESSAGE,
            message(words[4]),
            List.of(),
            specRequired,
            List.of());
    MessageType object =
        MessageType.of(
            words[1],
            List.of(
                FieldType.of("apiVersion", Shape.SINGLE, Scalar.STRING),
                FieldType.of("kind", Shape.SINGLE, Scalar.STRING),
                FieldType.of("metadata", Shape.SINGLE, metadata),
                spec,
                FieldType.of("status", Shape.SINGLE, Scalar.ANY)),
            List.of());
    return new KindType(words[2], words[1], List.of(words[3].split(",")), object);
  }

  private FieldType field(String[] words) {
    Shape shape = Shape.SINGLE;
    String type = words[1];
    if (type.startsWith("list:")) {
      shape = Shape.LIST;
      type = type.substring("list:".length());
    } else if (type.startsWith("map:")) {
      shape = Shape.MAP;
      type = type.substring("map:".length());
    }
    boolean required = false;
    List<Constraint> constraints = new ArrayList<>();
    for (String flag : List.of(words).subList(2, words.length)) {
      if (flag.equals("required")) {
        required = true;
      } else {
        constraints.add(Constraints.of(flag));
      }
    }
    if (type.startsWith("enum(")) {
      List<String> values = List.of(type.substring("enum(".length(), type.length() - 1).split(","));
      return new FieldType(words[0], shape, Scalar.ENUM, null, values, required, constraints);
    }
    if (Character.isUpperCase(type.charAt(0))) {
      return new FieldType(
          words[0], shape, Scalar.MESSAGE, message(type), List.of(), required, constraints);
    }
    Scalar scalar = Scalar.valueOf(type.replace('-', '_').toUpperCase(Locale.ROOT));
    return new FieldType(words[0], shape, scalar, null, List.of(), required, constraints);
  }

  private Supplier<MessageType> message(String name) {
    return () -> {
      MessageType message = messages.get(name);
      if (message == null) {
        throw new IllegalStateException("no table defines " + name);
      }
      return message;
    };
  }
}
