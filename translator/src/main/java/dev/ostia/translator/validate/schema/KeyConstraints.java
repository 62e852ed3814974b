package dev.ostia.translator.validate.schema;

import static dev.ostia.translator.validate.document.Findings.quote;
import static dev.ostia.translator.validate.schema.Constraint.onWhole;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.syntax.Names;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the keys of a mapping must be: the flags {@code keys=...}. */
final class KeyConstraints {

  private static final int PORT_NAME_LENGTH = 62;
  private static final int MAX_PORT = 65535;

  private KeyConstraints() {}

  static Constraint of(String name) {
    return switch (name) {
      case "label" -> each(KeyConstraints::faultOfLabel);
      case "port-name" -> each(KeyConstraints::faultOfPortName);
      case "port" -> each(KeyConstraints::faultOfPort);
      default -> throw new IllegalArgumentException("unknown keys=" + name);
    };
  }

  private static Constraint each(Function<String, @Nullable String> faultOf) {
    return onWhole(
        (field, findings) -> {
          for (Field entry : field.entries()) {
            String fault = faultOf.apply(entry.key());
            if (fault != null) {
              findings.refuse(entry, fault);
            }
          }
        });
  }

  private static @Nullable String faultOfLabel(String key) {
    if (key.isEmpty()) {
      return "the key of the label is empty";
    }
    return key.contains("*") ? "a wildcard has no meaning in the key " + quote(key) : null;
  }

  private static @Nullable String faultOfPortName(String key) {
    return key.length() > PORT_NAME_LENGTH || !Names.isDnsLabel(key)
        ? quote(key) + " is not a port name: letters, digits and inner -, at most 62"
        : null;
  }

  private static @Nullable String faultOfPort(String key) {
    boolean port =
        key.length() <= 5
            && !key.isEmpty()
            && key.chars().allMatch(c -> c >= '0' && c <= '9')
            && Integer.parseInt(key) >= 1
            && Integer.parseInt(key) <= MAX_PORT;
    return port ? null : quote(key) + " is not a port number from 1 to 65535";
  }
}
