package dev.ostia.translator.validate.syntax;

import static dev.ostia.translator.validate.document.Findings.quote;

import org.jspecify.annotations.Nullable;

/**
 * The syntax of host names, with and without wildcards. The methods that look for a fault return
 * what is wrong, or null if nothing is.
 */
public final class Hosts {

  private static final int MAX_LENGTH = 255;
  private static final String GENERATED_SNI = "outbound_";

  private Hosts() {}

  /** What is wrong with a host name without wildcard; null if nothing. */
  public static @Nullable String faultOfName(String host) {
    String fault = faultOfLength(host);
    return fault != null ? fault : faultOfLabels(host, host);
  }

  /** What is wrong with a host name that may begin with a wildcard; null if nothing. */
  public static @Nullable String faultOfWildcard(String host) {
    String fault = faultOfLength(host);
    if (fault != null) {
      return fault;
    }
    int dot = host.indexOf('.');
    String first = dot < 0 ? host : host.substring(0, dot);
    if (!Names.isWildcardDnsLabel(first)) {
      return faultyLabel(host, first);
    }
    return dot < 0 ? null : faultOfLabels(host, host.substring(dot + 1));
  }

  /**
   * What is wrong with a host of a VirtualService on a gateway; null if nothing. One with SNI
   * routes may name a generated SNI, {@code outbound_.80_._.host}, as AUTO_PASSTHROUGH makes them.
   */
  public static @Nullable String faultOfGatewayHost(String host, boolean sni) {
    if (!sni || !host.startsWith(GENERATED_SNI)) {
      return faultOfWildcard(host);
    }
    String[] parts = host.split("_", -1);
    boolean complete =
        host.length() <= MAX_LENGTH
            && parts.length >= 4
            && parts[1].chars().anyMatch(c -> c >= '0' && c <= '9')
            && parts[3].chars().anyMatch(Hosts::isLetter);
    return complete ? null : quote(host) + " is not of the form outbound_.<port>_._.<host>";
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Whether a host begins with a wildcard. */
  public static boolean isWildcard(String host) {
    return host.startsWith("*");
  }

  /** Whether a wildcard stands for a part of a label only, as in {@code *foo.com}. */
  public static boolean isPartialWildcard(String host) {
    return host.contains("*") && host.length() != 1 && !host.startsWith("*.");
  }

  /** Whether one of two hosts covers the other. */
  public static boolean overlap(String a, String b) {
    return isSubset(a, b) || isSubset(b, a);
  }

  /** Whether every name that {@code inner} stands for is one of {@code outer}. */
  public static boolean isSubset(String inner, String outer) {
    if (!isWildcard(outer)) {
      return inner.equals(outer);
    }
    if (isWildcard(inner)) {
      return inner.length() >= outer.length() && inner.endsWith(outer.substring(1));
    }
    return inner.endsWith(outer.substring(1));
  }

  private static @Nullable String faultOfLength(String host) {
    if (host.isEmpty()) {
      return "the host is empty";
    }
    return host.length() > MAX_LENGTH
        ? quote(host) + " is longer than the " + MAX_LENGTH + " characters of a host name"
        : null;
  }

  private static @Nullable String faultOfLabels(String host, String rest) {
    String[] labels = rest.split("\\.", -1);
    String last = labels[labels.length - 1];
    if (!last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return quote(host) + " ends in a number, which no host name does";
    }
    for (int i = 0; i < labels.length; i++) {
      boolean closingDot = i == labels.length - 1 && labels[i].isEmpty();
      if (!closingDot && !Names.isDnsLabel(labels[i])) {
        return faultyLabel(host, labels[i]);
      }
    }
    return null;
  }

  private static String faultyLabel(String host, String label) {
    return label.equals(host)
        ? quote(host) + " is not a host name"
        : quote(host) + " is not a host name, because of the part " + quote(label);
  }
}
