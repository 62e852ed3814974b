package dev.ostia.controlplane.xds.identity;

/** A token is not believed; the message says why, and never quotes it. */
public final class RefusedTokenException extends Exception {

  private final boolean unknown;

  private RefusedTokenException(String message, boolean unknown) {
    super(message);
    this.unknown = unknown;
  }

  /** A token that was judged. */
  public static RefusedTokenException of(String reason) {
    return new RefusedTokenException("the service-account token is refused: " + reason, false);
  }

  /** A token that nobody could judge. */
  public static RefusedTokenException unknown(String reason) {
    return new RefusedTokenException(
        "the service-account token cannot be checked now: " + reason, true);
  }

  /** Whether the same token may be taken later. */
  public boolean isUnknown() {
    return unknown;
  }
}
