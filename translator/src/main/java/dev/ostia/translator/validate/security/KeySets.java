package dev.ostia.translator.validate.security;

import static dev.ostia.translator.validate.document.Findings.quote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.CharMatcher;
import com.google.common.io.BaseEncoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON Web Key Sets by RFC 7517, written into a field. */
final class KeySets {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final CharMatcher PADDING = CharMatcher.is('=');

  private KeySets() {}

  /** What is wrong with a key set, or with a single key in its place; null if nothing. */
  static @Nullable String fault(String text) {
    JsonNode set;
    try {
      set = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return "the key set is not JSON: " + e.getOriginalMessage();
    }
    if (!set.isObject()) {
      return "the key set is not a JSON object";
    }
    if (!set.has("keys")) {
      return faultOfKey(set);
    }
    for (JsonNode key : set.get("keys")) {
      String fault = faultOfKey(key);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static @Nullable String faultOfKey(JsonNode key) {
    String type = key.path("kty").asText("");
    List<String> numbers =
        switch (type) {
          case "RSA" -> List.of("n", "e");
          case "EC" -> List.of("x", "y");
          case "OKP" -> List.of("x");
          case "oct" -> List.of("k");
          default -> List.of();
        };
    if (numbers.isEmpty()) {
      return "a key of the set has the type (kty) " + quote(type) + ", not RSA, EC, OKP or oct";
    }
    boolean onCurve = type.equals("EC") || type.equals("OKP");
    if (onCurve && key.path("crv").asText("").isEmpty()) {
      return "a key of type " + type + " does not say its curve (crv)";
    }
    for (String name : numbers) {
      String value = PADDING.trimTrailingFrom(key.path(name).asText(""));
      if (value.isEmpty() || !BaseEncoding.base64Url().canDecode(value)) {
        return "the parameter "
            + name
            + " of a key of type "
            + type
            + " is missing or not base64url";
      }
    }
    return null;
  }
}
