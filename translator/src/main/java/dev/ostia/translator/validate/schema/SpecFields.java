package dev.ostia.translator.validate.schema;

import dev.ostia.translator.validate.schema.FieldType.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every field that the spec of a kind of Istio can have, for what has to look at all of them. */
public final class SpecFields {

  /**
   * A field of a spec.
   *
   * @param path below {@code spec}; {@code []} stands behind a list and <code>{}</code> behind a
   *     mapping of free keys
   * @param words the words that it may hold; empty if it is no choice of words
   * @param container whether it is a message, so that its fields carry the meaning
   */
  public record SpecField(String path, List<String> words, boolean container) {}

  private SpecFields() {}

  /**
   * The fields of a kind in its newest version, each container before what it holds.
   *
   * @throws IllegalArgumentException if Istio has no such kind
   */
  public static List<SpecField> of(String group, String kind) {
    List<String> versions = Schemas.versions(group, kind);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("there is no kind " + kind + " in " + group);
    }
    KindType type = IstioSchemas.get().find(group + "/" + versions.getFirst(), kind);
    FieldType spec = type == null ? null : type.object().fields().get("spec");
    List<SpecField> found = new ArrayList<>();
    collect(spec == null ? null : messageOf(spec), "", found);
    return List.copyOf(found);
  }

  private static @Nullable MessageType messageOf(FieldType field) {
    return field.message() == null ? null : field.message().get();
  }

  private static void collect(@Nullable MessageType message, String prefix, List<SpecField> found) {
    if (message == null) {
      return;
    }
    message.fields().values().stream()
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .forEach(
            field -> {
              String path = prefix + field.name() + suffix(field.shape());
              MessageType inner = messageOf(field);
              found.add(new SpecField(path, field.words(), inner != null));
              collect(inner, path + ".", found);
            });
  }

  private static String suffix(Shape shape) {
    return switch (shape) {
      case SINGLE -> "";
      case LIST -> "[]";
      case MAP -> "{}";
    };
  }
}
