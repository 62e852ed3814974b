package dev.ostia.controlplane.kubernetes;

/** There is no way to an API server; the message says what is missing. */
public final class UnusableClusterException extends Exception {

  /** With what is missing and what to do about it. */
  public UnusableClusterException(String message) {
    super(message);
  }
}
