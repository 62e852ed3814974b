package dev.ostia.translator.validate.schema;

import static dev.ostia.translator.validate.document.Findings.quote;
import static dev.ostia.translator.validate.schema.Constraint.onValue;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.syntax.Urls;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a value must be: the flags {@code is=...}. */
final class ValueConstraints {

  private static final int MAX_PORT = 65535;
  private static final String UNIX = "unix://";

  private ValueConstraints() {}

  static Constraint of(String name) {
    return switch (name) {
      case "port" -> each(ValueConstraints::faultOfPort);
      case "not-star" -> each(ValueConstraints::faultOfStar);
      case "no-wildcard" -> each(ValueConstraints::faultOfWildcard);
      case "unset" -> each(ValueConstraints::faultOfNamespace);
      case "unix-path" -> each(ValueConstraints::faultOfUnixPath);
      case "probe-scheme" -> each(ValueConstraints::faultOfProbeScheme);
      case "http-url" -> each(field -> Urls.faultOfHttpUrl(field.text()));
      case "wasm-url" -> each(field -> Urls.faultOfWasmUrl(field.text()));
      default -> throw new IllegalArgumentException("unknown is=" + name);
    };
  }

  private static Constraint each(Function<Field, @Nullable String> faultOf) {
    return onValue(
        (field, findings) -> {
          String fault = faultOf.apply(field);
          if (fault != null) {
            findings.refuse(field, fault);
          }
        });
  }

  private static @Nullable String faultOfPort(Field field) {
    long port = field.number();
    return port >= 1 && port <= MAX_PORT ? null : "port " + port + " is not from 1 to 65535";
  }

  private static @Nullable String faultOfStar(Field field) {
    return field.text().equals("*")
        ? "the host * stands for every host, which is not allowed here"
        : null;
  }

  private static @Nullable String faultOfWildcard(Field field) {
    return field.text().contains("*")
        ? "a wildcard has no meaning in a selector: " + quote(field.text())
        : null;
  }

  private static @Nullable String faultOfNamespace(Field field) {
    return field.text().isEmpty() ? null : "a reference into another namespace is not supported";
  }

  private static @Nullable String faultOfUnixPath(Field field) {
    String address = field.text();
    if (!address.startsWith(UNIX)) {
      return null;
    }
    String path = address.substring(UNIX.length());
    boolean file = path.startsWith("/") && !path.endsWith("/");
    boolean named = path.startsWith("@") && !path.endsWith("/");
    return file || named
        ? null
        : quote(address) + " is neither the absolute path of a socket nor an abstract one (@name)";
  }

  private static @Nullable String faultOfProbeScheme(Field field) {
    return Set.of("", "HTTP", "HTTPS").contains(field.text())
        ? null
        : quote(field.text()) + " is not a scheme of a probe: HTTP or HTTPS";
  }
}
