package dev.ostia.translator.validate.syntax;

/** The syntax of names in Kubernetes and Istio, which differ in whether capitals are allowed. */
public final class Names {

  private static final int LABEL_LENGTH = 63;
  private static final int SUBDOMAIN_LENGTH = 253;

  private Names() {}

  /**
   * A DNS label as Istio takes it: letters of either case, digits and inner {@code -}, up to 63.
   */
  public static boolean isDnsLabel(String text) {
    return text.length() <= LABEL_LENGTH && isLabelText(text, true);
  }

  /** A DNS label as Kubernetes takes it: lower case only. */
  public static boolean isLowerDnsLabel(String text) {
    return text.length() <= LABEL_LENGTH && isLabelText(text, false);
  }

  /** A DNS name as Kubernetes takes it for most objects: lower-case labels with dots between. */
  public static boolean isLowerDnsSubdomain(String text) {
    if (text.isEmpty() || text.length() > SUBDOMAIN_LENGTH) {
      return false;
    }
    for (String label : text.split("\\.", -1)) {
      if (!isLabelText(label, false)) {
        return false;
      }
    }
    return true;
  }

  /** The first label of a host name that may start with a wildcard: {@code *}, {@code *-x}. */
  static boolean isWildcardDnsLabel(String text) {
    if (text.length() > LABEL_LENGTH) {
      return false;
    }
    if (!text.startsWith("*")) {
      return isLabelText(text, true);
    }
    String rest = text.substring(text.startsWith("*-") ? 2 : 1);
    return text.equals("*") || isLabelText(rest, true);
  }

  /** The key of a label: an optional DNS prefix and {@code /}, then a name of up to 63. */
  public static boolean isLabelKey(String key) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    if (slash >= 0 && !isLabelPrefix(key.substring(0, slash))) {
      return false;
    }
    return !name.isEmpty() && name.length() <= LABEL_LENGTH && isQualifiedName(name);
  }

  /** The key of a label on an object, whose prefix Kubernetes wants in lower case. */
  public static boolean isObjectLabelKey(String key) {
    int slash = key.indexOf('/');
    return isLabelKey(key) && (slash < 0 || isLowerDnsSubdomain(key.substring(0, slash)));
  }

  private static boolean isLabelPrefix(String prefix) {
    if (prefix.isEmpty() || prefix.length() > SUBDOMAIN_LENGTH) {
      return false;
    }
    for (String label : prefix.split("\\.", -1)) {
      if (!isLabelText(label, true)) {
        return false;
      }
    }
    return true;
  }

  /** The value of a label as Istio's selectors take it, of any length. */
  public static boolean isLabelValue(String value) {
    return value.isEmpty() || isQualifiedName(value);
  }

  /** The value of a label on an object: at most 63 characters. */
  public static boolean isShortLabelValue(String value) {
    return value.length() <= LABEL_LENGTH && isLabelValue(value);
  }

  private static boolean isLabelText(String text, boolean capitals) {
    if (text.isEmpty() || text.startsWith("-") || text.endsWith("-")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c, capitals) && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isQualifiedName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inner = i > 0 && i < text.length() - 1 && (c == '-' || c == '_' || c == '.');
      if (!inner && !isAlphanumeric(c, true)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c, boolean capitals) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (capitals && c >= 'A' && c <= 'Z');
  }
}
