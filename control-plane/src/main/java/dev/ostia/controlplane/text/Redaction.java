package dev.ostia.controlplane.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes what is secret out of everything that is shown or logged. */
public final class Redaction {

  /** What stands in its place. */
  public static final String REDACTED = "[redacted]";

  /** Up to the end of the text if the end of the key is not there. */
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)",
          Pattern.DOTALL);

  /** Fields of Envoy's API that hold secrets, where they are given in place and not as a file. */
  private static final Set<String> SECRET_FIELDS =
      Set.of("private_key", "password", "pkcs12", "secret", "session_ticket_keys");

  private static final Set<String> PLACES = Set.of("filename", "environment_variable");

  private Redaction() {}

  /** A text without the private keys in it. */
  public static String text(String text) {
    return text.contains("PRIVATE KEY") ? PRIVATE_KEY.matcher(text).replaceAll(REDACTED) : text;
  }

  /** A secret as it may be shown: its name. */
  static Map<String, Object> secret(String name) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", name);
    shown.put("secret", REDACTED);
    return shown;
  }

  /** Maps and lists without the secrets in them. */
  static Object tree(Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        Map<Object, Object> shown = new LinkedHashMap<>();
        map.forEach(
            (field, value) ->
                shown.put(field, SECRET_FIELDS.contains(field) ? hidden(value) : tree(value)));
        yield shown;
      }
      case List<?> list -> {
        List<Object> shown = new ArrayList<>(list.size());
        list.forEach(element -> shown.add(tree(element)));
        yield shown;
      }
      case String text -> text(text);
      default -> tree;
    };
  }

  /** Where a secret is may be said. */
  private static Object hidden(Object value) {
    return value instanceof Map<?, ?> map && PLACES.containsAll(map.keySet()) ? value : REDACTED;
  }
}
