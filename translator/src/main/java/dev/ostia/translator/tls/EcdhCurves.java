package dev.ostia.translator.tls;

import java.util.Set;

/** Which entries of {@code ecdhCurves} may reach Envoy: those that Istio lets through. */
public final class EcdhCurves {

  private static final Set<String> NAMES =
      Set.of("P-256", "P-384", "P-521", "X25519", "X25519MLKEM768");

  private EcdhCurves() {}

  /** Whether Envoy takes the entry. */
  public static boolean isKnown(String entry) {
    return NAMES.contains(entry);
  }
}
