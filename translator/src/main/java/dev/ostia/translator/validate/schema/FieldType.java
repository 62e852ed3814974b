package dev.ostia.translator.validate.schema;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in a field.
 *
 * @param shape whether it is one value, a list or a mapping of values
 * @param scalar the type of the value or values
 * @param message the fields of a value that is a {@link Scalar#MESSAGE}
 * @param words the values of an {@link Scalar#ENUM}
 * @param required whether it must be there
 * @param constraints what else must hold
 */
record FieldType(
    String name,
    Shape shape,
    Scalar scalar,
    @Nullable Supplier<MessageType> message,
    List<String> words,
    boolean required,
    List<Constraint> constraints) {

  enum Shape {
    SINGLE,
    LIST,
    MAP
  }

  /** A field without constraints. */
  static FieldType of(String name, Shape shape, Scalar scalar) {
    return new FieldType(name, shape, scalar, null, List.of(), false, List.of());
  }

  /** A field that holds messages. */
  static FieldType of(String name, Shape shape, Supplier<MessageType> message) {
    return new FieldType(name, shape, Scalar.MESSAGE, message, List.of(), false, List.of());
  }
}
