package dev.ostia.translator.secret;

import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import java.util.Optional;

/**
 * Where an SDS name leads.
 *
 * @param scheme one of those of {@link SecretNames}
 * @param object the Secret or ConfigMap
 * @param authorities whether certificate authorities are asked for, not a certificate with its key
 */
record SecretLocation(String scheme, ObjectKey object, boolean authorities) {

  /**
   * Reads a name.
   *
   * @param namespace where names without a namespace are looked for: the proxy's
   * @return empty if the name is of no form that can be served
   */
  static Optional<SecretLocation> parse(String sdsName, String namespace) {
    if (sdsName.startsWith(SecretNames.KUBERNETES)) {
      String[] parts = parts(sdsName, SecretNames.KUBERNETES);
      return parts.length == 1
          ? of(SecretNames.KUBERNETES, Kind.SECRET, namespace, parts[0])
          : two(SecretNames.KUBERNETES, Kind.SECRET, parts);
    }
    if (sdsName.startsWith(SecretNames.KUBERNETES_GATEWAY)) {
      return two(
          SecretNames.KUBERNETES_GATEWAY,
          Kind.SECRET,
          parts(sdsName, SecretNames.KUBERNETES_GATEWAY));
    }
    if (sdsName.startsWith(SecretNames.CONFIG_MAP)) {
      return two(SecretNames.CONFIG_MAP, Kind.CONFIG_MAP, parts(sdsName, SecretNames.CONFIG_MAP));
    }
    return Optional.empty();
  }

  private static String[] parts(String sdsName, String scheme) {
    return sdsName.substring(scheme.length()).split("/", -1);
  }

  private static Optional<SecretLocation> two(String scheme, Kind kind, String[] parts) {
    return parts.length == 2 ? of(scheme, kind, parts[0], parts[1]) : Optional.empty();
  }

  private static Optional<SecretLocation> of(
      String scheme, Kind kind, String namespace, String name) {
    if (namespace.isEmpty() || name.isEmpty() || name.equals(SecretNames.CA_SUFFIX)) {
      return Optional.empty();
    }
    boolean authorities = kind == Kind.CONFIG_MAP || name.endsWith(SecretNames.CA_SUFFIX);
    return Optional.of(
        new SecretLocation(scheme, new ObjectKey(kind, namespace, name), authorities));
  }

  /** The Secret that holds the authorities beside the certificate, if there is none for them. */
  Optional<ObjectKey> sharedObject() {
    String name = object.name();
    return authorities && name.endsWith(SecretNames.CA_SUFFIX) && object.kind() == Kind.SECRET
        ? Optional.of(
            new ObjectKey(
                Kind.SECRET,
                object.namespace(),
                name.substring(0, name.length() - SecretNames.CA_SUFFIX.length())))
        : Optional.empty();
  }
}
