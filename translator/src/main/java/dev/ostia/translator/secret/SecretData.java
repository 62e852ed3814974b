package dev.ostia.translator.secret;

import dev.ostia.translator.config.ConfigObject;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of a Secret or a ConfigMap. Never prints what they hold. */
final class SecretData {

  private final Map<String, String> encoded;
  private final Map<String, String> plain;

  private SecretData(@Nullable Map<String, String> encoded, @Nullable Map<String, String> plain) {
    this.encoded = encoded == null ? Map.of() : encoded;
    this.plain = plain == null ? Map.of() : plain;
  }

  /** The entries of an object; none if it is of another kind. */
  static SecretData of(ConfigObject<?> object) {
    return switch (object.resource()) {
      // An API server has put stringData into data; the source of files does the same.
      case Secret secret -> new SecretData(secret.getData(), Map.of());
      case ConfigMap map -> new SecretData(map.getBinaryData(), map.getData());
      default -> new SecretData(Map.of(), Map.of());
    };
  }

  /** Whether there is an entry that is not empty. */
  boolean has(String key) {
    return !isEmpty(encoded.get(key)) || !isEmpty(plain.get(key));
  }

  /** Whether there is an entry, possibly empty. */
  boolean mentions(String key) {
    return encoded.containsKey(key) || plain.containsKey(key);
  }

  private static boolean isEmpty(@Nullable String value) {
    return value == null || value.isBlank();
  }

  /**
   * The content of an entry; empty if there is none.
   *
   * @throws UnusableSecretException if it is not base64
   */
  byte[] get(String key) throws UnusableSecretException {
    String text = plain.get(key);
    if (text != null) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      String value = encoded.get(key);
      // Kubernetes' decoder passes over line breaks as well.
      return value == null
          ? new byte[0]
          : Base64.getDecoder().decode(value.replaceAll("[\\r\\n]", ""));
    } catch (IllegalArgumentException e) {
      throw new UnusableSecretException(
          "has a value under " + key + " that is not base64",
          "Encode it, or write it as it is under 'stringData'");
    }
  }
}
